"""What git leaves alone: the patterns of `.gitignore` files, from the root of the repository down."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

NAME = ".gitignore"


class Ignored:
    """Patterns, each list with the folder it speaks for. pathspec is loaded only where there are any."""

    def __init__(self, patterns: Sequence[str] = (), folder: Path | None = None) -> None:
        self._specs: list[tuple[Path | None, Any]] = [(folder, _spec(patterns))] if patterns else []

    @classmethod
    def above(cls, root: Path) -> "Ignored":
        """Return the patterns that the folders above a folder say, up to the root of its repository."""
        found = cls()
        here = root.resolve()
        above = [here]
        while not (here / ".git").exists() and here != here.parent:
            here = here.parent
            above.append(here)
        if not (here / ".git").exists():
            return found
        for folder in reversed(above[1:]):
            found = found.within(folder)
        return found

    def within(self, folder: Path) -> "Ignored":
        """Return these patterns and those that a folder adds."""
        file = folder / NAME
        if not file.is_file():
            return self
        made = Ignored()
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
        made._specs = [*self._specs, (folder.resolve(), _spec(lines))]
        return made

    def __call__(self, relative: str) -> bool:
        """Return whether patterns without a folder match a relative path."""
        return any(spec.match_file(relative) for _, spec in self._specs)

    def has(self, path: Path, *, folder: bool = False) -> bool:
        """Return whether a path is ignored; the nearest file that speaks of it decides."""
        if not self._specs:
            return False
        absolute = path.parent.resolve() / path.name
        for base, spec in reversed(self._specs):
            if base is None or not absolute.is_relative_to(base):
                continue
            found = spec.check_file(absolute.relative_to(base).as_posix() + ("/" if folder else ""))
            if found.include is not None:
                return bool(found.include)
        return False


def _spec(patterns: Sequence[str]) -> Any:
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 - slow, and most runs need none

    return GitIgnoreSpec.from_lines(patterns)
