"""The lines a finding speaks of, with its labels underlined."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from orglint.core import Finding, Lines, Location
from orglint.core.wording import plural
from orglint.report.cells import CUT, columns, fits, safe, window
from orglint.report.style import Style
from orglint.report.underline import Paint, Stroke, underlines

MOST_LOCATIONS = 12
"""Labels that are drawn; the rest is counted."""
_MOST_BETWEEN = 2
"""Lines between two labelled ones that are shown rather than left out: dots and a line of context take as many."""


class Margin:
    """The left edge of everything below a finding's first line."""

    def __init__(self, gutter: int, style: Style) -> None:
        self._gutter = gutter
        self._style = style
        self._bar = style.paint("|", "blue")
        self.empty = f"{' ' * gutter} {self._bar}"
        self.dots = style.paint(CUT, "blue")
        self.note = f"{' ' * gutter} {style.paint('=', 'blue')} "
        self.indent = gutter + 3
        """The column where the text of a note begins."""

    def pointed(self, arrow: str, place: str) -> str:
        """Return the line that names a place."""
        return f"{' ' * self._gutter}{self._style.paint(arrow, 'blue')} {place}"

    def numbered(self, number: int, text: str) -> str:
        """Return a source line with its number."""
        return f"{self._style.paint(str(number).rjust(self._gutter), 'blue')} {self._bar} {text}".rstrip()

    def beside(self, text: str) -> str:
        """Return a line that is none of the source."""
        return f"{self.empty} {text}"


class _Mark(NamedTuple):
    """An underline in one line: 0-based characters, end exclusive, what it says, and whether it is the primary one."""

    line: int
    start: int
    end: int
    text: str
    primary: bool


@lru_cache(maxsize=64)
def _margin(gutter: int, style: Style) -> Margin:
    return Margin(gutter, style)


def margin(finding: Finding, texts: Mapping[str, Lines], style: Style) -> Margin:
    """Return the left edge of a finding, as wide as the longest line number that is shown."""
    numbers = (location.span.start.line for location in _shown(finding) if _is_there(location, texts))
    return _margin(len(str(max(numbers, default=1))), style)


def _shown(finding: Finding) -> tuple[Location, ...]:
    return (finding.primary, *finding.related[: MOST_LOCATIONS - 1])


def _is_there(location: Location, texts: Mapping[str, Lines]) -> bool:
    """Return whether there is a line to show; a file that could not be read has none."""
    path, (number, _), _ = location.span
    lines = texts.get(path)
    return lines is not None and 0 < number <= len(lines) and (len(lines) > 1 or lines.line(1) != "")


def snippet(finding: Finding, texts: Mapping[str, Lines], style: Style) -> Iterator[str]:
    """Yield the lines of a finding's snippet: one block per file, the primary one first."""
    edge = margin(finding, texts, style)
    shown = _shown(finding)
    by_path: dict[str, list[Location]] = {}
    for location in shown:
        by_path.setdefault(location.span.path, []).append(location)
    for path, here in by_path.items():
        there = [location for location in here if _is_there(location, texts)]
        if there:
            yield edge.pointed(_arrow(there[0], finding.primary), _place(_first(there, finding.primary)))
            yield edge.empty
            marks = [_mark(location, texts[path], finding.primary) for location in there]
            yield from _block(marks, texts[path], edge, finding, style)
            yield edge.empty
        if len(there) < len(here):
            yield from _without_text([one for one in here if one not in there], finding.primary, edge)
    left = len(finding.related) + 1 - len(shown)
    if left > 0:
        yield f"{edge.note}and {plural(left, 'more place')}"


def _first(there: Sequence[Location], primary: Location) -> Location:
    """Return the location that stands for a file: the primary one, else the first in reading order."""
    return there[0] if there[0] is primary else min(there)


def _without_text(here: Sequence[Location], primary: Location, edge: Margin) -> Iterator[str]:
    """Yield the places that cannot be shown, and what they say."""
    for location in here:
        yield edge.pointed(_arrow(location, primary), f"{_place(location)} {safe(location.text)}".rstrip())
    yield edge.empty


def _arrow(location: Location, primary: Location) -> str:
    return "-->" if location.span.path == primary.span.path else ":::"


def _place(location: Location) -> str:
    path, (line, column), _ = location.span
    return f"{safe(path)}:{line}:{column}"


def _mark(location: Location, lines: Lines, primary: Location) -> _Mark:
    """Return the underline of a location; of several lines the first is underlined."""
    start, end = location.span.start, location.span.end
    stop = end.column - 1 if end.line == start.line else len(lines.line(start.line).rstrip())
    alike = location.text == primary.text and start.line == primary.span.start.line
    is_primary = location is primary or (alike and location.span.path == primary.span.path)
    return _Mark(start.line, start.column - 1, max(stop, start.column), safe(location.text), is_primary)


def _block(marks: Sequence[_Mark], lines: Lines, edge: Margin, finding: Finding, style: Style) -> Iterator[str]:
    """Yield the labelled lines of one file, each with one line of context."""

    def paint(text: str, primary: bool) -> str:
        return style.weighed(text, finding.severity) if primary else style.paint(text, "blue")

    before = 0
    by_line: dict[int, list[_Mark]] = {}
    for mark in sorted(marks, key=lambda mark: (mark.line, mark.start, mark.end)):
        by_line.setdefault(mark.line, []).append(mark)
    for number, here in by_line.items():
        yield from _between(before, number, lines, edge)
        yield from _labelled(here, lines.line(number), edge, paint)
        before = number


def _between(before: int, number: int, lines: Lines, edge: Margin) -> Iterator[str]:
    """Yield the lines between two labelled ones: all where they are few, else dots and one line of context."""
    few = bool(before) and number - before - 1 <= _MOST_BETWEEN
    if before and not few:
        yield edge.dots
    for at in range(before + 1 if few else max(1, number - 1), number):
        text = lines.line(at)
        if few or text.strip():
            yield edge.numbered(at, _cut(text, *window(text, 0, 0)))


def _labelled(marks: Sequence[_Mark], line: str, edge: Margin, paint: Paint) -> Iterator[str]:
    """Yield a source line and its underlines; a long line once for each group of labels that one window can show."""
    for group in _groups(marks, line):
        begin, end = window(line, group[0].start, max(mark.end for mark in group))
        yield edge.numbered(group[0].line, _cut(line, begin, end))
        column = _column_of(line[begin:end])
        shift = len(CUT) if begin else 0
        for under in underlines([_stroke(mark, begin, end, column, shift) for mark in group], paint):
            yield edge.beside(under)


def _groups(marks: Sequence[_Mark], line: str) -> list[list[_Mark]]:
    """Divide the labels of a line, from left to right, into groups that fit into one window."""
    groups = [[marks[0]]]
    for mark in marks[1:]:
        if fits(line, groups[-1][0].start, mark.end):
            groups[-1].append(mark)
        else:
            groups.append([mark])
    return groups


def _column_of(piece: str) -> Callable[[int], int]:
    """Return what tells the column of a character of a piece of a line."""
    return columns(piece).__getitem__ if safe(piece) is not piece or not piece.isascii() else int


def _stroke(mark: _Mark, begin: int, end: int, column: Callable[[int], int], shift: int) -> Stroke:
    """Return the underline of a label in the piece of its line that is shown."""
    start, stop = (column(min(at, end) - begin) + shift for at in (mark.start, mark.end))
    return Stroke(start, max(stop, start + 1), mark.primary, mark.text)


def _cut(line: str, begin: int, end: int) -> str:
    """Return a piece of a line as it is shown, with dots where it is cut."""
    return f"{CUT if begin else ''}{safe(line[begin:end])}{CUT if end < len(line) else ''}"
