"""The shape of `orglint.yaml`."""

from typing import Annotated

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
Rules = dict[str, Annotated[RuleSetting, BeforeValidator(_rule)]]


class Shape(BaseModel):
    """The root of all shapes: unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True, arbitrary_types_allowed=True)


class OverrideEntry(Shape):
    """What is different somewhere, and where."""

    teams: Texts = ()
    products: Texts = ()
    systems: Texts = ()
    processes: Texts = ()
    paths: Texts = ()
    profiles: Texts = ()
    rules: Rules = {}


class SettingsFile(Shape):
    """What an organisation may set."""

    profiles: Texts = ()
    rules: Rules = {}
    overrides: tuple[OverrideEntry, ...] = ()
    include: Texts = ()
    exclude: Texts = ()
    rule_dirs: Texts = ()
    extra: dict[str, dict[str, Annotated[OwnKey, BeforeValidator(own_key)]]] = {}
    headcount: Annotated[int | None, BeforeValidator(_people)] = None
    fail_on: Annotated[Severity, BeforeValidator(_severity)] = Severity.ERROR
