"""Who stands behind a name in an activity: the person, or everybody who holds the role there."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from orglint.org.model import Letter, Person, Scope, Seat

if TYPE_CHECKING:
    from orglint.org.view import View


class Behind:
    """Looks behind names, once per role and scope."""

    def __init__(self, view: "View") -> None:
        self._view = view
        self._seats: dict[str, list[Seat]] = {}
        for mandate, seats in view.by_mandate.items():
            for role in mandate.roles:
                self._seats.setdefault(role, []).extend(seats)
        self._found: dict[tuple[str, Scope], tuple[Person, ...]] = {}

    @classmethod
    def of(cls, view: "View") -> "Behind":
        """Return the one of a view."""
        return view.once(cls, cls)

    def letter(self, letter: Letter, scope: Scope) -> tuple[Person, ...]:
        """Return the people that a name means today; a team is not a person, and nobody is nobody."""
        if letter.kind == "role":
            return self.role(letter.id, scope)
        person = self._view.org.people.get(letter.id) if letter.kind == "person" else None
        return (person,) if person is not None and person.here(self._view.day) else ()

    def role(self, role: str, scope: Scope) -> tuple[Person, ...]:
        """Return who holds a role where a scope is; a seat without a unit is held everywhere."""
        if (role, scope) not in self._found:
            meant = (seat for seat in self._seats.get(role, ()) if _meet(seat.scope, scope))
            self._found[role, scope] = _people(meant)
        return self._found[role, scope]

    def holders(self, roles: Iterable[str]) -> set[Person]:
        """Return who holds one of some roles, anywhere."""
        return {person for role in roles for person in _people(self._seats.get(role, ()))}


def _people(seats: Iterable[Seat]) -> tuple[Person, ...]:
    return tuple(dict.fromkeys(seat.person for seat in seats if seat.person is not None))


def _meet(one: Scope, other: Scope) -> bool:
    return one.everywhere or other.everywhere or not one.reach.isdisjoint(other.units)
