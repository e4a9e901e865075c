"""Paths -> sources: which files are the organisation, and their texts. What cannot be read becomes a problem."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from re import search

from orglint.core import Label, Place, Problem, Settings, Source, nearest
from orglint.core.wording import did_you_mean, joined
from orglint.org.schema import MARKERS
from orglint.outside.organisation import Organisation, Wanted
from orglint.outside.texts import NotUtf8, Unreadable, reason, text_of, text_of_stdin
from orglint.outside.walk import SUFFIXES, walk

STDIN = "-"
_STDIN_NAME = "<stdin>"
_NEAR = 1000
"""Names of a folder that are looked at for one that was meant."""
_KEY = rf"(?<![A-Za-z0-9_-])(?:{'|'.join(sorted(MARKERS))})[\"']?\s*:"


class NothingToCheck(Exception):  # noqa: N818 - the run ends with what it says
    """There is nothing to judge."""


@dataclass(slots=True)
class Gathered:
    """The sources of a run, and what was wrong with files before their text was known."""

    sources: list[Source] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def unreadable(self, path: Path, why: str | OSError, what: str = "file") -> None:
        """Tell of something whose text or content nobody knows."""
        said = reason(why) if isinstance(why, OSError) else why
        place = Place(shown_path(path), 0, 0)
        message = f"this {what} cannot be read: {said}"
        self.problems.append(Problem(Label(place), rule="unreadable-file", message=message, lost=True))

    def unreadable_folder(self, path: Path, error: OSError) -> None:
        """Tell of a folder that cannot be looked into."""
        self.unreadable(path, error, "folder")


def missing(paths: Iterable[str]) -> Iterator[str]:
    """Yield a line for each path that does not exist, with the nearest name that does."""
    for path in dict.fromkeys(paths):
        try:
            if path != STDIN:
                os.lstat(path)
        except FileNotFoundError:
            yield f"{path or 'a path without a name'} does not exist{near(Path(path))}"
        except (OSError, ValueError) as error:
            said = reason(error) if isinstance(error, OSError) else str(error)
            yield f"{path} cannot be looked at: {said}"


def near(path: Path, root: Path = Path()) -> str:
    """Return the end of a sentence about a path that does not exist: which name in its folder is like it."""
    try:
        there = sorted(one.name for one in (root / path.parent).iterdir())[:_NEAR]
    except (OSError, ValueError):
        return ""
    return did_you_mean([str(path.parent / name) for name in nearest(path.name, there) if not name.startswith(".")])


def gather(paths: Sequence[str], settings: Settings, *, root: Path | None = None, stdin_name: str = "") -> Gathered:
    """Read the files of the organisation.

    With settings these are the files that they include below `root`, by default the folder of the settings file, and
    the paths choose what is shown; without settings they are the files that the paths lead to. Standard input stands
    for the file it is named after. Raises NothingToCheck.
    """
    gathered = Gathered()
    named = [Path(path) for path in paths if path != STDIN]
    if settings.path:
        organisation = Organisation(root or Path(settings.path).parent, settings, gathered.unreadable_folder)
        wanted = list(organisation.files(named, show_all=not paths))
    else:
        wanted = list(_below(named if paths else [Path()], gathered))
    if STDIN in paths:
        wanted = list(_without_stdin(wanted, stdin_name))
        _read_stdin(gathered, stdin_name)
    elif not any(one.shown for one in wanted) and not gathered.problems:
        raise NothingToCheck(_nothing(paths, settings))
    _read_all(wanted, gathered)
    return gathered


def _nothing(paths: Sequence[str], settings: Settings) -> str:
    where = joined(paths) or "this folder"
    if settings.path:
        return f"no file of the organisation of {shown_path(Path(settings.path))} lies in {where}"
    left_out = "; hidden folders and what .gitignore names are left out"
    return f"there is no {joined(SUFFIXES, 'or')} file in {where}{left_out}"


def _below(paths: Iterable[Path], gathered: Gathered) -> Iterator[Wanted]:
    """Yield the files that paths lead to."""
    for path in paths:
        if path.is_dir():
            found = walk(path, gathered.unreadable_folder)
            yield from (Wanted(file, named=False, shown=True) for file, _ in found)
        else:
            yield Wanted(path, named=True, shown=True)


def _without_stdin(wanted: Iterable[Wanted], stdin_name: str) -> Iterator[Wanted]:
    """Yield what standard input does not stand for."""
    if stdin_name:
        it = _identity(Path(stdin_name))
        yield from (one for one in wanted if _identity(one.path) != it)
    else:
        yield from wanted


def _read_stdin(gathered: Gathered, name: str) -> None:
    path = Path(name or _STDIN_NAME)
    try:
        gathered.sources.append(Source(shown_path(path), text_of_stdin()))
    except Unreadable as error:
        gathered.unreadable(path, str(error))


def _read_all(wanted: Iterable[Wanted], gathered: Gathered) -> None:
    """Read each file once, however many ways lead to it."""
    best: dict[object, Wanted] = {}
    for one in wanted:
        known = best.setdefault(_identity(one.path), one)
        known.named = known.named or one.named
        known.shown = known.shown or one.shown
    for one in best.values():
        _read(one, gathered)


def _identity(path: Path) -> object:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return os.path.realpath(path)
    return (found.st_dev, found.st_ino) if found.st_ino else os.path.realpath(path)


def _read(one: Wanted, gathered: Gathered) -> None:
    """Read a file. One that was only met on the way, and holds no key of an organisation, may be of any encoding."""
    try:
        text = text_of(one.path)
    except NotUtf8 as error:
        if one.named or search(_KEY, error.guess):
            gathered.unreadable(one.path, str(error))
            return
        text = error.guess
    except Unreadable as error:
        gathered.unreadable(one.path, str(error))
        return
    gathered.sources.append(Source(shown_path(one.path), text, shown=one.shown, named=one.named))


def shown_path(path: Path) -> str:
    """Return a path as people see it: relative to where they stand, with forward slashes."""
    if str(path) == _STDIN_NAME:
        return _STDIN_NAME
    try:
        relative = os.path.relpath(path)
    except ValueError:  # another drive
        relative = str(path)
    return relative.replace(os.sep, "/")
