"""The words of the field: canonical roles and duties, and what else people call them.

The built-in vocabulary is made once and never changes; an organisation's own words are an overlay whose ids and
aliases win. A word is looked up in two steps: as it is (case and punctuation aside), then without wrapper words
such as "own" or "manage".
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from re import sub as replaced
from typing import Literal
from unicodedata import normalize

from orglint.core import Site

_APART = r"[\W_]+"
_PNL = r"\bp and l\b|\bprofit and loss\b|\bp l\b"
_ARTICLES = frozenset({"the", "a", "an"})
How = Literal["id", "synonym", "ambiguous", "unknown"]


@dataclass(frozen=True, slots=True)
class Role:
    """A role: what it brings along, and what its owner declared about it. `site` is None for a built-in role."""

    id: str
    title: str = ""
    aliases: tuple[str, ...] = ()
    framework: str = ""
    group: str = ""
    duties: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    implies: tuple[str, ...] = ()
    holders: tuple[int | None, int | None, str] | None = None
    requires: tuple[str, ...] = ()
    line: str = ""
    member: bool = True
    site: Site | None = None
    whole: bool = True
    """False where a part of the entry could not be understood."""


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty: something that somebody holds in a unit. `required_per` is a class of unit, or empty."""

    id: str
    title: str = ""
    aliases: tuple[str, ...] = ()
    group: str = ""
    level: str = ""
    orientation: str = ""
    exclusive: bool = False
    required_per: str = ""
    site: Site | None = None


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A word that may mean several things; `in_roles` says which one it is beside a role."""

    candidates: tuple[str, ...]
    in_roles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """What a word means: its id (for an unknown word the word itself), how it was found, what else it may mean."""

    id: str
    how: How
    candidates: tuple[str, ...] = ()

    def rule(self, noun: str) -> str:
        """Return the rule that speaks of a word found like this, such as `unknown-duty` or `duty-synonym`."""
        return f"{noun}-synonym" if self.how == "synonym" else f"{self.how}-{noun}"


@dataclass(frozen=True)
class Words:
    """One kind of words, roles or duties, ready for look-ups."""

    ids: frozenset[str]
    spoken: tuple[tuple[str, tuple[str, ...]], ...]
    """Each id with its aliases; earlier entries win."""
    ambiguous: Mapping[str, Ambiguous]
    wrappers: frozenset[str]

    def find(self, word: str, beside: Iterable[str] = ()) -> Found:
        """Say what a word means; `beside` are the roles of the seat it stands in."""
        if word in self.ids:
            return Found(word, "id")
        key = normal(word)
        words = [part for part in key.split() if part not in self.wrappers]
        short = self.stripped(key)
        steps = [(self._exact, key), (self._exact, " ".join(words)), (self._exact, short)]
        if len(words) > 1:
            steps[1:] = [(self._stripped, short)]
        found = (self._step(table, key, beside) for table, key in steps)
        return next((one for one in found if one is not None), Found(word.strip(), "unknown"))

    def _step(self, table: Mapping[str, str], key: str, beside: Iterable[str]) -> Found | None:
        doubt = self.ambiguous.get(key)
        if doubt is not None:
            meant = next((doubt.in_roles[role] for role in beside if role in doubt.in_roles), None)
            return Found(meant, "synonym") if meant else Found(key, "ambiguous", doubt.candidates)
        return Found(table[key], "synonym") if key in table else None

    @cached_property
    def _exact(self) -> Mapping[str, str]:
        table: dict[str, str] = {}
        for name, aliases in self.spoken:
            for word in (name, *aliases):
                table.setdefault(normal(word), name)
        return table

    @cached_property
    def _stripped(self) -> Mapping[str, str]:
        table: dict[str, str] = {}
        for key, name in self._exact.items():
            table.setdefault(self.stripped(key), name)
        return table

    def stripped(self, key: str) -> str:
        """Return a normal form without wrapper words, its nouns in the singular."""
        return " ".join(_singular(word) for word in key.split() if word not in self.wrappers)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Return every id and alias, for suggestions."""
        return tuple(word for name, aliases in self.spoken for word in (name, *aliases))


@dataclass(frozen=True)
class Vocabulary:
    """Roles and duties by id, and how to find them by other words."""

    roles: Mapping[str, Role]
    duties: Mapping[str, Duty]
    wrappers: frozenset[str] = frozenset()
    ambiguous_roles: Mapping[str, Ambiguous] = field(default_factory=dict)
    ambiguous_duties: Mapping[str, Ambiguous] = field(default_factory=dict)

    @cached_property
    def role_words(self) -> Words:
        """The roles, by word."""
        return Words(_ids(self.roles), _spoken(self.roles), self.ambiguous_roles, _ARTICLES)

    @cached_property
    def duty_words(self) -> Words:
        """The duties, by word."""
        return Words(_ids(self.duties), _spoken(self.duties), self.ambiguous_duties, self.wrappers)

    def overlaid(self, roles: Mapping[str, Role], duties: Mapping[str, Duty]) -> "Vocabulary":
        """Return this vocabulary with an organisation's own words, which win."""
        own_roles, own_duties = _said(roles), _said(duties)
        return replace(
            self,
            roles={**roles, **{name: role for name, role in self.roles.items() if name not in roles}},
            duties={**duties, **{name: duty for name, duty in self.duties.items() if name not in duties}},
            ambiguous_roles={word: doubt for word, doubt in self.ambiguous_roles.items() if word not in own_roles},
            ambiguous_duties={word: doubt for word, doubt in self.ambiguous_duties.items() if word not in own_duties},
        )

    @cached_property
    def bringers(self) -> Mapping[str, tuple[str, ...]]:
        """The roles that bring a duty, by duty."""
        by_duty: dict[str, list[str]] = {}
        for role in self.roles.values():
            for duty in role.duties:
                by_duty.setdefault(duty, []).append(role.id)
        return {duty: tuple(roles) for duty, roles in by_duty.items()}


def _spoken(entries: Mapping[str, Role] | Mapping[str, Duty]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((name, entry.aliases) for name, entry in entries.items())


def _said(entries: Mapping[str, Role] | Mapping[str, Duty]) -> set[str]:
    return {normal(word) for name, aliases in _spoken(entries) for word in (name, *aliases)}


def _ids(entries: Mapping[str, Role] | Mapping[str, Duty]) -> frozenset[str]:
    """Return the ids, without those that an organisation uses as another word of its own."""
    own = [entry for entry in entries.values() if entry.site is not None]
    taken = {alias for entry in own for alias in entry.aliases}
    return frozenset(entries) - (taken - {entry.id for entry in own})


def normal(word: str) -> str:
    """Return the form in which words are compared: lower case, `&` as `and`, punctuation as blanks."""
    text = replaced(_APART, " ", normalize("NFC", word).casefold().replace("&", " and ")).strip()
    return replaced(_PNL, "pnl", text)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):  # noqa: PLR2004 - "dies" is no plural of "dy"
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):  # noqa: PLR2004 - "ops"
        return word[:-1]
    return word
