"""Writes random expressions: well-typed ones from the model, and what becomes of them under careless hands."""

from collections.abc import Callable, Mapping
from random import Random

from orglint.expr import DAY, FLAG, NUMBER, Type, of
from orglint.expr.types import facts
from tests.expr.things import NAMES

_TOKENS = """
and or not in is None True False if else for ( ) [ ] , . == != < <= > >= + - * ** / // % & | ~ : := = ; # @ ! && ||
any all count sum min max len sorted set lower startswith endswith person seat team product today found n x s kind name
role roles duties seats reports reports_to tags id since acting fte status lambda await async yield import __class__
__import__ _view eval 1 0 3.5 1e9 99999 1e999 'a' "b" f'{n}' b'c' é 😀 ﬁ “ \\ { } "human" "active" privacy right
"""
TOKENS = (*_TOKENS.split(), "\n", "\t", "", "\r\n", "\0", "\ud800", "\u2028", "\xa0")
_TEXTS = ('"a"', '"human"', '"audit"', '""', "'b c'")
_NUMBERS = ("0", "1", "2.5", "7", "999999999999999", "0.1")


class Writer:
    """Writes expressions of a type; a path that may be missing is tested before the whole."""

    def __init__(self, random: Random, names: Mapping[str, Type] = NAMES) -> None:
        self._random = random
        self._names = dict(names)
        self._tested: list[str] = []

    def expression(self, kind: str, depth: int) -> str:
        """Return an expression of a kind: flag, number, text, day or list."""
        return self.flag(depth) if kind == "flag" else f"({self._value(kind, depth)})"

    def _pick(self, *choices: str) -> str:
        return self._random.choice(choices)

    def _value(self, kind: str, depth: int) -> str:
        """Return a value; what it reads through is tested, or something else stands for it."""
        before, self._tested = self._tested, []
        value = self._term(kind, depth)
        tests, self._tested = self._tested, before
        if not tests:
            return value
        other = {"number": "0", "text": '"-"', "day": "today", "list": "[]"}[kind]
        if kind == "list":
            self._tested += tests
            return value
        return f"({value} if {' and '.join(f'{one} is not None' for one in tests)} else {other})"

    def flag(self, depth: int) -> str:
        """Return what says yes or no, behind the tests of what it reads through."""
        before, self._tested = self._tested, []
        said = self._flag(depth)
        tests, self._tested = self._tested, before
        guard = [f"{one} is not None" for one in dict.fromkeys(tests)]
        if guard and self._random.random() < 0.2:
            return f"({' and '.join(guard)} if {guard[0]} else False) and {said}"
        return f"({' and '.join([*guard, said])})" if guard else said

    def _flag(self, depth: int) -> str:  # noqa: PLR0911 - a case for each shape
        how = self._random.randrange(6 if depth <= 0 else 13)
        kind = self._pick("number", "text", "day")
        operator = self._pick("==", "!=", "<", "<=", ">", ">=") if kind != "text" else self._pick("==", "!=", "<")
        if how == 0:
            return self._path(FLAG) or "True"
        if how <= 2:
            return f"{self._term(kind, depth - 1)} {operator} {self._term(kind, depth - 1)}"
        if how == 3:
            return f"{self._term('text', depth - 1)} {self._pick('in', 'not in')} {self._term('list', depth - 1)}"
        if how == 4:
            return f"{self._term('text', depth - 1)}.{self._pick('startswith', 'endswith')}({self._term('text', 0)})"
        if how == 5:
            return self._missing()
        if how <= 7:
            return f"({self.flag(depth - 1)} {self._pick('and', 'or')} {self.flag(depth - 1)})"
        if how == 8:
            return f"not ({self.flag(depth - 1)})"
        if how == 9:
            return f"({self.flag(depth - 1)} if {self.flag(depth - 1)} else {self.flag(depth - 1)})"
        if how == 10:
            lists = self._term("list", depth - 1), self._term("list", depth - 1)
            return f"set({lists[0]}) {self._pick('==', '!=')} set({lists[1]})"
        return self._loop(self._pick("any", "all"), lambda inner: inner.flag(depth - 1))

    def _missing(self) -> str:
        paths = [path for path, kind in self._paths() if kind.optional]
        return f"{self._random.choice(paths)} {self._pick('is None', 'is not None', '== None')}" if paths else "False"

    def _loop(self, function: str, write: Callable[["Writer"], str]) -> str:
        """Return a loop over things or over texts."""
        lists = [(path, kind.item) for path, kind in self._paths() if kind.kind == "list" and kind.item is not None]
        name = f"i{len(self._names)}"
        path, item = self._random.choice(lists)
        inner = Writer(self._random, {**self._names, name: item})
        body = write(inner)
        end = f" if {inner.flag(0)}" if self._random.random() < 0.4 else ""
        return f"{function}({body} for {name} in {path}{end})"

    def _term(self, kind: str, depth: int) -> str:
        """Return a value of a kind; what it reads through is added to what must be tested."""
        if kind == "number":
            return self._number(depth)
        if kind == "text":
            return self._text(depth)
        if kind == "day":
            return self._day(depth)
        return self._list(depth)

    def _number(self, depth: int) -> str:  # noqa: PLR0911 - a case for each shape
        how = self._random.randrange(3 if depth <= 0 else 9)
        if how == 0:
            return self._pick(*_NUMBERS)
        if how == 1:
            return self._path(NUMBER) or "n"
        if how == 2:
            return f"len({self._term(self._pick('list', 'text'), 0)})"
        if how <= 4:
            return f"({self._number(depth - 1)} {self._pick('+', '-', '*')} {self._number(depth - 1)})"
        if how == 5:
            return f"-{self._number(depth - 1)}"
        if how == 6:
            return f"({self._day(depth - 1)} - {self._day(depth - 1)})"
        if how == 7:
            return self._loop("count", lambda inner: inner.flag(depth - 1))
        return self._loop("sum", lambda inner: inner._value("number", depth - 1))

    def _text(self, depth: int) -> str:
        how = self._random.randrange(3 if depth <= 0 else 6)
        if how == 0:
            return self._pick(*_TEXTS)
        if how <= 2:
            return self._path(of("text")) or '"x"'
        if how == 3:
            return f"{self._text(depth - 1)}.lower()"
        if how == 4:
            return f"({self._value('text', depth - 1)} if {self.flag(depth - 1)} else {self._value('text', depth - 1)})"
        largest = f"{self._pick('min', 'max')}({self._list(depth - 1)})"
        self._tested.append(largest)
        return largest

    def _day(self, depth: int) -> str:
        how = self._random.randrange(2 if depth <= 0 else 4)
        if how == 0:
            return "today"
        if how == 1:
            return self._path(DAY) or "today"
        return f"({self._day(depth - 1)} {self._pick('+', '-')} {self._number(depth - 1)})"

    def _list(self, depth: int) -> str:
        how = self._random.randrange(3 if depth <= 0 else 5)
        if how == 0:
            return f"[{', '.join(self._text(0) for _ in range(self._random.randrange(3)))}]"
        if how <= 2:
            return self._path(Type("list", item=of("text"))) or "found"
        if how == 3:
            return f"{self._pick('sorted', 'set')}({self._list(depth - 1)})"
        return self._loop("sorted", lambda inner: inner._value("text", depth - 1))

    def _path(self, wanted: Type) -> str:
        """Return a path to a value of a type, empty if there is none; one that may be missing will be tested."""
        fitting = [(path, kind) for path, kind in self._paths() if kind.present == wanted]
        if not fitting:
            return ""
        path, kind = self._random.choice(fitting)
        if kind.optional:
            self._tested.append(path)
        return path

    def _paths(self) -> list[tuple[str, Type]]:
        """Return the names, and the fields of some of them; once in a while of a thing behind a field."""
        found = list(self._names.items())
        for name, kind in self._names.items():
            found += [(f"{name}.{field}", of(fact.type)) for field, fact in facts(kind).items()]
        behind = [one for one in found if one[1].kind == "thing" and "." in one[0]]
        if behind and self._random.random() < 0.3:
            path, kind = self._random.choice(behind)
            if not kind.optional:
                found += [(f"{path}.{field}", of(fact.type)) for field, fact in facts(kind).items()]
        return found


def mutated(random: Random, source: str, other: str) -> str:
    """Return an expression with a few things changed: characters, tokens, pieces of another one."""
    for _ in range(random.randint(1, 3)):
        at, end = sorted((random.randint(0, len(source)), random.randint(0, len(source))))
        how = random.random()
        if how < 0.25:
            source = source[:at] + source[at + 1 :]
        elif how < 0.45:
            source = f"{source[:at]} {random.choice(TOKENS)} {source[at:]}"
        elif how < 0.8:
            words = source.split(" ")
            words[random.randrange(len(words))] = random.choice(TOKENS)
            source = " ".join(words)
        elif how < 0.9:
            source = source[:at] + source[end:]
        else:
            source = source[:at] + other[: random.randint(0, len(other))] + source[end:]
    return source
