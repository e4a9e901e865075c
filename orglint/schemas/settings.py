"""The schema of the settings, with all rules and their options."""

from orglint.outside.settings_file import SettingsFile
from orglint.rulebook import Rule, Rulebook
from orglint.schemas.models import Json, as_written, definitions, head, offering, one_or_several, ref


def settings(book: Rulebook) -> Json:
    """Return the schema of an `orglint.yaml`: what there is built in is offered, and rules and profiles may be others."""
    made = as_written(definitions([SettingsFile]))
    file = made.pop(SettingsFile.__name__)
    properties = file["properties"]
    said = properties["rules"]["additionalProperties"]
    rules = {**properties["rules"], "properties": _rules(book, said), "additionalProperties": ref("rule")}
    profiles = {**one_or_several(ref("profile")), "description": properties["profiles"]["description"]}
    defs = {"rule": said, "profile": offering(sorted(book.profiles), {"type": "string"}), **made}
    return {
        **head("settings", "The settings of orglint", "Which files are the organisation, and what is checked of it."),
        **{key: value for key, value in file.items() if key != "description"},
        "properties": {**properties, "profiles": profiles, "rules": rules},
        "$defs": defs,
    }


def _rules(book: Rulebook, said: Json) -> Json:
    """Return what may be said about each rule and family, by its id."""
    families = {name: ref("rule", description=f"All rules of the family {name}.") for name in book.families}
    return {**{rule.id: _rule(rule, said) for rule in book.rules.values()}, **families}


def _rule(rule: Rule, said: Json) -> Json:
    """Return what may be said about a rule; its options are offered beside its severity."""
    description = rule.info.summary
    options = {name: {"description": f"{one.means[:1].upper()}{one.means[1:]}."} for name, one in rule.file.options.items()}
    if not options:
        return ref("rule", description=description)
    return {"description": description, "anyOf": [*said["anyOf"], {"type": "object", "properties": options}]}
