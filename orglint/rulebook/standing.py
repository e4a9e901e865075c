"""What holds for a unit: the methods by which it works, and the overrides that speak of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from orglint.core import ORGANISATION, Override, Ref
from orglint.org import Activity, Org, Person, Seat, Unit, Work, clean


class Standing(NamedTuple):
    """The methods by which a unit works, and the numbers of the overrides that speak of it, in their order."""

    methods: frozenset[str] = frozenset()
    overrides: tuple[int, ...] = ()


EVERYWHERE = Standing()
"""Where nothing says a method, and no override speaks."""


class Standings:
    """The standing of everything in an organisation."""

    def __init__(self, org: Org, overrides: Sequence[Override] = ()) -> None:
        self.overrides = overrides
        self._org = org
        self._tables: Mapping[str, Mapping[str, Unit]] = {
            "team": org.teams, "product": org.products, "system": org.systems, "process": org.processes,
        }  # fmt: skip
        self._named = [self._ids(one) for one in overrides]
        self._has_paths = any(one.paths for one in overrides)
        self._known: dict[tuple[Ref, str], Standing] = {}

    def _ids(self, override: Override) -> Mapping[str, frozenset[str]]:
        """Return the ids of what an override names; names compare as they do in files."""
        return {cls: frozenset(folded(names)) for cls, names in override.units.items()}

    def of(self, ref: Ref, path: str = "") -> Standing:
        """Return the standing of what a name stands for; what is declared nowhere stands where the path says."""
        key = (ref, path if self._has_paths else "")
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._standing(ref, path)
        return found

    def _standing(self, ref: Ref, path: str) -> Standing:
        unit = self._tables.get(ref.kind, {}).get(ref.id)
        methods = frozenset(_methods(unit))
        if not self.overrides:
            return Standing(methods)
        thing = self._org.people.get(ref.id) if ref.kind == "person" else unit
        file = thing.site.path if thing is not None and thing.declared else path
        speaking = (at for at, one in enumerate(self.overrides) if self._names(at, ref, unit) or one.covers(file))
        return Standing(methods, tuple(speaking))

    def _names(self, at: int, ref: Ref, unit: Unit | None) -> bool:
        """Return whether an override names a unit, or all the teams that work on it."""
        named = self._named[at]
        if ref.id.casefold() in named.get(ref.kind, ()):
            return True
        teams = named.get("team")
        if not teams or not isinstance(unit, Work) or not unit.teams:
            return False
        return all(team.id.casefold() in teams for team in unit.teams)

    @cached_property
    def all(self) -> tuple[Standing, ...]:
        """Every standing that there is, each once; that of what belongs to no unit is the first."""
        if not self.overrides:
            return tuple(dict.fromkeys([EVERYWHERE, *(Standing(one) for one in self._all_methods())]))
        found = [EVERYWHERE, *(self.of(unit.ref, unit.site.path) for unit in self._units())]
        found += [self.of(person.ref, person.site.path) for person in self._org.people.values()]
        found += [self.of(ORGANISATION, path) for path in self._by_file]
        return tuple(dict.fromkeys(found))

    def _all_methods(self) -> Iterator[frozenset[str]]:
        return (frozenset(_methods(unit)) for unit in self._units())

    def in_file(self, path: str) -> tuple[Standing, ...]:
        """Return the standing of all that a file speaks of, each once."""
        return tuple(dict.fromkeys(self.of(ref, path) for ref in self._by_file.get(path, {ORGANISATION: None})))

    @cached_property
    def _by_file(self) -> Mapping[str, Mapping[Ref, None]]:
        """What each file speaks of: what it declares or mentions first, and where its seats and activities are."""
        org = self._org
        found: dict[str, dict[Ref, None]] = {org.site.path: {ORGANISATION: None}}
        things: tuple[Person | Unit | Seat | Activity, ...]
        things = (*org.people.values(), *self._units(), *org.seats, *org.activities)
        for thing in things:
            refs = found.setdefault(thing.site.path, {ORGANISATION: None})
            if isinstance(thing, Person | Unit):
                refs[thing.ref] = None
                continue
            refs.update((unit.ref, None) for unit in thing.scope.reach)
            if isinstance(thing, Seat) and thing.person is not None:
                refs[thing.person.ref] = None
        return found

    def _units(self) -> Iterator[Unit]:
        for table in self._tables.values():
            yield from table.values()


def folded(names: Iterable[str]) -> Iterator[str]:
    """Yield names as they compare: composed, trimmed, without regard to case."""
    return (clean(name).casefold() for name in names)


def _methods(unit: Unit | None) -> Iterable[str]:
    """Return the methods by which a unit works: its own, else those of the teams that work on it."""
    if unit is None:
        return ()
    if unit.method is not None:
        return (unit.method,)
    return (team.method for team in unit.teams if team.method) if isinstance(unit, Work) else ()
