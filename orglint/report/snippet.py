"""The lines a finding speaks of, with its labels underlined."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from orglint.core import Finding, Lines, Location, Severity
from orglint.report.cells import safe, width, window
from orglint.report.style import Style

MOST_LOCATIONS = 12
"""Labels that are drawn; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Mark:
    """An underline in one line: 0-based columns, what it says, and whether it is the primary one."""

    line: int
    start: int
    end: int
    text: str
    primary: bool


def snippet(finding: Finding, lines: dict[str, Lines], style: Style) -> Iterator[str]:
    """Yield the lines of a finding's snippet: one block per file, the primary one first."""
    shown = [finding.primary, *finding.related[: MOST_LOCATIONS - 1]]
    paths = dict.fromkeys(location.span.path for location in shown)
    gutter = len(str(max(location.span.start.line for location in shown)))
    for path in paths:
        here = [location for location in shown if location.span.path == path]
        first = finding.primary if path == finding.primary.span.path else here[0]
        arrow = "-->" if path == finding.primary.span.path else ":::"
        line, column = first.span.start
        yield f"{' ' * gutter}{style.paint(arrow, 'blue')} {safe(path)}:{line}:{column}"
        if path in lines:
            marks = [_mark(location, lines[path], finding.primary) for location in here]
            yield from _block(marks, lines[path], gutter, finding.severity, style)
    left = len(finding.related) + 1 - len(shown)
    if left > 0:
        yield f"{' ' * gutter} {style.paint('=', 'blue')} and {left} more places"


def _mark(location: Location, lines: Lines, primary: Location) -> Mark:
    """Return the underline of a location; of several lines the first is underlined."""
    start, end = location.span.start, location.span.end
    text = lines.line(start.line)
    stop = end.column - 1 if end.line == start.line else len(text.rstrip())
    alike = location.text == primary.text and start.line == primary.span.start.line
    return Mark(start.line, start.column - 1, max(stop, start.column), location.text, location == primary or alike)


def _block(marks: Sequence[Mark], lines: Lines, gutter: int, severity: Severity, style: Style) -> Iterator[str]:
    bar = style.paint("|", "blue")
    yield f"{' ' * gutter} {bar}"
    numbers = sorted({mark.line for mark in marks})
    before = None
    for number in numbers:
        yield from _between(before, number, lines, gutter, style)
        here = sorted((mark for mark in marks if mark.line == number), key=lambda mark: (mark.start, mark.end))
        text = lines.line(number)
        begin, end = window(text, here[0].start, here[-1].end)
        yield _numbered(number, safe(text[begin:end]), gutter, style)
        for under in _underlines(here, text, begin, end, severity, style):
            yield f"{' ' * gutter} {bar} {under}"
        before = number
    yield f"{' ' * gutter} {bar}"


def _between(before: int | None, number: int, lines: Lines, gutter: int, style: Style) -> Iterator[str]:
    """Yield one line of context before a labelled line, or dots for several that are left out."""
    if before is not None and number - before > 2:  # noqa: PLR2004 - one line between is shown
        yield f"{style.paint('...', 'blue')}"
    context = lines.line(number - 1)
    if number > 1 and context.strip() and (before is None or number - before >= 2):  # noqa: PLR2004 - as above
        begin, end = window(context, 0, 0)
        yield _numbered(number - 1, safe(context[begin:end]), gutter, style)


def _numbered(number: int, text: str, gutter: int, style: Style) -> str:
    return f"{style.paint(str(number).rjust(gutter), 'blue')} {style.paint('|', 'blue')} {text}".rstrip()


def _underlines(
    marks: Sequence[Mark], text: str, begin: int, end: int, severity: Severity, style: Style
) -> Iterator[str]:
    """Yield the underlines of one line: marks that say the same share a row, overlapping ones do not."""
    rows: list[list[Mark]] = []
    for mark in marks:
        for row in rows:
            if row[-1].text == mark.text and row[-1].primary == mark.primary and row[-1].end <= mark.start:
                row.append(mark)
                break
        else:
            rows.append([mark])
    for row in rows:
        said = f"belong{row[0].text[7:]}" if len(row) > 1 and row[0].text.startswith("belongs ") else row[0].text
        drawn = ""
        for mark in row:
            start, stop = max(mark.start, begin), max(min(mark.end, end), max(mark.start, begin) + 1)
            pad = width(safe(text[begin:start])) - width(drawn)
            drawn += " " * pad + ("^" if mark.primary else "-") * max(width(safe(text[start:stop])), 1)
        line = f"{drawn} {safe(said)}".rstrip()
        yield style.weighed(line, severity) if row[0].primary else style.paint(line, "blue")
