"""The schema of the settings, with all rules and their options."""

from orglint.outside.shapes import OverrideEntry, SettingsFile, Weighed
from orglint.rulebook import Rule, Rulebook
from orglint.schemas.models import (
    Json,
    as_written,
    definitions,
    head,
    offering,
    one_or_several,
    ref,
    used,
)


def settings(book: Rulebook) -> Json:
    """Return the schema of an `orglint.yaml`: what is built in is offered, and rules and profiles may be others."""
    made = as_written(definitions([SettingsFile]))
    file, weighed = made.pop(SettingsFile.__name__), made.pop(Weighed.__name__)
    del weighed["description"]  # an editor would show it in place of the rule's own
    said = file["properties"]["rules"]
    switch = next(one for one in said["additionalProperties"]["anyOf"] if "enum" in one)
    for shape in (file, made[OverrideEntry.__name__]):
        properties = shape["properties"]
        profiles = {**one_or_several(ref("profile")), "description": properties["profiles"]["description"]}
        rules = {"description": properties["rules"]["description"], **ref("rules")}
        shape["properties"] = {**properties, "profiles": profiles, "rules": rules}
    known = {key: _or_nothing(one) for key, one in file["properties"].items()}
    parts = {
        "switch": switch,
        "rule": {"anyOf": [{**weighed, "additionalProperties": False}, ref("switch")]},
        "own_rule": {"anyOf": [weighed, ref("switch")]},
        "profile": offering(sorted(book.profiles), {"type": "string"}),
        "rules": {"type": "object", "properties": _rules(book, weighed), "additionalProperties": ref("own_rule")},
        **made,
    }
    return {
        **head("settings", "The settings of orglint", "Which files are the organisation, and what is checked of it."),
        **{key: value for key, value in file.items() if key != "description"},
        "properties": known,
        "$defs": used(parts, known),
    }


def _rules(book: Rulebook, weighed: Json) -> Json:
    """Return what may be said about each rule and each family, by its id."""
    families = {name: ref("rule", description=f"All rules of the family {name}.") for name in book.families}
    return {**{rule.id: _rule(rule, weighed) for rule in book.rules.values()}, **families}


def _rule(rule: Rule, weighed: Json) -> Json:
    """Return what may be said about a rule: its severity, and no other options than those it has."""
    if not rule.file.options:
        return ref("rule", description=rule.info.summary)
    options = {name: {"description": _sentence(option.means)} for name, option in rule.file.options.items()}
    said = {**weighed, "properties": {**weighed["properties"], **options}, "additionalProperties": False}
    return {"description": rule.info.summary, "anyOf": [said, ref("switch")]}


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _or_nothing(made: Json) -> Json:
    """Return the schema of a setting whose key may stand there without a value yet."""
    bare = {key: value for key, value in made.items() if key != "description"}
    said = bare["anyOf"] if bare.keys() == {"anyOf"} else [bare]
    return {"description": made["description"], "anyOf": [*said, {"type": "null"}]}
