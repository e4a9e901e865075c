"""A small vocabulary and a small book, so that tests of the engine depend on no rule that ships."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from orglint.core import Report, Settings, Source
from orglint.org import Ambiguous, Duty, Role, Vocabulary
from orglint.pipeline import Reading, judge, understand
from orglint.rulebook import Rule, Rulebook, Selection
from orglint.rulebook.spec import ProfileFile, RuleFile

DAY = date(2026, 6, 1)

ROLES = (
    Role("product-owner", aliases=("PO",), group="product", duties=("backlog-ordering", "story-acceptance")),
    Role("product-manager", aliases=("PdM", "product lead"), group="product", duties=("pnl", "market-research")),
    Role("chief-product-owner", group="product", duties=("product-vision",), implies=("product-owner",)),
    Role("scrum-master", aliases=("SM",), group="delivery", duties=("scrum-coaching",)),
    Role("developer", aliases=("dev",), group="delivery", line="1", duties=("development",)),
    Role("auditor", line="3", duties=("audit",)),
    Role("sponsor", member=False, duties=("budget-approval",)),
)
DUTIES = (
    Duty("backlog-ordering", group="backlog", aliases=("order the backlog",), exclusive=True, required_per="product"),
    Duty("story-acceptance", group="backlog"),
    Duty("pnl", group="market", aliases=("profit and loss",), exclusive=True),
    Duty("market-research", group="market", aliases=("market analysis", "market trends")),
    Duty("product-vision", group="strategy", aliases=("long-term vision",)),
    Duty("product-roadmap", group="strategy"),
    Duty("technical-roadmap", group="technology"),
    Duty("scrum-coaching", group="delivery"),
    Duty("development", group="delivery"),
    Duty("audit", group="control"),
    Duty("budget-approval", group="control"),
    Duty("payment-initiation", group="control"),
    Duty("payment-approval", group="control"),
    Duty("monitoring", group="technology", required_per="system"),
)
VOCABULARY = Vocabulary(
    {role.id: role for role in ROLES},
    {duty.id: duty for duty in DUTIES},
    frozenset({"own", "owner", "ownership", "manage", "management", "lead", "of", "the"}),
    {"owner": Ambiguous(("product-owner", "sponsor"))},
    {"roadmap": Ambiguous(("product-roadmap", "technical-roadmap"), {"product-owner": "product-roadmap"})},
)

BUILT_IN = """
yaml-syntax duplicate-key unknown-key wrong-type impossible-date date-order unknown-reference duplicate-id unknown-role
unknown-duty ambiguous-duty ambiguous-role ambiguous-name handle-spelling duplicate-seat duty-synonym empty-assignment
unmarked-file unreadable-file unused-ignore unknown-ignore ignore-without-reason
"""
"""The rules that carry no check of their own."""


def rule(name: str, check: Mapping[str, Any], *, family: str = "product", **more: Any) -> Rule:
    """Return a rule; whatever is not said has a plain value."""
    said = {"summary": "s", "severity": "warning", "profiles": ["core"], "rationale": "r", "help": ["h"]}
    example = {"name": "e", "source": "team: a"}
    rest = {"references": [], "message": "m", "valid": [example], "invalid": [example]}
    return Rule(name, family, RuleFile.model_validate({**said, **rest, "check": dict(check), **more}), {})


def profile(**said: Any) -> ProfileFile:
    """Return a profile."""
    return ProfileFile.model_validate({"title": "t", "for_whom": "w", **said})


def book(*rules: Rule, profiles: Mapping[str, ProfileFile] | None = None) -> Rulebook:
    """Return a book of these rules and of those that the reader and the resolver make."""
    made = [
        rule(name, {"kind": "built-in"}, family="hygiene", message="", severity="error") for name in BUILT_IN.split()
    ]
    return Rulebook({one.id: one for one in (*rules, *made)}, {"core": profile(), **(profiles or {})}, {})


def understood(files: str | Mapping[str, str], *, closed: bool = False, named: bool = True) -> Reading:
    """Understand one text, or several by path."""
    texts = files if isinstance(files, Mapping) else {"org.yaml": files}
    return understand([Source(path, text, named=named) for path, text in texts.items()], VOCABULARY, closed=closed)


def judged(
    files: str | Mapping[str, str],
    *rules: Rule,
    settings: Settings | None = None,
    profiles: Mapping[str, ProfileFile] | None = None,
    day: date = DAY,
) -> Report:
    """Judge one text, or several by path, by these rules."""
    selection = Selection(book(*rules, profiles=profiles), settings or Settings())
    return judge(understood(files), selection, day)
