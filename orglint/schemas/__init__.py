"""The JSON Schemas of what people write, made from the models that read it: for editors, and for other tools."""

from collections.abc import Callable, Mapping
from json import dumps

from orglint.rulebook import Rulebook
from orglint.schemas.models import Json
from orglint.schemas.organisation import organisation
from orglint.schemas.rule import rule
from orglint.schemas.settings import settings

SCHEMAS: Mapping[str, Callable[[Rulebook], Json]] = {"org": organisation, "settings": settings, "rule": rule}
"""Each schema by its name; made with the names that a book knows."""


def text(name: str, book: Rulebook) -> str:
    """Return a schema as it is written to a file."""
    return dumps(SCHEMAS[name](book), ensure_ascii=False, indent=2) + "\n"


__all__ = ["SCHEMAS", "Json", "text"]
