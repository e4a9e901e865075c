"""Random small organisations, and how to write them as files in many ways that mean the same."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from json import dumps
from random import Random
from typing import Any

from hypothesis import strategies as st

from orglint.org import Duty, Role, Vocabulary
from tests.kinds.oracle import TODAY, DutySpec, OrgSpec, PersonSpec, RoleSpec, SeatSpec, Side, Unit, UnitSpec

ROLES = ("r0", "r1", "r2")
DUTIES = ("d0", "d1", "d2", "d3")
GROUPS = ("g0", "g1")
PEOPLE = ("ana", "ben", "cleo")
NAMES: Mapping[str, Sequence[str]] = {
    "team": ("t0", "t1", "t2"), "product": ("p0", "p1"), "system": ("s0", "both"), "process": ("c0", "both"),
}  # fmt: skip
SECTIONS = {"team": "teams", "product": "products", "system": "systems", "process": "processes"}
UNITS = tuple(Unit(cls, name) for cls, names in NAMES.items() for name in names)

flags = st.booleans()
mostly = st.sampled_from((True, True, True, False))
days = st.sampled_from((None, None, None, None, None, None, -2, -1, 0, 1, 3, 6)).map(
    lambda at: None if at is None else TODAY + timedelta(days=at)
)


def few(names: Sequence[str], most: int = 2) -> st.SearchStrategy[tuple[str, ...]]:
    """Draw some of the names, each once, or none."""
    return st.lists(st.sampled_from(names), max_size=most, unique=True).map(tuple)


def some(names: Sequence[str], most: int = 2) -> st.SearchStrategy[tuple[str, ...]]:
    """Draw at least one of the names, each once."""
    return st.lists(st.sampled_from(names), min_size=1, max_size=most, unique=True).map(tuple)


roles = st.builds(
    RoleSpec,
    duties=few(DUTIES),
    implies=few(ROLES, 1),
    group=st.sampled_from(("", *GROUPS)),
    line=st.sampled_from(("", "1")),
    member=mostly,
)
duties = st.builds(
    DutySpec,
    group=st.sampled_from(("", *GROUPS)),
    exclusive=flags,
    required_per=st.sampled_from(("", "product", "system", "process")),
)
people = st.builds(
    PersonSpec,
    kind=st.sampled_from(("human",) * 6 + ("group", "agent", "bot", "vacancy")),
    status=st.sampled_from(("active",) * 4 + ("leave", "notice", "departed")),
    since=days,
    until=days,
    reports_to=st.sampled_from(("", "", "none", *PEOPLE)),
    dotted=few(PEOPLE),
    fte=st.sampled_from((None, None, 0.5)),
    company=st.sampled_from(("", "acme", "firm")),
    department=st.sampled_from(("", "sales", "sales", "audit")),
)
teams = st.builds(
    UnitSpec,
    parent=st.sampled_from(("", "", *NAMES["team"])),
    products=few(NAMES["product"]),
    owns=few(("s0", "both", "c0", "p0", "elsewhere")),
    includes=few(NAMES["team"], 1),
)
works = st.builds(
    UnitSpec,
    kind=st.sampled_from(("", "", "", "area")),
    teams=few(NAMES["team"]),
    owner=st.sampled_from(("", "", "t0", "t1", "ana")),
    not_applicable=few(DUTIES, 1),
)
plain_sides = st.builds(Side, roles=some(ROLES), duties=few(DUTIES)) | st.builds(Side, duties=some(DUTIES, 3))
odd_sides = st.builds(
    Side,
    roles=few((*ROLES, "none")),
    duties=few(DUTIES),
    role_groups=few(GROUPS, 1),
    duty_groups=few(GROUPS, 1),
    lines=few(("1",), 1),
    teams=few(("t0", "t1"), 1),
    all=st.sampled_from((False, False, True)),
    as_=few(ROLES, 1),
    not_through=few(ROLES, 1),
).filter(
    lambda side: bool(side.roles or side.duties or side.role_groups or side.duty_groups or side.lines or side.teams)
)
sides = plain_sides | plain_sides | odd_sides


@st.composite
def seats(draw: st.DrawFn) -> SeatSpec:
    """Draw a seat: under a unit, under a team and about some work of it, or in the flat form."""
    home = draw(st.sampled_from((None, None, Unit("team", "t0"), Unit("team", "t0"), Unit("product", "p0"), *UNITS)))
    named: tuple[Unit, ...] = ()
    if home is None:
        named = tuple(Unit(cls, draw(st.sampled_from(NAMES[cls]))) for cls in draw(few(tuple(NAMES))))
    elif home.cls == "team" and not draw(mostly):
        cls = draw(st.sampled_from(("product", "system", "process")))
        named = (Unit(cls, draw(st.sampled_from(NAMES[cls]))),)
    alumni = home is not None and home.cls == "team" and not named and not draw(mostly)
    return draw(
        st.builds(
            SeatSpec,
            person=st.sampled_from(("ana",) * 6 + ("ben", "ben", "cleo", "")),
            home=st.just(home),
            named=st.just(named),
            roles=few(ROLES),
            duties=few(DUTIES),
            without=few(DUTIES, 1),
            since=days,
            until=days,
            alumni=st.just(alumni),
            allocation=st.sampled_from((None, 0.25, 0.5, 0.75)),
        )
    )


@st.composite
def orgs(draw: st.DrawFn) -> OrgSpec:
    """Draw an organisation; what nobody declares and nobody mentions is not in it."""
    everybody = {name: draw(people) for name in PEOPLE if draw(mostly)}
    units = {unit: draw(teams if unit.cls == "team" else works) for unit in UNITS if draw(mostly)}
    drawn = draw(st.lists(seats(), min_size=1, max_size=6))
    held = tuple(replace(seat, alumni=seat.alumni and seat.home in units) for seat in drawn)
    met = {seat.person for seat in held}.union(*({one.reports_to, *one.dotted} for one in everybody.values()))
    handles = {name: everybody.get(name, PersonSpec(declared=False)) for name in PEOPLE if name in {*everybody, *met}}
    mentioned = {*units, *(unit for seat in held for unit in seat.own), *_mentioned(units)}
    return OrgSpec(
        handles,
        {unit: units.get(unit, UnitSpec(declared=False)) for unit in UNITS if unit in mentioned},
        held,
        {name: draw(roles) for name in ROLES},
        {name: draw(duties) for name in DUTIES},
    )


def _mentioned(units: Mapping[Unit, UnitSpec]) -> Iterator[Unit]:
    for said in units.values():
        yield from (Unit("product", name) for name in said.products)
        yield from (Unit("team", name) for name in (*said.teams, *said.includes, said.parent) if name)


# Writing


@dataclass(frozen=True)
class Layout:
    """How an organisation is written."""

    flat: bool = False
    """All seats are assignments, but for alumni."""
    team_files: bool = False
    """Each team is a document of its own that begins with `team:`."""
    files: int = 1
    shuffled: int | None = None
    """The seed by which entries, list items, documents and files change places."""
    own_words: bool = False
    """Roles and duties are the organisation's own, and not the built-in ones."""


layouts = st.builds(
    Layout,
    flat=flags,
    team_files=flags,
    files=st.integers(1, 3),
    shuffled=st.integers(0, 1_000_000),
    own_words=flags,
)

Data = dict[str, Any]


def said(**fields: Any) -> Data:
    """Return what is said of something: nothing of what is empty."""
    return {key: _plain(value) for key, value in fields.items() if value not in (None, (), "", False)}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return value if isinstance(value, dict | list | str) else "yes" if value is True else str(value)


def _seat(seat: SeatSpec, *, flat: bool) -> Data:
    units = seat.own if flat else seat.named
    return {
        "person": seat.person or "none",
        **{unit.cls: unit.id for unit in units},
        **said(
            role=seat.roles, duties=seat.duties, without=seat.without, since=seat.since, until=seat.until,
            allocation=seat.allocation,
        ),
    }  # fmt: skip


def _person(person: PersonSpec) -> Data:
    return said(
        kind=person.kind, status=person.status, since=person.since, until=person.until, reports_to=person.reports_to,
        dotted=person.dotted, fte=person.fte, company=person.company, department=person.department,
    )  # fmt: skip


def _unit(unit: Unit, spec: UnitSpec) -> Data:
    shared = said(kind=spec.kind, parent=spec.parent)
    if unit.cls == "team":
        return {**shared, **said(products=spec.products, owns=spec.owns, includes=spec.includes)}
    return {**shared, **said(teams=spec.teams, owner=spec.owner, not_applicable=spec.not_applicable)}


def _words(org: OrgSpec) -> Iterator[tuple[str, str, Data]]:
    for name, role in org.roles.items():
        fields = said(duties=role.duties, implies=role.implies, group=role.group, line=role.line)
        yield "roles", name, {**fields, **({} if role.member else {"member": "no"})}
    for name, duty in org.duties.items():
        yield "duties", name, said(group=duty.group, exclusive=duty.exclusive, required_per=duty.required_per)


def write(org: OrgSpec, layout: Layout = Layout()) -> dict[str, str]:
    """Return the texts of an organisation, by path."""
    random = Random(layout.shuffled)  # noqa: S311 - for tests
    entries: list[tuple[str, str, Data]] = [
        *(("people", name, _person(person)) for name, person in org.people.items() if person.declared),
        *((SECTIONS[unit.cls], unit.id, _unit(unit, spec)) for unit, spec in org.units.items() if spec.declared),
        *(_words(org) if layout.own_words else ()),
    ]
    homes = {(section, name): data for section, name, data in entries}
    flat: list[Data] = []
    for seat in org.seats:
        home = homes.get((SECTIONS[seat.home.cls], seat.home.id)) if seat.home else None
        if home is None or (layout.flat and not seat.alumni):
            if not seat.alumni:
                flat.append(_seat(seat, flat=True))
        else:
            home.setdefault("alumni" if seat.alumni else "members", []).append(_seat(seat, flat=False))
    if layout.shuffled is not None:
        random.shuffle(entries)
        random.shuffle(flat)
        entries = [(section, name, _shuffled(random, data)) for section, name, data in entries]
    return _files(_documents(entries, flat, layout, random), layout, random)


def _shuffled(random: Random, data: Any) -> Any:
    if isinstance(data, list):
        return [_shuffled(random, item) for item in random.sample(data, len(data))]
    if isinstance(data, dict):
        return {key: _shuffled(random, data[key]) for key in random.sample(list(data), len(data))}
    return data


def _documents(entries: list[tuple[str, str, Data]], flat: list[Data], layout: Layout, random: Random) -> list[Data]:
    documents: list[Data] = [{} for _ in range(layout.files)]
    for section, name, data in entries:
        if section == "teams" and layout.team_files:
            documents.append({"team": name, **data})
        else:
            random.choice(documents[: layout.files]).setdefault(section, {})[name] = data
    for seat in flat:
        random.choice(documents[: layout.files]).setdefault("assignments", []).append(seat)
    return documents


def _files(documents: list[Data], layout: Layout, random: Random) -> dict[str, str]:
    texts: dict[str, list[str]] = {f"{name}.yaml": [] for name in random.sample("abcdef", layout.files)}
    for document in documents:
        if document:
            text = "".join(f"{key}: {dumps(value)}\n" for key, value in document.items())
            texts[random.choice(list(texts))].append(text)
    return {path: "---\n".join(parts) for path, parts in texts.items() if parts} or {"a.yaml": "organization: acme\n"}


def vocabulary(org: OrgSpec) -> Vocabulary:
    """Return the roles and duties of an organisation as built-in ones."""
    made = {
        name: Role(name, duties=role.duties, implies=role.implies, group=role.group, line=role.line, member=role.member)
        for name, role in org.roles.items()
    }
    known = {
        name: Duty(name, group=duty.group, exclusive=duty.exclusive, required_per=duty.required_per)
        for name, duty in org.duties.items()
    }
    return Vocabulary(made, known)
