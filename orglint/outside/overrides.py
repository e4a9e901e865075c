"""The overrides of `orglint.yaml`: where each holds, and what is wrong with it."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from orglint.core import Override
from orglint.core.wording import joined
from orglint.outside.files import near
from orglint.outside.gitignore import Patterns
from orglint.outside.organisation import is_pattern
from orglint.outside.shapes import UNITS, OverrideEntry
from orglint.rulebook import Mistake, Pointer

_WHERE = (*UNITS, "paths")
_WHAT = ("profiles", "rules")


def overrides(said: Sequence[OverrideEntry], root: Path) -> tuple[Override, ...]:
    """Return overrides; their paths are patterns as seen from a folder. One that says nothing holds for nothing."""
    return tuple(_override(at, one, root) for at, one in enumerate(said))


def _override(at: int, said: OverrideEntry, root: Path) -> Override:
    units = {cls: named for key, cls in UNITS.items() if (named := getattr(said, key))}
    covers = {"covers": _covering(said.paths, root)} if said.paths else {}
    return Override(at, units, said.paths, profiles=said.profiles, rules=said.rules, **covers)


def _covering(paths: Iterable[str], root: Path) -> Callable[[str], bool]:
    """Return whether patterns mean a file that a report names; each file is looked up once."""
    patterns = Patterns(os.fsencode(name.removeprefix("./")) for name in paths)
    above = root.absolute()
    asked: dict[str, bool] = {}

    def covers(path: str) -> bool:
        if path not in asked:
            asked[path] = patterns.cover(_names(path, above))
        return asked[path]

    return covers


def _names(path: str, above: Path) -> tuple[bytes, ...]:
    """Return the names that lead from a folder to a file; links are not followed, as elsewhere in patterns."""
    try:
        relative = os.path.relpath(Path(path).absolute(), above)
    except ValueError:  # another drive
        return ()
    return tuple(os.fsencode(name) for name in Path(relative).parts)


def empty(data: object, pointer: Pointer) -> Iterator[Mistake]:
    """Yield the overrides that say nothing, or that speak of nothing; one with an unknown key is told of anyway."""
    for at, said in enumerate(data) if isinstance(data, list) else ():
        if not isinstance(said, dict) or not set(said) <= {*_WHERE, *_WHAT}:
            continue
        if not any(said.get(key) for key in _WHERE):
            message = f"this override does not say where it holds: {joined(_WHERE, 'or')}"
            yield pointer.mistake(message, "overrides", at)
        if not any(said.get(key) for key in _WHAT):
            yield pointer.mistake(
                f"this override says nothing that is different: {joined(_WHAT, 'or')}", "overrides", at
            )


def not_there(said: Iterable[Override], root: Path, pointer: Pointer) -> Iterator[Mistake]:
    """Yield the paths that are no patterns and lead nowhere."""
    for one in said:
        for at, name in enumerate(one.paths):
            if not is_pattern(name) and not os.path.lexists(root / name):
                message = f"paths names {name}, which does not exist{near(Path(name), root)}"
                yield pointer.mistake(message, "overrides", one.at, "paths", at)
