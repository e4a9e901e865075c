"""Annotations of a GitHub workflow run. It shows ten of each level a step; the rest stays readable in the log."""

from collections import Counter

from orglint.core import Finding, Report, Severity
from orglint.core.wording import plural
from orglint.report.style import Style
from orglint.report.text import concise_line, summary

MOST = 10
"""Annotations of one level that a step may show."""
_COMMAND = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report, style: Style) -> str:
    """Render the gravest findings as annotations, the others as lines of the log."""
    room = Counter(dict.fromkeys(Severity, MOST))
    lines: list[str] = []
    rest: list[Finding] = []
    for finding in sorted(report.findings, key=lambda finding: (-finding.severity, finding.order)):
        if room[finding.severity] > (1 if finding.severity is Severity.INFO else 0):
            room[finding.severity] -= 1
            lines.append(_annotation(finding))
        else:
            rest.append(finding)
    if rest:
        text = f"{plural(len(rest), 'more finding')} in the log of this step"
        lines += [f"::notice title=orglint::{_data(text)}", *(_data(concise_line(one, Style())) for one in rest)]
    return "\n".join([*lines, summary(report, Style())] if not style.quiet else lines) + "\n"


def _annotation(finding: Finding) -> str:
    path, start, end = finding.primary.span
    place = f"file={_property(path)},line={start.line},endLine={end.line}"
    if start.line == end.line:
        place += f",col={start.column},endColumn={max(end.column, start.column)}"
    body = "\n".join([finding.message, *(f"{line}" for line in finding.help[:1])])
    return f"::{_COMMAND[finding.severity]} {place},title={_property('orglint ' + finding.rule)}::{_data(body)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
