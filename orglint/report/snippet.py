"""The lines a finding speaks of, with its labels underlined."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from orglint.core import Finding, Location
from orglint.core.wording import plural
from orglint.report.cells import CUT, columns, fits, safe, window
from orglint.report.margin import margin
from orglint.report.style import Style
from orglint.report.texts import Texts
from orglint.report.underline import Stroke, underlines

MOST_LOCATIONS = 12
"""Labels that are drawn; the rest is counted."""
_MOST_BETWEEN = 2
"""Lines between two labelled ones that are shown rather than left out: dots and a line of context take as many."""


class _Mark(NamedTuple):
    """An underline in one line: 0-based characters, end exclusive, what it says, and whether it is the primary one."""

    line: int
    start: int
    end: int
    text: str
    primary: bool


class Snippet:
    """The source lines of one finding."""

    def __init__(self, finding: Finding, texts: Texts, style: Style) -> None:
        self._finding = finding
        self._texts = texts
        self._style = style
        self._labels = (finding.primary, *finding.related[: MOST_LOCATIONS - 1])
        numbers = [label.span.start.line for label in self._labels if self._is_there(label)]
        self.margin = margin(len(str(max(numbers, default=1))), style)

    def lines(self) -> Iterator[str]:
        """Yield the lines: one block per file, the primary one first, then how many labels were left out."""
        by_path: dict[str, list[Location]] = {}
        for label in self._labels:
            by_path.setdefault(label.span.path, []).append(label)
        for path, labels in by_path.items():
            there = [label for label in labels if self._is_there(label)]
            if there:
                yield from self._block(path, there)
            if len(there) < len(labels):
                yield from self._places([label for label in labels if not self._is_there(label)])
        left = len(self._finding.related) + 1 - len(self._labels)
        if left > 0:
            yield f"{self.margin.note}and {plural(left, 'more place')}"

    def _is_there(self, label: Location) -> bool:
        return self._texts.has(label.span.path, label.span.start.line)

    def _places(self, labels: Sequence[Location]) -> Iterator[str]:
        """Yield the places of labels whose lines cannot be shown, and what they say."""
        for label in labels:
            yield self._pointed(label, safe(label.text))
        yield self.margin.empty

    def _pointed(self, label: Location, text: str = "") -> str:
        path, (line, column), _ = label.span
        arrow = "-->" if path == self._finding.primary.span.path else ":::"
        return self.margin.pointed(arrow, f"{safe(path)}:{line}:{column} {text}".rstrip())

    def _block(self, path: str, labels: Sequence[Location]) -> Iterator[str]:
        """Yield the labelled lines of one file, each with one line of context."""
        yield self._pointed(labels[0] if labels[0] is self._finding.primary else min(labels))
        yield self.margin.empty
        by_line: dict[int, list[_Mark]] = {}
        for mark in sorted(map(self._mark, labels)):
            by_line.setdefault(mark.line, []).append(mark)
        before = 0
        for number, marks in by_line.items():
            yield from self._between(path, before, number)
            yield from self._labelled(self._texts.line(path, number), marks)
            before = number
        yield self.margin.empty

    def _mark(self, label: Location) -> _Mark:
        """Return the underline of a label; of several lines the first is underlined.

        What says the same as the primary label is as much at fault.
        """
        (path, start, end), text = label
        primary = self._finding.primary
        at_fault = label is primary or text == primary.text != ""
        stop = end.column - 1 if end.line == start.line else len(self._texts.line(path, start.line).rstrip())
        return _Mark(start.line, start.column - 1, max(stop, start.column), safe(text), at_fault)

    def _between(self, path: str, before: int, number: int) -> Iterator[str]:
        """Yield the lines between two labelled ones: all where they are few, else dots and one line of context."""
        few = bool(before) and number - before - 1 <= _MOST_BETWEEN
        if before and not few:
            yield self.margin.dots
        for at in range(before + 1 if few else max(1, number - 1), number):
            line = self._texts.line(path, at)
            if few or (line and not line.isspace()):
                yield self.margin.numbered(at, _cut(line, *window(line, 0, 0)))

    def _labelled(self, line: str, marks: Sequence[_Mark]) -> Iterator[str]:
        """Yield a source line and its underlines; a long line once for each group of labels that a window can show."""
        for group in _groups(line, marks):
            begin, end = window(line, group[0].start, max(mark.end for mark in group))
            yield self.margin.numbered(group[0].line, _cut(line, begin, end))
            at = columns(line[begin:end])
            shift = len(CUT) if begin else 0
            for under in underlines([_stroke(mark, begin, at, shift) for mark in group], self._painted):
                yield self.margin.beside(under)

    def _painted(self, text: str, primary: bool) -> str:
        return self._style.weighed(text, self._finding.severity) if primary else self._style.paint(text, "blue")


def _groups(line: str, marks: Sequence[_Mark]) -> list[list[_Mark]]:
    """Divide the labels of a line, from left to right, into groups that fit into one window."""
    groups = [[marks[0]]]
    for mark in marks[1:]:
        if fits(line, groups[-1][0].start, max(mark.end, *(other.end for other in groups[-1]))):
            groups[-1].append(mark)
        else:
            groups.append([mark])
    return groups


def _stroke(mark: _Mark, begin: int, at: Sequence[int], shift: int) -> Stroke:
    """Return the underline of a label, given where the characters of the piece of its line stand that is shown."""
    last = len(at) - 1
    start, stop = (at[min(char - begin, last)] + shift for char in (mark.start, mark.end))
    return Stroke(start, max(stop, start + 1), mark.primary, mark.text)


def _cut(line: str, begin: int, end: int) -> str:
    """Return a piece of a line as it is shown, with dots where it is cut."""
    return f"{CUT if begin else ''}{safe(line[begin:end])}{CUT if end < len(line) else ''}"
