"""The schema of a rule file."""

from sys import modules

from orglint.kinds import BUILT_IN, BY_NAME, Kind
from orglint.org import MEASURES
from orglint.rulebook import Rulebook, declared
from orglint.rulebook.spec import RuleFile
from orglint.schemas.models import (
    WORD,
    Json,
    as_written,
    definitions,
    head,
    offering,
    one_or_several,
    ref,
    used,
    worded,
)

_NOUNS = {
    "roles": "roles", "as": "roles", "not_through": "roles", "to": "roles", "passes": "roles", "avoids": "roles",
    "duties": "duties", "metric": "metric", "profiles": "profiles", "explained_by": "rules",
}  # fmt: skip
"""The keys that name things, and the definition of each."""
_KINDS = {**BY_NAME, declared.NAME: declared.KIND}


def rule(book: Rulebook) -> Json:
    """Return the schema of a rule file, whose check is of one of the kinds."""
    made = as_written(definitions([RuleFile, *(kind.params for kind in _KINDS.values())]))
    parts = {name: _part(one) for name, one in made.items()}
    checks = [_check(parts.pop(kind.params.__name__), kind) for kind in _KINDS.values()]
    file = parts.pop(RuleFile.__name__)
    properties = {**file["properties"], "check": ref("check", description=file["properties"]["check"]["description"])}
    pointer = {"$schema": {"description": "Where this schema lies.", "type": "string"}}
    kinds = {f"check_{one['properties']['kind']['const']}": one for one in (*checks, _built_in())}
    names = {"kind": {"enum": [*_KINDS, BUILT_IN]}}  # each kind says below what it finds
    check = {"type": "object", "properties": names, "required": ["kind"], "anyOf": [ref(name) for name in kinds]}
    parts = used(parts, file, *kinds.values())
    return {
        **head("rule", "A rule of orglint", "What a rule finds, how it is checked, and why it matters."),
        **{key: value for key, value in file.items() if key != "description"},
        "properties": {**properties, **pointer},
        "$defs": {"check": check, **kinds, **parts, **_words(book)},
    }


def _part(made: Json) -> Json:
    """Return the schema of a model; that a selector is one goes without saying."""
    properties = worded(made.get("properties", {}), _NOUNS)
    if properties.get("kind", {}).get("const") == "selector":
        del properties["kind"]
    return {**made, "properties": properties}


def _check(made: Json, kind: Kind) -> Json:
    """Return the schema of one kind of check, which says what it finds."""
    said = str(modules[kind.check.__module__].__doc__).partition("\n")[0]
    properties = {**made["properties"], "kind": {"description": said, "const": kind.name}}
    return {**made, "properties": properties}


def _built_in() -> Json:
    """Return the schema of a check that reading makes."""
    name = {"description": "The reader or the resolver finds it.", "const": BUILT_IN}
    return {"type": "object", "properties": {"kind": name}, "required": ["kind"], "additionalProperties": False}


def _words(book: Rulebook) -> Json:
    """Return the definitions of what a rule may name: what is built in is offered, and any other text may be one."""
    names = {
        "roles": sorted(book.vocabulary.roles),
        "duties": sorted(book.vocabulary.duties),
        "profiles": sorted(book.profiles),
        "rules": list(book.rules),
    }
    several = {noun: one_or_several(offering(known, {"type": WORD})) for noun, known in names.items()}
    return {**several, "metric": {"enum": sorted({metric for _, metric in MEASURES})}}
