"""For people: findings with their source lines (`full`), or one line each (`concise`)."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache

from orglint.core import Finding, Report, Severity
from orglint.core.wording import plural
from orglint.report.cells import guarded, safe, width
from orglint.report.margin import Margin
from orglint.report.snippet import Snippet
from orglint.report.style import Style
from orglint.report.texts import Texts

_WIDTH = 100
"""Columns of a note, without the margin and its name."""
_NOTES = 4096
_HOW = ("baseline", "waived", "ignored", "folded")
"""The order in which the summary counts what is not in the list."""
Block = Callable[[Finding], Iterator[str]]
"""Renders one finding."""


def full(report: Report, style: Style) -> str:
    """Render every finding with the lines it speaks of, why it matters and what to do next."""
    texts = Texts(report.lines)
    return _rendered(report, style, lambda finding: _block(finding, report, texts, style))


def concise(report: Report, style: Style) -> str:
    """Render one line per finding."""
    return _rendered(report, style, lambda finding: iter([concise_line(finding, style)]))


def _rendered(report: Report, style: Style, block: Block) -> str:
    lines: list[str] = []
    if style.statistics:
        lines += _statistics(report, style)
    else:
        for finding in report.findings:
            lines += block(finding)
    if style.verbose:
        lines += _details(report)
    if not style.quiet:
        lines.append(summary(report, style))
    return "\n".join(lines) + "\n" if lines else ""


def _block(finding: Finding, report: Report, texts: Texts, style: Style) -> Iterator[str]:
    head = style.weighed(f"{finding.severity.word}[{finding.rule}]", finding.severity)
    yield f"{head}{style.paint(f': {safe(finding.message)}', 'bold')}"
    snippet = Snippet(finding, texts, style)
    yield from snippet.lines()
    if style.notes:
        yield from _notes(finding, report, snippet.margin, style)
    yield ""


def _notes(finding: Finding, report: Report, edge: Margin, style: Style) -> Iterator[str]:
    """Yield why it matters, what to do next, and where to read more."""
    info = report.rules.get(finding.rule)
    yield from _noted("why", info.rationale if info else "", edge, style)
    for advice in finding.help:
        yield from _noted("help", advice, edge, style)
    yield from _noted("more", f"orglint explain {finding.rule}", edge, style)


@lru_cache(maxsize=_NOTES)
def _noted(name: str, text: str, edge: Margin, style: Style) -> tuple[str, ...]:
    """Return a note below the snippet, wrapped with a hanging indent; the same notes stand below many findings."""
    first, *others = _wrapped(text) or [""]
    if not first:
        return ()
    indent = " " * (edge.indent + len(name) + 2)
    return (f"{edge.note}{style.paint(name, 'bold')}: {first}", *(indent + guarded(line) for line in others))


def _wrapped(text: str) -> list[str]:
    """Break a text into lines at its blanks; what is longer than a line, such as an address, stays whole."""
    lines: list[str] = []
    room = 0
    for word in text.split():
        needed = width(shown := safe(word)) + 1
        if needed > room:
            lines.append(shown)
            room = _WIDTH + 1
        else:
            lines[-1] += f" {shown}"
        room -= needed
    return lines


def concise_line(finding: Finding, style: Style) -> str:
    """Return one finding in one line: `path:line:column: severity rule message`."""
    line, column = finding.primary.span.start
    word = style.weighed(finding.severity.word, finding.severity)
    return f"{guarded(finding.primary.span.path)}:{line}:{column}: {word} {finding.rule} {safe(finding.message)}"


def summary(report: Report, style: Style) -> str:
    """Return the last line: how much was found, and how much was looked at."""
    counts = {severity: report.counted(severity) for severity in Severity}
    found = f"{plural(counts[Severity.ERROR], 'error')}, {plural(counts[Severity.WARNING], 'warning')}"
    if counts[Severity.INFO]:
        found += f", {plural(counts[Severity.INFO], 'hint')}"
    if not report.findings:
        found = "nothing found"
    seen = report.looked_at
    units = [
        plural(seen.people, "person", "people"),
        plural(seen.teams, "team"),
        *(plural(count, name) for count, name in ((seen.products, "product"), (seen.systems, "system")) if count),
    ]
    rules = [plural(seen.rules, "rule"), *_not_listed(report)]
    painted = style.paint(found, "bold" if report.findings else "dim")
    return f"{painted} in {plural(seen.files, 'file')} ({', '.join(units)}; {', '.join(rules)})"


def _not_listed(report: Report) -> Iterator[str]:
    """Yield what is not in the list and still was there."""
    hidden = Counter(str(one.how) for one in report.hidden)
    yield from (f"{hidden[how]} {how}" for how in _HOW if hidden[how])
    if report.not_run:
        yield f"{len({one.rule for one in report.not_run})} did not run on everything"
    if report.faults:
        yield f"{len(report.faults)} broke"
    if report.looked_at.inactive:
        yield f"{len(report.looked_at.inactive)} had nothing to look at"


def _statistics(report: Report, style: Style) -> Iterator[str]:
    counts = Counter((finding.rule, finding.severity) for finding in report.findings)
    wide = max((len(str(count)) for count in counts.values()), default=0)
    for (rule, severity), count in sorted(counts.items(), key=lambda item: (-item[1], -item[0][1], item[0][0])):
        yield f"{count:{wide}}  {style.weighed(f'{severity.word:7}', severity)}  {rule}"


def _details(report: Report) -> Iterator[str]:
    """Yield what only those want to know who ask."""
    seen = report.looked_at
    yield f"day: {report.day}"
    yield f"profiles: {', '.join(seen.profiles) or 'none'}"
    yield from (f"file: {safe(path)}" for path in seen.paths)
    yield from (f"left alone, no word of an organisation: {safe(path)}" for path in seen.unmarked)
    yield from (safe(f"nothing to look at: {one.rule}: {one.why}") for one in seen.inactive)
    for one in report.not_run:
        where = f" on {', '.join(one.subjects)}" if one.subjects else ""
        yield safe(f"did not run: {one.rule}{where}: {one.why}")
    yield from (safe(f"broke: {fault.rule}: {fault.error}") for fault in report.faults)
    for hidden in report.hidden:
        path, (line, column), _ = hidden.finding.primary.span
        yield safe(f"{hidden.how}: {hidden.finding.rule} at {path}:{line}:{column}: {hidden.why}")
