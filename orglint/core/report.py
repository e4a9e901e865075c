"""The outcome of a run: all that a reporter gets."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Literal, NamedTuple

from orglint.core.finding import Finding, Severity
from orglint.core.place import Lines
from orglint.core.rule_info import RuleInfo

How = Literal["ignored", "folded"]
"""Why a finding is not in the list: a comment hides it, or another finding explains it."""


class Hidden(NamedTuple):
    """A finding that was made and is not shown, with the reason."""

    finding: Finding
    how: How
    why: str


class NotRun(NamedTuple):
    """A rule, and what it did not judge because it could not be read."""

    rule: str
    subjects: tuple[str, ...]
    why: str


class Fault(NamedTuple):
    """A rule that broke: a mistake in the tool or in a plugin, not in the organisation."""

    rule: str
    error: str
    plugin: str = ""
    """The file of the rule, where orglint does not bring it."""


class Inactive(NamedTuple):
    """A rule that is on and had nothing to look at, and why."""

    rule: str
    why: str


class LookedAt(NamedTuple):
    """How much was looked at: counts, and the names behind them for those who ask."""

    paths: tuple[str, ...] = ()
    documents: int = 0
    unmarked: tuple[str, ...] = ()
    """Paths of documents in walked files that hold no word of an organisation and were left alone."""
    people: int = 0
    teams: int = 0
    products: int = 0
    systems: int = 0
    processes: int = 0
    activities: int = 0
    seats: int = 0
    rules: int = 0
    inactive: tuple[Inactive, ...] = ()
    """Rules that are on and had nothing to look at."""
    profiles: tuple[str, ...] = ()

    @property
    def files(self) -> int:
        """How many files were read."""
        return len(self.paths)


class Report(NamedTuple):
    """What was found, what was hidden and why, what did not run and why, and what was looked at."""

    findings: tuple[Finding, ...]
    day: date
    looked_at: LookedAt = LookedAt()
    hidden: tuple[Hidden, ...] = ()
    not_run: tuple[NotRun, ...] = ()
    faults: tuple[Fault, ...] = ()
    rules: Mapping[str, RuleInfo] = MappingProxyType({})
    lines: Mapping[str, Lines] = MappingProxyType({})
    """The texts that locations point into, by path."""

    def counted(self, severity: Severity) -> int:
        """Return how many findings have this severity."""
        return sum(finding.severity is severity for finding in self.findings)

    def fails(self, threshold: Severity) -> bool:
        """Return whether anything weighs as much as the threshold."""
        return any(finding.severity >= threshold or finding.lost for finding in self.findings)
