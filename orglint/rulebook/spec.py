"""The shape of a rule file and of a profile file."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict
from pydantic_core import PydanticCustomError

from orglint import core
from orglint.core import Severity
from orglint.org import described, scalars


def _listed(value: object) -> object:
    return value if isinstance(value, list | tuple) else () if value is None else (value,)


def _text(value: object) -> object:
    return value.strip() if isinstance(value, str) else value


def _severity(value: object) -> object:
    if value in ("info", "warning", "error"):
        return Severity.of(str(value))
    if isinstance(value, Severity):
        return value
    raise ValueError(f"takes info, warning or error, not {described(value)}")


def _day(value: object) -> object:
    """Let a text be a day of the calendar, and say why it is none."""
    if value is None:
        raise ValueError("takes a date such as 2026-01-31, not nothing")
    try:
        scalars.day(value)
    except PydanticCustomError as error:
        raise ValueError(str(error)) from None
    return value


Text = Annotated[str, BeforeValidator(_text)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_listed)]
Level = Annotated[Severity, BeforeValidator(_severity, json_schema_input_type=Literal["error", "warning", "info"])]


class Shape(BaseModel):
    """The root of all shapes: unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class RuleText(NamedTuple):
    """The text of a file of rules, and the name of the folder it lies in."""

    source: core.Source
    folder: str


class Grade(Shape):
    """Another severity, where a condition holds."""

    severity: Level
    """How much a finding weighs then."""
    when: Text
    """The condition: a yes-or-no expression about what was found."""


class Source(Shape):
    """A reference; `evidence` says how it was met."""

    title: Text
    """The work that says it, with its author and year."""
    locator: Text
    """Where in it: a page, a section, or the sentence in short."""
    evidence: Literal["seen", "quoted", "standard", "logic", "folklore"]
    """How it was met: seen, quoted by others, a standard, pure logic, or folklore."""


class Example(Shape):
    """A small organisation. In an invalid one, `# finding` stands on each line of a primary label."""

    name: Text
    """What the example shows, in a few words."""
    source: str
    """The organisation, as its file would say it; `# finding` stands on each line that a finding points at."""
    as_of: Annotated[str, BeforeValidator(_day)] = "2026-06-01"
    """The day that is judged."""


class Option(Shape):
    """What an organisation may set: what it means, and in `assert` what it is unless said."""

    means: Text
    """What it means, in a few words."""
    default: Any = None
    """What it is unless the settings say something else."""


def _option(value: object) -> object:
    return {"means": value} if isinstance(value, str) else value


class RuleFile(Shape):
    """A rule, as its file says it; the id is the file's name, the family its folder."""

    summary: Text
    """What the rule finds, in one sentence."""
    severity: Level
    """How much a finding weighs: error, warning or info."""
    grades: tuple[Grade, ...] = ()
    """Other weights of a finding, each under a condition; the first that holds counts."""
    status: Literal["preview", "stable", "deprecated"] = "stable"
    """Whether the rule is being tried out, stable, or about to go."""
    replaced_by: str = ""
    """The rule that stands in for one that is about to go."""
    since: str = ""
    """The version that brought the rule."""
    formerly: Texts = ()
    """Ids that the rule had before; they go on working."""
    profiles: Texts
    """The profiles under which the rule runs."""
    check: dict[str, Any]
    """What is checked: a kind of check, and what that kind takes."""
    options: dict[str, Annotated[Option, BeforeValidator(_option, json_schema_input_type=str | Option)]] = {}
    """What the settings may say about the rule: a name, and what it means."""
    when: Text = ""
    """The rule speaks only of what this expression holds for."""
    unless: Text = ""
    """The rule is silent about what this expression holds for."""
    needs: Texts = ()
    """Fields without which the rule cannot judge, such as person.reports_to."""
    explained_by: Texts = ()
    """Rules that say more about the same thing; where one of them found it, this one is folded in."""
    min_headcount: int = 0
    """Below this many people in the whole organisation its findings are hints."""
    message: Text = ""
    """What a finding says; names in braces stand for what was found."""
    rationale: Text
    """Why it matters."""
    help: Texts
    """What to do about a finding: one way or several."""
    fine_when: Texts = ()
    """When a finding is nothing to worry about."""
    references: tuple[Source, ...]
    """Where the rule comes from."""
    valid: tuple[Example, ...] = ()
    """Organisations in which the rule finds nothing."""
    invalid: tuple[Example, ...] = ()
    """Organisations in which the rule finds what is marked."""
    not_shown: Text = ""
    """Why there is no example of a finding, where one cannot be shown."""
    unnoticed: dict[str, Text] = {}
    """What may be changed about the rule without an example noticing, as `rules test --mutate` calls it, and why."""


def trusted(data: Mapping[str, Any]) -> RuleFile:
    """Return a rule that was validated when the book was compiled; reading it again costs next to nothing."""
    fields = dict(data)
    fields["severity"] = Severity.of(data["severity"])
    fields["grades"] = tuple(Grade.model_construct(**_weighed(one)) for one in data.get("grades", ()))
    fields["options"] = {name: Option.model_construct(**one) for name, one in data.get("options", {}).items()}
    fields["references"] = tuple(Source.model_construct(**one) for one in data["references"])
    for side in ("valid", "invalid"):
        fields[side] = tuple(Example.model_construct(**one) for one in data.get(side, ()))
    return RuleFile.model_construct(**fields)


def _weighed(data: Mapping[str, Any]) -> dict[str, Any]:
    return {**data, "severity": Severity.of(data["severity"])}


def plain(file: RuleFile) -> dict[str, Any]:
    """Return a rule as plain values for the compiled book: what `trusted` reads."""
    data = file.model_dump(mode="json", exclude_defaults=True, warnings=False)
    data["severity"] = file.severity.word
    data["grades"] = [{"severity": one.severity.word, "when": one.when} for one in file.grades]
    return data


class Adjustment(Shape):
    """What a profile changes about a rule: its severity, its options."""

    severity: Level | None = None
    options: dict[str, Any] = {}


def _adjustment(value: object) -> object:
    """Read what stands beside the severity as options, as in settings."""
    if not isinstance(value, dict):
        return value
    severity = {"severity": value["severity"]} if "severity" in value else {}
    return {**severity, "options": {key: item for key, item in value.items() if key != "severity"}}


class ProfileFile(Shape):
    """A profile: for whom it is, what it brings along, what it cannot go with."""

    title: Text
    for_whom: Text
    implies: Texts = ()
    contradicts: Texts = ()
    why_contradicts: Text = ""
    rules: dict[str, Annotated[Adjustment, BeforeValidator(_adjustment)]] = {}


def trusted_profile(data: Mapping[str, Any]) -> ProfileFile:
    """Return a profile that was validated when the book was compiled."""
    rules = {name: _trusted_adjustment(said) for name, said in data.get("rules", {}).items()}
    return ProfileFile.model_construct(**{**data, "rules": rules})


def _trusted_adjustment(data: Mapping[str, Any]) -> Adjustment:
    severity = Severity.of(data["severity"]) if "severity" in data else None
    options = {key: item for key, item in data.items() if key != "severity"}
    return Adjustment.model_construct(severity=severity, options=options)
