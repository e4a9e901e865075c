"""What a report may say about a rule."""

from typing import NamedTuple

from orglint.core.finding import Severity


class Reference(NamedTuple):
    """Where the knowledge of a rule comes from.

    `evidence` says how it was met: `seen` in the source itself, `quoted` by somebody else, a well-known `standard`,
    plain `logic`, or `folklore`: a number in common use that nobody measured.
    """

    title: str
    locator: str
    evidence: str


class RuleInfo(NamedTuple):
    """A rule without its check: what people and machines read about it."""

    id: str
    family: str
    summary: str
    severity: Severity
    rationale: str = ""
    help: tuple[str, ...] = ()
    fine_when: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    profiles: tuple[str, ...] = ()
    status: str = "stable"
    since: str = ""
