"""`orglint.yaml` -> settings."""

import os
from collections.abc import Iterator, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from orglint.core import Settings, Source
from orglint.document import Document, read
from orglint.outside.files import STDIN, near, shown_path
from orglint.outside.organisation import is_pattern
from orglint.outside.overrides import empty, not_there, overrides
from orglint.outside.own_keys import known, odd_names
from orglint.outside.shapes import SettingsFile, Weighed
from orglint.outside.texts import Unreadable, text_of
from orglint.outside.walk import SETTINGS_NAMES
from orglint.rulebook import Mistake, Pointer

__all__ = ["Found", "SettingsFile", "Weighed", "find", "settings_for"]


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
    settings = _settings(path, root, said, pointer, mistakes)
    mistakes += [*_not_there(settings.include, root, pointer), *not_there(settings.overrides, root, pointer)]
    return Found(settings, root, pointer, mistakes)


def _second(document: Document, source: Source) -> Mistake:
    return Pointer(source.path, document, source.text).mistake("settings are one document, and this is a second one")


def _not_there(include: Sequence[str], root: Path, pointer: Pointer) -> Iterator[Mistake]:
    """Yield the names in `include` that lead nowhere."""
    for at, name in enumerate(include):
        if not is_pattern(name) and not os.path.lexists(root / name):
            message = f"include names {name}, which does not exist{near(Path(name), root)}"
            yield pointer.mistake(message, "include", at)


def _settings(path: Path, root: Path, data: dict[str, Any], pointer: Pointer, mistakes: list[Mistake]) -> Settings:
    """Return the settings; what is unfit is told and left out."""
    mistakes += [*empty(data.get("overrides"), pointer), *odd_names(data.get("extra"), pointer)]
    try:
        said = SettingsFile.model_validate(data)
    except ValidationError as error:
        mistakes += pointer.of(error, SettingsFile)
        said = SettingsFile.model_validate(_without(data, {one["loc"] for one in error.errors()}))
    return Settings(
        path=str(path),
        profiles=said.profiles,
        rules=said.rules,
        overrides=overrides(said.overrides, root),
        include=said.include,
        exclude=said.exclude,
        rule_dirs=said.rule_dirs,
        extra=known(said.extra),
        headcount=said.headcount,
        fail_on=said.fail_on,
    )


_SINGLE = {"rules": 2, "overrides": 2, "extra": 3}
"""The keys of which single entries are left out, and how many steps lead to one."""


def _without(data: dict[str, Any], unfit: set[tuple[int | str, ...]]) -> dict[str, Any]:
    """Return settings without what is unfit: single entries where only these are, else whole keys.

    An unfit item of a list becomes an empty one, so that the others keep their places.
    """
    kept = deepcopy(data)
    for *above, last in {route[: _SINGLE.get(str(route[0]), 1)] for route in unfit}:
        holder: Any = kept
        for step in above:
            holder = holder.get(step, {}) if isinstance(holder, dict) else holder[step]
        if isinstance(holder, list):
            holder[int(last)] = {}
        else:
            holder.pop(last, None)
    return kept
