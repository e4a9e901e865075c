"""Seat entries -> seats: who, what, where and when."""

from collections.abc import Iterable, Iterator
from datetime import date

from orglint.core import Label, Problem, Site
from orglint.document import Data
from orglint.org import schema
from orglint.org.mandates import Mandates, Remark
from orglint.org.model import WORK_CLASSES, Mandate, Person, Scope, Seat, Team, Unit, UnitClass, Work
from orglint.org.names import People, Register
from orglint.org.own import OwnKeys
from orglint.org.validate import Tell, Validator

_BARE = Mandate()
_DETAILS = frozenset({"since", "until", "allocation", "acting", "proxy", "deputy", "successor"})
_ORDER: tuple[UnitClass, ...] = ("role", "team", *WORK_CLASSES)
"""The units of a scope, the most particular one last."""


class Seats:
    """Reads seats in reading order."""

    def __init__(
        self,
        people: People,
        units: dict[str, Register[Unit]],
        mandates: Mandates,
        own: OwnKeys,
        validator: Validator,
        tell: Tell,
    ) -> None:
        self.read_seats: list[Seat] = []
        self.doubtful: list[Scope] = []
        """Where an entry could not be understood."""
        self._people = people
        self._units = units
        self._mandates = mandates
        self._own = own
        self._validator = validator
        self._tell = tell
        self._scopes: dict[tuple[Unit | None, ...], Scope] = {}

    def of_unit(self, unit: Unit, value: Data, site: Site, *, alumni: bool = False) -> None:
        """Read the members (or alumni) of one unit."""
        scope = self.scope(unit)
        if value is None:
            return
        items: Iterable[Data] = value if isinstance(value, list) else (value,)
        path, document, route, _ = site
        for at, item in enumerate(items):
            here = Site(path, document, (*route, at))
            if item.__class__ is str or item is None:
                person = self._people.named(item, here)
                self._add(here, person, _BARE, scope, alumni=alumni)
            else:
                self._entry(item, here, scope, alumni=alumni)

    def flat(self, value: Data, site: Site) -> None:
        """Read one assignment of the flat form."""
        self._entry(value, site, None)

    def scope(self, *units: Unit | None) -> Scope:
        """Return the scope that names these units."""
        made = self._scopes.get(units)
        if made is None:
            ordered = sorted((unit for unit in units if unit is not None), key=lambda unit: _ORDER.index(unit.cls))
            by_class = {unit.cls: unit for unit in ordered}
            made = self._scopes.setdefault(tuple(ordered), Scope(**by_class, units=tuple(ordered)))  # type: ignore[arg-type] # by class
            self._scopes[units] = made
        return made

    @property
    def scopes(self) -> Iterable[Scope]:
        """All scopes in use."""
        return dict.fromkeys(self._scopes.values())

    def _add(self, site: Site, person: Person | None, mandate: Mandate, scope: Scope, *, alumni: bool) -> Seat:
        seat = Seat(len(self.read_seats), site, person, mandate, scope, alumni=alumni)
        self.read_seats.append(seat)
        return seat

    def _entry(self, value: Data, site: Site, within: Scope | None, *, alumni: bool = False) -> None:
        """Read a seat that says more than its person."""
        entry, whole = self._validator.entry(schema.Seat, value, site)
        if entry is None:
            self.doubtful.append(within or self.scope())
            return
        scope = self._scope_of(entry, site, within)
        person = self._people.named(entry.person, site, "person")
        mandate, remarks = self._mandates.of(entry.role, entry.duties, entry.without)
        seat = self._add(site, person, mandate, scope, alumni=alumni)
        if not self._own.keep(seat, "seat", value, site) or not whole:
            self.doubtful.append(scope)
        if not entry.model_fields_set.isdisjoint(_DETAILS):
            self._details(seat, entry, site)
        if remarks:
            self._remark(remarks, site)
        if not any(entry.role) and not any(entry.duties) and not alumni:
            message = "this seat names neither a role nor a duty"
            self._tell(Problem(Label(site / "person"), rule="empty-assignment", message=message))

    def _details(self, seat: Seat, entry: schema.Seat, site: Site) -> None:
        seat.since, seat.until, seat.allocation = entry.since, entry.until, entry.allocation
        seat.acting, seat.proxy = bool(entry.acting), bool(entry.proxy)
        deputies = (self._people.named(name, site, "deputy", at) for at, name in enumerate(entry.deputy))
        seat.deputies = tuple(person for person in deputies if person is not None)
        seat.successor = self._people.named(entry.successor, site, "successor")
        self._validator.dates(entry.since, entry.until, site)

    def _scope_of(self, entry: schema.Seat, site: Site, within: Scope | None) -> Scope:
        """Return the scope of a seat: the unit it is written under, and the units it names."""
        if within is not None and entry.model_fields_set.isdisjoint(self._units):
            return within
        named: dict[str, Unit] = {unit.cls: unit for unit in within.units} if within else {}
        for cls, register in self._units.items():
            name = getattr(entry, cls)
            if name is None:
                continue
            unit = register.mention(name, site, cls)
            if named.setdefault(cls, unit) is not unit:
                message = f"this seat is written under {named[cls].id} and names another {cls}"
                self._tell(Problem(Label(site / cls), rule="wrong-type", message=message))
        return self.scope(*named.values())

    def _remark(self, remarks: tuple[Remark, ...], site: Site) -> None:
        for field, item, rule, message in remarks:
            self._tell(Problem(Label(site / field / item), rule=rule, message=message))

    def unique(self) -> list[Seat]:
        """Return the seats; one that is written twice for the same time is one, and told."""
        seen: dict[tuple[Person, Scope, frozenset[str], bool], Seat] = {}
        alike: dict[Seat, list[Seat]] = {}
        for seat in self.read_seats:
            if seat.person is not None:
                key = (seat.person, seat.scope, frozenset(seat.mandate.said), seat.alumni)
                first = seen.setdefault(key, seat)
                if first is not seat:
                    alike.setdefault(first, [first]).append(seat)
        again = {seat for several in alike.values() for same in _overlapping(several) for seat in self._one(same)}
        return [seat for seat in self.read_seats if seat not in again] if again else self.read_seats

    def _one(self, same: list[Seat]) -> Iterator[Seat]:
        """Make one seat of several that are the same; yields those that the first one stands for."""
        first, *more = sorted(same, key=lambda seat: seat.order)
        for seat in more:
            label, before = Label(seat.handle, "written again"), Label(first.handle, "the same seat")
            if seat.person is not None:
                message, subject = f"{seat.person.id} has the same seat twice", (seat.person.ref,)
                self._tell(
                    Problem(
                        label,
                        related=(before,),
                        subjects=subject,
                        scope=seat.scope.ref,
                        item=" ".join(sorted(seat.mandate.said)),
                        rule="duplicate-seat",
                        message=message,
                    )
                )
            if first.allocation is None:
                first.allocation = seat.allocation
            seat.allocation = None
            first.own = {**seat.own, **first.own} if seat.own else first.own
            if set(seat.duties) == set(first.duties):
                first.since, first.until = _earlier(first.since, seat.since), _later(first.until, seat.until)
                yield seat  # one with other duties beside holds them all the same


def _overlapping(several: list[Seat]) -> Iterator[list[Seat]]:
    """Yield the seats that hold at one time, directly or through others, where these are more than one."""
    same: list[Seat] = []
    ends: date | None = date.min
    for seat in sorted(several, key=lambda seat: (seat.since or date.min, seat.order)):
        if ends is not None and (seat.since or date.min) > ends:
            if len(same) > 1:
                yield same
            same, ends = [], date.min
        same.append(seat)
        ends = None if ends is None or seat.until is None else max(ends, seat.until)
    if len(same) > 1:
        yield same


def _earlier(one: date | None, other: date | None) -> date | None:
    return None if one is None or other is None else min(one, other)


def _later(one: date | None, other: date | None) -> date | None:
    return None if one is None or other is None else max(one, other)


def reach(scope: Scope) -> frozenset[Unit]:
    """Return what a seat reaches: its own units and one step further, no more.

    From a team, what it works on (only what the seat names, where it names something); from a product, system or
    process, the teams that work on it. A team that works on nothing of a class stands for it itself.
    """
    named = [unit for unit in (scope.product, scope.system, scope.process) if unit is not None]
    if scope.team is None:
        teams = [team for work in named for team in work.teams]
        reached: set[Unit] = {*scope.units, *teams}
        return frozenset(reached.union(*(team.stand_ins for team in teams)))
    if named:
        classes = {work.cls for work in named}
        return frozenset({*scope.units, *(work for work in scope.team.stand_ins if work.cls not in classes)})
    return frozenset({*scope.units, *_worked_on(scope.team), *scope.team.stand_ins})


def _worked_on(team: Team) -> Iterator[Work]:
    yield from team.products
    yield from team.systems
    yield from team.processes
