"""For machines: our own versioned JSON. Its schema is docs/schemas/report.schema.json."""

from math import isfinite
from typing import Any

from orglint.core import Finding, Location, Report, Severity, Value
from orglint.report.machine import dumped
from orglint.report.style import Style

VERSION = 1


def render(report: Report, _style: Style) -> str:
    """Render everything a report knows. Lines and columns are 1-based code points, ends exclusive."""
    document: dict[str, Any] = {
        "version": VERSION,
        "day": report.day.isoformat(),
        "findings": [
            *(_finding(finding, {"status": "new"}) for finding in report.findings),
            *(_finding(one.finding, {"status": one.how, "why": one.why}) for one in report.hidden),
        ],
        "counts": {severity.word: report.counted(severity) for severity in reversed(Severity)},
        "looked_at": _looked_at(report),
        "not_run": [{"rule": one.rule, "subjects": list(one.subjects), "why": one.why} for one in report.not_run],
        "faults": [{"rule": one.rule, "error": one.error} for one in report.faults],
        "rules": {name: _rule(report, name) for name in report.rules},
    }
    return dumped(document)


def failed(messages: list[str]) -> str:
    """Render a run that could not check anything."""
    return dumped({"version": VERSION, "findings": [], "could_not_check": messages})


def _finding(finding: Finding, status: dict[str, str]) -> dict[str, Any]:
    return {
        "id": finding.fingerprint,
        "rule": finding.rule,
        "severity": finding.severity.word,
        **status,
        "lost": finding.lost,
        "message": finding.message,
        "values": {name: _value(value) for name, value in finding.values.items()},
        "subjects": [str(subject) for subject in finding.subjects],
        "scopes": [str(scope) for scope in finding.scopes],
        "help": list(finding.help),
        "primary": _location(finding.primary),
        "related": [_location(location) for location in finding.related],
    }


def _value(value: Value) -> str | float | list[str]:
    """Return a value as JSON has it, which knows no infinity."""
    if isinstance(value, tuple):
        return list(value)
    return str(value) if isinstance(value, float) and not isfinite(value) else value


def _location(location: Location) -> dict[str, Any]:
    path, start, end = location.span
    return {
        "path": path,
        "start": {"line": start.line, "column": start.column},
        "end": {"line": end.line, "column": end.column},
        "text": location.text,
    }


def _looked_at(report: Report) -> dict[str, Any]:
    seen = report.looked_at
    return {
        "files": list(seen.paths),
        "documents": seen.documents,
        "unmarked": list(seen.unmarked),
        "people": seen.people,
        "teams": seen.teams,
        "products": seen.products,
        "systems": seen.systems,
        "processes": seen.processes,
        "activities": seen.activities,
        "seats": seen.seats,
        "rules": seen.rules,
        "inactive": [{"rule": one.rule, "why": one.why} for one in seen.inactive],
        "profiles": list(seen.profiles),
    }


def _rule(report: Report, name: str) -> dict[str, Any]:
    info = report.rules[name]
    return {
        "family": info.family,
        "summary": info.summary,
        "severity": info.severity.word,
        "rationale": " ".join(info.rationale.split()),
        "references": [
            {"title": one.title, "locator": one.locator, "evidence": one.evidence} for one in info.references
        ],
    }
