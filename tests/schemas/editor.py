"""What an editor sees: YAML as JSON has it, and a schema that is asked about it."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor

from orglint.core import Source
from orglint.pipeline import understand
from orglint.rulebook import built_in
from orglint.schemas import SCHEMAS

BOOK = built_in()
SHAPE = {"unknown-key", "wrong-type"}
"""The rules that tell of a shape; all others look at what is meant."""
MEANT = ("is written under", "letters")
"""Words of `wrong-type` findings that are about what is meant."""


class _AsText(SafeConstructor):
    """Reads dates as texts, as editors do."""


_AsText.add_constructor("tag:yaml.org,2002:timestamp", SafeConstructor.construct_yaml_str)


def seen(text: str) -> list[Any]:
    """Return the documents of a text, save empty ones."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = _AsText
    yaml.allow_duplicate_keys = True
    return [_keyed(one) for one in yaml.load_all(text) if one is not None]


def _keyed(value: Any) -> Any:
    """Return a value with texts for keys, as JSON has them."""
    if isinstance(value, dict):
        return {str(key): _keyed(item) for key, item in value.items()}
    return [_keyed(item) for item in value] if isinstance(value, list) else value


@cache
def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(SCHEMAS[name](BOOK))


def refused(name: str, *documents: Any) -> list[str]:
    """Return what a schema has against documents."""
    return [
        f"{error.json_path}: {error.message[:200]}" for one in documents for error in validator(name).iter_errors(one)
    ]


def told(text: str) -> list[str]:
    """Return what orglint has against the shape of a text."""
    reading = understand([Source("org.yaml", text)], BOOK.vocabulary)
    found = ((problem.rule, problem.message) for problem in reading.problems)
    return [
        f"{rule}: {message}" for rule, message in found if rule in SHAPE and not any(word in message for word in MEANT)
    ]


def properties(schema: Any, route: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every property of a schema with its route."""
    if isinstance(schema, list):
        for at, item in enumerate(schema):
            yield from properties(item, f"{route}/{at}")
    elif isinstance(schema, dict):
        for key, one in schema.get("properties", {}).items():
            yield f"{route}/{key}", one
        for key, item in schema.items():
            yield from properties(item, f"{route}/{key}")
