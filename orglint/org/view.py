"""The organisation on a day: who holds what now, asked through indexes that many rules share."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import TypeVar

from orglint.core import ORGANISATION, Place, Ref, Site
from orglint.org.behind import Behind
from orglint.org.facts import FACTS, Model
from orglint.org.model import CLASSES, Activity, Mandate, Org, Person, Scope, Seat, Team, Unit, UnitClass

R = TypeVar("R")
MAX_INCLUDES = 32
"""Steps of inclusion between teams that are followed: more than anybody means, and few enough for a walk."""


class View:
    """An organisation on a day. Everything derived is computed once, however many rules ask."""

    def __init__(self, org: Org, day: date, model: Model = FACTS) -> None:
        self.org = org
        self.day = day
        self.model = model
        """What may be asked of the things of the organisation, its own keys among it."""
        self._computed: dict[object, object] = {}
        self._reached: dict[str, dict[Scope, tuple[Unit, ...]]] = {}

    def once(self, what: object, compute: Callable[["View"], R]) -> R:
        """Return a relation or a measure, computed at the first asking."""
        if what not in self._computed:
            self._computed[what] = compute(self)
        return self._computed[what]  # type: ignore[return-value] # what was computed under this name

    @cached_property
    def seats(self) -> list[Seat]:
        """The seats that are held today: not vacant, not past, not to come."""
        here = {person for person in self.org.people.values() if person.here(self.day)}
        return [seat for seat in self.org.seats if seat.person in here and not seat.alumni and seat.holds_on(self.day)]

    @cached_property
    def coming_seats(self) -> list[Seat]:
        """The seats that are held today or on a later day."""
        return [seat for seat in self.org.seats if not seat.alumni and self.ends_later(seat)]

    @cached_property
    def vacant_seats(self) -> list[Seat]:
        """The seats of today that nobody holds."""
        return [seat for seat in self.org.seats if seat.person is None and not seat.alumni and seat.holds_on(self.day)]

    def ends_later(self, seat: Seat) -> bool:
        """Return whether a seat and its person are still there today or will be on a later day."""
        person = seat.person
        if person is None or person.status == "departed" or person.kind == "vacancy":
            return False
        return not any(end is not None and end < self.day for end in (seat.until, person.until))

    @cached_property
    def by_mandate(self) -> dict[Mandate, list[Seat]]:
        """The seats held today, by mandate."""
        return _grouped(self.seats)

    @cached_property
    def coming_by_mandate(self) -> dict[Mandate, list[Seat]]:
        """The seats held today or later, by mandate."""
        return _grouped(self.coming_seats)

    @cached_property
    def by_scope(self) -> dict[Scope, list[Seat]]:
        """The seats held today, by scope."""
        found: dict[Scope, list[Seat]] = {}
        for seat in self.seats:
            found.setdefault(seat.scope, []).append(seat)
        return found

    @cached_property
    def _reaching(self) -> dict[Unit, list[Seat]]:
        found: dict[Unit, list[Seat]] = {}
        for scope, seats in self.by_scope.items():
            for unit in scope.reach:
                found.setdefault(unit, []).extend(seats)
        return found

    def seats_reaching(self, unit: Unit) -> list[Seat]:
        """Return the seats held today that reach a unit."""
        everywhere = [seat for scope, seats in self.by_scope.items() if scope.everywhere for seat in seats]
        return [*self._reaching.get(unit, ()), *everywhere]

    def reached(self, scope: Scope, cls: str) -> tuple[Unit, ...]:
        """Return the units of a class that seats of a scope reach; asked of many seats, computed once per scope."""
        reached = self._reached.setdefault(cls, {})
        if scope not in reached:
            reached[scope] = tuple(unit for unit in scope.reach if unit.cls == cls)
        return reached[scope]

    @cached_property
    def by_person(self) -> dict[Person, list[Seat]]:
        """The seats held today, by person."""
        found: dict[Person, list[Seat]] = {}
        for seat in self.seats:
            if seat.person is not None:
                found.setdefault(seat.person, []).append(seat)
        return found

    def seats_of(self, person: Person) -> list[Seat]:
        """Return the seats that a person holds today."""
        return self.by_person.get(person, [])

    @cached_property
    def _members(self) -> dict[Team, dict[Person, Seat]]:
        found: dict[Team, dict[Person, Seat]] = {}
        for scope, seats in self.by_scope.items():
            if scope.team is not None:
                members = found.setdefault(scope.team, {})
                for seat in seats:
                    if seat.person is not None and seat.mandate.counts_as_member:
                        members.setdefault(seat.person, seat)
        return found

    def members(self, team: Team) -> dict[Person, Seat]:
        """Return who is a member of a team, each with a seat that says so; members of included teams are members."""
        found = dict(self._members.get(team, {}))
        seen = {team}
        level = list(team.includes)
        steps = 0
        while level and steps < MAX_INCLUDES:
            steps += 1
            fresh = dict.fromkeys(one for one in level if one not in seen)
            seen.update(fresh)
            for one in fresh:
                found = {**self._members.get(one, {}), **found}
            level = [included for one in fresh for included in one.includes]
        return found

    @cached_property
    def all_reports(self) -> dict[Person, list[Person]]:
        """Who reports to whom today, by manager."""
        found: dict[Person, list[Person]] = {}
        for person in self.org.people.values():
            if person.reports_to is not None and person.here(self.day):
                found.setdefault(person.reports_to, []).append(person)
        return found

    def fte_of(self, person: Person) -> float:
        """Return the share of a full week that a person works: all of it unless said."""
        return 1.0 if person.fte is None else person.fte

    def reports(self, person: Person) -> list[Person]:
        """Return who reports to a person today."""
        return self.all_reports.get(person, [])

    @cached_property
    def _own(self) -> dict[Unit, list[Seat]]:
        found: dict[Unit, list[Seat]] = {}
        for seat in self.seats:
            for unit in self._named_by(seat.scope):
                found.setdefault(unit, []).append(seat)
        return found

    def _named_by(self, scope: Scope) -> tuple[Unit, ...]:
        """Return the units that seats of a scope name; of a team that names no product, what stands for one is such."""
        stand_ins = scope.team.stand_ins if scope.team is not None else ()
        return (*scope.units, *(unit for unit in stand_ins if unit in scope.reach))

    def own_seats(self, unit: Unit) -> list[Seat]:
        """Return the seats held today that belong to a unit itself."""
        return self._own.get(unit, [])

    @cached_property
    def _alumni(self) -> dict[Team, list[Seat]]:
        found: dict[Team, list[Seat]] = {}
        for seat in self.org.seats:
            if seat.alumni and seat.team is not None and seat.person is not None:
                found.setdefault(seat.team, []).append(seat)
        return found

    def alumni(self, team: Team) -> list[Seat]:
        """Return the seats that a team remembers."""
        return self._alumni.get(team, [])

    @cached_property
    def _children(self) -> dict[Unit, list[Unit]]:
        found: dict[Unit, list[Unit]] = {}
        for cls in CLASSES:
            for unit in self.org.units(cls):
                if unit.parent is not None:
                    found.setdefault(unit.parent, []).append(unit)
        return found

    def children(self, unit: Unit) -> list[Unit]:
        """Return the units that name a unit as their parent."""
        return self._children.get(unit, [])

    @cached_property
    def _accountable(self) -> dict[Person, dict[Activity, None]]:
        found: dict[Person, dict[Activity, None]] = {}
        behind = Behind.of(self)
        for activity in self.org.activities:
            for letter in activity.letters.get("accountable", ()):
                for person in behind.letter(letter, activity.scope):
                    found.setdefault(person, {})[activity] = None
        return found

    def accountable_for(self, person: Person) -> Collection[Activity]:
        """Return the activities for which a person is accountable, by name or through a role."""
        return self._accountable.get(person, {})

    def all_seats(self, _: Org) -> list[Seat]:
        """Return the seats held today."""
        return self.seats

    def people_of(self, org: Org) -> Collection[Person]:
        """Return the people, declared or mentioned."""
        return org.people.values()

    def teams_of(self, org: Org) -> Collection[Unit]:
        """Return the teams, declared or mentioned."""
        return org.teams.values()

    def products_of(self, _: Org) -> Collection[Unit]:
        """Return the products that rules speak of."""
        return self._products

    @cached_property
    def _products(self) -> list[Unit]:
        return list(self.units("product"))

    def systems_of(self, org: Org) -> Collection[Unit]:
        """Return the systems, declared or mentioned."""
        return org.systems.values()

    def processes_of(self, org: Org) -> Collection[Unit]:
        """Return the processes, declared or mentioned."""
        return org.processes.values()

    def units(self, cls: UnitClass) -> Iterable[Unit]:
        """Return the units of a class that rules speak of: a product of a kind (an area, a line) is none."""
        return (unit for unit in self.org.units(cls) if cls != "product" or unit.kind is None)

    def may_miss(self, unit: Unit | None) -> bool:
        """Return whether something may be called absent from a unit (None: from the whole organisation).

        It may where all that could name it was understood.
        """
        return not self.org.lost and (unit is None or unit.ref not in self.org.doubtful)

    def place(self, site: Site) -> Place:
        """Return where a site stands; places sort in reading order."""
        return self.org.place(site)

    def in_order(self, sites: Iterable[Site]) -> list[Site]:
        """Return distinct sites in reading order."""
        return sorted(set(sites), key=self.place)

    def shown(self, scopes: Sequence[Ref]) -> list[str]:
        """Return the names of scopes as sentences use them."""
        return [scope.id if scope != ORGANISATION else self.org.name or "the organisation" for scope in scopes]


def _grouped(seats: Iterable[Seat]) -> dict[Mandate, list[Seat]]:
    found: dict[Mandate, list[Seat]] = {}
    for seat in seats:
        found.setdefault(seat.mandate, []).append(seat)
    return found
