"""Files -> the organisation: names become things, words become roles and duties, what dangles becomes a problem."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from orglint.core import Nearest, Place, Problem, Site
from orglint.document import Document, ReadFile
from orglint.org import people as persons
from orglint.org import words
from orglint.org.activities import Activities
from orglint.org.entries import Entries, Entry, collect
from orglint.org.mandates import Mandates
from orglint.org.model import Activity, Org, Person, Scope, Team, Unit, Work
from orglint.org.names import People, clean
from orglint.org.own import NOTHING_OWN, Extra, OwnKeys
from orglint.org.seats import Seats, reach
from orglint.org.units import SECTION, Units
from orglint.org.validate import Validator
from orglint.org.vocabulary import Vocabulary

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Resolved:
    """The organisation, what was wrong with it, and which documents were none of it."""

    org: Org
    problems: tuple[Problem, ...]
    unmarked: tuple[str, ...]


def resolve(
    files: Sequence[ReadFile], vocabulary: Vocabulary, *, teams_are_closed: bool = False, extra: Extra = NOTHING_OWN
) -> Resolved:
    """Resolve the files of a run, which are one organisation; they are taken in the order of their paths.

    `extra` are the organisation's own keys; those that it does not name are passed over.
    """
    problems: list[Problem] = []
    nearest = Nearest()
    validator = Validator(problems.append, nearest)
    entries = collect(sorted(files, key=lambda file: file.source.path), validator, nearest)
    spoken = words.overlaid(vocabulary, entries, validator)
    documents = {(document.path, document.number): document for file in files for document in file.documents}
    org = Org(spoken, _Places(documents), entries.site, entries.name)
    org.lost = entries.lost or any(file.lost for file in files)
    _Resolver(org, entries, validator, problems, nearest, extra).run(teams_are_closed=teams_are_closed)
    return Resolved(org, tuple(problems), tuple(entries.unmarked))


class _Places:
    """Where a site stands."""

    def __init__(self, documents: dict[tuple[str, int], Document]) -> None:
        self._documents = documents

    def __call__(self, site: Site) -> Place:
        document = self._documents.get((site.path, site.document))
        return document.place(site) if document is not None else Place(site.path, 0, 0)


class _Resolver:
    """The steps of resolving, in order: declare all names, then read people, units, seats and activities."""

    def __init__(
        self,
        org: Org,
        entries: Entries,
        validator: Validator,
        problems: list[Problem],
        nearest: Nearest,
        extra: Extra,
    ) -> None:
        self._org = org
        self._entries = entries
        self._validator = validator
        self._tell = problems.append
        self._nearest = nearest
        self._people = People()
        mandates = Mandates(org.vocabulary, nearest)
        self._units = Units(self._people, mandates, validator)
        self._own = OwnKeys(extra, self._people, self._units.registers, mandates, validator)
        self._seats = Seats(self._people, self._units.registers, mandates, self._own, validator, self._tell)
        self._activities = Activities(self._people, self._units.registers, mandates, validator, self._seats, self._tell)

    def run(self, *, teams_are_closed: bool) -> None:
        sections = self._entries.sections
        self._close(teams_are_closed=teams_are_closed)
        people = [(persons.declare(self._people, entry, self._validator), entry) for entry in sections["people"]]
        units = [(self._units.declare(cls, entry), entry) for cls, name in SECTION.items() for entry in sections[name]]
        for person, entry in people:
            if person is not None:
                persons.read(self._people, person, entry, self._validator)
                self._keep_own(person, "person", entry)
        for unit, entry in units:
            if unit is not None:
                self._units.read(unit, entry)
                self._keep_own(unit, unit.cls, entry)
        self._read_seats([(unit, entry) for unit, entry in units if unit is not None])
        self._org.activities = self._each_once("activities", "activity", self._activity)
        self._org.rotations = self._each_once("rotations", "rotation", self._activities.rotation)
        self._units.link()
        self._finish()

    def _keep_own(self, thing: Person | Unit | Activity, cls: str, entry: Entry) -> None:
        thing.whole = self._own.keep(thing, cls, entry.value, entry.site) and thing.whole

    def _activity(self, entry: Entry) -> Activity:
        made = self._activities.activity(entry)
        self._keep_own(made, "activity", entry)
        return made

    def _close(self, *, teams_are_closed: bool) -> None:
        """Close the classes of which the run says what there is: those that have a map with an entry."""
        sections = self._entries.sections
        self._people.closed = bool(sections["people"])
        for cls, section in SECTION.items():
            self._units.registers[cls].closed = any(entry.site.route for entry in sections[section])
        if teams_are_closed:
            self._units.registers["team"].closed = True

    def _read_seats(self, units: list[tuple[Unit, Entry]]) -> None:
        for unit, entry in units:
            if isinstance(entry.value, dict):
                self._seats_of(unit, entry, "members")
                if unit.cls == "team":
                    self._seats_of(unit, entry, "alumni")
        for entry in self._entries.sections["roles"]:
            if isinstance(entry.value, dict) and "members" in entry.value:
                role = self._org.roles.setdefault(
                    entry.id, Unit("role", entry.id, entry.site, entry.named, declared=True)
                )
                self._seats_of(role, entry, "members")
        for value, site in self._entries.assignments:
            self._seats.flat(value, site)

    def _seats_of(self, unit: Unit, entry: Entry, field: str) -> None:
        value = entry.value[field] if isinstance(entry.value, dict) and field in entry.value else None
        self._seats.of_unit(unit, value, entry.site / field, alumni=field == "alumni")

    def _each_once(self, section: str, noun: str, read: Callable[[Entry], T]) -> list[T]:
        """Read the entries of a section; the first of an id stands."""
        seen: dict[str, Entry] = {}
        made: list[T] = []
        for entry in self._entries.sections[section]:
            first = seen.setdefault(clean(entry.id).casefold(), entry)
            if first is entry:
                made.append(read(entry))
            else:
                self._validator.repeated(noun, entry.id, entry.named, first.named)
        return made

    def _not_whole(self) -> Iterator[Scope]:
        """Yield where somebody may sit, or hold something, that could not be understood."""
        for register in self._units.registers.values():
            yield from (self._seats.scope(unit) for unit in register.known.values() if not unit.whole)
        roles = {role.id for role in self._org.vocabulary.roles.values() if not role.whole}
        if roles:
            yield from (seat.scope for seat in self._seats.read_seats if not roles.isdisjoint(seat.mandate.roles))

    def _finish(self) -> None:
        """Give the organisation its people, units and seats, and tell of names that nothing declares."""
        org, registers = self._org, self._units.registers
        self._seats.doubtful += self._not_whole()
        for scope in self._seats.scopes:
            scope.reach = reach(scope)
        org.people = {person.id: person for person in self._people.known.values()}
        org.teams = {unit.id: unit for unit in registers["team"].known.values() if isinstance(unit, Team)}
        for table, cls in ((org.products, "product"), (org.systems, "system"), (org.processes, "process")):
            table.update((unit.id, unit) for unit in registers[cls].known.values() if isinstance(unit, Work))
        org.seats = self._seats.unique()
        for scope in self._seats.doubtful:
            org.doubtful.update(unit.ref for unit in scope.reach)
            org.lost = org.lost or scope.everywhere
        self._people.tell_dangling(self._tell, self._nearest)
        self._people.tell_spellings(self._tell)
        for register in registers.values():
            register.tell_dangling(self._tell, self._nearest)
