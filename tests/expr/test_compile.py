"""Compiled expressions say what Python says of the same text; nothing else than ExpressionError ever comes out."""

import builtins
from random import Random
from typing import Any

import pytest

from orglint.expr import ExpressionError, Type, checked, compiled
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
_TOKENS = """
and or not in is None True False if else for ( ) [ ] , . == != < <= > >= + - * ** / // % & | ~ : := = ; # @ ! && ||
any all count sum min max len sorted set lower startswith endswith person seat team product today found n x s kind name
role roles duties seats reports reports_to tags id since acting fte status lambda await async yield import __class__
__import__ _view eval 1 0 3.5 1e9 99999 'a' "b" f'{n}' b'c' é 😀 \\ { }
"""
TOKENS = (*_TOKENS.split(), "\n", "\t", "")


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


def mutated(random: Random, source: str) -> str:
    """Return an expression with a few things changed: characters, tokens, pieces of another one."""
    for _ in range(random.randint(1, 4)):
        at, end = sorted((random.randint(0, len(source)), random.randint(0, len(source))))
        how = random.random()
        if how < 0.25:
            source = source[:at] + source[at + 1 :]
        elif how < 0.6:
            source = f"{source[:at]} {random.choice(TOKENS)} {source[at:]}"
        elif how < 0.8:
            words = source.split(" ")
            words[random.randrange(len(words))] = random.choice(TOKENS)
            source = " ".join(words)
        elif how < 0.9:
            source = source[:at] + source[end:]
        else:
            other = random.choice(CORPUS)
            source = source[:at] + other[: random.randint(0, len(other))] + source[end:]
    return source


def test_of_ten_thousand_mutants_each_is_refused_or_says_what_python_says() -> None:
    random = Random(5)  # noqa: S311 - for tests
    accepted = 0
    for _ in range(10_000):
        source = mutated(random, random.choice(CORPUS))
        try:
            said = evaluate(source)
        except ExpressionError:
            continue
        accepted += 1
        assert said == python(source.replace("\n", " ")), source
    assert accepted > 150


def typed(random: Random, kind: str, depth: int, names: tuple[str, ...] = ()) -> str:
    """Return a random expression that is meant to be of a type; many are, some are refused."""
    deeper = depth - 1
    if depth <= 0:
        leaves = {
            "flag": ("seat.acting", "True", "person.name is None", *(f"{name}.acting" for name in names)),
            "number": ("n", "1", "len(found)", "person.fte", "0.5"),
            "text": ("person.kind", '"a"', "person.name", "seat.role", "team.id", *(f"{name}.role" for name in names)),
            "list": (
                "found",
                "person.tags",
                "seat.roles",
                '["a", "human"]',
                "[]",
                *(f"{name}.duties" for name in names),
            ),
        }
        return random.choice(leaves[kind])
    one = {name: typed(random, name, deeper, names) for name in ("flag", "number", "text", "list")}
    two = {name: typed(random, name, deeper, names) for name in ("flag", "number", "text", "list")}
    name = f"i{len(names)}"
    inner = typed(random, "flag", deeper, (*names, name))
    shapes = {
        "flag": (
            f"({one['flag']} and {two['flag']})",
            f"({one['flag']} or {two['flag']})",
            f"not {one['flag']}",
            f"{one['number']} < {two['number']}",
            f"{one['text']} == {two['text']}",
            f"{one['text']} in {one['list']}",
            f"any({inner} for {name} in person.seats)",
            f"all({inner} for {name} in team.seats if {one['flag']})",
            f"{one['text']} is not None and {one['text']} < {two['text']}",
            f"{one['text']}.startswith({two['text']})",
            f'max({one["list"]}) is None or max({one["list"]}) > "b"',
            f"{one['list']} == {two['list']}",
            f"set({one['list']}) == set({two['list']})",
            f'{one["text"]} in [{two["text"]}] and {one["text"]}.lower() == "a"',
        ),
        "number": (
            f"({one['number']} + {two['number']})",
            f"-{one['number']}",
            f"len({one['list']})",
            f"count({inner} for {name} in team.seats)",
            f"({one['number']} if {one['flag']} else {two['number']})",
            f"sum({one['number']} for {name} in person.seats)",
        ),
        "text": (f"{one['text']}.lower()", f"({one['text']} if {one['flag']} else {two['text']})", one["text"]),
        "list": (
            f"sorted({one['list']})",
            f"[{one['text']}, {two['text']}]",
            f"sorted({one['text']} for {name} in team.seats)",
        ),
    }
    return random.choice(shapes[kind])


def test_what_is_accepted_never_breaks_and_says_what_python_says() -> None:
    random = Random(11)  # noqa: S311 - for tests
    accepted = 0
    for _ in range(3_000):
        source = typed(random, "flag", random.randint(1, 3))
        try:
            said = evaluate(source)
        except ExpressionError:
            continue
        accepted += 1
        assert said == python(source), source
    assert accepted > 500
