"""Consequences fold into their cause: a finding that another one explains is counted, not listed."""

from collections.abc import Iterator, Mapping, Sequence

from orglint.core import ORGANISATION, Finding, Hidden, Ref

Causes = Mapping[tuple[str, Ref, Ref], Finding]
"""Findings by rule, holder and scope."""


def fold(
    findings: Sequence[Finding], explained_by: Mapping[str, tuple[str, ...]]
) -> tuple[list[Finding], list[Hidden]]:
    """Fold what a finding of a named rule with the same holder and scope explains.

    The one that stays, at the end of the chain of causes, takes the highest severity.
    """
    by_rule: dict[tuple[str, Ref, Ref], Finding] = {}
    for finding in findings:
        for key in _keys(finding, finding.rule):
            by_rule.setdefault(key, finding)
    found = ((finding, _cause(finding, explained_by, by_rule)) for finding in findings if finding.rule in explained_by)
    causes = {finding.fingerprint: cause for finding, cause in found if cause is not None}
    raised: dict[str, Finding] = {}
    hidden: list[Hidden] = []
    kept: list[Finding] = []
    for finding in findings:
        stays = _last(finding, causes)
        if stays is finding:
            kept.append(finding)
            continue
        hidden.append(Hidden(finding, "folded", f"{causes[finding.fingerprint].rule} explains it"))
        stands = raised.get(stays.fingerprint, stays)
        raised[stays.fingerprint] = stands._replace(severity=max(stands.severity, finding.severity))
    return [raised.get(finding.fingerprint, finding) for finding in kept], hidden


def _cause(finding: Finding, explained_by: Mapping[str, tuple[str, ...]], by_rule: Causes) -> Finding | None:
    """Return a finding of a rule that explains this one: it is there for the same holder in each scope."""
    for rule in explained_by[finding.rule]:
        for subject in finding.subjects:
            found = [by_rule.get((rule, subject, scope)) for scope in finding.scopes or (ORGANISATION,)]
            if found[0] is not None and None not in found and found[0] is not finding:
                return found[0]
    return None


def _last(finding: Finding, causes: Mapping[str, Finding]) -> Finding:
    """Return the end of a chain of causes, the finding itself where there is none or it leads back."""
    seen = {finding.fingerprint}
    last = finding
    while last.fingerprint in causes:
        last = causes[last.fingerprint]
        if last.fingerprint in seen:
            return finding
        seen.add(last.fingerprint)
    return last


def _keys(finding: Finding, rule: str) -> Iterator[tuple[str, Ref, Ref]]:
    for subject in finding.subjects:
        for scope in finding.scopes or (ORGANISATION,):
            yield rule, subject, scope
