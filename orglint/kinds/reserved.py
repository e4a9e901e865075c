"""`reserved`: a duty is held only through the roles it belongs to."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field

from orglint.core import Label, Problem, Site
from orglint.core.wording import spoken
from orglint.kinds.base import Found, Ids, Kind, Params, Where
from orglint.kinds.selector import Selector
from orglint.org import Person, Scope, Seat, Unit, View


class Reserved(Params):
    """The duties, and the roles to which they belong."""

    kind: Literal["reserved"]
    duties: Annotated[Ids, Field(description="The duties that are reserved.")]
    to: Annotated[Ids, Field(description="The roles to which the duties belong.")]

    def subjects(self) -> Mapping[str, str]:
        """Return the seat."""
        return {"seat": "seat"}

    def words(self) -> Mapping[str, tuple[str, ...]]:
        """Return the duties and the roles."""
        return {"duty": self.duties, "role": self.to}

    def selectors(self) -> Mapping[str, Selector]:
        """Return what is reserved, and to whom."""
        return {"reserved": Selector(duties=self.duties), "the roles it belongs to": Selector(roles=self.to)}

    def impossible(self) -> str:
        """Return why nothing can be reserved."""
        return "" if self.duties and self.to else "reserved takes duties, and the roles they belong to"


class Entitled:
    """Where a person has one of the roles: everywhere, or in the units that some seats reach."""

    def __init__(self) -> None:
        self._anywhere = False
        self._everywhere = False
        self._units: set[Unit] = set()

    def add(self, scope: Scope) -> None:
        """Add a seat with such a role."""
        self._anywhere = True
        self._everywhere = self._everywhere or scope.everywhere
        self._units |= scope.reach

    def meets(self, scope: Scope) -> bool:
        """Return whether a seat of the role reaches something that a scope reaches too."""
        if self._everywhere or (scope.everywhere and self._anywhere):
            return True
        return not scope.reach.isdisjoint(self._units)


def check(view: View, params: Reserved, where: Where) -> Iterator[Found]:
    """Find the seats that hold a reserved duty while their person has none of its roles in the same reach."""
    entitled: dict[Person, Entitled] = {}
    for mandate, seats in view.by_mandate.items():
        if any(role in mandate.roles for role in params.to):
            for seat in seats:
                entitled.setdefault(_person(seat), Entitled()).add(seat.scope)
    nowhere = Entitled()
    for mandate, seats in view.by_mandate.items():
        held = [duty for duty in params.duties if duty in mandate.duties]
        if held and not any(role in mandate.roles for role in params.to):
            for seat in seats:
                if not entitled.get(_person(seat), nowhere).meets(seat.scope) and where(seat):
                    yield _problem(view, params, seat, held)


def _person(seat: Seat) -> Person:
    if seat.person is None:  # a view's seats are held by somebody
        raise ValueError(seat)
    return seat.person


def _problem(view: View, params: Reserved, seat: Seat, held: list[str]) -> Problem:
    ways = [(duty, seat.place_of(brought)) for duty in held for brought in seat.mandate.duties[duty]]
    primary, *more = view.in_order(site for _, site in ways)
    by_site: dict[Site, str] = {site: duty for duty, site in reversed(ways)}
    role = seat.mandate.said[0] if seat.mandate.said else ""
    roles = [seat.place_of(seat.mandate.roles[role])] if role else []
    others = " or another role" if len(params.to) > 1 else ""
    said = f"belongs to the {spoken(params.to[0])}{others}"
    return Problem(
        Label(primary, said),
        values={"holder": _person(seat).id, "found": tuple(held), "role": role or "no role", "allowed": params.to},
        related=(
            *(Label(site, f"{by_site[site]} too") for site in more),
            *(Label(site, "the role of the seat") for site in roles if site not in by_site),
        ),
        subjects=(_person(seat).ref,),
        scope=seat.scope.ref,
        about=(seat,),
    )


KIND = Kind("reserved", Reserved, check, ("holder", "scope", "found", "role", "allowed"), {"found": "[text]"})
