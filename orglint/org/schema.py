"""What a team may write: shape only, no look-ups and no policy.

Everything is optional; a field that is absent or empty is not said. Where an entry holds entries of its own
(`members`, `alumni`), these are declared here for the published schema and validated one by one.
"""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

from orglint.org.scalars import Count, Day, FreeMap, OneOf, Share, Shorthand, Text, Texts, YesNo

METHODS = (
    "scrum", "kanban", "xp", "safe", "less", "less-huge", "nexus", "scrum-at-scale", "prince2", "holacracy",
    "waterfall", "none",
)  # fmt: skip

Method = Annotated[str | None, OneOf(*METHODS)]
TeamType = Annotated[str | None, OneOf("stream-aligned", "platform", "enabling", "complicated-subsystem")]
TeamStatus = Annotated[str | None, OneOf("forming", "active", "archived")]
PersonKind = Annotated[str | None, OneOf("human", "agent", "bot", "group", "vacancy")]
PersonStatus = Annotated[str | None, OneOf("active", "leave", "notice", "departed")]
Employment = Annotated[str | None, OneOf("employee", "contractor")]
Stage = Annotated[str | None, OneOf("discovery", "growth", "mature", "sunset")]
Criticality = Annotated[str | None, OneOf("low", "medium", "high")]
Mode = Annotated[str | None, OneOf("collaboration", "x-as-a-service", "facilitating")]
Hours = Annotated[str | None, OneOf("24x7", "business")]
Level = Annotated[str | None, OneOf("strategic", "tactical", "operational")]
Orientation = Annotated[str | None, OneOf("internal", "external", "both")]
Per = Annotated[str | None, OneOf("org", "team", "product", "system", "process")]
RequiredPer = Annotated[str | None, OneOf("product", "system", "process")]
Line = Annotated[str | None, OneOf("1", "2", "3")]


class Entry(BaseModel):
    """The root of all entries: unknown keys are refused, and every value is read by a reader of ours."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Seat(Entry):
    """Who holds what where: an entry of `members`, `alumni` or `assignments`."""

    person: Text = None
    role: Texts = ()
    duties: Texts = ()
    without: Texts = ()
    team: Text = None
    product: Text = None
    system: Text = None
    process: Text = None
    allocation: Share = None
    since: Day = None
    until: Day = None
    acting: YesNo = None
    proxy: YesNo = None
    deputy: Texts = ()
    successor: Text = None
    note: Text = None


class Certification(Entry):
    """A certificate, with its dates."""

    name: Text = None
    issued: Day = None
    expires: Day = None


class Person(Entry):
    """Somebody who can hold something: a human, an agent, a bot, a group, or a vacancy."""

    name: Text = None
    title: Text = None
    kind: PersonKind = None
    status: PersonStatus = None
    since: Day = None
    until: Day = None
    reports_to: Text = None
    dotted: Texts = ()
    company: Text = None
    department: Text = None
    employment: Employment = None
    grade: Text = None
    location: Text = None
    timezone: Text = None
    fte: Share = None
    certifications: Annotated[tuple[Certification, ...], BeforeValidator(Shorthand("name"))] = ()
    owner: Text = None
    contact: FreeMap = None
    tags: Texts = ()


class Interaction(Entry):
    """How a team works with another one, and for how long."""

    team: Text = None
    mode: Mode = None
    purpose: Text = None
    since: Day = None
    until: Day = None


class Team(Entry):
    """People who work together."""

    name: Text = None
    kind: Text = None
    type: TeamType = None
    method: Method = None
    status: TeamStatus = None
    parent: Text = None
    includes: Texts = ()
    products: Texts = ()
    members: tuple[Seat, ...] = ()
    alumni: tuple[Seat, ...] = ()
    contact: FreeMap = None
    owns: Texts = ()
    mission: Text = None
    interactions: Annotated[tuple[Interaction, ...], BeforeValidator(Shorthand("team"))] = ()
    tags: Texts = ()


class Work(Entry):
    """What teams work on: the words that products, systems and processes share."""

    name: Text = None
    kind: Text = None
    parent: Text = None
    method: Method = None
    stage: Stage = None
    criticality: Criticality = None
    teams: Texts = ()
    owner: Text = None
    members: tuple[Seat, ...] = ()
    not_applicable: Texts = ()
    tags: Texts = ()


class Risks(Entry):
    """Who answers for each of a product's four risks."""

    value: Text = None
    viability: Text = None
    usability: Text = None
    feasibility: Text = None


class Product(Work):
    """What is made for somebody."""

    risks: Risks | None = None


class System(Work):
    """What is run."""


class Process(Work):
    """What is done in steps; `steps` names the duty of each, `min_people` how many must share them."""

    steps: FreeMap = None
    min_people: Count = None


class Activity(Entry):
    """A decision or a piece of work, and who has which letter in it."""

    name: Text = None
    duty: Text = None
    kind: Text = None
    team: Text = None
    product: Text = None
    system: Text = None
    process: Text = None
    responsible: Texts = ()
    accountable: Texts = ()
    consulted: Texts = ()
    informed: Texts = ()
    driver: Texts = ()
    approver: Texts = ()
    contributors: Texts = ()
    recommend: Texts = ()
    agree: Texts = ()
    perform: Texts = ()
    input: Texts = ()
    decide: Texts = ()


class Rotation(Entry):
    """Who is on call for a system, in turn; `sites` groups the members by where they sit."""

    system: Text = None
    team: Text = None
    hours: Hours = None
    layers: Count = None
    shift_days: Count = None
    members: Texts = ()
    sites: FreeMap = None


class Holders(Entry):
    """How many may hold a role, in each unit of a class."""

    min: Count = None
    max: Count = None
    per: Per = None


class Role(Entry):
    """A role: the duties it brings, and what goes with it or does not."""

    title: Text = None
    aliases: Texts = ()
    framework: Text = None
    group: Text = None
    duties: Texts = ()
    may: Texts = ()
    must_not: Texts = ()
    implies: Texts = ()
    holders: Holders | None = None
    requires: Texts = ()
    line: Line = None
    member: YesNo = None
    members: tuple[Seat, ...] = ()


class Duty(Entry):
    """A duty: something that somebody holds, in a unit."""

    title: Text = None
    aliases: Texts = ()
    group: Text = None
    level: Level = None
    orientation: Orientation = None
    exclusive: YesNo = None
    required_per: RequiredPer = None


SECTIONS: dict[str, type[Entry]] = {
    "people": Person,
    "teams": Team,
    "products": Product,
    "systems": System,
    "processes": Process,
    "activities": Activity,
    "rotations": Rotation,
    "roles": Role,
    "duties": Duty,
}
"""The maps of an organisation file, and what their entries are."""

NESTED: dict[str, type[Entry]] = {
    "certifications": Certification,
    "interactions": Interaction,
    "risks": Risks,
    "holders": Holders,
}
"""The fields of an entry that hold small entries of their own."""

ORGANISATION = frozenset({"organization", "organisation"})
"""The name of the organisation, in both spellings."""
ORGANISATION_WORDS = frozenset({*ORGANISATION, "assignments", *SECTIONS})
TEAM_WORDS = frozenset({"team", *Team.model_fields})
MARKERS = frozenset({"team"}) | ORGANISATION_WORDS
"""A document with one of these at its top is a part of an organisation."""
