"""A rule as it runs under settings, as YAML with a comment on whether it is on."""

from collections.abc import Iterator
from typing import Any

from orglint.core.wording import escaped, joined
from orglint.document.writing import written
from orglint.org import METHODS
from orglint.rule_author import origin
from orglint.rulebook import Rule, Selection, plain


def shown(selection: Selection, rule: Rule) -> str:
    """Return a rule as YAML, with what settings say instead of its own words."""
    running = next((one for one in selection.running if one.id == rule.id), rule)
    head = [f"{rule.family}/{rule.id}, from {origin(selection.book.rules, rule.id)}", *_state(selection, rule)]
    settings = selection.settings.path
    head.append(f"after the settings of {settings}" if settings else "no orglint.yaml is near, so nothing is changed")
    return "".join(f"# {escaped(line)}\n" for line in head) + written(_data(selection, running))


def _data(selection: Selection, rule: Rule) -> dict[str, Any]:
    data = plain(rule.file)
    data["severity"] = _severity(selection, rule)
    if not data["grades"] or data["severity"] != rule.file.severity.word:
        del data["grades"]
    said = dict(rule.options) or {
        name: one for name, one in _said(selection, rule).items() if name in rule.file.options
    }
    data["check"] = {**data["check"], **{name: one for name, one in said.items() if name in data["check"]}}
    for name, one in said.items():
        if name not in data["check"]:
            data["options"][name]["default"] = one
    order = ("summary", "severity", "grades", "status", "since", "profiles", "check", "options")
    return {key: data[key] for key in (*order, *data) if key in data}


def _said(selection: Selection, rule: Rule) -> dict[str, Any]:
    rules = selection.settings.rules
    return {name: one for key in (rule.family, rule.id) if key in rules for name, one in rules[key].options.items()}


def _severity(selection: Selection, rule: Rule) -> str:
    """Return the severity that settings say, else the highest that an active profile says, else the rule's own."""
    rules, profiles = selection.settings.rules, selection.book.profiles
    for key in (rule.id, rule.family):
        severity = rules[key].severity if key in rules else None
        if severity is not None:
            return severity.word
    adjusted = [profiles[name].rules.get(rule.id) for name in selection.profiles if name in profiles]
    levels = [one.severity for one in adjusted if one is not None and one.severity is not None]
    return (max(levels) if levels else rule.file.severity).word


def _state(selection: Selection, rule: Rule) -> Iterator[str]:
    """Yield whether the rule is on, and why; and the profiles that switch it on."""
    is_on = any(one.id == rule.id for one in selection.running)
    yield f"{'on' if is_on else 'off'}: {_why(selection, rule, is_on=is_on)}"
    yield f"its profiles: {joined(rule.file.profiles)}; on everywhere: {joined(selection.profiles)}"


def _why(selection: Selection, rule: Rule, *, is_on: bool) -> str:
    rules = selection.settings.rules
    for key in (rule.id, rule.family):
        if key in rules and rules[key].on is not None:
            return f"the settings say so of {'its family ' if key != rule.id else ''}{key}"
    active = [name for name in rule.file.profiles if name in selection.profiles]
    methods = [name for name in rule.file.profiles if name in METHODS and name not in active]
    if is_on and active:
        return f"by the profile{'s' if len(active) > 1 else ''} {joined(active)}"
    if is_on:
        return f"for what says that it works by {joined(methods, 'or')}" if methods else "a profile brings it along"
    return "it is a preview" if rule.file.status == "preview" else "none of its profiles is on"
