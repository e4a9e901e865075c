"""The shape of `orglint.yaml`."""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict

from orglint.core import OwnKey, RuleSetting, Severity
from orglint.org import described
from orglint.outside.own_keys import own_key

UNITS = {"teams": "team", "products": "product", "systems": "system", "processes": "process"}
"""The keys of an override that name units, and the classes of these."""


def _listed(value: object) -> object:
    return () if value is None else value if isinstance(value, list) else [value]


def _severity(value: object) -> Severity:
    try:
        return Severity.of(str(value))
    except KeyError:
        raise ValueError(f"takes info, warning or error, not {described(value)}") from None


def _rule(value: object) -> object:
    """Read what is said about a rule: on, off, a severity, or a mapping of severity and options."""
    if isinstance(value, dict):
        options = {key: item for key, item in value.items() if key != "severity"}
        severity = _severity(value["severity"]) if "severity" in value else None
        return RuleSetting(None if "severity" not in value and not options else True, severity, options)
    if value in ("on", "off"):
        return RuleSetting(value == "on")
    raise ValueError("takes on, off, or a mapping of severity and options")


def _people(value: object) -> object:
    """Read how many people there are."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and 0 < len(value) < 10 and int(value):  # noqa: PLR2004 - digits of the largest organisation, and one more
        return int(value)
    raise ValueError(f"takes a whole number of at least 1, not {described(value)}")


Texts = Annotated[tuple[str, ...], BeforeValidator(_listed)]
Switch = Literal["on", "off"]
Word = Literal["error", "warning", "info"]


class Weighed(BaseModel):
    """What may be said about a rule beside on and off: its severity, and options of its own."""

    model_config = ConfigDict(extra="allow", defer_build=True)

    severity: Word | None = None
    """How much all its findings weigh."""


Rules = dict[str, Annotated[RuleSetting, BeforeValidator(_rule, json_schema_input_type=Switch | Weighed)]]
Level = Annotated[Severity, BeforeValidator(_severity, json_schema_input_type=Word)]
Count = Annotated[int | None, BeforeValidator(_people, json_schema_input_type=int)]
Type = Literal["text", "number", "date", "person", "team", "product", "system", "process", "role", "duty"]


class ListOf(BaseModel):
    """A key that holds several values of one type."""

    model_config = ConfigDict(extra="forbid", defer_build=True)

    list_of: Type | list[str]
    """The type of each: one of the types, or a list of the values it takes."""


Own = Annotated[OwnKey, BeforeValidator(own_key, json_schema_input_type=Type | list[str] | ListOf)]


class Shape(BaseModel):
    """The root of all shapes: unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True, arbitrary_types_allowed=True)


class OverrideEntry(Shape):
    """What is different somewhere, and where."""

    teams: Texts = ()
    """The teams for which it holds, and what nobody else works on."""
    products: Texts = ()
    """The products for which it holds."""
    systems: Texts = ()
    """The systems for which it holds."""
    processes: Texts = ()
    """The processes for which it holds."""
    paths: Texts = ()
    """Patterns of files; it holds for what is declared there."""
    profiles: Texts = ()
    """The profiles that are on there beside the others."""
    rules: Rules = {}
    """What is different about single rules or families there, by their ids."""


class SettingsFile(Shape):
    """What an organisation may set."""

    profiles: Texts = ()
    """The profiles that are on beside core."""
    rules: Rules = {}
    """What is different about single rules or families, by their ids."""
    overrides: tuple[OverrideEntry, ...] = ()
    """What is different for some teams, products or files; a later entry wins, key by key."""
    include: Texts = ()
    """The files and folders that are the organisation; everything below this file unless said."""
    exclude: Texts = ()
    """Patterns of files and folders that are none of it."""
    rule_dirs: Texts = ()
    """Folders that hold rules of your own."""
    extra: dict[str, dict[str, Own]] = {}
    """Keys of your own that rules may read, by class of thing, each with its type."""
    headcount: Count = None
    """How many people the whole organisation has, where its files declare only a part of them."""
    fail_on: Level = Severity.ERROR
    """The least severity that ends a run with code 1; error unless said."""
