"""An organisation's own keys (`x-…`) -> values of the types that its settings declare."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from pydantic_core import PydanticCustomError

from orglint.core import OwnKey, Site
from orglint.document import Data
from orglint.org.facts import fact_of_key
from orglint.org.mandates import Mandates
from orglint.org.model import Activity, Person, Seat, Unit
from orglint.org.names import People, Register
from orglint.org.scalars import OneOf, day, described, number, text, unfit
from orglint.org.validate import Validator

Extra = Mapping[str, Mapping[str, OwnKey]]
"""The own keys of an organisation: by class of things and by key."""
NOTHING_OWN: Extra = MappingProxyType({})
_READERS = {"text": text, "number": number, "date": day}
_WORDS = frozenset({"role", "duty"})


class OwnKeys:
    """Reads the own keys of entries, as far as they are declared."""

    def __init__(
        self,
        extra: Extra,
        people: People,
        units: Mapping[str, Register[Unit]],
        mandates: Mandates,
        validator: Validator,
    ) -> None:
        self._extra = extra
        self._people = people
        self._units = units
        self._mandates = mandates
        self._validator = validator

    def keep(self, thing: Person | Unit | Seat | Activity, cls: str, value: Data, site: Site) -> bool:
        """Keep what the entry of a thing says in own keys; returns whether all of it was understood."""
        keys = self._extra.get(cls)
        if not keys or not isinstance(value, dict) or keys.keys().isdisjoint(value):
            return True
        own: dict[str, Any] = {}
        whole = True
        for key, declared in keys.items():
            items, fit = self._items(key, declared, value.get(key), site / key)
            whole = whole and fit
            if items:
                own[fact_of_key(key)] = tuple(items) if declared.many else items[0]
        thing.own = own
        return whole

    def _items(self, key: str, declared: OwnKey, value: Data, site: Site) -> tuple[list[Any], bool]:
        """Return the values that fit, and whether all do; what does not is told at its place."""
        found: list[Any] = []
        whole = True
        for item, at in _each(value, site) if declared.many else ((value, site),):
            try:
                read = self._value(declared, item, at) if item is not None else None
            except PydanticCustomError as misfit:
                self._validator.misfit(key, misfit, at)
                whole = False
            else:
                found += [read] if read is not None else []
        return found, whole

    def _value(self, declared: OwnKey, value: Data, site: Site) -> Any:
        kind = declared.kind
        if kind in _READERS:
            return _READERS[kind](value)
        if kind == "one-of":
            return OneOf(*declared.values)(value)
        if not isinstance(value, str):
            noun = f"a {kind}" if kind in _WORDS else "a handle" if kind == "person" else f"the id of a {kind}"
            raise unfit("wrong-type", f"takes {noun}, not {described(value)}")
        if not value.strip():
            return None
        if kind == "person":
            return self._people.named(value, site)
        return self._word(kind, value, site) if kind in _WORDS else self._units[kind].mention(value, site)

    def _word(self, kind: str, word: str, site: Site) -> str:
        found, tell = self._mandates.role(word) if kind == "role" else self._mandates.duty(word)
        if tell:
            self._validator.say(found.rule(kind), site, tell)
        return found.id


def _each(value: Data, site: Site) -> Iterator[tuple[Data, Site]]:
    """Yield the items of a list with their places; one value stands for a list of one."""
    for at, item in enumerate(value if isinstance(value, list) else [value]):
        yield item, site / at
