"""SARIF 2.1.0, for code scanning: rules with help, related locations, our own fingerprint, UTF-16 columns."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from re import compile as regex
from typing import Any
from urllib.parse import quote

from orglint.core import Finding, Location, Report, RuleInfo, Severity
from orglint.core.wording import filled, joined, placeholders, plural
from orglint.report.cells import safe
from orglint.report.machine import dumped
from orglint.report.style import Style
from orglint.report.texts import Texts

FINGERPRINT = "orglint/v1"
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PROBLEM = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
_LONGEST = 1024
"""Characters of a description that code scanning takes."""
_MOST_RELATED = 100
"""Locations of a result that code scanning keeps."""
_FEW = 10
"""Names that a message about the run gives before it counts."""
_ASTRAL = regex("[\U00010000-\U0010ffff]")


class _Columns:
    """Columns counted in UTF-16 units: an astral character is two."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._astral = lru_cache(maxsize=16)(self._astral_of)

    def of(self, path: str, line: int, column: int) -> int:
        """Return a 1-based column in UTF-16 units for one in code points."""
        return column + bisect_left(self._astral(path, line), column - 1)

    def _astral_of(self, path: str, line: int) -> list[int]:
        text = self._texts.line(path, line)
        return [] if text.isascii() else [found.start() for found in _ASTRAL.finditer(text)]


def render(report: Report, _style: Style) -> str:
    """Render the findings; ignored and folded ones are left out, since readers of SARIF would show them as open."""
    named = sorted({finding.rule for finding in report.findings})
    columns = _Columns(Texts(report.lines))
    index = {name: at for at, name in enumerate(named)}
    notes = [
        *(_note("error", f"{fault.rule} broke: {fault.error}", fault.rule) for fault in report.faults),
        *(_note("note", _not_run(one.subjects, one.why), one.rule) for one in report.not_run),
    ]
    return _log(
        [_rule(name, report.rules.get(name)) for name in named],
        [_result(finding, index[finding.rule], columns) for finding in report.findings],
        {"executionSuccessful": not report.faults, **({"toolExecutionNotifications": notes} if notes else {})},
    )


def failed(messages: list[str]) -> str:
    """Render a run that could not check anything."""
    notes = [_note("error", message) for message in messages]
    return _log([], [], {"executionSuccessful": False, "toolExecutionNotifications": notes})


def _log(rules: list[dict[str, Any]], results: list[dict[str, Any]], invocation: dict[str, Any]) -> str:
    run = {
        "tool": {"driver": {"name": "orglint", **_version(), "rules": rules}},
        "columnKind": "utf16CodeUnits",
        "invocations": [invocation],
        "results": results,
    }
    return dumped({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _version() -> dict[str, str]:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - slow, and only this format needs it

    try:
        return {"semanticVersion": version("orglint")}
    except PackageNotFoundError:
        return {}


def _not_run(subjects: Sequence[str], why: str) -> str:
    """Say what a rule did not judge: a few names, and how many more."""
    names = [*subjects[:_FEW], *([plural(len(subjects) - _FEW, "other")] if len(subjects) > _FEW else [])]
    return f"did not run on {joined(names)}: {why}"


def _note(level: str, text: str, rule: str = "") -> dict[str, Any]:
    """Return a message about the run itself."""
    about = {"associatedRule": {"id": rule}} if rule else {}
    return {"level": level, "message": {"text": safe(text) or "no reason given"}, **about}


def _rule(name: str, info: RuleInfo | None) -> dict[str, Any]:
    """Return what code scanning shows of a rule; required texts are never empty."""
    info = info or RuleInfo(name, "", name, Severity.WARNING)
    rationale = " ".join(info.rationale.split()) or info.summary
    advice = [*(_general(line) for line in info.help), f"orglint explain {name}"]
    return {
        "id": name,
        "name": "".join(word.capitalize() for word in name.split("-")),
        "shortDescription": {"text": info.summary[:_LONGEST]},
        "fullDescription": {"text": rationale[:_LONGEST]},
        "help": {
            "text": "\n".join([rationale, *advice]),
            "markdown": "\n".join([rationale, "", *(f"- {line}" for line in advice[:-1]), f"- `{advice[-1]}`"]),
        },
        "defaultConfiguration": {"level": _LEVEL[info.severity]},
        "properties": {
            "tags": ["organisation", *([info.family] if info.family else [])],
            "precision": "high",
            "problem.severity": _PROBLEM[info.severity],
        },
    }


def _general(advice: str) -> str:
    """Return advice that names no finding's values: their placeholders stand in capitals."""
    return filled(advice, {name: name.upper() for name in placeholders(advice)})


def _result(finding: Finding, index: int, columns: _Columns) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVEL[finding.severity],
        "message": {"text": _said(finding.message)},
        "locations": [{**_location(finding.primary, columns), **_logical(finding)}],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
    }
    if finding.related:
        result["relatedLocations"] = [
            {"id": at, **_location(location, columns), "message": {"text": _said(location.text or "see here")}}
            for at, location in enumerate(finding.related[:_MOST_RELATED], 1)
        ]
    return result


def _said(text: str) -> str:
    """Return a text as a viewer may show it: it would make a link of `[words](address)`."""
    return safe(text).replace("](", "] (")


def _logical(finding: Finding) -> dict[str, Any]:
    names = [str(one) for one in (*finding.subjects, *finding.scopes)]
    return {"logicalLocations": [{"fullyQualifiedName": name} for name in dict.fromkeys(names)]} if names else {}


def _location(location: Location, columns: _Columns) -> dict[str, Any]:
    path, start, end = location.span
    region = {
        "startLine": start.line,
        "startColumn": columns.of(path, start.line, start.column),
        "endLine": end.line,
        "endColumn": columns.of(path, end.line, end.column),
    }
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(path)}, "region": region}}


def _uri(path: str) -> str:
    """Return a path as a relative reference; bytes of a file name that are no UTF-8 stay the bytes they are."""
    try:
        return quote(path.encode("utf-8", "surrogateescape"))
    except UnicodeEncodeError:
        return quote(path, errors="surrogatepass")
