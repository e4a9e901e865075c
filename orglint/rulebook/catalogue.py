"""What rules may name: roles, duties, groups of them, lines and teams. Known once the organisation is."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from orglint.core import nearest
from orglint.core.wording import did_you_mean, joined
from orglint.expr import ExpressionError
from orglint.org import Org, Vocabulary
from orglint.rulebook.mistakes import Mistake, Pointer
from orglint.rulebook.rule import Rule

Route = tuple[str | int, ...]
Said = Callable[[Rule, str], tuple[Pointer, Route]]
_FEW = 8
"""Names that a sentence lists where none is near."""


class Catalogue(NamedTuple):
    """The names of a run, by noun; what is not listed here is not looked up."""

    names: Mapping[str, tuple[str, ...]]
    vocabulary: Vocabulary | None = None
    """What else the roles and duties are called."""

    @classmethod
    def of(cls, vocabulary: Vocabulary, teams: Iterable[str] | None = None) -> "Catalogue":
        """Return what a vocabulary knows, and the teams of an organisation where these are known."""
        roles, duties = tuple(vocabulary.roles), tuple(vocabulary.duties)
        duty_groups = _distinct(duty.group for duty in vocabulary.duties.values())
        found = {
            "role": roles,
            "duty": duties,
            "word": (*roles, *duties),
            "role group": _distinct(role.group for role in vocabulary.roles.values()),
            "duty group": duty_groups,
            "duty or group": (*duties, *duty_groups),
            "line": _distinct(role.line for role in vocabulary.roles.values()),
        }
        named = tuple(teams) if teams is not None else None
        return cls({**found, **({"team": named, "team-id": named} if named is not None else {})}, vocabulary)

    @classmethod
    def of_org(cls, org: Org) -> "Catalogue":
        """Return what an organisation declares or mentions."""
        ids = {"product-id": tuple(org.products), "system-id": tuple(org.systems), "process-id": tuple(org.processes)}
        return cls({**cls.of(org.vocabulary, org.teams).names, **ids}, org.vocabulary)

    def unknown(self, rule: Rule, said: Said | None = None) -> Iterator[Mistake]:
        """Yield the names that a rule uses and nothing declares, each where it stands.

        `said` tells where an option was set; a name that stands in one is told there.
        """
        for noun, words in rule.params.words().items():
            for word in dict.fromkeys(words):
                if noun in self.names and word not in self.names[noun]:
                    pointer, route = _place(rule, word, said)
                    yield pointer.mistake(self._says(noun, word), *route)
        for route, source, named in rule.named():
            if named.noun in self.names and named.id not in self.names[named.noun]:
                error = ExpressionError(self._says(named.noun, named.id), named.column, named.length)
                yield rule.pointer.inside(error, source, *route)

    def _says(self, noun: str, word: str) -> str:
        what = noun.removesuffix("-id") if noun != "word" else "role or duty"
        there = self.names[noun]
        listed = f"; there are {joined(there)}" if 1 < len(there) <= _FEW else ""
        hint = did_you_mean(self._meant(noun, word) or nearest(word, there)) or listed
        return f"there is no {what} {word}{hint}" if there else f"there is no {what} {word}, nor any other"

    def _meant(self, noun: str, word: str) -> tuple[str, ...]:
        """Return the role or duty of which a word is another name."""
        if self.vocabulary is None:
            return ()
        tables = {"role": self.vocabulary.role_words, "duty": self.vocabulary.duty_words}
        asked = [table for of, table in tables.items() if of in noun.split() or noun == "word"]
        found = (table.find(word) for table in asked if not noun.endswith(" group"))
        return tuple(one.id for one in found if one.how == "synonym")


def _place(rule: Rule, word: str, said: Said | None) -> tuple[Pointer, Route]:
    """Return where a word stands: in an option that is set, else in the check."""
    route = _route(rule.options, word) if said is not None else ()
    if said is not None and route:
        pointer, base = said(rule, str(route[0]))
        return pointer, (*base, *route[1:])
    return rule.pointer, ("check", *_route(rule.file.check, word))


def _distinct(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))


def _route(value: Any, word: str) -> Route:
    """Return the steps to the first place in some plain values where a word stands, none if it is nowhere."""
    steps: Iterable[tuple[str | int, Any]] = ()
    if isinstance(value, dict):
        steps = value.items()
    elif isinstance(value, list | tuple):
        steps = enumerate(value)
    for step, inner in steps:
        if inner == word:
            return (step,)
        below = _route(inner, word)
        if below:
            return (step, *below)
    return ()
