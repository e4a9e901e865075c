"""SARIF 2.1.0, for code scanning: rules with help, related locations, our own fingerprint, UTF-16 columns."""

from json import dumps
from typing import Any
from urllib.parse import quote

from orglint.core import Finding, Location, Report, RuleInfo, Severity
from orglint.report.style import Style

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PROBLEM = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
FINGERPRINT = "orglint/v1"


def render(report: Report, _style: Style) -> str:
    """Render the findings; ignored and folded ones are left out, since readers of SARIF would show them as open."""
    named = sorted({finding.rule for finding in report.findings})
    index = {name: at for at, name in enumerate(named)}
    run = {
        "tool": {"driver": {**_driver(), "rules": [_rule(report.rules[name]) for name in named]}},
        "columnKind": "utf16CodeUnits",
        "invocations": [{"executionSuccessful": not report.faults, **_notifications([f.error for f in report.faults])}],
        "results": [_result(finding, index[finding.rule], report) for finding in report.findings],
    }
    return _log(run)


def failed(messages: list[str]) -> str:
    """Render a run that could not check anything."""
    invocation = {"executionSuccessful": False, **_notifications(messages)}
    return _log({"tool": {"driver": _driver()}, "invocations": [invocation], "results": []})


def _log(run: dict[str, Any]) -> str:
    return dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _driver() -> dict[str, Any]:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - slow, and only this format needs it

    try:
        return {"name": "orglint", "semanticVersion": version("orglint")}
    except PackageNotFoundError:
        return {"name": "orglint"}


def _notifications(messages: list[str]) -> dict[str, Any]:
    notes = [{"level": "error", "message": {"text": message}} for message in messages]
    return {"toolExecutionNotifications": notes} if notes else {}


def _rule(info: RuleInfo) -> dict[str, Any]:
    rationale = " ".join(info.rationale.split())
    advice = [*info.help, f"orglint explain {info.id}"]
    return {
        "id": info.id,
        "name": "".join(word.capitalize() for word in info.id.split("-")),
        "shortDescription": {"text": info.summary[:1024]},
        "fullDescription": {"text": (rationale or info.summary)[:1024]},
        "help": {
            "text": "\n".join([rationale, *advice]),
            "markdown": "\n".join([rationale, "", *(f"- {line}" for line in advice)]),
        },
        "defaultConfiguration": {"level": _LEVEL[info.severity]},
        "properties": {
            "tags": ["organisation", info.family],
            "precision": "high",
            "problem.severity": _PROBLEM[info.severity],
        },
    }


def _result(finding: Finding, index: int, report: Report) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVEL[finding.severity],
        "message": {"text": finding.message},
        "locations": [{**_location(finding.primary, report), **_logical(finding)}],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
    }
    if finding.related:
        result["relatedLocations"] = [
            {"id": at, **_location(location, report), "message": {"text": location.text or "see here"}}
            for at, location in enumerate(finding.related[:100], 1)
        ]
    return result


def _logical(finding: Finding) -> dict[str, Any]:
    names = [str(one) for one in (*finding.subjects, *finding.scopes)]
    return {"logicalLocations": [{"fullyQualifiedName": name} for name in dict.fromkeys(names)]} if names else {}


def _location(location: Location, report: Report) -> dict[str, Any]:
    path, start, end = location.span
    region = {
        "startLine": start.line,
        "startColumn": _utf16(report, path, start.line, start.column),
        "endLine": end.line,
        "endColumn": _utf16(report, path, end.line, end.column),
    }
    return {"physicalLocation": {"artifactLocation": {"uri": quote(path)}, "region": region}}


def _utf16(report: Report, path: str, line: int, column: int) -> int:
    """Return a column counted in UTF-16 units: an astral character is two."""
    before = report.lines[path].line(line)[: column - 1] if path in report.lines else ""
    return column + sum(ord(char) > 0xFFFF for char in before) if before else column  # noqa: PLR2004 - end of the plane
