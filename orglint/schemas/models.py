"""pydantic models -> JSON Schema: what an editor should know of them, and nothing of how they are read."""

import ast
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from inspect import getsource
from json import dumps
from sys import modules
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, models_json_schema
from pydantic_core import core_schema

from orglint.org.scalars import TEXT, Shorthand

Json = dict[str, Any]
YES_OR_NO = {"enum": [True, False, "yes", "no", "on", "off"]}
WORD = ["string", "number", "boolean"]
"""What a text that has to be said may look like to an editor."""


class _Generator(GenerateJsonSchema):
    """Shows both spellings of what has a short one, and the sentences below fields; leaves titles and defaults out."""

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> Json:
        """Show that one value stands for a list of one, and where a text stands for an entry."""
        made = super().function_before_schema(schema)
        if made.get("type") != "array" or "items" not in made:
            return made
        short = isinstance(schema["function"]["function"], Shorthand)
        return one_or_several({"anyOf": [made["items"], TEXT]} if short else made["items"])

    def model_schema(self, schema: core_schema.ModelSchema) -> Json:
        """Add what the source says below each field, unless the field says it itself."""
        made = super().model_schema(schema)
        made.pop("title", None)
        said = dict(_sentences(schema["cls"]))
        for key, one in made.get("properties", {}).items():
            if "description" not in one and key in said:
                one["description"] = said[key]
        return made

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> Json:
        """Show what a field takes without its default."""
        return self.generate_inner(schema["schema"])

    def nullable_schema(self, schema: core_schema.NullableSchema) -> Json:
        """Show what a field takes without the None that stands for what is not said."""
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Show no title: the key says it."""
        del schema
        return False


def head(name: str, title: str, description: str) -> Json:
    """Return the beginning of a schema."""
    dialect = "https://json-schema.org/draft/2020-12/schema"
    return {"$schema": dialect, "$id": f"urn:orglint:{name}:1", "title": title, "description": description}


def definitions(models: Sequence[type[BaseModel]]) -> dict[str, Json]:
    """Return the schemas of models and of all that they hold, by the names of the models."""
    _, made = models_json_schema([(model, "validation") for model in models], schema_generator=_Generator)
    found: dict[str, Json] = made["$defs"]
    return found


def as_written(schema: Any) -> Any:
    """Return a schema for an editor, which sees a number where a text is `0.1`, and a text where a flag is `yes`."""
    if isinstance(schema, list):
        return [as_written(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("type") == "boolean":
        return {**{key: value for key, value in schema.items() if key != "type"}, **YES_OR_NO}
    if schema.get("type") == "string" and not {"const", "enum", "pattern", "format"} & schema.keys():
        return {**schema, "type": WORD}
    return {key: as_written(value) for key, value in schema.items()}


def offering(names: Sequence[str], others: Json) -> Json:
    """Return the schema of a word that is one of some names, which an editor offers, or another one."""
    return {"anyOf": [{"enum": list(names)}, others]}


def one_or_several(item: Json) -> Json:
    """Return the schema of a list in which one value stands for a list of one."""
    several = {"type": "array", "items": item}
    return {"anyOf": [*(item["anyOf"] if item.keys() == {"anyOf"} else [item]), several]}


def ref(name: str, **more: Any) -> Json:
    """Return a reference to a definition."""
    return {"$ref": f"#/$defs/{name}", **more}


def used(parts: Mapping[str, Json], *users: Json) -> dict[str, Json]:
    """Return the definitions to which something refers, itself or through others, in their order."""
    found: set[str] = set()
    waiting = [dumps(users)]
    for text in waiting:  # grows while it is walked
        fresh = {name for name in parts if name not in found and f'"#/$defs/{name}"' in text}
        found |= fresh
        waiting += [dumps(parts[name]) for name in fresh]
    return {name: part for name, part in parts.items() if name in found}


def worded(properties: Mapping[str, Json], nouns: Mapping[str, str]) -> dict[str, Json]:
    """Return properties in which those that name things refer to the definition of their noun."""
    return {
        key: ref(nouns[key], description=schema["description"]) if key in nouns else schema
        for key, schema in properties.items()
    }


def _sentences(model: type[BaseModel]) -> Iterator[tuple[str, str]]:
    """Yield what the source says below each field of a model and of those it extends."""
    for cls in reversed(model.__mro__):
        if issubclass(cls, BaseModel) and cls is not BaseModel:
            yield from _below_fields(cls.__module__).get(cls.__name__, {}).items()


@cache
def _below_fields(module: str) -> dict[str, dict[str, str]]:
    """Return the texts that stand below fields in a module, by class and field."""
    classes = (node for node in ast.parse(getsource(modules[module])).body if isinstance(node, ast.ClassDef))
    return {node.name: dict(_fields(node)) for node in classes}


def _fields(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for field, after in zip(node.body, node.body[1:], strict=False):
        is_text = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
        if is_text and isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            yield field.target.id, str(after.value.value)  # type: ignore[attr-defined] # a constant has a value
