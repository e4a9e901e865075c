"""An organisation's own keys: what they take, what is told of anything else, and what rules read of them."""

from datetime import date
from typing import Any

import pytest

from orglint.core import OwnKey
from orglint.expr import checked, compiled, of
from orglint.org import FACTS, Extra, Fact, Org, Person, Unit, View, value_of, with_own
from orglint.org.model import CLASSES
from tests.org.reading import seats, told, understand
from tests.rulebook.small import DAY

TEXT, NUMBER, DATE = OwnKey("text"), OwnKey("number"), OwnKey("date")
PRIVACY = OwnKey("one-of", ("closed", "secret"))
TEAM, PERSON, ROLE, DUTY = OwnKey("team"), OwnKey("person"), OwnKey("role"), OwnKey("duty")


def many(key: OwnKey) -> OwnKey:
    return key._replace(many=True)


def of_team(key: OwnKey) -> Extra:
    return {"team": {"x-key": key}}


def shown(value: Any) -> Any:
    """Return a value with ids instead of things."""
    if isinstance(value, tuple):
        return tuple(shown(item) for item in value)
    return f"{type(value).__name__} {value.id}" if isinstance(value, Person | Unit) else value


def read(key: OwnKey, written: str) -> Any:
    """Return what a team says in a key of its own."""
    return shown(understand(f"teams: {{t: {{x-key: {written}}}}}", extra=of_team(key)).org.teams["t"].own.get("x_key"))


@pytest.mark.parametrize(
    ("key", "written", "expected"),
    [
        (TEXT, "words of any kind", "words of any kind"),
        (TEXT, "12", "12"),
        (NUMBER, "12", 12),
        (NUMBER, "-4.5", -4.5),
        (NUMBER, "'0.25'", 0.25),
        (NUMBER, "+1500000000", 1_500_000_000),
        (DATE, "2026-02-28", date(2026, 2, 28)),
        (PRIVACY, "secret", "secret"),
        (TEAM, "t", "Team t"),
        (TEAM, "' T '", "Team t"),
        (TEAM, "''", None),
        (PERSON, "'@ana'", "Person ana"),
        (PERSON, "tbd", None),
        (OwnKey("product"), "shop", "Work shop"),
        (OwnKey("system"), "ledger", "Work ledger"),
        (OwnKey("process"), "pay", "Work pay"),
        (ROLE, "PO", "product-owner"),
        (ROLE, "'  '", None),
        (DUTY, "pnl", "pnl"),
        (DUTY, "profit and loss", "pnl"),
        (many(TEXT), "[a, ~, b]", ("a", "b")),
        (many(TEXT), "a", ("a",)),
        (many(NUMBER), "[1, 2.5]", (1, 2.5)),
        (many(PRIVACY), "[secret, closed, secret]", ("secret", "closed", "secret")),
        (many(TEAM), "[t, u]", ("Team t", "Team u")),
        (many(PERSON), "[ana, none, ben]", ("Person ana", "Person ben")),
        (many(ROLE), "[developer, PO]", ("developer", "product-owner")),
        (many(DATE), "[]", None),
        *((key, "", None) for key in (TEXT, NUMBER, DATE, PRIVACY, TEAM, PERSON, ROLE, many(TEAM))),
    ],
)
def test_a_value_is_read_by_its_type(key: OwnKey, written: str, expected: Any) -> None:
    assert read(key, written) == expected


@pytest.mark.parametrize(
    ("key", "written", "message"),
    [
        (TEXT, "[a]", "takes a text, not a list"),
        (TEXT, "{a: b}", "takes a text, not a mapping"),
        (NUMBER, "many", "takes a number such as 12 or 4.5, not 'many'"),
        (NUMBER, "80%", "takes a number such as 12 or 4.5, not '80%'"),
        (NUMBER, "1e9", "takes a number such as 12 or 4.5, not '1e9'"),
        (NUMBER, "'١٢'", "takes a number such as 12 or 4.5, not '١٢'"),
        (NUMBER, "[1]", "takes a number such as 12 or 4.5, not a list"),
        (DATE, "soon", "takes a date such as 2026-01-31, not 'soon'"),
        (PRIVACY, "secrt", "takes closed or secret, not 'secrt'; did you mean secret?"),
        (PRIVACY, "public", "takes closed or secret, not 'public'"),
        (PRIVACY, "[secret]", "takes closed or secret, not a list"),
        (TEAM, "[t]", "takes the id of a team, not a list"),
        (OwnKey("process"), "{a: b}", "takes the id of a process, not a mapping"),
        (PERSON, "{a: b}", "takes a handle, not a mapping"),
        (ROLE, "[a]", "takes a role, not a list"),
        (DUTY, "{a: b}", "takes a duty, not a mapping"),
    ],
)
def test_a_value_of_another_type_is_told_at_its_place(key: OwnKey, written: str, message: str) -> None:
    text = f"teams: {{t: {{x-key: {written}}}}}"
    assert told(text, extra=of_team(key)) == [f"1:20 wrong-type x-key {message}"]
    assert read(key, written) is None
    assert not understand(text, extra=of_team(key)).org.teams["t"].whole


def test_a_day_that_no_calendar_has_is_impossible() -> None:
    text = "teams: {t: {x-key: 2026-02-30}}"
    message = "x-key is 2026-02-30, a day that no calendar has"
    assert told(text, extra=of_team(DATE)) == [f"1:20 impossible-date {message}"]


def test_an_item_that_does_not_fit_is_left_out_of_its_list() -> None:
    text = "teams: {t: {x-key: [1, few, 3, [4]]}}"
    assert told(text, extra=of_team(many(NUMBER))) == [
        "1:24 wrong-type x-key takes a number such as 12 or 4.5, not 'few'",
        "1:32 wrong-type x-key takes a number such as 12 or 4.5, not a list",
    ]
    assert read(many(NUMBER), "[1, few, 3, [4]]") == (1, 3)


# Names


def test_a_name_that_nothing_declares_is_told_like_any_other() -> None:
    text = """
        people: {ana: {x-mentor: anna}}
        teams: {checkout: {x-peers: [chekout, checkout]}}
    """
    extra = {"person": {"x-mentor": PERSON}, "team": {"x-peers": many(TEAM)}}
    assert told(text, extra=extra) == [
        "2:26 unknown-reference no person anna is declared; did you mean ana?",
        "3:30 unknown-reference no team chekout is declared; did you mean checkout?",
    ]


def test_a_name_of_an_open_class_is_a_mention() -> None:
    text = "people: {ana: {x-lead-of: t}}"
    extra = {"person": {"x-lead-of": TEAM}}
    assert told(text, extra=extra) == []
    assert "t" in understand(text, extra=extra).org.teams


def test_words_are_told_like_any_other() -> None:
    text = "teams: {t: {x-role: develper, x-duties: [profit and loss, roadmap]}}"
    assert told(text, extra={"team": {"x-role": ROLE, "x-duties": many(DUTY)}}) == [
        "1:21 unknown-role develper is no known role; did you mean developer?",
        "1:42 duty-synonym profit and loss is read as pnl",
        "1:59 ambiguous-duty roadmap may mean product-roadmap or technical-roadmap; the seat keeps the word as it is",
    ]


# Where they may stand

EVERYWHERE = {cls: {"x-key": TEXT} for cls in ("person", "seat", *CLASSES, "activity")}


def test_every_entry_has_own_keys() -> None:
    text = """
        people: {ana: {x-key: person}}
        teams: {t: {x-key: team, members: [ana, {person: ana, role: developer, x-key: seat}], alumni: [{x-key: past}]}}
        products: {p: {x-key: product, members: {person: ben, x-key: one}}}
        systems: {s: {x-key: system}}
        processes: {c: {x-key: process}}
        assignments: [{person: ana, role: PO, x-key: flat}]
        activities: {a: {x-key: activity}}
        roles: {r: {members: [{person: ana, x-key: of a role}]}}
    """
    org = understand(text, extra=EVERYWHERE).org
    things: list[Any] = [org.people["ana"], *(unit for cls in CLASSES for unit in org.units(cls)), *org.activities]
    expected = ["person", "team", "product", "system", "process", "activity"]
    assert [thing.own["x_key"] for thing in things] == expected
    assert [seat.own.get("x_key") for seat in org.seats] == [None, "seat", "past", "one", "of a role", "flat"]


def test_a_team_file_has_own_keys() -> None:
    files = {"t.yaml": "team: t\nx-key: secrt\nx-size: 4\nx-free: 1\n"}
    extra = {"team": {"x-key": PRIVACY, "x-size": NUMBER}}
    message = "x-key takes closed or secret, not 'secrt'; did you mean secret?"
    assert told(files, extra=extra) == [f"t.yaml:2:8 wrong-type {message}"]
    assert understand(files, extra=extra).org.teams["t"].own == {"x_size": 4}


def test_a_seat_that_is_not_understood_whole_makes_its_unit_doubtful() -> None:
    text = "teams: {t: {members: [{person: ana, x-key: few}]}}"
    org = understand(text, extra={"seat": {"x-key": NUMBER}}).org
    assert org.teams["t"].ref in org.doubtful


def test_a_seat_written_twice_says_what_both_say() -> None:
    seat = "{person: ana, role: developer"
    text = f"teams: {{t: {{members: [{seat}, x-a: 1}}, {seat}, x-a: 2, x-b: 3}}]}}}}"
    (only,) = seats(text, extra={"seat": {"x-a": TEXT, "x-b": TEXT}})
    assert only.own == {"x_a": "1", "x_b": "3"}


def test_the_first_declaration_of_an_id_stands() -> None:
    files = {"a.yaml": "teams: {t: {x-key: a}}", "b.yaml": "teams: {t: {x-key: b}}"}
    assert understand(files, extra=of_team(TEXT)).org.teams["t"].own == {"x_key": "a"}


@pytest.mark.parametrize("extra", [{}, of_team(TEXT)])
def test_a_key_that_is_not_declared_is_passed_over(extra: Extra) -> None:
    text = "people: {ana: {x-key: [1]}}\nteams: {t: {x-other: {a: b}, members: [{person: ana, role: PO, x-key: 1}]}}"
    assert told(text, extra=extra) == []
    org = understand(text, extra=extra).org
    assert not any(thing.own for thing in _things(org))
    assert org.teams["t"].whole


def test_things_without_own_keys_share_one_empty_mapping() -> None:
    org = understand("teams: {t: {members: [ana, ben]}}").org
    assert len({id(thing.own) for thing in _things(org)}) == 1


def _things(org: Org) -> list[Any]:
    return [*org.people.values(), *org.teams.values(), *org.seats]


# What rules read


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (TEXT, "text?"), (NUMBER, "number?"), (DATE, "day?"), (PRIVACY, "one-of:closed|secret?"), (PERSON, "person?"),
        (TEAM, "team?"), (OwnKey("product"), "product?"), (ROLE, "role?"), (DUTY, "duty?"), (many(TEXT), "[text]"),
        (many(TEAM), "[team]"), (many(DATE), "[day]"), (many(PRIVACY), "[one-of:closed|secret]"),
    ],
)  # fmt: skip
def test_the_model_has_a_fact_for_every_key(key: OwnKey, expected: str) -> None:
    model = with_own({"team": {"x-privacy-level": key}})
    assert model["team"] == {**FACTS["team"], "x_privacy_level": Fact(expected)}
    assert {cls: model[cls] for cls in model if cls != "team"} == {cls: FACTS[cls] for cls in FACTS if cls != "team"}
    assert str(of(expected))


def test_the_model_of_nothing_is_the_built_in_one() -> None:
    assert with_own({}) is FACTS
    assert understand("people: {ana: }").model is FACTS


def test_what_all_units_have_alike_may_be_asked_of_a_unit() -> None:
    alike: Extra = {cls: {"x-cost": NUMBER, "x-label": NUMBER if cls == "team" else TEXT} for cls in CLASSES}
    assert set(with_own(alike)["unit"]) == {*FACTS["unit"], "x_cost"}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("team.x_privacy == 'secret'", [True, False]),
        ("any(one.id == 'u' for one in team.x_peers)", [True, False]),
        ("len(team.x_peers) == 0", [False, True]),
        ("team.x_size is None or team.x_size > 3", [True, True]),
        ("team.x_lead is not None and team.x_lead.kind == 'human'", [True, False]),
    ],
)
def test_an_expression_reads_own_keys(source: str, expected: list[bool]) -> None:
    extra = {"team": {"x-privacy": PRIVACY, "x-peers": many(TEAM), "x-size": NUMBER, "x-lead": PERSON}}
    reading = understand("teams: {t: {x-privacy: secret, x-peers: [u], x-size: 4, x-lead: ana}, u: {}}", extra=extra)
    names = {"team": of("team")}
    evaluate = compiled(checked(source, names, model=reading.model), names, reading.model)
    view = View(reading.org, DAY, reading.model)
    assert [evaluate(view, team) for team in reading.org.teams.values()] == expected


def test_a_fact_is_read_by_its_name() -> None:
    reading = understand("teams: {t: {x-a: 1, x-c: [u]}, u: }", extra={"team": {"x-a": TEXT, "x-c": many(TEAM)}})
    view = View(reading.org, DAY, reading.model)
    said = [[shown(value_of(view, team, "team", name, view.model)) for name in ("x_a", "x_c")]
            for team in reading.org.teams.values()]  # fmt: skip
    assert said == [["1", ("Team u",)], [None, ()]]
