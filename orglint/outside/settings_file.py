"""`orglint.yaml` -> settings."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from orglint.core import RuleSetting, Settings, Severity, Source
from orglint.document import read
from orglint.outside.files import SETTINGS_NAMES, STDIN, shown_path
from orglint.rulebook import Mistake, Pointer, Unusable


def _listed(value: object) -> object:
    return () if value is None else value if isinstance(value, list) else [value]


def _severity(value: object) -> Severity:
    try:
        return Severity.of(str(value))
    except KeyError:
        raise ValueError(f"takes info, warning or error, not '{value}'") from None


def _rule(value: object) -> object:
    """Read what is said about a rule: on, off, a severity, or a mapping of severity and options."""
    if isinstance(value, dict):
        options = {key: item for key, item in value.items() if key != "severity"}
        severity = _severity(value["severity"]) if "severity" in value else None
        return RuleSetting(None if "severity" not in value and not options else True, severity, options)
    if value in ("on", "off"):
        return RuleSetting(value == "on")
    raise ValueError("takes on, off, or a mapping of severity and options")


Texts = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class SettingsFile(BaseModel):
    """What an organisation may set."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True, arbitrary_types_allowed=True)

    profiles: Texts = ()
    rules: dict[str, Annotated[RuleSetting, BeforeValidator(_rule)]] = {}
    include: Texts = ()
    exclude: Texts = ()
    fail_on: Annotated[Severity, BeforeValidator(_severity)] = Severity.ERROR


def find(paths: Sequence[str]) -> Path | None:
    """Return the settings file that stands nearest above all paths, if there is one."""
    places = [Path(path).absolute() for path in paths if path != STDIN] or [Path.cwd()]
    here = Path(os.path.commonpath([os.path.normpath(place) for place in places]))
    for folder in (here, *here.parents):
        for name in SETTINGS_NAMES:
            if (folder / name).is_file():
                return folder / name
    return None


def load(path: Path) -> tuple[Settings, Pointer, list[Mistake]]:
    """Read a settings file: what could be understood of it, and everything that could not."""
    shown = shown_path(path)
    try:
        source = Source(shown, path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise Unusable([Mistake(shown, 1, 1, f"these settings cannot be read: {error}")]) from None
    file = read(source)
    document = file.documents[0] if file.documents else None
    pointer = Pointer(shown, document, source.text)
    mistakes = [pointer.at(problem) for problem in file.problems]
    data = document.data if document is not None else None
    if data is not None and not isinstance(data, dict):
        mistakes.append(pointer.mistake("settings are a mapping"))
    return _settings(path, data if isinstance(data, dict) else {}, pointer, mistakes), pointer, mistakes


def _settings(path: Path, data: dict[str, Any], pointer: Pointer, mistakes: list[Mistake]) -> Settings:
    """Return the settings; what is unfit is told and left out."""
    try:
        said = SettingsFile.model_validate(data)
    except ValidationError as error:
        mistakes += pointer.of(error, SettingsFile)
        unfit = {(one["loc"] + ("",))[:2] for one in error.errors()}
        said = SettingsFile.model_validate(_without(data, unfit))
    return Settings(
        path=str(path),
        profiles=said.profiles,
        rules=said.rules,
        include=said.include,
        exclude=said.exclude,
        fail_on=said.fail_on,
    )


def _without(data: dict[str, Any], unfit: set[tuple[int | str, ...]]) -> dict[str, Any]:
    """Return settings without what is unfit: single rules where only these are, else whole keys."""
    whole = {route[0] for route in unfit if route[0] != "rules" or not isinstance(data.get("rules"), dict)}
    kept = {key: value for key, value in data.items() if key not in whole}
    if isinstance(kept.get("rules"), dict):
        kept["rules"] = {name: said for name, said in kept["rules"].items() if ("rules", name) not in unfit}
    return kept
