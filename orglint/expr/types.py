"""The types of the expression language. Lists are never missing; anything else may be (`?`).

A text may name something: its noun says what. Nouns change nothing about which types fit together; they say which
words may be written out beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Literal, NamedTuple

from orglint.org import FACTS, Fact, Model
from orglint.org.facts import NOUNS

Kind = Literal["text", "number", "flag", "day", "nothing", "list", "thing"]

WORD = "word"
"""The noun of what is a role or a duty."""
_ONE_OF = "one-of:"


class Written(NamedTuple):
    """A text that an expression writes out: the column (None: in another expression) and the length of its literal."""

    text: str
    column: int | None
    length: int


@dataclass(frozen=True, slots=True)
class Type:
    """A type: its kind, for a list its items, for a thing its class, and whether it may be missing."""

    kind: Kind
    item: "Type | None" = None
    thing: str = ""
    optional: bool = False
    noun: str = field(default="", compare=False)
    """What a text names: `role`, `team-status`."""
    values: tuple[str, ...] = field(default=(), compare=False)
    """All that a text may say, where that is known."""
    written: tuple[Written, ...] = field(default=(), compare=False)
    """The literals that a text may come from."""

    def __str__(self) -> str:
        name = f"list of {self.item}" if self.kind == "list" else self.thing or self.kind
        return f"{name}?" if self.optional else name

    @property
    def present(self) -> "Type":
        """Return the type of what is known not to be missing."""
        return replace(self, optional=False) if self.optional else self

    @property
    def elsewhere(self) -> "Type":
        """Return the type as another expression sees it: what was written out has no column there."""
        item = self.item.elsewhere if self.item is not None else None
        return replace(self, item=item, written=tuple(one._replace(column=None) for one in self.written))

    def alike(self, other: "Type") -> bool:
        """Return whether both are one type, each of them there or missing; an empty list is a list of anything."""
        empty = NOTHING in (self.item, other.item) and self.kind == other.kind == "list"
        return empty or self.present == other.present

    def beside(self, other: "Type") -> "Type":
        """Return the type of what is either this or another value of the same type."""
        item = self.item
        if item is not None and other.item is not None:
            item = other.item if item == NOTHING else item if other.item == NOTHING else item.beside(other.item)
        noun, values = (self.noun, self.values) if self.noun == other.noun and self.values == other.values else ("", ())
        optional, written = self.optional or other.optional, (*self.written, *other.written)
        return Type(self.kind, item, self.thing, optional, noun, values, written)


TEXT = Type("text")
NUMBER = Type("number")
FLAG = Type("flag")
DAY = Type("day")
NOTHING = Type("nothing")
_SIMPLE: Mapping[str, Type] = {"text": TEXT, "number": NUMBER, "flag": FLAG, "day": DAY}


@cache
def of(written: str) -> Type:
    """Return the type that a fact writes: `text?`, `role`, `one-of:low|high`, `[seat]`, `person`."""
    if written.startswith("["):
        return Type("list", item=of(written[1:-1]))
    name = written.removesuffix("?")
    return replace(_SIMPLE.get(name) or _named(name), optional=written.endswith("?"))


def _named(name: str) -> Type:
    if name.startswith(_ONE_OF):
        return Type("text", values=tuple(name.removeprefix(_ONE_OF).split("|")))
    if name in NOUNS or name == WORD:
        return Type("text", noun=name, values=NOUNS.get(name) or ())
    return Type("thing", thing=name)


def facts(kind: Type, model: Model = FACTS) -> Mapping[str, Fact]:
    """Return the fields of a type."""
    return model.get(kind.thing, {}) if kind.kind == "thing" else {}
