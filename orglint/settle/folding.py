"""Consequences fold into their cause: a finding that another one explains is counted, not listed."""

from collections.abc import Mapping, Sequence

from orglint.core import Finding, Hidden


def fold(
    findings: Sequence[Finding], explained_by: Mapping[str, tuple[str, ...]]
) -> tuple[list[Finding], list[Hidden]]:
    """Fold what a finding of a named rule with the same holder and scope explains.

    The one that stays takes the higher severity.
    """
    causes: dict[tuple[str, object, object], Finding] = {}
    for finding in findings:
        for key in _keys(finding, finding.rule):
            causes.setdefault(key, finding)
    raised: dict[str, Finding] = {}
    hidden: list[Hidden] = []
    kept: list[Finding] = []
    for finding in findings:
        cause = _cause(finding, explained_by, causes)
        if cause is None:
            kept.append(finding)
            continue
        hidden.append(Hidden(finding, "folded", f"{cause.rule} explains it"))
        stands = raised.get(cause.fingerprint, cause)
        raised[cause.fingerprint] = stands._replace(severity=max(stands.severity, finding.severity))
    return [raised.get(finding.fingerprint, finding) for finding in kept], hidden


def _cause(
    finding: Finding, explained_by: Mapping[str, tuple[str, ...]], causes: Mapping[tuple[str, object, object], Finding]
) -> Finding | None:
    for rule in explained_by.get(finding.rule, ()):
        found = next((causes[key] for key in _keys(finding, rule) if key in causes), None)
        if found is not None:
            return found
    return None


def _keys(finding: Finding, rule: str) -> list[tuple[str, object, object]]:
    return [(rule, subject, finding.scopes) for subject in finding.subjects]
