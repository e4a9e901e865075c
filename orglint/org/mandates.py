"""What a seat says it holds -> its mandate: canonical roles and duties, and how each of them came in."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from orglint.core import Nearest
from orglint.core.wording import did_you_mean, joined, quoted
from orglint.org.model import Brought, Mandate
from orglint.org.vocabulary import Found, Vocabulary, Words

Texts = tuple[str | None, ...]


MOST_IMPLIED = 50
"""Longest chain of roles, each implying the next, that is followed."""


class Remark(NamedTuple):
    """Something to tell of a word, at an item of a field of the seat."""

    field: str
    item: int
    rule: str
    message: str


class Mandates:
    """Makes mandates; seats that say the same words share one, with the same remarks."""

    def __init__(self, vocabulary: Vocabulary, nearest: Nearest) -> None:
        self._vocabulary = vocabulary
        self._nearest = nearest
        self._made: dict[tuple[Texts, Texts, Texts], tuple[Mandate, tuple[Remark, ...]]] = {}

    def of(self, roles: Texts, duties: Texts, without: Texts) -> tuple[Mandate, tuple[Remark, ...]]:
        """Return the mandate of what a seat says, and what there is to tell of its words."""
        said = (roles, duties, without)
        made = self._made.get(said)
        if made is None:
            made = self._made[said] = self._make(roles, duties, without)
        return made

    def duty(self, word: str, beside: tuple[str, ...] = ()) -> tuple[Found, str]:
        """Return what a duty's name means, and what to tell of it (empty if nothing)."""
        return self._find(self._vocabulary.duty_words, "duty", word, beside)

    def role_named(self, word: str) -> str:
        """Return the role that a word names, empty if it names none."""
        found = self._vocabulary.role_words.find(word)
        return found.id if found.how in ("id", "synonym") else ""

    def role(self, word: str) -> tuple[Found, str]:
        """Return what a role's name means, and what to tell of it (empty if nothing)."""
        return self._find(self._vocabulary.role_words, "role", word, ())

    def _make(self, roles: Texts, duties: Texts, without: Texts) -> tuple[Mandate, tuple[Remark, ...]]:
        remarks: list[Remark] = []
        said = dict(_kept(self._ids("role", roles, (), remarks)))
        held = _with_implied(self._vocabulary, said)
        beside = tuple(held)
        left_out = set(dict(_kept(self._ids("without", without, beside, remarks))))
        brought: dict[str, list[Brought]] = {}
        for duty, item in _kept(self._ids("duties", duties, beside, remarks)):
            brought.setdefault(duty, []).append(Brought("duties", item))
        for role, way in held.items():
            known = self._vocabulary.roles.get(role)
            for duty in known.duties if known else ():
                if duty not in left_out:
                    brought.setdefault(duty, []).append(Brought("role", way.item, (*way.through, role)))
        member = all(self._vocabulary.roles[role].member for role in said if role in self._vocabulary.roles)
        effective = {duty: tuple(ways) for duty, ways in brought.items()}
        return Mandate(tuple(said), held, effective, member or not said), tuple(remarks)

    def _ids(
        self, field: str, words: Texts, beside: tuple[str, ...], remarks: list[Remark]
    ) -> Iterator[tuple[str, int]]:
        """Yield the id and the item of each word; words that are not simply ids are remarked on."""
        for item, word in enumerate(words):
            if word is None or not word.strip():
                continue
            found, tell = self.role(word) if field == "role" else self.duty(word, beside)
            if tell:
                remarks.append(Remark(field, item, found.rule("role" if field == "role" else "duty"), tell))
            yield found.id, item

    def _find(self, words: Words, noun: str, word: str, beside: tuple[str, ...]) -> tuple[Found, str]:
        found = words.find(word, beside)
        if found.how == "unknown":
            near = self._nearest(found.id, words.names, about=noun)
            hint = did_you_mean(near)
            return found, f"{quoted(found.id)} is no known {noun}{hint}"
        if found.how == "ambiguous":
            return found, f"{quoted(word)} may mean {joined(found.candidates, 'or')}; the seat keeps the word as it is"
        if found.how == "synonym" and noun == "duty":
            return found, f"{quoted(word)} is read as {found.id}"
        return found, ""


def _kept(ids: Iterator[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """Keep the first of each id."""
    seen: set[str] = set()
    for name, item in ids:
        if name not in seen:
            seen.add(name)
            yield name, item


def _with_implied(vocabulary: Vocabulary, said: Mapping[str, int]) -> dict[str, Brought]:
    """Return the named roles and, behind them, those that they imply, each once with the way to it.

    Of several ways to a role the first in the order of names counts, whatever the order in which roles are named.
    """
    ways = {role: Brought("role", item) for role, item in said.items()}
    waiting = sorted(ways)
    for role in waiting:  # grows while it is walked
        known = vocabulary.roles.get(role)
        for implied in sorted(known.implies) if known and len(ways[role].through) < MOST_IMPLIED else ():
            if implied not in ways:
                ways[implied] = Brought("role", ways[role].item, (*ways[role].through, role))
                waiting.append(implied)
    return ways
