"""Paths -> sources: which files are the organisation, and their texts. What cannot be read becomes a problem."""

import os
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from orglint.core import Label, Place, Problem, Settings, Source
from orglint.outside.gitignore import Ignored

SUFFIXES = (".yaml", ".yml", ".json")
SETTINGS_NAMES = ("orglint.yaml", "orglint.yml")
LARGEST = 64 * 1024 * 1024
"""Bytes of the largest file that is read."""
STDIN = "-"


class NothingToCheck(Exception):  # noqa: N818 - the run ends with what it says
    """There is nothing to read, or a path that does not exist."""


@dataclass(slots=True)
class Gathered:
    """The sources of a run, and what was wrong with files before their text was known."""

    sources: list[Source] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(slots=True)
class _Wanted:
    """A file to read, whether somebody asked for it by name, and whether its findings are shown."""

    path: Path
    named: bool
    shown: bool


def gather(paths: Sequence[str], settings: Settings, *, stdin_name: str = "") -> Gathered:
    """Read the files of the organisation.

    With a settings file these are the files it includes, and the paths choose what is shown; without one they are
    the files that the paths lead to. Raises NothingToCheck.
    """
    missing = [path for path in paths if path != STDIN and not os.path.lexists(path)]
    if missing:
        raise NothingToCheck("\n".join(f"{path} does not exist" for path in missing))
    wanted = list(_of_settings(paths, settings) if settings.path else _of_paths(paths or ["."]))
    gathered = Gathered()
    if STDIN in paths:
        _read_stdin(gathered, stdin_name or "<stdin>", wanted)
    _read_all(wanted, gathered)
    if not gathered.sources and not gathered.problems:
        where = ", ".join(paths) or settings.path or "this folder"
        raise NothingToCheck(f"no {', '.join(SUFFIXES)} file in {where}")
    return gathered


def _of_paths(paths: Iterable[str]) -> Iterator[_Wanted]:
    for name in paths:
        path = Path(name)
        if name == STDIN:
            continue
        if path.is_dir():
            yield from (_Wanted(file, named=False, shown=True) for file in walk(path))
        else:
            yield _Wanted(path, named=True, shown=True)


def _of_settings(paths: Sequence[str], settings: Settings) -> Iterator[_Wanted]:
    """Yield what the settings include, and what the paths name beside; shown is what lies under a path."""
    root = Path(settings.path).parent
    chosen = [_absolute(Path(path)) for path in paths if path != STDIN]
    for file, named in _included(root, settings):
        yield _Wanted(file, named=named, shown=not paths or _under(_absolute(file), chosen))
    for path in map(Path, (path for path in paths if path != STDIN)):
        if not path.is_dir():
            yield _Wanted(path, named=True, shown=True)


def _under(file: str, chosen: Sequence[str]) -> bool:
    return any(file == path or file.startswith(path.rstrip(os.sep) + os.sep) for path in chosen)


def _included(root: Path, settings: Settings) -> Iterator[tuple[Path, bool]]:
    """Yield the files that the settings include, and whether they name each by its own name."""
    plain = {name for name in settings.include if not any(char in name for char in "*?[")}
    patterns = [name for name in settings.include if name not in plain] or ([] if plain else [""])
    for name in sorted(plain):
        if (root / name).is_dir():
            patterns.append(f"{name.rstrip('/')}/**")
        else:
            yield root / name, True
    included, excluded = _matcher(patterns), _matcher(settings.exclude)
    for file in walk(root):
        relative = file.relative_to(root).as_posix()
        if (patterns == [""] or included(relative)) and not excluded(relative):
            yield file, False


def _matcher(patterns: Sequence[str]) -> "Ignored":
    return Ignored([pattern for pattern in patterns if pattern])


def walk(root: Path) -> Iterator[Path]:
    """Yield the files below a folder that may belong to an organisation, in the order of their names.

    Hidden ones and what `.gitignore` names are left out; links to folders are not followed.
    """
    ignored = Ignored.above(root)
    waiting = [(root, ignored)]
    while waiting:
        folder, ignored = waiting.pop()
        ignored = ignored.within(folder)
        below: list[tuple[Path, Ignored]] = []
        for entry in sorted(_entries(folder), key=lambda entry: entry.name):
            path = folder / entry.name
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                if not ignored.has(path, folder=True):
                    below.append((path, ignored))
            elif _may_belong(entry) and not ignored.has(path):
                yield path
        waiting.extend(reversed(below))


def _may_belong(entry: os.DirEntry[str]) -> bool:
    return entry.name.lower().endswith(SUFFIXES) and entry.name not in SETTINGS_NAMES and not entry.is_dir()


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []


def _read_all(wanted: Iterable[_Wanted], gathered: Gathered) -> None:
    """Read each file once, however many ways lead to it."""
    best: dict[object, _Wanted] = {}
    for one in wanted:
        known = best.setdefault(_identity(one.path), one)
        known.named = known.named or one.named
        known.shown = known.shown or one.shown
    taken = {source.path for source in gathered.sources}
    for one in best.values():
        if shown_path(one.path) not in taken:
            _read(one, gathered)


def _identity(path: Path) -> object:
    try:
        found = path.stat()
    except OSError:
        return _absolute(path)
    return (found.st_dev, found.st_ino) if found.st_ino else _absolute(path)


def _absolute(path: Path) -> str:
    """Return a path from the root, without following links."""
    return os.path.normpath(path.absolute())


def _read(one: _Wanted, gathered: Gathered) -> None:
    path = shown_path(one.path)
    try:
        text = _decoded(_bytes(one.path))
    except OSError as error:
        gathered.problems.append(_unreadable(path, _reason(error)))
    except _Unreadable as error:
        gathered.problems.append(_unreadable(path, str(error)))
    else:
        gathered.sources.append(Source(path, text, shown=one.shown, named=one.named))


def _bytes(path: Path) -> bytes:
    """Return what a file holds; what is no file, or too large, is not opened."""
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise _Unreadable("it is no regular file")
    if found.st_size > LARGEST:
        raise _Unreadable(f"it is larger than {LARGEST // 1024 // 1024} MB")
    return path.read_bytes()


def _read_stdin(gathered: Gathered, name: str, wanted: list[_Wanted]) -> None:
    """Read standard input; it stands for the file it is named after."""
    path = shown_path(Path(name)) if name != "<stdin>" else name
    wanted[:] = [one for one in wanted if shown_path(one.path) != path]
    try:
        gathered.sources.append(Source(path, _decoded(sys.stdin.buffer.read())))
    except _Unreadable as error:
        gathered.problems.append(_unreadable(path, str(error)))


class _Unreadable(Exception):  # noqa: N818 - it becomes a problem
    """Why a file cannot be read."""


def _decoded(data: bytes) -> str:
    """Decode a file: UTF-8 and nothing else, a byte order mark taken off."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise _Unreadable("it looks like UTF-16; save it as UTF-8") from None
        line = data.count(b"\n", 0, error.start) + 1
        raise _Unreadable(f"line {line} holds the byte 0x{data[error.start]:02X}, which is no UTF-8") from None


def _unreadable(path: str, why: str) -> Problem:
    message = f"this file cannot be read: {why}"
    return Problem(Label(Place(path, 0, 0)), rule="unreadable-file", message=message, lost=True)


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def shown_path(path: Path) -> str:
    """Return a path as people see it: relative to where they stand, with forward slashes."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # another drive
        relative = str(path)
    return relative.replace(os.sep, "/").encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
