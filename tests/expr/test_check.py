"""The expression language: what it takes, what it knows where, and what it refuses with which words and where."""

import pytest

from orglint.expr import ExpressionError, checked
from orglint.expr.parse import MAX_DEPTH, MAX_LENGTH, MAX_LOOPS, MAX_NODES
from tests.expr.things import NAMES


def refused(source: str) -> tuple[int, str]:
    """Return the column and the message of the mistake."""
    with pytest.raises(ExpressionError) as trouble:
        checked(source, NAMES)
    error = trouble.value
    assert error.length >= 1
    assert 0 <= error.column <= len(source)
    assert error.shown(source).count("\n") == 2
    return error.column, error.message


# What it takes


@pytest.mark.parametrize(
    "source",
    [
        "True", "not False", "seat.acting", "not seat.acting and True or False", 'person.kind == "human"',
        'person.kind != "human"', 'person.kind in ["human", "group"]', 'person.kind not in ["human"]',
        '"human" in person.kind', 'person.name == "Ana"', "person.name is None", "person.name is not None",
        "person.name == None", 'person.department in ["a"]', '"a" in person.tags', '"a" not in person.tags',
        "n > 3", "1 < n <= 3 + 4 * 2 - 1", "-n < 3", "n == 1.5", "today > today", "len(person.tags) > 0",
        "len(person.kind) > 0", "count(x.acting for x in person.seats) > 1", "any(x.acting for x in person.seats)",
        'all("pnl" in x.duties for x in person.seats if x.acting)', "sum(1 for x in person.seats) == 2",
        "sum([1, 2]) == 3", "sum([]) == 0", 'max(x.id for x in person.reports) == "ben"',
        "any(t.id == x.role for x in person.seats for t in product.teams)", 'set(person.tags) == set(["a"])',
        "sorted(person.tags) != sorted(person.tags) or True", 'any(d in ["pnl"] for d in found)',
        "any(d in found for d in sorted(found))", 'person.kind.startswith("h") and person.kind.lower().endswith("n")',
        '"ab".startswith("a")', "(1 if seat.acting else 2) > 1", 'True if person.name is None else person.name > "b"',
        "person.reports_to == person", "person in person.reports", "any(p in person.reports for p in person.dotted)",
        "not any(x.person == person for x in team.seats)", "len(set(found)) < len(found)", "len([]) == 0",
        "len([] if n > 1 else found) > 0", 'any(x == "a" for x in (found if n > 1 else []))', "set([]) == set(found)",
        "min(n for x in found) is not None and min(n for x in found) > 1", "today == today", "[] == [] or True",
        '"#" in person.kind', '\n  person.kind\n  == "human"\n', '"é" == person.id and n > 1',
    ],
)  # fmt: skip
def test_what_the_language_takes(source: str) -> None:
    if "sorted(person.tags) !=" in source or "[] == []" in source:
        assert "lists are compared" in refused(source)[1]
    else:
        checked(source, NAMES)


# What is known where


@pytest.mark.parametrize(
    "source",
    [
        'person.name is not None and person.name > "b"',
        'person.name is None or person.name > "b"',
        'person.name != None and person.name > "b"',
        'not (person.name is None) and person.name > "b"',
        'not (person.name is None or n > 1) and person.name > "b"',
        'person.name == "Ana" and person.name.lower() == "ana"',
        '"Ana" == person.name and person.name.lower() == "ana"',
        'None != person.name and person.name > "b"',
        'person.name == person.id and person.name > "b"',
        'person.name in person.tags and person.name > "b"',
        '"a" == person.name == person.title and person.name > "b"',
        '(person.name is not None and n > 1 or person.name == "b") and person.name > "a"',
        '(person.name is None and n > 1 or person.name is None) or person.name > "a"',
        'not (person.name is None and n > 1 or person.name is None) and person.name > "a"',
        '(person.name is None or n > 1 and person.name == "a") or person.name > "b"',
        '(n > 1 if person.name is not None else person.name == "a") and person.name > "b"',
        "person.name is not None and person.name is not None",
        'person.kind == "human" and person.since is not None and person.since + 30 > today',
        'person.name in ["Ana", "Ben"] and person.name.lower() == "ana"',
        'person.name > "b" if person.name is not None else False',
        'False if person.name is None else person.name > "b"',
        'person.reports_to is not None and person.reports_to.kind == "human"',
        (
            "person.reports_to is not None and person.reports_to.name is not None"
            ' and person.reports_to.name.lower() == "x"'
        ),
        "any(x.since > today for x in person.seats if x.since is not None)",
        "all(x.since is None or x.since > today for x in person.seats)",
        'any(x.team is not None and x.team.id == "a" for x in person.seats)',
        'max(x.id for x in person.reports) is not None and max(x.id for x in person.reports) > "a"',
    ],
)
def test_a_test_makes_known_what_it_tests(source: str) -> None:
    checked(source, NAMES)


@pytest.mark.parametrize(
    ("source", "column", "message"),
    [
        ('person.name > "b"', 0, "person.name may be missing; write `person.name is not None and …` before"),
        (
            "person.since < person.until",
            0,
            "person.since may be missing; write `person.since is not None and …` before",
        ),
        ('person.name.lower() == "ana"', 0, "person.name may be missing; write `person.name is not None and …` before"),
        (
            'person.reports_to.kind == "human"',
            0,
            "person.reports_to may be missing; write `person.reports_to is not None and …` before",
        ),
        (
            'person.name is None and person.name > "b"',
            24,
            "person.name may be missing; write `person.name is not None and …` before",
        ),
        (
            'person.name is not None or person.name > "b"',
            27,
            "person.name may be missing; write `person.name is not None and …` before",
        ),
        (
            'not (person.name is not None) and person.name > "b"',
            34,
            "person.name may be missing; write `person.name is not None and …` before",
        ),
        (
            '(person.name is not None or n > 1) and person.name > "b"',
            39,
            "person.name may be missing; write `person.name is not None and …` before",
        ),
        (
            '(person.name is not None and n > 1 or n == 2) and person.name > "a"',
            50,
            "person.name may be missing; write `person.name is not None and …` before",
        ),
        (
            'not ("a" == person.name == person.title) and person.name > "b"',
            45,
            "person.name may be missing; write `person.name is not None and …` before",
        ),
        (
            'person.name != "Ana" and person.name.lower() == "ben"',
            25,
            "person.name may be missing; write `person.name is not None and …` before",
        ),
        (
            'person.name == person.title and person.name > "b"',
            32,
            "person.name may be missing; write `person.name is not None and …` before",
        ),
        (
            'person.name in [person.title] and person.name.lower() == "b"',
            34,
            "person.name may be missing; write `person.name is not None and …` before",
        ),
        (
            'person.reports_to is not None and person.reports_to.reports_to.id == "a"',
            34,
            (
                "person.reports_to.reports_to may be missing; "
                "write `person.reports_to.reports_to is not None and …` before"
            ),
        ),
        (
            "any(x.since is not None for x in person.seats) and any(x.since > today for x in person.seats)",
            55,
            "x.since may be missing; write `x.since is not None and …` before",
        ),
        (
            'max(x.id for x in person.reports) > "a"',
            0,
            (
                "max(x.id for x in person.reports) may be missing; "
                "write `max(x.id for x in person.reports) is not None and …` before"
            ),
        ),
        ("person.reports_to in [None] and n > 1", 21, "a list holds no None; test for it with `is None`"),
    ],
)
def test_what_may_be_missing_is_tested_first(source: str, column: int, message: str) -> None:
    assert refused(source) == (column, message)


def test_what_one_expression_makes_known_the_next_may_use() -> None:
    first = checked("person.name is not None", NAMES)
    checked('person.name > "b"', NAMES, first.known)
    with pytest.raises(ExpressionError):
        checked('person.name > "b"', NAMES)


# What it refuses


@pytest.mark.parametrize(
    ("source", "column", "message"),
    [
        # names, fields, functions
        ("persn.kind == 1", 0, "there is no persn here; did you mean person?"),
        ("whatever", 0, 'there is no whatever here; a text stands in quotes, as in "whatever"'),
        ('person.knd == "human"', 7, "a person has no knd; did you mean kind?"),
        ('any(x.rol == "a" for x in person.seats)', 6, "a seat has no rol; did you mean role?"),
        ('person.kind.upper() == "A"', 12, "there is no upper(); there are startswith, endswith and lower"),
        ("print(n)", 0, "there is no function print; there are any, all, count, sum, min, max, len, sorted and set"),
        ('person.kind.lower == "a"', 12, "a text has no lower; write lower()"),
        ("person.kind(1)", 7, "there is no kind(); there are startswith, endswith and lower"),
        ("any(any)", 4, 'there is no any here; a text stands in quotes, as in "any"'),
        ("al(x.acting for x in person.seats)", 0, "there is no function al; did you mean all?"),
        ('person.kind.endwith("a")', 12, "there is no endwith(); did you mean endswith?"),
        (
            'person.seats.role == "a"', 13,
            "a list of seat has no role; its items have, as in `any(x.role … for x in person.seats)`",
        ),
        # types
        ("person.kind", 0, "this must say yes or no, and is a text"),
        ("n", 0, "this must say yes or no, and is a number"),
        ("person.tags", 0, "this must say yes or no, and is a list of text; write `len(person.tags) > 0`"),
        ("None", 0, "this must say yes or no, and is a nothing"),
        ("person.kind and seat.acting", 0, "`and` joins what says yes or no; compare this with something"),
        ("seat.acting or n", 15, "`or` joins what says yes or no; compare this with something"),
        ("not n", 0, "`not` takes what says yes or no"),
        ("-person.kind == n", 0, "`-` takes a number, not a text"),
        ('person.kind + "a" == "b"', 0, "a text and a text cannot be counted together"),
        ("today + today == n", 0, "a day and a day cannot be counted together"),
        ("today * 2 == today", 0, "a day and a number cannot be counted together"),
        ("person.since - today > n", 0, "person.since may be missing; write `person.since is not None and …` before"),
        ("30 + today == today", 0, "a day comes first; write `today + 30`"),
        ("1 - today == today", 0, "a number and a day cannot be counted together"),
        ("person.until + 1 > today", 0, "person.until may be missing; write `person.until is not None and …` before"),
        ('"a" * 3 == "aaa"', 0, "a text and a number cannot be counted together"),
        ("[1] * 3 == [1]", 0, "a list of number and a number cannot be counted together"),
        ("True + True > n", 0, "a flag and a flag cannot be counted together"),
        ('n == "3"', 0, "a number is never equal to a text"),
        ("person == seat", 0, "a person is never equal to a seat"),
        ("seat.acting == 1", 0, "a flag is never equal to a number"),
        ('person.tags == "a"', 0, "a list of text is never equal to a text"),
        ('person.tags == ["a"]', 0, "lists are compared as set(…) == set(…), or item by item with any and all"),
        ("person < person", 0, "a person and a person have no order"),
        ("seat.acting < True", 0, "a flag and a flag have no order"),
        ('n < "3"', 0, "a number and a text have no order"),
        ('1 < n < "3"', 0, "a number and a text have no order"),
        ("n in person.tags", 0, "a number is never in a list of text"),
        ('person in ["ana"]', 0, "a person is never in a list of text"),
        ("n in 3", 0, "`in` looks into a list, and this is a number"),
        ("person.kind in person.name", 0, "`in` looks into a list, and this is a text?"),
        ('person.kind is "human"', 0, "`is` goes with None only; write == to compare"),
        ("person.kind is None", 0, "person.kind is never missing"),
        ("person.kind != None", 0, "person.kind is never missing"),
        ("None == person.kind", 0, "person.kind is never missing"),
        ("len(found) is None", 0, "len(found) is never missing"),
        ("person.tags is None", 0, "a list is never missing; write `len(person.tags) == 0`"),
        ("n in [[1]]", 0, "a number is never in a list of list of number"),
        ("found in [found]", 0, "a list of text is never in a list of list of text"),
        ("None in found", 0, "a nothing is never in a list of text"),
        ("1 is None", 0, "a number that is written out is never missing"),
        ('[1, "a"] == [1]', 0, "a list holds one type, not number and text"),
        ("1 if n else 2 == 3", 5, "`if` takes what says yes or no"),
        ('(1 if seat.acting else "a") == 1', 1, "both ends of `if` give one type, not a number and a text"),
        ("b'a' == b'a'", 0, "a literal is a text, a number, True, False or None"),
        ("1j == 1j", 0, "a literal is a text, a number, True, False or None"),
        ("... == ...", 0, "a literal is a text, a number, True, False or None"),
        # functions
        ("any(x.role for x in person.seats)", 0, "any takes a loop over what says yes or no"),
        ("any(person.tags)", 0, "any takes a loop over what says yes or no"),
        ("all(n)", 0, "all takes a list, and this is a number"),
        (
            "count(person.tags) > 1", 0,
            "count takes a loop over what says yes or no; len tells how many items a list has",
        ),
        ("sum(person.tags) > 1", 0, "sum takes numbers"),
        ("sum(x.allocation for x in person.seats) > 1", 0, "sum takes numbers"),
        ("sum([None]) > 1", 4, "a list holds no None; test for it with `is None`"),
        ("len(n) > 1", 0, "len takes a list, and this is a number"),
        ("len(x for x in found) > 1", 0, "len takes a list; count tells how often a loop says yes"),
        ("max(person.seats) is None", 0, "a seat has no order"),
        ("max(x.name for x in person.reports) is None", 0, "a text? has no order"),
        ("len(sorted(person.seats)) > 1", 4, "a seat has no order"),
        ("len(set([[1], [2]])) > 1", 4, "set takes a list of single things"),
        ("any() == n", 0, "any takes one thing, a loop or a list"),
        ("max(1, 2) > n", 0, "max takes one thing, a loop or a list"),
        ("len(obj=found) > n", 0, "a function takes no names for what it is given"),
        ("max(found, default=1) is None", 0, "a function takes no names for what it is given"),
        ("any(*found)", 4, "* is not part of the expression language"),
        ("person.kind.startswith(n)", 0, "startswith() takes a text"),
        ('person.kind.startswith("a", "b")', 0, "startswith() takes a text"),
        ('person.kind.lower("a") == "b"', 0, "lower() takes nothing"),
        # loops
        ("(x for x in found)", 0, "a loop stands only inside any, all, count, sum, min, max, sorted or set"),
        ("any(x.id == n for x in n)", 23, "a loop goes over a list, and this is a number"),
        ("any(True for x in [])", 18, "a loop over an empty list does nothing"),
        ("all(None for x in found)", 4, "a loop gives no None; leave items out with `if … is not None`"),
        ("any(n > 1 for n in found)", 14, "n is something else already; a loop gives a new name to each item"),
        (
            'any(x == "a" for x in found for x in found)', 32,
            "x is something else already; a loop gives a new name to each item",
        ),
        ("any(n > 1 for a, b in found)", 14, "(…, …) is not part of the expression language; a list is written […]"),
        ("any(n > 1 for x.y in found)", 14, "a loop gives one new name to each item"),
        ("any(len(len) > 1 for len in found)", 21, "len is no name for an item; a name begins with a letter"),
        ('any(_view == "a" for _view in found)', 21, "_view is no name for an item; a name begins with a letter"),
        ('any(x == "a" for x in found if x)', 31, "this must say yes or no, and is a text"),
        (
            "x.id == 1 and any(x.acting for x in person.seats)", 0,
            "there is no x here; there are found, n, person, privacy, product, right, seat, team and today",
        ),
        (
            "any(True for x in person.seats) and x.acting", 36,
            "there is no x here; there are found, n, person, privacy, product, right, seat, team and today",
        ),
        # syntax
        ("", 0, "this is no expression from here on"),
        ("   ", 0, "this is no expression from here on"),
        ("  n >  ", 5, "this is no expression from here on"),
        ("n >", 3, "this is no expression from here on"),
        ("n > > 3", 4, "this is no expression from here on"),
        ("n = 3", 2, "write `==` to compare"),
        ('n == 3 and person.kind = "a"', 23, "write `==` to compare"),
        ("n > 1 && n < 3", 6, "write `and` for `&&`"),
        ("n > 1 || n < 3", 6, "write `or` for `||`"),
        ("!seat.acting", 0, "write `not` for `!`"),
        ('person.kind == "a!" &&', 20, "write `and` for `&&`"),
        ('person.kind == "a=b" )', 21, "this is no expression from here on"),
        ("n > 1; n < 3", 5, "this is no expression from here on"),
        ("n > 1 # really", 6, "a comment is not part of the expression language"),
        ("n > 1 # really\nand n < 3", 6, "a comment is not part of the expression language"),
        # columns are characters of the source
        ('"é" == "é" and persn', 15, "there is no persn here; did you mean person?"),
        ('  "😀" == "é" and persn', 17, "there is no persn here; did you mean person?"),
        ("\n  n == 3 and\n  persn", 16, "there is no persn here; did you mean person?"),
        ('"é" == "é" and 1 / 2 == 1', 17, "/ is not part of the expression language; multiply, as in `x * 0.5`"),
        ('"é" == "é" # é', 11, "a comment is not part of the expression language"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_in_words_at_its_column(source: str, column: int, message: str) -> None:
    assert refused(source) == (column, message)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("person.kind == human", 'there is no human here; a text stands in quotes, as in "human"'),
        ("true", "there is no true here; write True"),
        ("person.name == null", "there is no null here; write None"),
        ("now == today", "there is no now here; write today"),
        ("not person.name", "`not` takes what says yes or no; write `person.name is not None`"),
        ("person.name or n > 1", "`or` joins what says yes or no; write `person.name is not None`"),
        ("n > 1 and person.tags", "`and` joins what says yes or no; write `len(person.tags) > 0`"),
        ("-seat.allocation > 1", "seat.allocation may be missing; write `seat.allocation is not None and …` before"),
        ('person.tags contains "a"', "write `x in list` for `contains`"),
        ('person.kind equals "a"', "write `==` for `equals`"),
        ('person.kind === "a"', "write `==` for `===`"),
        ('person.kind <> "a"', "write `!=` for `<>`"),
        ("n > 1 AND n < 3", "write `and` for `AND`"),
        ("n > 1 OR n < 3", "write `or` for `OR`"),
        ("NOT seat.acting", "write `not` for `NOT`"),
        ("person.kind == “human”", 'write `"` for `“`'),
        ("lower(person.kind) == n", "there is no function lower; write x.lower()"),
        ("person.seats.any(n)", "there is no any(); write any(…)"),
        ('person.kind in "human"', "`in` looks into a list; write == to compare with one text"),
        ('person.kind in ("human", "bot")', "(…, …) is not part of the expression language; a list is written […]"),
        (
            'x.role == "po" for x in person.seats',
            "a loop stands only inside a function, as in `any(… for x in list)`",
        ),
    ],
)
def test_a_slip_is_told_with_what_to_write_instead(source: str, message: str) -> None:
    assert refused(source)[1] == message


def test_a_mistake_is_shown_with_a_caret_under_it() -> None:
    with pytest.raises(ExpressionError) as trouble:
        checked('person.knd == "é"', NAMES)
    assert trouble.value.shown('person.knd == "é"') == (
        'a person has no knd; did you mean kind?\n    person.knd == "é"\n           ^^^'
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_mistake_is_shown_in_its_own_line(end: str) -> None:
    source = end.join(["", "n == 3", "\tand person.knd == 1 and", "True"])
    with pytest.raises(ExpressionError) as trouble:
        checked(source, NAMES)
    error = trouble.value
    assert error.position(source) == (3, 12)
    assert error.shown(source) == (
        "a person has no knd; did you mean kind?\n    \tand person.knd == 1 and\n    \t           ^^^"
    )


def test_a_caret_stands_below_wide_letters_and_shows_no_controls() -> None:
    source = '"製品" == person.knd and "\u202e" == person.id'
    with pytest.raises(ExpressionError) as trouble:
        checked(source, NAMES)
    assert trouble.value.shown(source).splitlines()[1:] == [
        '    "製品" == person.knd and "�" == person.id',
        "                     ^^^",
    ]


def test_a_caret_ends_where_the_line_ends() -> None:
    source = "n ==\n[n,\nn] and True"
    with pytest.raises(ExpressionError) as trouble:
        checked(source, NAMES)
    assert trouble.value.shown(source).endswith("\n    n ==\n    ^^^^")


@pytest.mark.parametrize(
    ("source", "column", "what"),
    [
        ("person.__class__ == n", 7, None),
        ("().__class__.__mro__ == n", 0, "(…, …)"),
        ("person.kind.__class__ == n", 12, None),
        ('"{0.__class__}".format(person) == "a"', 16, None),
        ('f"{person.kind}" == "a"', 0, "a text with values in it"),
        ('"%s" % n == "a"', 5, "%"),
        ("[x for x in found] == found", 0, "[… for …]"),
        ("{x for x in found} == found", 0, "{… for …}"),
        ("{x: x for x in found} == n", 0, "{… for …}"),
        ("(lambda: n)() == n", 1, "lambda"),
        ("(y := n) == n", 1, ":="),
        ("n ** n ** n > 1", 2, "**"),
        ("2 ** 99999999 > 1", 2, "**"),
        ("1 / 0 > 1", 2, "/"),
        ("1 // 1 > 1", 2, "//"),
        ("1 << 9999 > 1", 2, "<<"),
        ("n | n > 1", 2, "|"),
        ("n & n > 1", 2, "&"),
        ("n ^ n > 1", 2, "^"),
        ("n @ n > 1", 2, "@"),
        ("~n > 1", 0, "~"),
        ("+n > 1", 0, "a + before a number"),
        ("found[0] == n", 0, "…[…]"),
        ("found[0:1] == n", 0, "…[…]"),
        ("{} == n", 0, "{…}"),
        ("{n} == n", 0, "{…}"),
        ("(n, n) == n", 0, "(…, …)"),
        ("(yield n)", 1, "yield"),
        ("await n", 0, "await"),
        ("any(x.acting async for x in person.seats)", 3, "async"),
        ("any(*found)", 4, "*"),
        ("len(**found) > 1", 0, None),
    ],
)
def test_nothing_leads_out_of_the_language(source: str, column: int, what: str | None) -> None:
    at, message = refused(source)
    assert at == column
    if what is not None:
        assert message.startswith(f"{what} is not part of the expression language")


def test_bounds_hold() -> None:
    assert refused("n > " + "1" * MAX_LENGTH) == (
        0, f"an expression has at most {MAX_LENGTH} characters, this one has {MAX_LENGTH + 4}",
    )  # fmt: skip
    limits = f"an expression has at most {MAX_NODES} parts, {MAX_DEPTH} levels, {MAX_LOOPS} loops"
    for source in (
        "not " * 40 + "True",
        " and ".join(["n > 1"] * 150),
        "any(True for a in found for b in found for c in found for d in found)",
        "any(any(any(any(True for a in found) for b in found) for c in found) for d in found)",
        "n" + ".kind" * 200,
    ):
        assert refused(source) == (0, limits)
    for source in (
        "(" * 900 + "n" + ")" * 900,
        "-" * 1900 + "n > 1",
        "[" * 900 + "]" * 900,
        "not " * 490 + "n",
        "n" + "(" * 900,
    ):
        refused(source)
    checked("any(True for a in found for b in found for c in found)", NAMES)
    checked(" and ".join(["n > 1"] * 75), NAMES)


@pytest.mark.parametrize(
    "source", ['"\\d" == "a"', "1if n > 1 else 2 == 1", "0x1for x in found", "n is 1", '"\ud800" == "a"', "n\x00 > 1"]
)
def test_what_python_only_warns_of_is_refused_in_silence(source: str) -> None:
    refused(source)
