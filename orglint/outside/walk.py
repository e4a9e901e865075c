"""A folder -> the files below it that may belong to an organisation."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from orglint.outside.gitignore import Ignored, Names, Patterns

SUFFIXES = (".yaml", ".yml", ".json")
SETTINGS_NAMES = ("orglint.yaml", "orglint.yml")
NO_PATTERNS = Patterns(())
Tell = Callable[[Path, OSError], None]


def walk(
    root: Path, unreadable: Tell, *, exclude: Patterns = NO_PATTERNS, prefix: Names = ()
) -> Iterator[tuple[Path, Names]]:
    """Yield the files below a folder in the order of their names, each with the names that lead to it.

    Hidden ones, what `.gitignore` names and what `exclude` means are left out; links to folders are not followed.
    `prefix` are the names that lead to the folder itself. A folder that cannot be looked into is told.
    """
    ignored, above = Ignored.above(root)
    waiting = [(root, above, ignored)]
    while waiting:
        folder, names, ignored = waiting.pop()
        ignored = ignored.within(folder, len(names))
        below = []
        for entry in _entries(folder, unreadable):
            is_folder = entry.is_dir(follow_symlinks=False)
            if not (is_folder or _may_belong(entry)):
                continue
            here = (*names, os.fsencode(entry.name))
            shown = (*prefix, *here[len(above) :])
            if ignored.has(here, folder=is_folder) or exclude.decide(shown, folder=is_folder):
                continue
            if is_folder:
                below.append((folder / entry.name, here, ignored))
            else:
                yield folder / entry.name, shown
        waiting.extend(reversed(below))


def _entries(folder: Path, unreadable: Tell) -> list[os.DirEntry[str]]:
    """Return what lies in a folder and is not hidden, sorted by name."""
    try:
        with os.scandir(folder) as entries:
            return sorted((one for one in entries if not one.name.startswith(".")), key=lambda entry: entry.name)
    except OSError as error:
        unreadable(folder, error)
        return []


def _may_belong(entry: os.DirEntry[str]) -> bool:
    if not entry.name.lower().endswith(SUFFIXES) or entry.name in SETTINGS_NAMES:
        return False
    try:
        return not entry.is_dir()
    except OSError:  # a link that leads back to itself
        return True
