"""What an organisation or a caller asked for."""

from collections.abc import Mapping
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
