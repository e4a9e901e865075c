"""What rules may ask of the things of an organisation: every field has a value of its type, and means what it says."""

from collections.abc import Collection, Iterator
from datetime import date
from random import Random
from typing import Any

import pytest

from orglint.expr import Type, compiled, of, typed
from orglint.org import FACTS, Activity, Interaction, Org, Person, Seat, Team, Unit, View, value_of
from orglint.org.facts import NOUNS
from orglint.org.model import CLASSES, Rotation
from tests.org.reading import understand
from tests.rulebook.small import DAY

EVERYTHING = """
    organization: Acme
    people:
      ana: {name: Ana, title: CPO, kind: human, status: notice, since: 2026-01-01, until: 2026-12-31, reports_to: ben,
        dotted: [ben], company: Acme, department: Product, employment: contractor, grade: 7, location: Lima,
        timezone: America/Lima, fte: 50%, contact: {slack: "@ana", mail: }, tags: [a], certifications: [psm]}
      ben: {reports_to: none}
      bot: {kind: agent, owner: ana, reports_to: ana}
    teams:
      checkout:
        {name: C, kind: train, type: enabling, method: scrum, status: forming, parent: search, includes: [search],
         products: [web-shop], contact: {slack: "#c"}, owns: [ledger, pay], mission: m, tags: [t],
         members: [{person: ana, role: developer}], alumni: [ben],
         interactions: [{team: search, mode: facilitating, purpose: p, since: 2026-01-01, until: 2026-02-01}]}
      search: {}
    products:
      web-shop: {name: W, kind: , parent: all, method: scrum, stage: sunset, criticality: low, owner: "@Ana",
        members: [ben], not_applicable: [pnl], tags: [t], risks: {value: ana, viability: }}
      all: {kind: area}
    systems:
      ledger: {name: L, kind: k, parent: core, method: scrum, stage: mature, criticality: high, owner: CHECKOUT,
        members: [ana], not_applicable: pnl, tags: [t]}
      core: {}
    processes:
      pay: {name: P, kind: k, parent: money, method: scrum, stage: growth, criticality: medium, teams: [search],
        owner: ana, members: [ana], not_applicable: pnl, tags: [t], min_people: 2,
        steps: {create: payment-initiation}}
      money: {}
    assignments:
      - {person: ana, role: developer, duties: [pnl], allocation: 80%, since: 2026-01-01, until: 2026-12-31,
         acting: yes, proxy: yes, deputy: ben, successor: ben, team: checkout, product: web-shop,
         system: ledger, process: pay}
    activities:
      a: {name: A, duty: pnl, kind: fyi, team: checkout, product: web-shop, system: ledger, process: pay,
        responsible: ana, accountable: [Ben, developer, none], consulted: CHECKOUT, informed: ana}
      b: {driver: ana, approver: ben, contributors: ana}
      c: {recommend: ana, agree: ben, perform: ana, input: ben, decide: ana}
    rotations:
      r: {system: ledger, team: checkout, hours: business, layers: 2, shift_days: 7, members: [ana],
        sites: {lima: [ana]}}
    roles: {coach: {}}
"""
NOTHING = {
    "person": "people: {ana: }", "seat": "assignments: [{person: ana}]", "unit": "teams: {t: }", "team": "teams: {t: }",
    "product": "products: {p: }", "system": "systems: {s: }", "process": "processes: {p: }",
    "activity": "activities: {a: }", "interaction": "teams: {t: {interactions: [{}]}}", "rotation": "rotations: {r: }",
    "org": "people: {}",
}  # fmt: skip
CANNOT_BE_SAID = {("team", "owner")}
"""Fields that one class of units has only because others do."""
EVERY_FACT = [(cls, name) for cls, facts in FACTS.items() for name in facts]
PLAIN: dict[str, type | tuple[type, ...]] = {"text": str, "number": (int, float), "flag": bool, "day": date}
CLASSES_OF: dict[str, type] = {
    "person": Person, "seat": Seat, "unit": Unit, "activity": Activity, "interaction": Interaction,
    "rotation": Rotation, "org": Org,
}  # fmt: skip


def view_of(text: str) -> View:
    return View(understand(text).org, DAY)


def things(view: View, cls: str) -> list[Any]:
    org = view.org
    tables: dict[str, Collection[Any]] = {
        "person": org.people.values(), "seat": view.seats, "activity": org.activities, "rotation": org.rotations,
        "interaction": [one for team in org.teams.values() for one in team.interactions], "org": [org],
        "unit": [unit for unit_class in CLASSES for unit in org.units(unit_class)],
    }  # fmt: skip
    return list(tables[cls] if cls in tables else org.units(cls))  # type: ignore[arg-type] # what is left are units


def fits(value: Any, kind: Type) -> bool:
    if value is None:
        return kind.optional
    if kind.item is not None:
        return isinstance(value, Collection) and all(fits(item, kind.item) for item in value)
    if kind.kind == "thing":
        wanted = CLASSES_OF.get(kind.thing, Unit)
        return isinstance(value, wanted) and (not isinstance(value, Unit) or kind.thing in ("unit", value.cls))
    return isinstance(value, PLAIN[kind.kind]) and (not kind.values or value in kind.values)


SAYS_EVERYTHING = view_of(EVERYTHING)


@pytest.mark.parametrize(("cls", "name"), EVERY_FACT)
def test_every_fact_has_a_value_of_its_type(cls: str, name: str) -> None:
    values = [value_of(SAYS_EVERYTHING, thing, cls, name, FACTS) for thing in things(SAYS_EVERYTHING, cls)]
    kind = of(FACTS[cls][name].type)
    assert all(fits(value, kind) for value in values), values
    assert any(values) == ((cls, name) not in CANNOT_BE_SAID), values


@pytest.mark.parametrize(("cls", "name"), EVERY_FACT)
def test_what_is_not_said_is_none_or_empty(cls: str, name: str) -> None:
    view = view_of(NOTHING[cls])
    kind = of(FACTS[cls][name].type)
    (thing,) = things(view, cls)
    value = value_of(view, thing, cls, name, FACTS)
    assert fits(value, kind)
    if kind.optional:
        assert value is None
    elif kind.item is not None:
        assert not value


@pytest.mark.parametrize(("cls", "name"), EVERY_FACT)
def test_an_expression_reads_the_same(cls: str, name: str) -> None:
    names = {"x": of(cls)}
    is_list = FACTS[cls][name].type.startswith("[")
    evaluate = compiled(typed(f"len(x.{name})" if is_list else f"x.{name}", names), names)
    for thing in things(SAYS_EVERYTHING, cls):
        value = value_of(SAYS_EVERYTHING, thing, cls, name, FACTS)
        assert evaluate(SAYS_EVERYTHING, thing) == (len(value) if is_list else value)


def test_a_unit_has_what_all_units_have() -> None:
    shared = set.intersection(*(set(FACTS[cls]) for cls in CLASSES))
    assert set(FACTS["unit"]) == shared


def test_every_type_is_known() -> None:
    types = {fact.type.strip("[]?") for facts in FACTS.values() for fact in facts.values()}
    assert types <= {*PLAIN, *NOUNS, *FACTS}
    assert set(NOUNS) <= types | {"role", "duty"}


def values(cls: str, at: str | int, *names: str) -> list[Any]:
    """Return what one thing of the organisation that says everything says, things by their ids."""
    thing = next(one for place, one in enumerate(things(SAYS_EVERYTHING, cls)) if at in (place, getattr(one, "id", "")))
    return [_shown(value_of(SAYS_EVERYTHING, thing, cls, name, FACTS)) for name in names]


def _shown(value: Any) -> Any:
    if isinstance(value, Seat):
        return f"{value.person.id if value.person else '-'} {value.role}"
    if isinstance(value, Collection) and not isinstance(value, str):
        return [_shown(item) for item in value]
    return getattr(value, "id", value)


def test_owners_go_by_their_ids() -> None:
    assert [values(cls, name, "owner") for cls, name in (("product", "web-shop"), ("system", "ledger"))] == [
        ["ana"], ["checkout"],
    ]  # fmt: skip
    assert values("product", "all", "owner") == [None]
    assert values("person", "bot", "owner") == ["ana"]
    assert view_of("products: {p: {owner: tbd}}").org.products["p"].owner is None


def test_a_mapping_is_the_list_of_what_it_says() -> None:
    assert values("person", "ana", "contact") == [["slack"]]
    assert values("product", "web-shop", "risks") == [["value"]]
    assert values("process", "pay", "steps") == [["create"]]


def test_a_team_knows_what_it_works_on() -> None:
    assert values("team", "checkout", "products", "systems", "processes", "teams", "owns") == [
        ["web-shop"], ["ledger"], ["pay"], ["search"], ["ledger", "pay"],
    ]  # fmt: skip


def test_letters_are_the_ids_of_who_is_named() -> None:
    assert values("activity", "a", "accountable", "consulted", "driver") == [["ben", "developer"], ["checkout"], []]


def test_somebody_is_accountable_by_name_or_through_a_role() -> None:
    assert [values("person", name, "accountable") for name in ("ana", "ben", "bot")] == [[["a"]], [["a"]], [[]]]


def test_an_interaction_names_its_team() -> None:
    assert values("interaction", 0, "team", "mode", "since") == ["search", "facilitating", date(2026, 1, 1)]


def test_members_are_the_seats_of_a_unit_itself() -> None:
    assert values("team", "checkout", "members", "alumni") == [["ana developer", "ana developer"], ["ben None"]]
    assert values("team", "search", "members", "seats") == [[], ["ana None"]]
    assert values("product", "web-shop", "members") == [["ben None", "ana developer"]]


def test_a_team_that_names_no_product_has_its_members_in_what_stands_for_one() -> None:
    view = view_of("teams: {t: {members: [ana, {person: ben, product: p}]}}")
    (stand_in,) = [one for one in view.org.teams["t"].stand_ins if one.cls == "product"]
    assert _shown(view.own_seats(stand_in)) == ["ana None"]


def test_an_organisation_has_lists() -> None:
    names = ("people", "teams", "products", "systems", "processes", "activities", "rotations", "roles", "name")
    assert values("org", 0, *names) == [
        ["ana", "ben", "bot"], ["checkout", "search"], ["web-shop"], ["ledger", "core"], ["pay", "money"],
        ["a", "b", "c"], ["r"], ["coach"], "Acme",
    ]  # fmt: skip


# The same as asking everything


def _texts(random: Random) -> Iterator[str]:
    people = [f"p{at}" for at in range(8)]

    def seat() -> str:
        dates = random.choice(["", ", since: 2027-01-01", ", until: 2025-01-01", ", since: 2026-01-01"])
        role = random.choice(["developer", "auditor"])
        return f"{{person: {random.choice([*people, 'tbd'])}, role: {role}{dates}}}"

    def several() -> str:
        return f"[{', '.join(seat() for _ in range(random.randrange(4)))}]"

    for section, letter in (("teams", "t"), ("products", "r"), ("systems", "s"), ("processes", "o")):
        yield f"{section}:"
        for at in range(6):
            alumni = f", alumni: {several()}" if section == "teams" else ", teams: [t1, t2]" if at % 2 else ""
            yield f"  {letter}{at}: {{parent: {letter}{random.randrange(6)}, members: {several()}{alumni}}}"
    yield "activities:"
    for at in range(8):
        names = random.sample([*people, "developer", "auditor", "t1", "none"], 3)
        yield f"  a{at}: {{team: t{random.randrange(6)}, accountable: [{', '.join(names)}], informed: [p1, auditor]}}"
    yield "people:"
    yield from (f"  {person}: {{status: {random.choice(['active', 'departed'])}}}" for person in people)


@pytest.mark.parametrize("seed", range(8))
def test_derived_facts_are_what_asking_everything_gives(seed: int) -> None:
    view = view_of("\n".join(_texts(Random(seed))))  # noqa: S311 - any numbers do
    units = things(view, "unit")
    for unit in units:
        assert [*view.children(unit)] == [one for one in units if one.parent is unit]
        assert [*view.own_seats(unit)] == [seat for seat in view.seats if unit in seat.scope.units]
        if isinstance(unit, Team):
            assert [*view.alumni(unit)] == [
                one for one in view.org.seats if one.alumni and one.team is unit and one.person is not None
            ]
    for person in view.org.people.values():
        assert [*view.accountable_for(person)] == [
            one for one in view.org.activities if _stands_behind(view, person, one)
        ]


def _stands_behind(view: View, person: Person, activity: Activity) -> bool:
    """Say whether a person is accountable, by looking through all seats."""
    names = activity.letters.get("accountable", ())
    if any(one.kind == "person" and one.id == person.id for one in names):
        return person.here(view.day)
    roles = {one.id for one in names if one.kind == "role"}
    return any(
        seat.person is person and roles & {*seat.roles} and (seat.scope.everywhere or activity.team in seat.scope.reach)
        for seat in view.seats
    )


def test_derived_facts_are_computed_once() -> None:
    view = view_of(EVERYTHING)
    checkout, search, ana = view.org.teams["checkout"], view.org.teams["search"], view.org.people["ana"]
    assert view.children(search) is view.children(search) == [checkout]
    assert view.own_seats(checkout) is view.own_seats(checkout)
    assert view.accountable_for(ana) is view.accountable_for(ana)
    assert view.products_of(view.org) is view.products_of(view.org)
