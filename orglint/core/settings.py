"""What an organisation or a caller asked for."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from orglint.core.finding import Severity


class RuleSetting(NamedTuple):
    """What was said about one rule or one family: on or off, another severity, other options."""

    on: bool | None = None
    severity: Severity | None = None
    options: Mapping[str, object] = MappingProxyType({})


class OwnKey(NamedTuple):
    """The type of an organisation's own key: a text, a number, a date, one of some values, or the name of a thing.

    `many` says that the key holds a list of these.
    """

    kind: str
    values: tuple[str, ...] = ()
    many: bool = False


def nowhere(path: str) -> bool:
    """Say of every path that it is not meant."""
    del path
    return False


class Override(NamedTuple):
    """What is different for some units, and for what some files declare."""

    at: int = 0
    """Its number in the list, from 0 on."""
    units: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """The names of what it speaks of, by class: team, product, system, process."""
    paths: tuple[str, ...] = ()
    covers: Callable[[str], bool] = nowhere
    """Whether the paths mean a file, as a report names it."""
    profiles: tuple[str, ...] = ()
    rules: Mapping[str, RuleSetting] = MappingProxyType({})


class Settings(NamedTuple):
    """Everything that steers a run. An empty `Settings()` is what a lone file gets."""

    path: str = ""
    """The settings file; where there is one, it says which files are the organisation."""
    profiles: tuple[str, ...] = ()
    rules: Mapping[str, RuleSetting] = MappingProxyType({})
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    fail_on: Severity = Severity.ERROR
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    rule_dirs: tuple[str, ...] = ()
    """Folders of the organisation's own rules, as seen from the settings file."""
    extra: Mapping[str, Mapping[str, OwnKey]] = MappingProxyType({})
    """The organisation's own keys that rules may read, by class of thing and by key."""
    overrides: tuple[Override, ...] = ()
    """What is different for some units; a later one wins, key by key."""
    headcount: int | None = None
    """How many people the organisation has, where its files declare only a part of them."""
