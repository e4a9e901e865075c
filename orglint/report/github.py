"""Annotations of a GitHub workflow run. It shows ten of each level a step; the rest stays readable in the log."""

from collections import Counter
from collections.abc import Sequence

from orglint.core import Finding, Report, Severity
from orglint.core.wording import plural
from orglint.report.cells import safe
from orglint.report.style import Style
from orglint.report.text import concise_line, summary

MOST = 10
"""Annotations of one level that a step may show."""
_COMMAND = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report, style: Style) -> str:
    """Render the gravest findings as annotations, the others as lines of the log."""
    shown, rest = _divided(sorted(report.findings, key=lambda finding: -finding.severity))
    lines = [_annotation(finding) for finding in shown]
    if rest:
        lines.append(f"::notice title=orglint::{plural(len(rest), 'more finding')} in the log of this step")
        lines += [concise_line(finding, Style()) for finding in rest]
    if not style.quiet:
        lines.append(summary(report, Style()))
    return "".join(f"{line}\n" for line in lines)


def _divided(findings: Sequence[Finding]) -> tuple[list[Finding], list[Finding]]:
    """Return the findings that there is room for, and the rest; a rest needs a notice that tells of it."""
    counts = Counter(finding.severity for finding in findings)
    room = Counter(dict.fromkeys(Severity, MOST))
    if any(count > MOST for count in counts.values()):
        room[Severity.INFO] -= 1
    shown: list[Finding] = []
    rest: list[Finding] = []
    for finding in findings:
        (shown if room[finding.severity] else rest).append(finding)
        room[finding.severity] -= bool(room[finding.severity])
    return shown, rest


def _annotation(finding: Finding) -> str:
    """Return a finding as a workflow command. Columns go with a single line only: the viewer refuses them otherwise."""
    path, start, end = finding.primary.span
    properties = {"file": safe(path), "line": start.line, "endLine": max(start.line, end.line)}
    if start.line == end.line:
        properties |= {"col": start.column, "endColumn": max(end.column, start.column)}
    properties["title"] = f"orglint {finding.rule}"
    said = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    body = "\n".join(safe(line) for line in (finding.message, *finding.help[:1]))
    return f"::{_COMMAND[finding.severity]} {said}::{_data(body)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
