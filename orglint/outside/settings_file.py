"""The nearest `orglint.yaml` -> the settings of a run."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from orglint.core import Settings
from orglint.outside.files import STDIN, shown_path
from orglint.outside.texts import Unreadable
from orglint.outside.walk import SETTINGS_NAMES
from orglint.rulebook import Mistake, Pointer


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
        from orglint.outside.settings_text import load  # noqa: PLC0415 - only where there are settings

        return Found(*load(path, root))
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
