"""Settings -> the files that are the organisation, and which of them are shown."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from orglint.core import Settings
from orglint.outside.gitignore import Patterns
from orglint.outside.walk import SETTINGS_NAMES, Tell, walk


@dataclass(slots=True)
class Wanted:
    """A file to read, whether somebody asked for it by name, and whether its findings are shown."""

    path: Path
    named: bool
    shown: bool


class Organisation:
    """The files that settings make an organisation."""

    def __init__(self, root: Path, settings: Settings, unreadable: Tell) -> None:
        self._root = root
        self._names = [name for name in settings.include if not is_pattern(name)]
        globs = [name for name in settings.include if is_pattern(name)]
        self._include = Patterns(map(os.fsencode, globs))
        self._everything = not settings.include
        self._walks = self._everything or bool(globs)
        rules = (f"/{name.strip('/').removeprefix('./')}/" for name in settings.rule_dirs)
        self._exclude = Patterns(map(os.fsencode, (*settings.exclude, *rules)))
        self._unreadable = unreadable
        self._folders: dict[Path, str] = {}

    def files(self, paths: Sequence[Path], *, show_all: bool) -> Iterator[Wanted]:
        """Yield what the settings include, and the files that paths name beside; shown is what lies under a path.

        Who names the settings file asks for the organisation it speaks of.
        """
        asked = [path.parent if path.name in SETTINGS_NAMES else path for path in paths]
        chosen = [os.path.realpath(path) for path in asked]
        for file, named in self._included():
            yield Wanted(file, named=named, shown=show_all or _under(self._real(file), chosen))
        yield from (Wanted(path, named=True, shown=True) for path in asked if not path.is_dir())

    def _included(self) -> Iterator[tuple[Path, bool]]:
        """Yield the files that the settings include, and whether they name each by its own name."""
        for name in self._names:
            if (self._root / name).is_dir():
                steps = os.fsencode(name).strip(b"/").split(b"/")
                prefix = tuple(step for step in steps if step != b".")
                found = walk(self._root / name, self._unreadable, exclude=self._exclude, prefix=prefix)
                yield from ((file, False) for file, _ in found)
            else:
                yield self._root / name, True
        if self._walks:
            for file, names in walk(self._root, self._unreadable, exclude=self._exclude):
                if self._everything or self._include.cover(names):
                    yield file, False

    def _real(self, file: Path) -> str:
        """Return a path from the root, the links on the way to it followed."""
        folder = self._folders.get(file.parent)
        if folder is None:
            folder = self._folders[file.parent] = os.path.realpath(file.parent)
        return folder.rstrip(os.sep) + os.sep + file.name


def is_pattern(name: str) -> bool:
    """Return whether a name that settings include stands for any number of files."""
    return name.startswith("!") or any(char in name for char in "*?[")


def _under(file: str, chosen: Sequence[str]) -> bool:
    return any(file == path or file.startswith(path.rstrip(os.sep) + os.sep) for path in chosen)
