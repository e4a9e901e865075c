"""What a team may write: shape only, no look-ups and no policy.

Everything is optional; a field that is absent or empty is not said. Where an entry holds entries of its own
(`members`, `alumni`), these are declared here for the published schema and validated one by one.
"""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

from orglint.org.scalars import (
    Count,
    Day,
    FreeMap,
    OneOf,
    Share,
    Shorthand,
    Text,
    TextMap,
    Texts,
    TextsMap,
    YesNo,
)  # fmt: skip

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
    """The handle of the holder; nobody makes it a vacant seat."""
    role: Texts = ()
    """What the person is here: one role or several."""
    duties: Texts = ()
    """What the seat carries beside the duties of its roles."""
    without: Texts = ()
    """Duties that its roles bring and that this seat does not carry."""
    team: Text = None
    """The team where it is held; under a team it goes without saying."""
    product: Text = None
    """The product where it is held, or the one of the team's products that it is about."""
    system: Text = None
    """The system where it is held, or that it is about."""
    process: Text = None
    """The process where it is held, or that it is about."""
    allocation: Share = None
    """How much of the person's time it takes, such as 80% or 0.8."""
    since: Day = None
    """The first day of the seat, such as 2026-01-31."""
    until: Day = None
    """The last day of the seat, such as 2026-12-31."""
    acting: YesNo = None
    """Whether it is held only for the time being."""
    proxy: YesNo = None
    """Whether it is held in the name of another person."""
    deputy: Texts = ()
    """Who stands in while the holder is away."""
    successor: Text = None
    """Who takes over after the holder."""
    note: Text = None
    """Anything that a reader should know."""


Seats = Annotated[tuple[Seat, ...], BeforeValidator(Shorthand("person"))]


class Certification(Entry):
    """A certificate, with its dates."""

    name: Text = None
    """Which certificate it is."""
    issued: Day = None
    """The day it was issued."""
    expires: Day = None
    """The last day on which it is good; not before it was issued."""


class Person(Entry):
    """Somebody who can hold something: a human, an agent, a bot, a group, or a vacancy."""

    name: Text = None
    """The full name."""
    title: Text = None
    """The job title; it is no role and brings no duties."""
    kind: PersonKind = None
    """Who or what it is; human unless said, and only humans are counted."""
    status: PersonStatus = None
    """Whether the person is here; active unless said, and departed holds nothing."""
    since: Day = None
    """The first day."""
    until: Day = None
    """The last day."""
    reports_to: Text = None
    """The handle of the manager; none says that nobody is above."""
    dotted: Texts = ()
    """Handles of further lines of reporting."""
    company: Text = None
    """The employer."""
    department: Text = None
    """The department."""
    employment: Employment = None
    """On whose payroll: an employee, or a contractor."""
    grade: Text = None
    """The grade or level of the job."""
    location: Text = None
    """Where the person works."""
    timezone: Text = None
    """The time zone, such as Europe/Lisbon."""
    fte: Share = None
    """How much the person works at all, such as 80% or 0.8; allocations are measured against it."""
    certifications: Annotated[tuple[Certification, ...], BeforeValidator(Shorthand("name"))] = ()
    """The certificates: names, or entries with dates."""
    owner: Text = None
    """Who answers for an agent or a bot."""
    contact: FreeMap = None
    """How to reach the person, under keys of your choice."""
    tags: Texts = ()
    """Words of your own."""


class Interaction(Entry):
    """How a team works with another one, and for how long."""

    team: Text = None
    """The other team."""
    mode: Mode = None
    """How the two teams work together."""
    purpose: Text = None
    """What it is for."""
    since: Day = None
    """The day it begins."""
    until: Day = None
    """The day it ends; not before it begins."""


class Team(Entry):
    """People who work together."""

    name: Text = None
    """The name as people say it."""
    kind: Text = None
    """Any word for what it is, such as train, circle or committee."""
    type: TeamType = None
    """Its type in the sense of Team Topologies."""
    method: Method = None
    """How the team works; rules of that method are on for it."""
    status: TeamStatus = None
    """Whether it is at work; a team that forms, or is archived, may lack people."""
    parent: Text = None
    """The team that it is a part of."""
    includes: Texts = ()
    """Teams whose members are members here too."""
    products: Texts = ()
    """The products that the team makes."""
    members: Seats = ()
    """Who is in the team: handles, or seats that say more."""
    alumni: Seats = ()
    """Who was in the team; they hold nothing any more."""
    contact: FreeMap = None
    """How to reach the team, under keys of your choice."""
    owns: Texts = ()
    """Systems, processes and products that it looks after."""
    mission: Text = None
    """What the team is there for."""
    interactions: Annotated[tuple[Interaction, ...], BeforeValidator(Shorthand("team"))] = ()
    """The teams it works with: names, or entries that say how."""
    tags: Texts = ()
    """Words of your own."""


class Work(Entry):
    """What teams work on: the words that products, systems and processes share."""

    name: Text = None
    """The name as people say it."""
    kind: Text = None
    """Any word for what it is, such as line or area; a product with a kind is a group of products."""
    parent: Text = None
    """The one of the same sort that it is a part of."""
    method: Method = None
    """How it is worked on, where its teams say no method of their own."""
    stage: Stage = None
    """How far it is; in discovery and sunset it may lack a product manager."""
    criticality: Criticality = None
    """How much hangs on it."""
    teams: Texts = ()
    """The teams that work on it."""
    owner: Text = None
    """The team that works on it, or the person who is named for it."""
    members: Seats = ()
    """Who holds something for it: handles, or seats that say more."""
    not_applicable: Texts = ()
    """Duties that nobody needs to hold here."""
    tags: Texts = ()
    """Words of your own."""


class Risks(Entry):
    """Who answers for each of a product's four risks."""

    value: Text = None
    """Who answers for whether anybody wants it."""
    viability: Text = None
    """Who answers for whether it pays."""
    usability: Text = None
    """Who answers for whether people can use it."""
    feasibility: Text = None
    """Who answers for whether it can be built."""


class Product(Work):
    """What is made for somebody."""

    risks: Risks | None = None
    """Who answers for each of the four risks."""


class System(Work):
    """What is run."""


class Process(Work):
    """What is done in steps; `steps` names the duty of each, `min_people` how many must share them."""

    steps: TextMap = None
    """The steps, each with the duty that it takes."""
    min_people: Count = None
    """How many different people the steps need."""


class Activity(Entry):
    """A decision or a piece of work, and who has which letter in it."""

    name: Text = None
    """The name as people say it."""
    duty: Text = None
    """The duty that it is about."""
    kind: Text = None
    """Any word for what it is; fyi for a row that only informs."""
    team: Text = None
    """The team where it is done."""
    product: Text = None
    """The product that it is about."""
    system: Text = None
    """The system that it is about."""
    process: Text = None
    """The process that it is a part of."""
    responsible: Texts = ()
    """RACI: who does it."""
    accountable: Texts = ()
    """RACI: the one who answers for it."""
    consulted: Texts = ()
    """RACI: who is asked before."""
    informed: Texts = ()
    """RACI: who is told."""
    driver: Texts = ()
    """DACI: who moves it forward."""
    approver: Texts = ()
    """DACI: who decides."""
    contributors: Texts = ()
    """DACI: who helps."""
    recommend: Texts = ()
    """RAPID: who proposes."""
    agree: Texts = ()
    """RAPID: whose yes is needed."""
    perform: Texts = ()
    """RAPID: who carries it out."""
    input: Texts = ()
    """RAPID: who is asked."""
    decide: Texts = ()
    """RAPID: who decides."""


class Rotation(Entry):
    """Who is on call for a system, in turn; `sites` groups the members by where they sit."""

    system: Text = None
    """The system that is watched."""
    team: Text = None
    """The team whose rotation it is."""
    hours: Hours = None
    """When somebody is on call: around the clock, or in business hours."""
    layers: Count = None
    """How many lines there are, one behind the other."""
    shift_days: Count = None
    """How many days a turn lasts."""
    members: Texts = ()
    """Who takes turns."""
    sites: TextsMap = None
    """Who takes turns by place, where people sit in several."""


class Holders(Entry):
    """How many may hold a role, in each unit of a class."""

    min: Count = None
    """The least holders that there have to be."""
    max: Count = None
    """The most holders that there may be."""
    per: Per = None
    """In each what they are counted; the whole organisation unless said."""


class Role(Entry):
    """A role: the duties it brings, and what goes with it or does not."""

    title: Text = None
    """The name as people say it."""
    aliases: Texts = ()
    """Other words for the role."""
    framework: Text = None
    """Where the role comes from, such as scrum."""
    group: Text = None
    """A word for several roles of one sort."""
    duties: Texts = ()
    """The duties that the role brings to a seat."""
    may: Texts = ()
    """Duties that are at home here and do not come with it."""
    must_not: Texts = ()
    """Roles or duties that nobody has beside it in the same unit."""
    implies: Texts = ()
    """Roles that it includes, with their duties."""
    holders: Holders | None = None
    """How many may have the role."""
    requires: Texts = ()
    """Roles or duties that its holder has too, wherever."""
    line: Line = None
    """Which of the three lines it belongs to."""
    member: YesNo = None
    """Whether its holder counts in the size of a team; no for a sponsor or an adviser."""
    members: Seats = ()
    """Seats on the role itself, such as who keeps its description; they do not have the role."""


class Duty(Entry):
    """A duty: something that somebody holds, in a unit."""

    title: Text = None
    """The name as people say it."""
    aliases: Texts = ()
    """Other words for the duty."""
    group: Text = None
    """A word for several duties of one sort."""
    level: Level = None
    """How far it looks ahead."""
    orientation: Orientation = None
    """Whether it looks inside or outside."""
    exclusive: YesNo = None
    """Whether a product has one holder of it and no second one."""
    required_per: RequiredPer = None
    """In each what somebody has to hold it."""


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
