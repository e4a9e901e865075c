"""The organisation, resolved: people, the units they work in, and the seats that tie them together."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from orglint.core import ORGANISATION, Place, Ref, Site
from orglint.org.vocabulary import Vocabulary

UnitClass = Literal["team", "product", "system", "process", "role"]
RACI = ("responsible", "accountable", "consulted", "informed")
DACI = ("driver", "approver", "contributors", "informed")
RAPID = ("recommend", "agree", "perform", "input", "decide")
LETTERS = tuple(dict.fromkeys((*RACI, *DACI, *RAPID)))
WORK_CLASSES: tuple[UnitClass, ...] = ("product", "system", "process")
CLASSES: tuple[UnitClass, ...] = ("team", *WORK_CLASSES)
_NOTHING: Mapping[str, Any] = MappingProxyType({})


def _nothing() -> Mapping[str, Any]:
    return _NOTHING


class Certificate(NamedTuple):
    """A certificate that somebody has, with its dates."""

    name: str | None
    issued: date | None = None
    expires: date | None = None


@dataclass(slots=True, eq=False)
class Person:
    """Somebody who can hold something. `site` is the declaration, or the first mention."""

    id: str
    site: Site
    declared: bool = False
    whole: bool = True
    """False where a part of the entry could not be understood, so that what is not said may have been said."""
    name: str | None = None
    title: str | None = None
    kind: str = "human"
    status: str = "active"
    since: date | None = None
    until: date | None = None
    reports_to: "Person | None" = None
    is_root: bool = False
    """The entry says that this person reports to nobody."""
    dotted: tuple["Person", ...] = ()
    company: str | None = None
    department: str | None = None
    employment: str | None = None
    grade: str | None = None
    location: str | None = None
    timezone: str | None = None
    fte: float | None = None
    certifications: tuple[str, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    """The certifications as they are written, each item of the list one."""
    owner: "Person | None" = None
    contact: Mapping[str, object] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    own: Mapping[str, Any] = field(default_factory=_nothing)
    """The organisation's own keys that its settings declare, by the name of the fact."""

    @property
    def ref(self) -> Ref:
        """Return the name that findings use."""
        return Ref("person", self.id)

    @property
    def named(self) -> Site:
        """Return where the handle stands: as a key where it is declared, else where it is first mentioned."""
        return self.site.of_key() if self.declared else self.site

    def here(self, day: date) -> bool:
        """Return whether the person is one on a day: not departed, not before the first or after the last day."""
        if self.status == "departed" or self.kind == "vacancy":
            return False
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(slots=True, eq=False)
class Unit:
    """Something that seats belong to: a team, a product, a system, a process, or a role of the organisation's own.

    `site` is the entry, or the first mention; `named` is where its id stands.
    """

    cls: UnitClass
    id: str
    site: Site
    named: Site
    declared: bool = False
    whole: bool = True
    name: str | None = None
    kind: str | None = None
    parent: "Unit | None" = None
    method: str | None = None
    tags: tuple[str, ...] = ()
    owner: str | None = None
    """The id of a person or a team, where the entry names one. Teams name none."""
    own: Mapping[str, Any] = field(default_factory=_nothing)
    """The organisation's own keys that its settings declare, by the name of the fact."""
    stands_for: Ref | None = None
    """Where a team names nothing that it works on, the team itself stands for it."""

    @property
    def ref(self) -> Ref:
        """Return the name that findings use."""
        return self.stands_for or Ref(self.cls, self.id)


class Interaction(NamedTuple):
    """How a team works with another one."""

    team: "Team | None"
    mode: str | None
    purpose: str | None
    since: date | None
    until: date | None


@dataclass(slots=True, eq=False)
class Team(Unit):
    """People who work together, and what they work on."""

    type: str | None = None
    status: str = "active"
    products: list["Work"] = field(default_factory=list)
    systems: list["Work"] = field(default_factory=list)
    processes: list["Work"] = field(default_factory=list)
    includes: tuple["Team", ...] = ()
    owns: tuple[str, ...] = ()
    contact: Mapping[str, object] = field(default_factory=dict)
    mission: str | None = None
    interactions: tuple[Interaction, ...] = ()
    stand_ins: tuple["Work", ...] = ()

    @property
    def teams(self) -> "tuple[Team, ...]":
        """Return the teams that the team includes."""
        return self.includes

    def works(self, cls: UnitClass) -> list["Work"]:
        """Return what the team works on, of one class."""
        return self.products if cls == "product" else self.systems if cls == "system" else self.processes


@dataclass(slots=True, eq=False)
class Work(Unit):
    """What teams work on: a product, a system or a process."""

    stage: str | None = None
    criticality: str | None = None
    teams: list[Team] = field(default_factory=list)
    not_applicable: tuple[str, ...] = ()
    risks: Mapping[str, str] = field(default_factory=dict)
    steps: Mapping[str, str] = field(default_factory=dict)
    min_people: int | None = None


class Brought(NamedTuple):
    """How a role or a duty came into a seat: by which item of which field, and through which roles."""

    field: Literal["role", "duties"]
    item: int
    through: tuple[str, ...] = ()


@dataclass(slots=True, eq=False, frozen=True)
class Mandate:
    """The roles and duties of a seat, and how each came in. Seats that say the same share one mandate.

    `said` are the roles as named; `roles` are these and the roles they imply; `duties` are the effective duties:
    what the roles bring, less `without`, and what is named beside.
    """

    said: tuple[str, ...] = ()
    roles: Mapping[str, Brought] = field(default_factory=dict)
    duties: Mapping[str, tuple[Brought, ...]] = field(default_factory=dict)
    counts_as_member: bool = True


@dataclass(slots=True, eq=False)
class Scope:
    """Where a seat is held. Seats of one unit share one scope.

    `units` are the seat's own; `reach` are these and, one step further, what a team works on or who works on it.
    """

    team: Team | None = None
    product: Work | None = None
    system: Work | None = None
    process: Work | None = None
    role: Unit | None = None
    units: tuple[Unit, ...] = ()
    reach: frozenset[Unit] = frozenset()

    @property
    def everywhere(self) -> bool:
        """Return whether the seat belongs to no unit, and so reaches all of them."""
        return not self.units

    @property
    def ref(self) -> Ref:
        """Return the name of what the seat is about: the work it names, else the team."""
        return self.units[-1].ref if self.units else ORGANISATION


@dataclass(slots=True, eq=False)
class Seat:
    """Who holds what where, from when until when. `person` is None for a vacant seat."""

    order: int
    """The seat's number in reading order."""
    site: Site
    person: Person | None
    mandate: Mandate
    scope: Scope
    since: date | None = None
    until: date | None = None
    allocation: float | None = None
    deputies: tuple[Person, ...] = ()
    successor: Person | None = None
    acting: bool = False
    proxy: bool = False
    alumni: bool = False
    own: Mapping[str, Any] = field(default_factory=_nothing)
    """The organisation's own keys that its settings declare, by the name of the fact."""

    @property
    def role(self) -> str | None:
        """Return the first role that the seat names."""
        return self.mandate.said[0] if self.mandate.said else None

    @property
    def roles(self) -> tuple[str, ...]:
        """Return the roles of the seat, implied ones too."""
        return tuple(self.mandate.roles)

    @property
    def duties(self) -> tuple[str, ...]:
        """Return the effective duties of the seat."""
        return tuple(self.mandate.duties)

    @property
    def team(self) -> Team | None:
        """Return the team of the seat."""
        return self.scope.team

    @property
    def product(self) -> Work | None:
        """Return the product of the seat."""
        return self.scope.product

    @property
    def system(self) -> Work | None:
        """Return the system of the seat."""
        return self.scope.system

    @property
    def process(self) -> Work | None:
        """Return the process of the seat."""
        return self.scope.process

    @property
    def handle(self) -> Site:
        """Return where the seat names its person."""
        return self.site / "person"

    def place_of(self, brought: Brought) -> Site:
        """Return where a role or a duty came in."""
        return self.site / brought.field / brought.item

    def holds_on(self, day: date) -> bool:
        """Return whether the seat is held on a day, as far as its own dates say."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class Letter(NamedTuple):
    """A name in an activity: as written, what it names, and where. `kind` is person, team, role or nobody."""

    text: str
    kind: Literal["person", "team", "role", "nobody"]
    id: str
    site: Site


class Names:
    """The names that have a letter in an activity, as a field that is called like the letter; nobody has no name."""

    def __set_name__(self, owner: type, letter: str) -> None:
        self._letter = letter

    def __get__(self, activity: "Activity", owner: type) -> tuple[str, ...]:
        return tuple(letter.id for letter in activity.letters.get(self._letter, ()) if letter.id)


@dataclass(slots=True, eq=False)
class Activity:
    """A decision or a piece of work, and who has which letter in it."""

    id: str
    site: Site
    scope: Scope
    name: str | None = None
    duty: str | None = None
    kind: str | None = None
    whole: bool = True
    letters: Mapping[str, tuple[Letter, ...]] = field(default_factory=dict)
    own: Mapping[str, Any] = field(default_factory=_nothing)
    """The organisation's own keys that its settings declare, by the name of the fact."""

    @property
    def ref(self) -> Ref:
        """Return the name that findings use."""
        return Ref("activity", self.id)

    @property
    def team(self) -> Team | None:
        """Return the team that the activity names."""
        return self.scope.team

    @property
    def product(self) -> Work | None:
        """Return the product that the activity names."""
        return self.scope.product

    @property
    def system(self) -> Work | None:
        """Return the system that the activity names."""
        return self.scope.system

    @property
    def process(self) -> Work | None:
        """Return the process that the activity names."""
        return self.scope.process

    responsible, accountable, consulted, informed = Names(), Names(), Names(), Names()
    driver, approver, contributors = Names(), Names(), Names()
    recommend, agree, perform, input, decide = Names(), Names(), Names(), Names(), Names()


@dataclass(slots=True, eq=False)
class Rotation:
    """Who is on call for a system, by site; a rotation without sites has one without a name."""

    id: str
    site: Site
    system: Work | None = None
    team: Team | None = None
    hours: str | None = None
    layers: int | None = None
    shift_days: int | None = None
    sites: Mapping[str, tuple[Person, ...]] = field(default_factory=dict)

    @property
    def people(self) -> tuple[Person, ...]:
        """Return everybody who takes turns, once."""
        return tuple(dict.fromkeys(person for site in self.sites.values() for person in site))


@dataclass(slots=True, eq=False)
class Org:
    """Everything that the files of one run say."""

    vocabulary: Vocabulary
    place: Callable[[Site], Place]
    """Where a site stands."""
    site: Site
    name: str = ""
    people: dict[str, Person] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    products: dict[str, Work] = field(default_factory=dict)
    systems: dict[str, Work] = field(default_factory=dict)
    processes: dict[str, Work] = field(default_factory=dict)
    roles: dict[str, Unit] = field(default_factory=dict)
    """The organisation's own roles, as units that seats may belong to."""
    activities: list[Activity] = field(default_factory=list)
    rotations: list[Rotation] = field(default_factory=list)
    seats: list[Seat] = field(default_factory=list)
    lost: bool = False
    """A document could not be read at all: nothing may be called absent."""
    doubtful: set[Ref] = field(default_factory=set)
    """Units of which an entry could not be understood."""

    @property
    def called(self) -> str | None:
        """Return the name of the organisation, None where it says none."""
        return self.name or None

    @property
    def own_roles(self) -> tuple[str, ...]:
        """Return the roles that the organisation declares itself."""
        return tuple(role.id for role in self.vocabulary.roles.values() if role.site is not None)

    def units(self, cls: UnitClass) -> Iterable[Unit]:
        """Return the units of a class, in the order they were met."""
        tables: dict[UnitClass, Iterable[Unit]] = {
            "team": self.teams.values(),
            "product": self.products.values(),
            "system": self.systems.values(),
            "process": self.processes.values(),
            "role": self.roles.values(),
        }
        return tables[cls]
