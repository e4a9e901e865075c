"""The shape of a rule file and of a profile file."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict

from orglint import core
from orglint.core import Severity
from orglint.org import described


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


Text = Annotated[str, BeforeValidator(_text)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_listed)]
Level = Annotated[Severity, BeforeValidator(_severity)]


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
    when: Text


class Source(Shape):
    """A reference; `evidence` says how it was met."""

    title: Text
    locator: Text
    evidence: Literal["seen", "quoted", "standard", "logic", "folklore"]


class Example(Shape):
    """A small organisation. In an invalid one, `# finding` stands on each line of a primary label."""

    name: Text
    source: str
    as_of: str = "2026-06-01"


class Option(Shape):
    """What an organisation may set: what it means, and in `assert` what it is unless said."""

    means: Text
    default: Any = None


def _option(value: object) -> object:
    return {"means": value} if isinstance(value, str) else value


class RuleFile(Shape):
    """A rule, as its file says it; the id is the file's name, the family its folder."""

    summary: Text
    severity: Level
    grades: tuple[Grade, ...] = ()
    status: Literal["preview", "stable", "deprecated"] = "stable"
    replaced_by: str = ""
    since: str = ""
    formerly: Texts = ()
    profiles: Texts
    check: dict[str, Any]
    options: dict[str, Annotated[Option, BeforeValidator(_option)]] = {}
    when: Text = ""
    unless: Text = ""
    needs: Texts = ()
    explained_by: Texts = ()
    min_headcount: int = 0
    message: Text = ""
    rationale: Text
    help: Texts
    fine_when: Texts = ()
    references: tuple[Source, ...]
    valid: tuple[Example, ...] = ()
    invalid: tuple[Example, ...] = ()
    not_shown: Text = ""
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
    """What a profile changes about a rule."""

    severity: Level | None = None


class ProfileFile(Shape):
    """A profile: for whom it is, what it brings along, what it cannot go with."""

    title: Text
    for_whom: Text
    implies: Texts = ()
    contradicts: Texts = ()
    why_contradicts: Text = ""
    rules: dict[str, Adjustment] = {}


def trusted_profile(data: Mapping[str, Any]) -> ProfileFile:
    """Return a profile that was validated when the book was compiled."""
    rules = {name: Adjustment.model_construct(**_weighed(said)) for name, said in data.get("rules", {}).items()}
    return ProfileFile.model_construct(**{**data, "rules": rules})
