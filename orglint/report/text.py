"""For people: findings with their source lines (`full`), or one line each (`concise`)."""

from collections import Counter
from collections.abc import Callable, Iterator
from textwrap import wrap

from orglint.core import Finding, Report, Severity
from orglint.core.wording import escaped, plural
from orglint.report.cells import safe
from orglint.report.snippet import snippet
from orglint.report.style import Style

_WIDTH = 100
Block = Callable[[Finding, Report, Style], Iterator[str]]
"""Renders one finding."""


def full(report: Report, style: Style) -> str:
    """Render every finding with the lines it speaks of, why it matters and what to do next."""
    return _rendered(report, style, _block)


def concise(report: Report, style: Style) -> str:
    """Render one line per finding."""
    return _rendered(report, style, lambda finding, _report, style: iter([concise_line(finding, style)]))


def _rendered(report: Report, style: Style, block: Block) -> str:
    lines: list[str] = []
    if style.statistics:
        lines += _statistics(report, style)
    else:
        for finding in report.findings:
            lines += block(finding, report, style)
    if style.verbose:
        lines += _details(report)
    if not style.quiet:
        lines.append(summary(report, style))
    return "\n".join(lines) + "\n" if lines else ""


def _block(finding: Finding, report: Report, style: Style) -> Iterator[str]:
    info = report.rules[finding.rule]
    head = style.weighed(f"{finding.severity.word}[{finding.rule}]", finding.severity)
    yield f"{head}{style.paint(':', 'bold')} {style.paint(safe(finding.message), 'bold')}"
    yield from snippet(finding, dict(report.lines), style)
    indent = len(str(max(location.span.start.line for location in (finding.primary, *finding.related)))) + 1
    yield from _noted("why", info.rationale, indent, style)
    for advice in finding.help:
        yield from _noted("help", advice, indent, style)
    yield from _noted("more", f"orglint explain {finding.rule}", indent, style)
    yield ""


def _noted(name: str, text: str, indent: int, style: Style) -> Iterator[str]:
    """Yield a note below the snippet, wrapped with a hanging indent."""
    if not text:
        return
    head = f"{' ' * indent}{style.paint('=', 'blue')} {style.paint(name, 'bold')}: "
    first, *others = wrap(safe(" ".join(text.split())), _WIDTH) or [""]
    yield head + first
    yield from (" " * (indent + len(name) + 4) + line for line in others)


def concise_line(finding: Finding, style: Style) -> str:
    """Return one finding in one line: `path:line:column: severity rule message`."""
    line, column = finding.primary.span.start
    word = style.weighed(finding.severity.word, finding.severity)
    return f"{safe(finding.primary.span.path)}:{line}:{column}: {word} {finding.rule} {safe(finding.message)}"


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
    rules = [plural(seen.rules, "rule"), *_hidden(report)]
    painted = style.paint(found, "bold" if report.findings else "dim")
    return f"{painted} in {plural(seen.files, 'file')} ({', '.join(units)}; {', '.join(rules)})"


def _hidden(report: Report) -> Iterator[str]:
    """Yield what is not in the list and still was there."""
    for how, count in sorted(Counter(one.how for one in report.hidden).items()):
        yield f"{count} {how}"
    if report.not_run:
        yield f"{len(report.not_run)} did not run on everything"
    if report.looked_at.inactive:
        yield f"{len(report.looked_at.inactive)} had nothing to look at"


def _statistics(report: Report, style: Style) -> Iterator[str]:
    counts = Counter((finding.rule, finding.severity) for finding in report.findings)
    for (rule, severity), count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield f"{count:6}  {style.weighed(f'{severity.word:7}', severity)}  {rule}"


def _details(report: Report) -> Iterator[str]:
    """Yield what only those want to know who ask."""
    seen = report.looked_at
    yield f"day: {report.day}"
    yield f"profiles: {', '.join(seen.profiles)}"
    yield from (f"file: {escaped(path)}" for path in seen.paths)
    yield from (f"left alone, no word of an organisation: {escaped(path)}" for path in seen.unmarked)
    yield from (f"nothing to look at: {rule}" for rule in seen.inactive)
    for one in report.not_run:
        yield f"did not run: {one.rule} on {', '.join(one.subjects)}: {one.why}"
    for hidden in report.hidden:
        line = hidden.finding.primary.span.start.line
        place = f"{escaped(hidden.finding.primary.span.path)}:{line}"
        yield f"{hidden.how}: {hidden.finding.rule} at {place}: {escaped(hidden.why)}"
