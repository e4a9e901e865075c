"""The underlines below one source line, and what they say."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from orglint.report.cells import width

_OF_SEVERAL = {"belongs": "belong", "counts": "count", "goes": "go", "brings": "bring"}
"""A label says what its place does; one for several places says what they do."""


class Stroke(NamedTuple):
    """An underline: 0-based columns, end exclusive, whether it is the primary one, and what it says."""

    start: int
    end: int
    primary: bool
    text: str


Paint = Callable[[str, bool], str]
"""Colours a text as part of a primary underline, or of another one."""
_Piece = tuple[int, str, bool]
"""A text at a column, and whether it is part of a primary underline."""


def underlines(strokes: Sequence[Stroke], paint: Paint) -> Iterator[str]:
    """Yield the lines below a source line.

    Underlines stand side by side where they do not overlap. The last has its text beside it, the texts of the others
    hang below them.
    """
    for row in _rows(strokes):
        pieces, hanging = _drawn(row)
        yield _line(pieces, paint)
        if hanging:
            yield _line([_bar(stroke) for stroke in hanging], paint)
        while hanging:
            last = hanging.pop()
            yield _line([*(_bar(stroke) for stroke in hanging), (last.start, last.text, last.primary)], paint)


def _rows(strokes: Sequence[Stroke]) -> list[list[Stroke]]:
    """Put underlines into as few rows as they need, primary ones next to the source line."""
    rows: list[list[Stroke]] = []
    for stroke in sorted(set(strokes), key=lambda one: (not one.primary, one)):
        for row in rows:
            if not any(_collide(stroke, other) for other in row):
                row.append(stroke)
                break
        else:
            rows.append([stroke])
    return [sorted(row) for row in rows]


def _collide(one: Stroke, other: Stroke) -> bool:
    """Return whether two underlines overlap, or touch so that they would read as one."""
    if one.end < other.start or other.end < one.start:
        return False
    touch = one.end == other.start or other.end == one.start
    return not (touch and (one.primary != other.primary or one.text == other.text))


def _drawn(row: list[Stroke]) -> tuple[list[_Piece], list[Stroke]]:
    """Return the pieces of a row of underlines, and those whose texts have to hang below, from left to right."""
    times = Counter((stroke.text, stroke.primary) for stroke in row)
    pieces = [(one.start, ("^" if one.primary else "-") * (one.end - one.start), one.primary) for one in row]
    hanging: list[Stroke] = []
    said: set[tuple[str, bool]] = set()
    for stroke in reversed(row):
        what = (stroke.text, stroke.primary)
        if not stroke.text or what in said:
            continue
        said.add(what)
        text = stroke.text if times[what] == 1 else _of_several(stroke.text)
        if stroke is row[-1]:
            pieces.append((stroke.end + 1, text, stroke.primary))
        else:
            hanging.insert(0, stroke._replace(text=text))
    return pieces, hanging


def _of_several(text: str) -> str:
    verb, blank, rest = text.partition(" ")
    return _OF_SEVERAL.get(verb, verb) + blank + rest


def _bar(stroke: Stroke) -> _Piece:
    return stroke.start, "|", stroke.primary


def _line(pieces: Sequence[_Piece], paint: Paint) -> str:
    """Return a line with its pieces, which stand from left to right, at their columns."""
    line = ""
    at = 0
    for column, text, primary in pieces:
        line += " " * (column - at) + paint(text, primary)
        at = column + width(text)
    return line
