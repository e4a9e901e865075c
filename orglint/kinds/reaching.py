"""Which units of some classes a seat reaches, teams above its own and activities among them.

A seat reaches an activity in which its person is named, as a person, as a member of a team or by a role, and whose
scope it meets. A team's tree is the team and all below it, so that a seat reaches the trees of its team and of all
teams above.
"""

from collections.abc import Iterable, Iterator, Sequence

from orglint.core import ORGANISATION, Ref
from orglint.org import Activity, Letter, Person, Scope, Seat, Team, Unit, View, Work

Place = Unit | Activity
"""Where seats meet and are counted, beside the whole organisation."""


def name_of(place: Place | None) -> Ref:
    """Return how findings name a place; None stands for the whole organisation."""
    return place.ref if place is not None else ORGANISATION


def is_stand_in(place: Place) -> bool:
    """Return whether a team stands for what it does not name."""
    return isinstance(place, Unit) and place.stands_for is not None


def in_order(places: Iterable[Place]) -> list[Place]:
    """Return places in an order that no set decides."""
    return sorted(places, key=lambda place: (place.ref, place.cls if isinstance(place, Unit) else "activity"))


def nothing_said(cls: str, view: View) -> Place:
    """Return a place of a class of which nothing is said, for conditions on what belongs to no place."""
    site = view.org.site
    if cls in ("team", "team-tree"):
        return Team("team", "", site, site)
    if cls == "activity":
        return Activity("", site, Scope())
    return Work(cls, "", site, site) if cls in ("product", "system", "process") else Unit("role", "", site, site)  # type: ignore[arg-type] # a class of work


def trees(team: Unit | None) -> Iterator[Unit]:
    """Yield a team and those above it; a ring of parents is walked once."""
    seen: set[Unit] = set()
    while team is not None and team not in seen:
        seen.add(team)
        yield team
        team = team.parent


class Named:
    """In which activities each person is named."""

    def __init__(self, view: View) -> None:
        self._by_person: dict[Person, dict[Activity, None]] = {}
        for activity in view.org.activities:
            names = (name for names in activity.letters.values() for name in names)
            for person in (person for name in names for person in _behind(view, activity, name)):
                self._by_person.setdefault(person, {})[activity] = None

    def reached(self, seat: Seat) -> Iterator[Activity]:
        """Yield the activities that name the person of a seat and whose scope the seat meets."""
        for activity in self._by_person.get(seat.person, ()) if seat.person else ():
            if _meet(activity.scope, seat.scope):
                yield activity


def _meet(one: Scope, other: Scope) -> bool:
    return one.everywhere or other.everywhere or not one.reach.isdisjoint(other.reach)


def _behind(view: View, activity: Activity, name: Letter) -> Iterable[Person]:
    """Return who is meant by a name: a person, the members of a team, or the holders of a role in the scope."""
    if name.kind == "person":
        return [view.org.people[name.id]] if name.id in view.org.people else []
    if name.kind == "team":
        return view.members(view.org.teams[name.id]) if name.id in view.org.teams else []
    holding = view.once("seats by role", _by_role).get(name.id, ()) if name.kind == "role" else ()
    return [seat.person for seat in holding if seat.person is not None and _meet(activity.scope, seat.scope)]


def _by_role(view: View) -> dict[str, list[Seat]]:
    found: dict[str, list[Seat]] = {}
    for mandate, seats in view.by_mandate.items():
        for role in mandate.roles:
            found.setdefault(role, []).extend(seats)
    return found


def activities_of(view: View, seat: Seat) -> Iterator[Activity]:
    """Yield the activities that a seat reaches."""
    return view.once("named in activities", Named).reached(seat)


class Reached:
    """Which units of some classes the seats of a scope reach; of products those of no kind.

    A team that works on nothing of a class stands for it, where nothing else is reached.
    """

    def __init__(self, within: Sequence[str], view: View) -> None:
        self._within = frozenset(within)
        self._view = view
        self._made: dict[Scope, tuple[frozenset[Unit], frozenset[Unit]]] = {}

    def both(self, scope: Scope) -> tuple[frozenset[Unit], frozenset[Unit]]:
        """Return the units that a scope reaches, and those that a team stands for."""
        if scope not in self._made:
            units = [unit for unit in scope.reach if unit.cls in self._within]
            if "team-tree" in self._within:
                units += (above for unit in scope.reach if unit.cls == "team" for above in trees(unit))
            own = frozenset(unit for unit in units if unit.stands_for is None)
            spoken_of = frozenset(unit for unit in own if unit.cls != "product" or unit.kind is None)
            self._made[scope] = spoken_of, frozenset(units) - own
        return self._made[scope]

    def places(self, seat: Seat) -> Iterator[Place]:
        """Yield where a seat belongs; one without scope belongs only to the activities that name its person."""
        for units in self.both(seat.scope):
            yield from units
        if "activity" in self._within:
            yield from activities_of(self._view, seat)

    def share_own(self, seat: Seat, other: Seat) -> bool:
        """Return whether two seats both reach a unit that no team stands for."""
        units, others = self.both(seat.scope)[0], self.both(other.scope)[0]
        if seat.scope.everywhere or other.scope.everywhere:
            return bool(units or others)
        return not units.isdisjoint(others)
