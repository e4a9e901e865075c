"""Where something stands: as a route through a document, as offsets into a text, as lines and columns."""

from bisect import bisect_right
from itertools import accumulate
from re import finditer
from typing import NamedTuple

Route = tuple[str | int, ...]
"""Steps from the root of a document: keys of mappings and 0-based positions in lists."""


class Place(NamedTuple):
    """A stretch of one text, as 0-based offsets in code points, end exclusive; sorts in reading order."""

    path: str
    start: int
    end: int


class Site(NamedTuple):
    """A node of a document, by its route; it is turned into a `Place` as late as possible.

    `key` asks for the key that leads to the node rather than for the node itself.
    """

    path: str
    document: int
    route: Route
    key: bool = False

    def __truediv__(self, step: str | int) -> "Site":
        """Return the site one step further down."""
        return Site(self.path, self.document, (*self.route, step))

    def of_key(self) -> "Site":
        """Return the site of the key that leads here."""
        return Site(self.path, self.document, self.route, key=True)


class Position(NamedTuple):
    """A line and a column, both 1-based, the column in code points."""

    line: int
    column: int


class Span(NamedTuple):
    """A stretch of one file for people and reports, end exclusive."""

    path: str
    start: Position
    end: Position


_LINE_END = r"\r\n|\n|\r"


class Lines:
    r"""The lines of one text, by our own reading of line ends (`\r\n`, `\n`, `\r`)."""

    __slots__ = ("_begins", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        if "\r" in text:
            self._begins = [0, *(found.end() for found in finditer(_LINE_END, text))]
        else:
            self._begins = [0, *accumulate(len(line) + 1 for line in text.split("\n"))][:-1]

    def __len__(self) -> int:
        return len(self._begins)

    def position(self, offset: int) -> Position:
        """Return line and column of a 0-based offset."""
        line = bisect_right(self._begins, offset)
        return Position(line, offset - self._begins[line - 1] + 1)

    def span(self, place: Place) -> Span:
        """Return the lines and columns of a place in this text."""
        return Span(place.path, self.position(place.start), self.position(max(place.start, place.end)))

    def line(self, number: int) -> str:
        """Return the text of a 1-based line without its line end, empty where there is no such line."""
        if not 0 < number <= len(self._begins):
            return ""
        end = self._begins[number] if number < len(self._begins) else len(self._text)
        return self._text[self._begins[number - 1] : end].rstrip("\r\n")
