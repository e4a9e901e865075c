"""`orglint.yaml` -> settings."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from orglint.core import RuleSetting, Settings, Severity, Source
from orglint.document import Document, read
from orglint.org import described
from orglint.outside.files import STDIN, near, shown_path
from orglint.outside.organisation import is_pattern
from orglint.outside.texts import Unreadable, text_of
from orglint.outside.walk import SETTINGS_NAMES
from orglint.rulebook import Mistake, Pointer


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


Texts = Annotated[tuple[str, ...], BeforeValidator(_listed)]


Switch = Literal["on", "off"]
Word = Literal["error", "warning", "info"]


class Weighed(BaseModel):
    """What may be said about a rule beside on and off: its severity, and options of its own."""

    model_config = ConfigDict(extra="allow", defer_build=True)

    severity: Word | None = None
    """How much all its findings weigh."""


class SettingsFile(BaseModel):
    """What an organisation may set."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True, arbitrary_types_allowed=True)

    profiles: Texts = ()
    """The profiles that are on beside core."""
    rules: dict[str, Annotated[RuleSetting, BeforeValidator(_rule, json_schema_input_type=Switch | Weighed)]] = {}
    """What is different about single rules or families, by their ids."""
    include: Texts = ()
    """The files and folders that are the organisation; everything below this file unless said."""
    exclude: Texts = ()
    """Patterns of files and folders that are none of it."""
    rule_dirs: Texts = ()
    """Folders that hold rules of your own."""
    fail_on: Annotated[Severity, BeforeValidator(_severity, json_schema_input_type=Word)] = Severity.ERROR
    """The least severity that ends a run with code 1; error unless said."""


class Found(NamedTuple):
    """The settings of a run, the folder they speak of, and what is wrong with them."""

    settings: Settings
    root: Path
    pointer: Pointer
    mistakes: list[Mistake]


def settings_for(paths: Sequence[str], given: Path | None = None, stdin_name: str = "") -> Found:
    """Return the settings of the file that stands nearest above all paths, or of a given file.

    A given file, taken from elsewhere, speaks of the folder that the one above the paths speaks of, else of the
    current one.
    """
    own = find(paths, stdin_name)
    root = own.parent if own is not None else Path()
    path = given or own
    if path is None or not os.path.lexists(path):
        return Found(Settings(), root, Pointer("the command line"), [])
    try:
        return _load(path, root)
    except Unreadable as error:
        shown = shown_path(path)
        mistakes = [Mistake(shown, 1, 1, f"these settings cannot be read: {error}")]
        return Found(Settings(path=str(path)), root, Pointer(shown), mistakes)


def find(paths: Sequence[str], stdin_name: str = "") -> Path | None:
    """Return the settings file that stands nearest above all paths, if there is one."""
    names = (stdin_name if path == STDIN else path for path in paths)
    places = [os.path.normpath(Path(name).absolute()) for name in names if name] or [str(Path.cwd())]
    try:
        here = Path(os.path.commonpath(places))
    except ValueError:  # two drives have no folder above them
        return None
    for folder in (here, *here.parents):
        for name in SETTINGS_NAMES:
            if (folder / name).is_file():
                return folder / name
    return None


def _load(path: Path, root: Path) -> Found:
    """Read a settings file: what could be understood of it, and everything that could not; raises Unreadable."""
    source = Source(shown_path(path), text_of(path, pipes=True))
    file = read(source)
    document = file.documents[0] if file.documents else None
    pointer = Pointer(source.path, document, source.text)
    mistakes = [pointer.at(problem) for problem in file.problems]
    mistakes += [_second(other, source) for other in file.documents[1:2]]
    data = document.data if document is not None else None
    if data is not None and not isinstance(data, dict):
        mistakes.append(pointer.mistake("settings are a mapping"))
    said = {key: value for key, value in data.items() if value is not None} if isinstance(data, dict) else {}
    settings = _settings(path, said, pointer, mistakes)
    mistakes += _not_there(settings.include, root, pointer)
    return Found(settings, root, pointer, mistakes)


def _second(document: Document, source: Source) -> Mistake:
    return Pointer(source.path, document, source.text).mistake("settings are one document, and this is a second one")


def _not_there(include: Sequence[str], root: Path, pointer: Pointer) -> Iterator[Mistake]:
    """Yield the names in `include` that lead nowhere."""
    for at, name in enumerate(include):
        if not is_pattern(name) and not os.path.lexists(root / name):
            message = f"include names {name}, which does not exist{near(Path(name), root)}"
            yield pointer.mistake(message, "include", at)


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
        rule_dirs=said.rule_dirs,
        fail_on=said.fail_on,
    )


def _without(data: dict[str, Any], unfit: set[tuple[int | str, ...]]) -> dict[str, Any]:
    """Return settings without what is unfit: single rules where only these are, else whole keys."""
    whole = {route[0] for route in unfit if route[0] != "rules" or not isinstance(data.get("rules"), dict)}
    kept = {key: value for key, value in data.items() if key not in whole}
    if isinstance(kept.get("rules"), dict):
        kept["rules"] = {name: said for name, said in kept["rules"].items() if ("rules", name) not in unfit}
    return kept
