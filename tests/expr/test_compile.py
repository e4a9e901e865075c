"""Compiled expressions say what Python says of the same text, and stay inside the bounds of numbers and days."""

import builtins
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from orglint.expr import ExpressionError, Type, checked, compiled, of, typed
from orglint.org import FACTS, Fact
from tests.expr.things import NAMES, WORLDS, View

CORPUS = (
    'person.kind == "human" and person.status != "departed"',
    'person.kind in ["human", "group"] or person.kind not in ["bot"]',
    "not seat.acting and seat.proxy == False",
    'person.name is None or person.name > "b"',
    'person.reports_to is not None and person.reports_to.kind == "human"',
    "any(x.acting for x in person.seats) or all(x.acting for x in person.seats)",
    'any("audit" in x.roles for x in team.seats if x.acting and x.role is not None)',
    "count(x.acting for x in team.seats) >= len(team.seats) - 1",
    "sum(len(x.duties) for x in team.seats) * 2 == n + len(found)",
    'max(x.id for x in person.reports) is not None and max(x.id for x in person.reports) < "z"',
    "min(len(x.roles) for x in team.seats) == 0",
    "any(x.team is not None and x.team.id == t.id for x in person.seats for t in product.teams)",
    'set(person.tags) == set(["a", "b"]) or set(found) != set(person.tags)',
    'any(d in ["pnl", "audit"] for d in sorted(found))',
    'person.kind.startswith("h") or person.kind.lower().endswith("t")',
    "(1 if seat.acting else -2) + n * 3 - 1 > 0",
    "1 < n <= 3 < 5",
    "seat.since is not None and seat.since <= today or person.since == today",
    'len("abc") + len(person.id) > 5 and "a" in person.id',
    "person in person.reports or person.reports_to == person",
    "not any(p.id == q.id for p in person.reports for q in person.dotted)",
    'any(any("audit" in s.duties for s in p.seats) for p in person.reports)',
    'sum(1 for t in person.tags if t != "a") == 1 or sum([]) == n',
    'team.method in ["scrum", "kanban"] and team.method.startswith("s")',
)


def evaluate(source: str, names: dict[str, Type] = NAMES) -> list[object]:
    """Check and compile an expression, and return what it says of each world."""
    function = compiled(checked(source, names), names)
    return [function(View(), *(world[name] for name in names)) for world in WORLDS]


def python(source: str) -> list[object]:
    """Return what Python says of each world."""
    plain: dict[str, Any] = {name: getattr(builtins, name) for name in ("any", "all", "sum", "len", "sorted", "set")}
    plain["count"] = lambda flags: len([flag for flag in flags if flag])
    plain["min"] = lambda items: builtins.min(items, default=None)
    plain["max"] = lambda items: builtins.max(items, default=None)
    return [eval(source.strip(), {"__builtins__": {}, **plain, **world}) for world in WORLDS]  # noqa: S307 - as in Python


@pytest.mark.parametrize("source", CORPUS)
def test_an_expression_says_what_python_says(source: str) -> None:
    assert evaluate(source) == python(source)


def test_lines_and_blanks_do_not_matter() -> None:
    assert evaluate('\n  person.kind\n\r  == "human"\n') == [True, False]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("today + 30", date(2026, 7, 1)),
        ("today - 1", date(2026, 5, 31)),
        ("today + 1.9", date(2026, 6, 2)),
        ("today - (today - 30)", 30),
        ("today + 999999999999999 * 999999999999999", date.max),
        ("today - 999999999", date.min),
        ("999999999999999 * 999999999999999", 10**15),
        ("-999999999999999 * 9.5", -(10**15)),
        ("1.5 * 2", 3.0),
        ("sum(999999999999999 for x in team.seats) * 1", 10**15),
        ('set(["b", "a", "b"])', ["b", "a"]),
        ("len((person if n > 1 else seat.person).seats)", 1),
        ("min([])", None),
        ("max(n * 2 for x in found)", 6),
        ("max(999999999999999 + 999999999999999 for x in found)", 10**15),
    ],
)
def test_days_and_numbers_stay_inside_their_bounds(source: str, said: object) -> None:
    expression = typed(source, NAMES)
    assert compiled(expression, NAMES)(View(), *(WORLDS[0][name] for name in NAMES)) == said


def test_one_expression_is_compiled_as_often_as_one_likes() -> None:
    expression = checked('any("audit" in s.duties for s in person.seats)', NAMES)
    found = [compiled(expression, NAMES)(View(), *(WORLDS[1][name] for name in NAMES)) for _ in range(2)]
    assert found == [True, True]


def test_the_model_may_have_more_facts() -> None:
    model = {**FACTS, "options": {"max": Fact("number"), "to": Fact("[role]", attribute="roles")}}
    names = {"options": of("options"), "seat": of("seat")}
    expression = checked("len(seat.roles) <= options.max and len(options.to) > 0", names, model=model)
    options = SimpleNamespace(max=2, roles=["developer"])
    assert compiled(expression, names, model)(View(), options, WORLDS[1]["seat"]) is True
    with pytest.raises(ExpressionError, match="has no mx; did you mean max"):
        checked("options.mx > 1", names, model=model)


def test_own_keys_of_an_organisation_are_read() -> None:
    own = {"x_privacy": Fact("one-of:closed|secret?"), "x_words": Fact("[text]"), "x_lead": Fact("person?")}
    model = {**FACTS, "team": {**FACTS["team"], **own}}
    names = {"team": of("team")}
    source = 'team.x_privacy == "secret" and team.x_lead is not None and team.x_lead.id == "ana" or "a" in team.x_words'
    evaluate = compiled(checked(source, names, model=model), names, model)
    ana = WORLDS[0]["person"]
    assert evaluate(View(), SimpleNamespace(own={"x_privacy": "secret", "x_lead": ana})) is True
    assert evaluate(View(), SimpleNamespace(own={})) is False
    assert evaluate(View(), SimpleNamespace(own={"x_words": ("a",)})) is True
    with pytest.raises(ExpressionError, match="x_privacy is never open; it is closed or secret"):
        checked('team.x_privacy == "open"', names, model=model)


def test_an_expression_says_what_is_known_either_way() -> None:
    expression = checked("person.name is None or person.since is None", NAMES)
    assert expression.known == frozenset()
    assert expression.otherwise == {"person.name", "person.since"}
