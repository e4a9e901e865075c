"""Nothing leads out of the language: whatever reaches for more than it is refused, and refused quickly."""

# ruff: noqa: RUF001 - letters that look like others are what it tests

from time import process_time

import pytest

from orglint.expr import ExpressionError, checked
from orglint.expr.parse import MAX_LENGTH
from tests.expr.things import NAMES

ESCAPES = (
    # what lies behind things
    "person.__class__ == n", "person.__dict__ == n", "person.kind.__class__ == n", "().__class__.__mro__ == n",
    "person.__init__.__globals__ == n", "any(x.__class__ == n for x in found)", "person.site == n", "person.ref == n",
    "team.org == n", "person.__getattribute__('x') == n", "today.year == 2026", "today.today() == today", "n.real == n",
    "n.__add__(n) == n", '"a".join(found) == "a"', '"a".encode() == "a"', "found.append(n) == n", "found.sort() == n",
    "person.kind.mro() == n", "(1).bit_length() > n", '"abc".count("a") > n', '"a".upper() == "A"', "[1].pop() == n",
    # the machine below
    '__import__("os").system("true") == n', "__builtins__ == n", "__name__ == 'x'", "__debug__", 'open("x") == n',
    'eval("1") == n', 'exec("1") is None', 'compile("1", "", "eval") == n', 'getattr(person, "id") == n',
    "vars(person) == n", "globals() == n", "locals() == n", "dir() == n", "type(person) == n", "id(person) == n",
    "object() == n", "print(n)", "input() == n", "breakpoint()", "range(10) == n", "map(len, found) == n",
    "_view == n", "_view.org == n", "_counted(_view, found) == found", "_set(found) == found", "_times(n, n) > 1",
    "any.__self__ == n", "len.__doc__ == 'x'", "any == all", "(any)(x.acting for x in person.seats)[0]",
    # texts that do more than stand there
    '"{0.__class__}".format(person) == "a"', '"{}".format_map(person) == "a"', 'f"{person.kind}" == "a"',
    'f"{person.__class__!r:>{n}}" == "a"', '"%s" % n == "a"', '"%9999999999d" % n == "a"', "b'a' == b'a'",
    'rb"a" == n', '"a" "b" == "ab"', '("a"\n"b") == "ab"', '"a" * 999999999 == "a"', "[n] * 999999999 == [n]",
    '"a" + "b" == "ab"', "found + found == found", '"\\ud800" == "a"', '"\\N{BULLET}" "x" == "a"', '"\ud800" == "a"',
    '"a\nb" == person.name', '"""a\nb""" == person.name', "'a\\\nb' == person.name", '"a\x00" == "b"',
    # patterns that never end
    'person.kind.matches("(a+)+$")', 'person.kind.match("(a+)+$")', 're.match("(a+)+$", person.kind) is None',
    'search("(a|aa)+$", person.kind) is None', 'person.kind.translate(found) == "a"',
    'person.kind.replace("a", "b") == "a"',
    # numbers that never end
    "n ** n ** n > 1", "2 ** 99999999 > 1", "9**9**9 > 1", "1 << 9999 > 1", "1 / 0 > 1", "1 // 0 > 1", "1 % 0 > 1",
    "pow(9, 99999999) > 1", "1e999 > 1", "-1e999 < 1", "1e999 - 1e999 > 1", "1e300 * 1e300 > 1", "n > 1" + "0" * 40,
    "n > 1" + "0" * 4_400, "0x" + "f" * 1_500 + " > n", "n > 1_000_000_000_000_000_0", "1j == 1j", "... == ...",
    "float('inf') > n", "float('nan') == n", "int('9') > n", "~n > 1", "+n > 1", "n @ n > 1", "n | n > 1", "n & n > 1",
    "n ^ n > 1", "n >> 1 > 1", "abs(n) > 1", "divmod(n, n) == n", "round(n) == n",
    # other syntax
    "(lambda: n)() == n", "(lambda x: x(x))(lambda x: x(x))", "(y := n) == n", "any((y := x) == 'a' for x in found)",
    "[x for x in found] == found", "{x for x in found} == found", "{x: x for x in found} == n", "{} == n", "{n} == n",
    "{**person} == n", "(n, n) == n", "() == n", "found[0] == n", "found[0:1] == n", "found[::-1] == found",
    '"abc"[0] == "a"', "person['id'] == n", "(yield n)", "(yield from found)", "await n", "any(await x for x in found)",
    "any(x.acting async for x in person.seats)", "any(*found)", "len(**found) > 1", "any(*[x for x in found])",
    "len(found, *found) > 1", "max(found, key=len) == n", "max(found, default=n) == n",
    "sorted(found, reverse=True) == n",
    "sum(found, [])", "min(*found) == n", "print(*found)", "n if n", "if n: n", "n; n", "n\nn", "import os", "del n",
    "x = n", "n = 1", "n += 1", "return n", "pass", "assert n", "raise n", "with n: n", "for x in found: x",
    "class A: n",
    "def f(): n", "@n", "n > 1 # but", "n > 1 \\\n or True", "`n`", "n <> 1", "n ? 1 : 2", "$n > 1", "n -> n", "n > 1,",
    "not", "*found", "**found", "match n: n", "type X = n", "n: int = 1", "n > 1 and", "and n > 1", "n > 1 && n > 2",
    # loops that take names of others, or leak their own
    "any(n > 1 for n in found)", "any(True for person in found)", "any(True for today in found)",
    "any(True for any in found)", "any(True for len in found)", "any(True for _view in found)",
    "any(True for __class__ in found)", "any(True for x, y in found)", "any(True for [x, y] in found)",
    "any(True for x.y in found)", "any(True for x[0] in found)", "any(True for *x in found)", "any(True for x in x)",
    "any(x == 'a' for x in found) and x == 'a'", "x == 'a' and any(x == 'a' for x in found)",
    "any(y == 'a' for x in found for x in found)", "any(any(x == 'a' for x in found) for x in found)",
    "any(z == 'a' for x in y for y in found)", "any(x == 'a' for x in (y for y in found))", "(x for x in found)",
    "any((x for x in found) for y in found)", "(x.acting for x in person.seats) == True",
    "any(True for x in person)", "any(True for x in 'abc')", "any(True for x in n)", "any(True for x in None)",
    # letters that look like others
    "person.ﬁeld == n", "person.ｉｄ == 'a'", "ｐerson.id == 'a'", "pеrson.id == 'a'", "person.i\u0501 == 'a'",
    "𝐩𝐞𝐫𝐬𝐨𝐧.id == 'a'", "person.id == 'a' ∧ True", "person.id == “a”", "n > ١", "n > ２", "n\xa0> 1", "n\u2003> 1",
    "n\u2028> 1", "n > 1\u200b", "\ufeffn > 1", "n > 1\u202e", "person\u200c.id == 'a'", "person.__ｃlass__ == n",
    "n\x00 > 1", "n > 1\x00", "\x00", "n\x0b> 1", "\x1b[31mn > 1", "n > 1\x1a", "\x7f", "\ud800", "n > 1 \udfff",
    # too much of it
    "(" * 900 + "n" + ")" * 900, "-" * 1_900 + "n > 1", "[" * 900 + "]" * 900, "not " * 480 + "True", "n" + "(" * 900,
    "(" * 1_990, "{" * 1_990, "n" + ".kind" * 300, " and ".join(["n > 1"] * 200), "n > " + "+".join("1" * 900),
    "any(True for a in found for b in found for c in found for d in found)",
    "any(any(any(any(True for a in found) for b in found) for c in found) for d in found)",
    "n > 1" + " " * MAX_LENGTH, "lambda:" * 250 + "n", "a if " * 300 + "n", "n <" * 600 + "n", "~" * 1_900 + "n",
    "(((n is None) is None) is None)", "(" * 25 + "n == n" + ") == True" * 25 + " == n", "f'{" * 200, "'" * 1_999,
)  # fmt: skip


@pytest.mark.parametrize("source", ESCAPES, ids=range(len(ESCAPES)))
def test_nothing_leads_out_of_the_language(source: str) -> None:
    begin = process_time()
    with pytest.raises(ExpressionError) as trouble:
        checked(source, NAMES)
    assert process_time() - begin < 1
    error = trouble.value
    assert 0 <= error.column <= len(source)
    assert error.message == error.message.strip() != ""
    assert "\n" not in error.message
    error.shown(source)
    error.message.encode()


@pytest.mark.parametrize(
    "source",
    [
        "(" * 25 + "n == n" + ") == True" * 25,
        "True == " + "(True == " * 20 + "True" + " == True)" * 20 + " == True",
        "(" * 12 + "seat.acting" + " or seat.acting) and (seat.proxy or seat.acting)" * 12,
        "not (" * 20 + "person.name is None or person.title is None" + ")" * 20,
        "(True if " * 13 + "seat.acting" + " else False)" * 13,
    ],
)
def test_what_is_deep_is_looked_at_once(source: str) -> None:
    begin = process_time()
    checked(source, NAMES)
    assert process_time() - begin < 1
