"""The types of the expression language. Lists are never missing; anything else may be (`?`)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from orglint.org import FACTS, Fact

Kind = Literal["text", "number", "flag", "day", "nothing", "list", "thing"]


@dataclass(frozen=True, slots=True)
class Type:
    """A type: its kind, for a list its items, for a thing its class, and whether it may be missing."""

    kind: Kind
    item: "Type | None" = None
    thing: str = ""
    optional: bool = False

    def __str__(self) -> str:
        name = f"list of {self.item}" if self.kind == "list" else self.thing or self.kind
        return f"{name}?" if self.optional else name

    @property
    def present(self) -> "Type":
        """Return the type of what is known not to be missing."""
        return replace(self, optional=False) if self.optional else self


TEXT = Type("text")
NUMBER = Type("number")
FLAG = Type("flag")
DAY = Type("day")
NOTHING = Type("nothing")
_SIMPLE: Mapping[str, Type] = {"text": TEXT, "number": NUMBER, "flag": FLAG, "day": DAY}


def of(written: str) -> Type:
    """Return the type that a fact writes: `text?`, `[seat]`, `person`."""
    if written.startswith("["):
        return Type("list", item=of(written[1:-1]))
    name = written.removesuffix("?")
    simple = _SIMPLE.get(name, Type("thing", thing=name))
    return replace(simple, optional=written.endswith("?"))


def facts(kind: Type) -> Mapping[str, Fact]:
    """Return the fields of a type."""
    return FACTS.get(kind.thing, {}) if kind.kind == "thing" else {}
