"""The surroundings of the place where a parser stopped, and what may be said about them."""

from functools import cached_property
from re import Match
from re import compile as regex
from typing import NamedTuple

_WINDOW = 5_000
"""How far a cause is looked for on each side, in characters."""
_FURTHEST = 200_000
"""How far a closing bracket is looked for."""
_LINE = regex(r"[^\r\n]+")
_QUOTED = regex(r"""(?<=[\s,\[{:])(?:"(?:\\.|[^"\\])*+"|'(?:''|[^'])*+')""")
_BRACKET = regex(r"[\[\]{}]")


class Cause(NamedTuple):
    """What stands behind a syntax error: a stretch of the text and a sentence about it."""

    start: int
    end: int
    message: str


class Line(NamedTuple):
    """A line: its offset, and its text without the line end."""

    begin: int
    text: str

    @property
    def indent(self) -> int:
        """The number of blanks before its content."""
        return len(self.text) - len(self.text.lstrip(" \t"))

    @property
    def content(self) -> str:
        """Its text without blanks around it."""
        return self.text.strip()

    def all(self, message: str) -> Cause:
        """Say something about the whole line."""
        return self.at(self.indent, self.indent + len(self.content), message)

    def at(self, start: int, end: int, message: str) -> Cause:
        """Say something about a part of the line, in columns from 0."""
        return Cause(self.begin + start, self.begin + end, message)


class Spot:
    """Where a parser stopped: `at`; where what it was reading began, if it says so; the last value before."""

    def __init__(self, text: str, at: int, began: int | None, last: tuple[int, int]) -> None:
        self.text = text
        self.at = at
        self.began = at if began is None else began
        self.last = last

    @property
    def char(self) -> str:
        """The character at the spot, empty at the end of the text."""
        return self.text[self.at : self.at + 1]

    @property
    def column(self) -> int:
        """The column of the spot, from 0."""
        return self.at - self.line.begin

    @cached_property
    def line(self) -> Line:
        """The line of the spot."""
        return self.line_of(self.at)

    def line_of(self, at: int) -> Line:
        """Return the line around an offset."""
        low, high = max(0, at - _WINDOW), at + _WINDOW
        before, after = self.text[low:at], self.text[at:high]
        begin = max(before.rfind("\n"), before.rfind("\r")) + 1
        rest = _LINE.match(after)
        return Line(low + begin, before[begin:] + (rest[0] if rest else ""))

    def above(self, line: Line) -> Line | None:
        """Return the next line above that holds more than a comment."""
        low = max(0, line.begin - _WINDOW)
        lines = [Line(low + found.start(), found[0]) for found in _LINE.finditer(self.text[low : line.begin])]
        return next((one for one in reversed(lines) if one.content and not one.content.startswith("#")), None)

    def here(self, message: str, length: int = 1) -> Cause:
        """Say something about the character at the spot."""
        return Cause(self.at, self.at + length, message)

    def there(self, message: str) -> Cause:
        """Say something about the character where the construct began."""
        return Cause(self.began, self.began + 1, message)

    def follows(self, ends: str) -> bool:
        """Return whether the spot stands on one line behind a value that ends with one of these characters."""
        before = self.line.text[: self.column].rstrip()
        return bool(before) and before[-1] in ends and self.column < len(self.line.text)

    @property
    def quoted(self) -> bool:
        """Whether the last value is quoted and nothing but blanks stands between it and the spot."""
        start, end = self.last
        return start < end <= self.at and self.text[start] in "\"'" and not self.text[end : self.at].strip()

    @cached_property
    def is_closed(self) -> bool:
        """Whether the bracket where the construct began is closed by one of its kind, counting those in between."""
        open_brackets: list[str] = []
        begin = max(self.began - 1, 0)
        text = _QUOTED.sub(_blanks, self.text[begin : begin + _FURTHEST])
        for found in _BRACKET.finditer(text, min(self.began, 1)):
            if found[0] in "[{":
                open_brackets.append("]" if found[0] == "[" else "}")
            elif open_brackets.pop() != found[0]:
                return False
            if not open_brackets:
                return True
        return False


def _blanks(found: Match[str]) -> str:
    return " " * len(found[0])
