"""The text of `orglint.yaml` -> settings, and everything in it that is not understood."""

import os
from collections.abc import Iterator, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from orglint.core import Settings, Source
from orglint.document import Document, read
from orglint.outside.files import near, shown_path
from orglint.outside.organisation import is_pattern
from orglint.outside.overrides import empty, not_there, overrides
from orglint.outside.own_keys import known, odd_names
from orglint.outside.shapes import SettingsFile
from orglint.outside.texts import text_of
from orglint.rulebook import Mistake, Pointer


def load(path: Path, root: Path) -> tuple[Settings, Path, Pointer, list[Mistake]]:
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
    return settings, root, pointer, mistakes


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
