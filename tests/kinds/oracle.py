"""What the rules mean, written a second time from the description of the language, in the most naive way.

Loops over people, seats, units and days; no index, no set algebra, and nothing of the engine. What is slow here and
fast there has to agree. One thing is taken from the engine and not from the description: a team that works on nothing
of a class stands for it itself (`Stand`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal, NamedTuple

TODAY = date(2026, 6, 1)
DAYS = tuple(TODAY + timedelta(days=at) for at in range(12))
"""Today and the days to come; no date of a generated organisation lies behind them."""
WORK = ("product", "system", "process")


class Stand(NamedTuple):
    """A team that stands for what it works on, in one class of which it names nothing."""

    cls: str
    team: str


class Unit(NamedTuple):
    """A team, a product, a system or a process; `org` is the whole organisation."""

    cls: str
    id: str


ORG = Unit("org", "")
Place = Unit | Stand


def ref(place: Place) -> Unit:
    """Return the name under which findings speak of a place."""
    return Unit("team", place.team) if isinstance(place, Stand) else place


@dataclass(frozen=True)
class RoleSpec:
    """A role: what it brings, what it includes."""

    duties: tuple[str, ...] = ()
    implies: tuple[str, ...] = ()
    group: str = ""
    line: str = ""
    member: bool = True


@dataclass(frozen=True)
class DutySpec:
    """A duty."""

    group: str = ""
    exclusive: bool = False
    required_per: str = ""


@dataclass(frozen=True)
class PersonSpec:
    """A person. `reports_to` is a handle, `none` for a root, empty where nothing is said."""

    kind: str = "human"
    status: str = "active"
    since: date | None = None
    until: date | None = None
    reports_to: str = ""
    dotted: tuple[str, ...] = ()
    fte: float | None = None
    company: str = ""
    department: str = ""
    declared: bool = True


@dataclass(frozen=True)
class UnitSpec:
    """A team, product, system or process. `teams` and `owner` are said by works, the rest by teams."""

    declared: bool = True
    kind: str = ""
    parent: str = ""
    products: tuple[str, ...] = ()
    owns: tuple[str, ...] = ()
    includes: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    owner: str = ""
    not_applicable: tuple[str, ...] = ()


@dataclass(frozen=True)
class SeatSpec:
    """A seat. `home` is the unit under which it is written, None in the flat form."""

    person: str
    home: Unit | None
    named: tuple[Unit, ...] = ()
    roles: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    alumni: bool = False
    allocation: float | None = None

    @property
    def own(self) -> frozenset[Unit]:
        """Return the units the seat belongs to."""
        return frozenset((*((self.home,) if self.home else ()), *self.named))


@dataclass(frozen=True)
class OrgSpec:
    """An organisation."""

    people: Mapping[str, PersonSpec]
    units: Mapping[Unit, UnitSpec]
    seats: tuple[SeatSpec, ...]
    roles: Mapping[str, RoleSpec] = field(default_factory=dict)
    duties: Mapping[str, DutySpec] = field(default_factory=dict)


@dataclass(frozen=True)
class Side:
    """A selector."""

    roles: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    role_groups: tuple[str, ...] = ()
    duty_groups: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    all: bool = False
    as_: tuple[str, ...] = ()
    not_through: tuple[str, ...] = ()


class Conflict(NamedTuple):
    """Who carries what does not go together, where, what it is, and from when on (None: today)."""

    person: str
    scope: Unit
    found: frozenset[str]
    starts: date | None


class Counted(NamedTuple):
    """A unit, what is counted in it, and how many there are."""

    scope: Unit
    item: str
    n: int


class Measured(NamedTuple):
    """A figure of something."""

    subject: Unit
    value: float


# Who holds what, where, when


def links(org: OrgSpec) -> Iterator[tuple[str, Unit]]:
    """Yield which team works on what, said on either side."""
    for unit, said in org.units.items():
        if unit.cls == "team":
            for product in said.products:
                yield unit.id, Unit("product", product)
            for name in said.owns:
                for cls in ("system", "process", "product"):
                    if Unit(cls, name) in org.units:
                        yield unit.id, Unit(cls, name)
                        break
        else:
            for team in said.teams:
                yield team, unit
            if Unit("team", said.owner) in org.units:
                yield said.owner, unit


def stands(org: OrgSpec, team: str) -> Iterator[Stand]:
    """Yield the classes that a team stands for itself."""
    for cls in WORK:
        if not any(one == team and unit.cls == cls for one, unit in links(org)):
            yield Stand(cls, team)


def reach(org: OrgSpec, seat: SeatSpec) -> set[Place]:
    """Return what a seat reaches: its own scope and one step further. One without scope reaches nothing by name."""
    reached: set[Place] = set(seat.own)
    teams = [unit.id for unit in seat.own if unit.cls == "team"]
    works = [unit for unit in seat.own if unit.cls != "team"]
    if teams and not works:
        reached |= {unit for team, unit in links(org) if team == teams[0]}
        reached |= set(stands(org, teams[0]))
    elif teams:
        reached |= {stand for stand in stands(org, teams[0]) if stand.cls not in {unit.cls for unit in works}}
    else:
        for team, unit in links(org):
            if unit in works:
                reached |= {Unit("team", team), *stands(org, team)}
    return reached


def closure(org: OrgSpec, roles: Sequence[str]) -> set[str]:
    """Return roles with all that they imply."""
    found = set(roles)
    while True:
        more = {other for role in found if role in org.roles for other in org.roles[role].implies} - found
        if not more:
            return found
        found |= more


def effective(org: OrgSpec, seat: SeatSpec, not_through: Sequence[str] = ()) -> set[str]:
    """Return the duties of the seat's roles, minus `without`, plus `duties`.

    What comes only through some roles, on every way from a role that the seat names, may be left out.
    """
    roles = {role for role in seat.roles if role not in not_through}
    while True:
        more = {other for role in roles if role in org.roles for other in org.roles[role].implies}
        more -= {*roles, *not_through}
        if not more:
            break
        roles |= more
    brought = {duty for role in roles if role in org.roles for duty in org.roles[role].duties}
    return (brought - set(seat.without)) | set(seat.duties)


def person_is_there(org: OrgSpec, handle: str, day: date) -> bool:
    """Return whether a person is one on a day."""
    said = org.people[handle]
    if said.status == "departed" or said.kind == "vacancy":
        return False
    return (said.since is None or said.since <= day) and (said.until is None or said.until >= day)


def active(org: OrgSpec, seat: SeatSpec, day: date) -> bool:
    """Return whether somebody holds a seat on a day."""
    if not seat.person or seat.alumni or not person_is_there(org, seat.person, day):
        return False
    return (seat.since is None or seat.since <= day) and (seat.until is None or seat.until >= day)


def hits(org: OrgSpec, side: Side, seat: SeatSpec) -> set[str]:
    """Return what of a seat a selector means, empty if it does not mean the seat."""
    roles = closure(org, seat.roles)
    if side.as_ and not any(role in roles for role in side.as_):
        return set()
    found: dict[tuple[str, str], set[str]] = {}
    for item in side.roles:
        found["role", item] = {item} if item in roles or (item == "none" and not seat.roles) else set()
    for group in side.role_groups:
        found["role group", group] = {role for role in roles if role in org.roles and org.roles[role].group == group}
    for line in side.lines:
        found["line", line] = {role for role in roles if role in org.roles and org.roles[role].line == line}
    duties = effective(org, seat, side.not_through)
    for item in side.duties:
        found["duty", item] = {item} if item in duties else set()
    for group in side.duty_groups:
        found["duty group", group] = {duty for duty in duties if duty in org.duties and org.duties[duty].group == group}
    for team in side.teams:
        found["team", team] = {team} if Unit("team", team) in seat.own else set()
    if side.all and not all(found.values()):
        return set()
    return {item for items in found.values() for item in items}


# exclusive


def above(org: OrgSpec, team: str) -> set[Unit]:
    """Return a team and all teams above it."""
    found: set[Unit] = set()
    while team and Unit("team", team) not in found:
        found.add(Unit("team", team))
        team = org.units[Unit("team", team)].parent
    return found


def reach_of(org: OrgSpec, seat: SeatSpec, within: Sequence[str]) -> set[Place]:
    """Return what a seat reaches for a rule about some classes: with `team-tree` the teams above too."""
    reached = reach(org, seat)
    if "team-tree" in within:
        reached |= {one for place in reached if isinstance(place, Unit) and place.cls == "team"
                    for one in above(org, place.id)}  # fmt: skip
    return reached


def is_unit(org: OrgSpec, place: Place, within: Sequence[str]) -> bool:
    """Return whether a rule about some classes speaks of a place; a product of a kind is none."""
    if place.cls == "team" and "team-tree" in within:
        return True
    if place.cls not in within:
        return False
    return isinstance(place, Stand) or place.cls != "product" or not org.units[place].kind


def common(org: OrgSpec, one: SeatSpec, other: SeatSpec, within: Sequence[str]) -> set[Place]:
    """Return the units of a rule that two seats both reach."""
    if "org" in within or (not one.own and not other.own):
        return {ORG}
    if not one.own:
        both = reach_of(org, other, within)
    elif not other.own:
        both = reach_of(org, one, within)
    else:
        both = {place for place in reach_of(org, one, within) if place in reach_of(org, other, within)}
    units = {place for place in both if is_unit(org, place, within)}
    return {place for place in units if isinstance(place, Unit)} or units


def between(org: OrgSpec, sides: Sequence[tuple[Side, Side]], within: Sequence[str]) -> set[Conflict]:
    """Return the people who carry both sides of something in a unit."""
    found: dict[tuple[str, Unit], set[str]] = {}
    first: dict[tuple[str, Unit], date] = {}
    for handle, person in org.people.items():
        if person.kind == "group":
            continue
        mine = [seat for seat in org.seats if seat.person == handle]
        for left, right in sides:
            for one in mine:
                for other in mine:
                    lefts, rights = hits(org, left, one), hits(org, right, other)
                    if not any(a != b for a in lefts for b in rights):
                        continue
                    for day in DAYS:
                        if active(org, one, day) and active(org, other, day):
                            for place in common(org, one, other, within):
                                key = handle, ref(place)
                                found.setdefault(key, set()).update(lefts | rights)
                                first[key] = min(first.get(key, day), day)
                            break
    return {_conflict(*key, items, first[key]) for key, items in found.items()}


def holder_names(org: OrgSpec, holder: str, one: str, other: str) -> set[str]:
    """Return under which names two people are one holder; they may be the same person."""
    ours, theirs = org.people[one], org.people[other]
    if holder == "person":
        return {one} if one == other else set()
    if holder == "team":
        return teams_of(org, one) & teams_of(org, other)
    if holder in ("company", "department"):
        name = getattr(ours, holder)
        return {name or one} if name == getattr(theirs, holder) and (name or one == other) else set()
    names = {boss for boss in (one, other) if one != other and boss in chain(org, other if boss == one else one)}
    bosses = [said.reports_to if said.reports_to != "none" else "" for said in (ours, theirs)]
    if bosses[0] == bosses[1] and (bosses[0] or one == other):
        names.add(bosses[0] or one)
    return names


def teams_of(org: OrgSpec, handle: str) -> set[str]:
    """Return the teams in which somebody has a seat now or later."""
    return {
        unit.id for seat in org.seats for unit in seat.own
        if seat.person == handle and unit.cls == "team" and not seat.alumni and not is_over(org, seat)
    }  # fmt: skip


def is_over(org: OrgSpec, seat: SeatSpec) -> bool:
    """Return whether nobody holds a seat on any day to come, as far as the two ends are told."""
    person = org.people[seat.person]
    gone = person.status == "departed" or person.kind == "vacancy"
    return gone or any(end is not None and end < TODAY for end in (seat.until, person.until))


def chain(org: OrgSpec, handle: str) -> list[str]:
    """Return who is above somebody, nearest first."""
    found: list[str] = []
    boss = org.people[handle].reports_to
    while boss and boss != "none" and boss not in (*found, handle):
        found.append(boss)
        boss = org.people[boss].reports_to
    return found


def together(org: OrgSpec, holder: str, left: Side, right: Side, within: Sequence[str]) -> set[Conflict]:
    """Return the holders whose people carry both sides of something in a unit."""
    found: dict[tuple[str, Unit], set[str]] = {}
    first: dict[tuple[str, Unit], date] = {}
    mine = [seat for seat in org.seats if seat.person and org.people[seat.person].kind != "group"]
    for one in mine:
        for other in mine:
            lefts, rights = hits(org, left, one), hits(org, right, other)
            names = holder_names(org, holder, one.person, other.person)
            shared = [day for day in DAYS if active(org, one, day) and active(org, other, day)]
            if names and shared and any(a != b for a in lefts for b in rights):
                for place in common(org, one, other, within):
                    for name in names:
                        found.setdefault((name, ref(place)), set()).update(lefts | rights)
                        first[name, ref(place)] = min(first.get((name, ref(place)), shared[0]), shared[0])
    return {_conflict(*key, items, first[key]) for key, items in found.items()}


def among(org: OrgSpec, side: Side, at_most: int, within: Sequence[str]) -> set[Conflict]:
    """Return the people who carry too many of a set in a unit."""
    found: dict[tuple[str, Unit], Conflict] = {}
    for handle, person in org.people.items():
        if person.kind == "group":
            continue
        mine = [seat for seat in org.seats if seat.person == handle and not seat.alumni and hits(org, side, seat)]
        later = [seat for seat in mine if any(active(org, seat, day) for day in DAYS)]
        for place in sorted({place for seat in later for place in common(org, seat, seat, within)}, key=str):
            here = [seat for seat in later if not seat.own or place in reach_of(org, seat, within) or "org" in within]
            for day in DAYS:
                then = [seat for seat in here if active(org, seat, day)]
                items = {item for seat in then for item in hits(org, side, seat)}
                if len(items) > at_most and (place == ORG or any(seat.own for seat in then)):
                    found.setdefault((handle, ref(place)), _conflict(handle, ref(place), items, day))
                    break
    return set(found.values())


def _conflict(handle: str, scope: Unit, items: set[str], day: date) -> Conflict:
    return Conflict(handle, scope, frozenset(items), day if day > TODAY else None)


# reserved


def reserved(org: OrgSpec, duties: Sequence[str], to: Sequence[str]) -> list[Conflict]:
    """Return the seats that hold a duty while their person has no role it belongs to in the same reach."""
    found = []
    today = [seat for seat in org.seats if active(org, seat, TODAY)]
    for seat in today:
        held = {duty for duty in duties if duty in effective(org, seat)}
        entitled = False
        for other in today:
            if other.person == seat.person and any(role in closure(org, other.roles) for role in to):
                meet = any(place in reach(org, other) for place in reach(org, seat))
                entitled = entitled or other is seat or not seat.own or not other.own or meet
        if held and not entitled:
            found.append(Conflict(seat.person, scope(seat), frozenset(held), None))
    return found


def scope(seat: SeatSpec) -> Unit:
    """Return what a seat is about: the work it names, else its team, else the organisation."""
    order = ("process", "system", "product", "team")
    return next((unit for cls in order for unit in seat.own if unit.cls == cls), ORG)


# count


def holders(org: OrgSpec, side: Side | None, place: Place, *, anywhere: bool, within: Sequence[str] = ()) -> set[str]:
    """Return who holds what a selector means in a place; `anywhere` lets seats without scope count everywhere."""
    found = set()
    for seat in org.seats:
        there = place == ORG or place in reach_of(org, seat, within) or (anywhere and not seat.own)
        if there and active(org, seat, TODAY) and (side is None or hits(org, side, seat)):
            found.add(seat.person)
    return found


def counts(
    org: OrgSpec, rows: Mapping[str, Side | None], per: Sequence[str], least: int, most: int | None
) -> set[Counted]:
    """Return the units in which too few or too many hold something; `rows` are what is counted, by name."""
    found = set()
    for cls in per:
        places: list[Place] = [ORG] if cls == "org" else [unit for unit in org.units if is_unit(org, unit, (cls,))]
        if cls in WORK:
            places += [
                one for team in org.units if team.cls == "team" for one in stands(org, team.id) if one.cls == cls
            ]
        for place in places:
            for item, side in rows.items():
                if side is not None and _is_inapplicable(org, place, side):
                    continue
                fewest = len(holders(org, side, place, anywhere=True, within=(cls,)))
                highest = len(holders(org, side, place, anywhere=False, within=(cls,)))
                declared = place == ORG or (isinstance(place, Unit) and org.units[place].declared)
                if most is not None and highest > most:
                    found.add(Counted(ref(place), item, highest))
                elif fewest < least and declared:
                    found.add(Counted(ref(place), item, fewest))
    return found


def shares(org: OrgSpec, side: Side, per: str, percent: int) -> set[Counted]:
    """Return the units in which more than a share of the people hold something."""
    found = set()
    for unit in [ORG] if per == "org" else [one for one in org.units if is_unit(org, one, (per,))]:
        everybody = holders(org, None, unit, anywhere=False, within=(per,))
        humans = [one for one in everybody if org.people[one].kind == "human"]
        n = len(holders(org, side, unit, anywhere=False, within=(per,)))
        if n * 100 > percent * len(humans):
            found.add(Counted(unit, "", n))
    return found


def employers(org: OrgSpec, side: Side, per: str, most: int) -> set[Counted]:
    """Return the units in which people of too many employers hold something."""
    found = set()
    for unit in [ORG] if per == "org" else [one for one in org.units if is_unit(org, one, (per,))]:
        there = holders(org, side, unit, anywhere=False, within=(per,))
        companies = {org.people[one].company for one in there} - {""}
        if len(companies) > most:
            found.add(Counted(unit, "", len(companies)))
    return found


def per_employer(org: OrgSpec, side: Side, per: str, most: int) -> set[Counted]:
    """Return the units in which too many people of one employer hold something."""
    found = set()
    for unit in [ORG] if per == "org" else [one for one in org.units if is_unit(org, one, (per,))]:
        there = holders(org, side, unit, anywhere=False, within=(per,))
        for company in ("acme", "firm"):
            n = sum(org.people[one].company == company for one in there)
            if n > most:
                found.add(Counted(unit, company, n))
    return found


def _is_inapplicable(org: OrgSpec, place: Place, side: Side) -> bool:
    others = side.roles or side.role_groups or side.duty_groups or side.lines or side.teams
    if others or not isinstance(place, Unit) or place == ORG:
        return False
    return bool(side.duties) and all(duty in org.units[place].not_applicable for duty in side.duties)


def each_duty(org: OrgSpec, which: str, cls: str) -> dict[str, Side | None]:
    """Return one row for each duty that is meant: `required`, `exclusive`, or a group."""
    rows: dict[str, Side | None] = {}
    for duty, said in org.duties.items():
        meant = {"required": said.required_per == cls, "exclusive": said.exclusive}.get(which, said.group == which)
        if meant:
            rows[duty] = Side(duties=(duty,))
    return rows


# limit


def one_seat_each(seats: Sequence[SeatSpec]) -> list[SeatSpec]:
    """Return seats without those that say a person, a scope and roles again at the same time."""
    kept: list[SeatSpec] = []
    for seat in seats:
        same = [
            one for one in kept if (one.person, one.own, set(one.roles)) == (seat.person, seat.own, set(seat.roles))
        ]
        if not any(_touch(one, seat) for one in same):
            kept.append(seat)
    return kept


def _touch(one: SeatSpec, other: SeatSpec) -> bool:
    return not (one.until and other.since and one.until < other.since) and not (
        other.until and one.since and other.until < one.since
    )


Metric = Literal[
    "direct-reports", "seats", "roles-held", "teams-joined", "allocation", "headcount", "products", "teams",
    "owning-teams",
]  # fmt: skip


def is_member(org: OrgSpec, seat: SeatSpec) -> bool:
    """Return whether who sits there is a member of the team: no role of the seat says otherwise."""
    return all(org.roles[role].member for role in seat.roles if role in org.roles)


def figures(org: OrgSpec, metric: Metric) -> Iterator[Measured]:
    """Yield a figure of each subject."""
    for handle in org.people:
        value = _of_person(org, metric, handle)
        if value is not None:
            yield Measured(Unit("person", handle), value)
    for unit in org.units:
        value = _of_unit(org, metric, unit)
        if value is not None:
            yield Measured(unit, value)


def _of_person(org: OrgSpec, metric: Metric, handle: str) -> float | None:
    mine = [seat for seat in org.seats if seat.person == handle and active(org, seat, TODAY)]
    if metric == "direct-reports":
        return sum(_reports(org, other, handle) for other in org.people)
    if metric == "seats":
        return len(mine)
    if metric == "roles-held":
        return len({role for seat in mine for role in seat.roles})
    if metric == "teams-joined" and org.people[handle].kind == "human":
        return len({unit for seat in mine if is_member(org, seat) for unit in seat.own if unit.cls == "team"})
    if metric == "allocation":
        return round(_highest(org, handle) / (org.people[handle].fte or 1.0), 9)
    return None


def _of_unit(org: OrgSpec, metric: Metric, unit: Unit) -> float | None:
    if metric == "headcount" and unit.cls == "team":
        return len(members(org, unit.id, ()))
    if metric == "products" and unit.cls == "team":
        return len({work for team, work in links(org) if team == unit.id and is_unit(org, work, ("product",))})
    if (metric == "teams" and is_unit(org, unit, ("product",))) or (metric == "owning-teams" and unit.cls == "system"):
        return len({team for team, work in links(org) if work == unit})
    return None


def members(org: OrgSpec, team: str, seen: tuple[str, ...]) -> set[str]:
    """Return the humans of a team, and of the teams it includes."""
    found = set()
    for seat in org.seats:
        here = Unit("team", team) in seat.own and active(org, seat, TODAY) and is_member(org, seat)
        if here and org.people[seat.person].kind == "human":
            found.add(seat.person)
    for other in org.units[Unit("team", team)].includes:
        if other not in (team, *seen):
            found |= members(org, other, (*seen, team))
    return found


def _reports(org: OrgSpec, handle: str, manager: str) -> bool:
    person = org.people[handle]
    return person.reports_to == manager and person.kind == "human" and person_is_there(org, handle, TODAY)


def _highest(org: OrgSpec, handle: str) -> float:
    """Return the largest sum of a person's allocations on any day from today on."""
    mine = [seat for seat in org.seats if seat.person == handle]
    return max(sum(seat.allocation or 0.0 for seat in mine if active(org, seat, day)) for day in DAYS)


# graph


def chart(org: OrgSpec) -> dict[str, str]:
    """Return who reports to whom; `none` and nothing said lead nowhere."""
    return {one: said.reports_to if said.reports_to != "none" else "" for one, said in org.people.items()}


def line(org: OrgSpec) -> dict[str, str]:
    """Return who reports to whom, of those who are there today."""
    there = {one for one, said in org.people.items() if said.kind != "bot" and person_is_there(org, one, TODAY)}
    return {one: manager for one, manager in chart(org).items() if one in there}


def parents(org: OrgSpec) -> dict[str, str]:
    """Return the team above each team."""
    return {unit.id: said.parent for unit, said in org.units.items() if unit.cls == "team"}


def cycles(above: Mapping[str, str]) -> set[frozenset[str]]:
    """Return the loops of a relation in which everybody has at most one above."""
    found = set()
    for start in above:
        path = [start]
        while above.get(path[-1]):
            path.append(above[path[-1]])
            if path[-1] == start:
                found.add(frozenset(path))
                break
            if path[-1] in path[:-1]:
                break
    return found


def orphans(org: OrgSpec, above: Mapping[str, str]) -> set[str]:
    """Return the declared people who have nobody above and nobody below, and do not say that this is so."""
    return {
        one
        for one, manager in above.items()
        if not manager
        and one not in above.values()
        and org.people[one].declared
        and org.people[one].reports_to != "none"
    }


def tops(org: OrgSpec, above: Mapping[str, str]) -> set[str]:
    """Return who has nobody above, and somebody below or says that this is so."""
    return {
        one
        for one, manager in above.items()
        if not manager and (one in above.values() or org.people[one].reports_to == "none")
    }


def too_deep(org: OrgSpec, most: int) -> set[str]:
    """Return who has that many or more above, of whom all further than that are not there."""
    above, there = chart(org), line(org)
    roots, found = tops(org, above), set()
    for one in there:
        path = [one]
        while above[path[-1]] and len(path) <= len(above):
            path.append(above[path[-1]])
        if path[-1] in roots and len(path) > most and not there.keys() & set(path[1 : len(path) - most]):
            found.add(one)
    return found
