"""A rule as it runs under settings, as YAML with a comment on whether it is on and where."""

from collections.abc import Iterator
from typing import Any

from orglint.core.wording import escaped, joined
from orglint.document.writing import written
from orglint.rule_author import origin
from orglint.rulebook import Rule, Selection, plain
from orglint.rulebook.effective import Effect, Effective, Place


def shown(selection: Selection, rule: Rule) -> str:
    """Return a rule as YAML, with what settings and profiles say instead of its own words."""
    effective = Effective(selection)
    effect = effective.of(rule)
    head = [
        f"{rule.family}/{rule.id}, from {origin(selection.book.rules, rule.id)}",
        f"{effect.state}: {effect.why}",
        *_said(effect),
        *(line for place in effective.overrides for line in _different(place, rule)),
    ]
    return "".join(f"# {escaped(line)}\n" for line in head) + written(_data(rule, effect))


def _said(effect: Effect) -> Iterator[str]:
    """Yield what the settings or a profile say of the rule, and where."""
    values = {"severity": effect.severity, **effect.options}
    for name, value in values.items():
        if not value.origin.startswith("the rule"):
            yield f"{name} {value.value}: {value.origin}"


def _different(place: Place, rule: Rule) -> Iterator[str]:
    """Yield how the rule differs where an override holds."""
    for effect in place.rules:
        if effect.rule == rule.id:
            where = joined([f"{noun} {', '.join(names)}" for noun, names in place.where.items()])
            options = "".join(f", {name} {value.value}" for name, value in effect.options.items())
            yield f"for {where}: {effect.state}, {effect.severity.value}{options} ({place.origin})"


def _data(rule: Rule, effect: Effect) -> dict[str, Any]:
    """Return the rule as its file would say it."""
    data = plain(rule.file)
    data["severity"] = effect.severity.value
    if not data["grades"] or not effect.severity.origin.startswith("the rule"):
        del data["grades"]
    for name, value in effect.options.items():
        if name in data["check"]:
            data["check"] = {**data["check"], name: value.value}
        else:
            data["options"][name] = {**data["options"][name], "default": value.value}
    order = ("summary", "severity", "grades", "status", "since", "profiles", "check", "options")
    return {key: data[key] for key in (*order, *data) if key in data}
