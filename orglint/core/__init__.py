"""Plain data that every room may know. Imports nothing of ours."""

from orglint.core.finding import (
    ORGANISATION,
    UNREAD,
    Finding,
    Label,
    Location,
    NotJudged,
    Problem,
    Ref,
    Severity,
    Value,
    fingerprint,
)
from orglint.core.nearest import Nearest, nearest
from orglint.core.place import Lines, Place, Position, Route, Site, Span
from orglint.core.report import Fault, Hidden, Inactive, LookedAt, NotRun, Report
from orglint.core.rule_info import Reference, RuleInfo
from orglint.core.settings import Override, OwnKey, RuleSetting, Settings
from orglint.core.source import Source

__all__ = [
    "ORGANISATION",
    "UNREAD",
    "Fault",
    "Finding",
    "Hidden",
    "Inactive",
    "Label",
    "Lines",
    "Location",
    "LookedAt",
    "Nearest",
    "NotJudged",
    "NotRun",
    "Override",
    "OwnKey",
    "Place",
    "Position",
    "Problem",
    "Ref",
    "Reference",
    "Report",
    "Route",
    "RuleInfo",
    "RuleSetting",
    "Settings",
    "Severity",
    "Site",
    "Source",
    "Span",
    "Value",
    "fingerprint",
    "nearest",
]
