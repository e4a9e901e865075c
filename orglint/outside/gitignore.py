"""Patterns of names, as git reads them: those of `.gitignore` files, and those that settings include and exclude.

Names are asked about from the top, a folder before what lies in it; as with git, what lies in a folder that is left
out is never asked about. Names are bytes, since that is what a file system keeps. Source: gitignore(5).
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from re import DOTALL, escape, findall, finditer
from re import Pattern as Regex
from re import compile as regex
from typing import NamedTuple

NAME = ".gitignore"
Names = tuple[bytes, ...]
"""The names that lead to a file or a folder, from some folder on."""


class Pattern(NamedTuple):
    """One line: a regular expression for each name on the way, None for any number of folders."""

    parts: tuple[Regex[bytes] | None, ...]
    negated: bool
    folders_only: bool

    def matches(self, names: Sequence[bytes]) -> bool:
        """Return whether the names are the ones that the pattern means, from the first to the last."""
        last = self.parts[-1]
        if last is None or not last.fullmatch(names[-1]):
            return False
        above = len(names) - 1
        reached = {0}
        for part in self.parts[:-1]:
            if part is None:
                reached = set(range(min(reached), above + 1))
            else:
                reached = {at + 1 for at in reached if at < above and part.fullmatch(names[at])}
            if not reached:
                return False
        return above in reached


class Patterns:
    """Lines of which the last one that matches decides."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        read = [_pattern(line) for line in lines]
        self._last_first = [pattern for pattern in reversed(read) if pattern is not None]

    def decide(self, names: Names, *, folder: bool) -> bool | None:
        """Return True where the names are meant, False where a line says that they are not, None where none speaks."""
        for pattern in self._last_first:
            if (folder or not pattern.folders_only) and pattern.matches(names):
                return not pattern.negated
        return None

    def cover(self, names: Names) -> bool:
        """Return whether a file is meant, or lies in a folder that is."""
        for depth in range(len(names), 0, -1):
            decided = self.decide(names[:depth], folder=depth < len(names))
            if decided is not None:
                return decided
        return False


class Ignored(NamedTuple):
    """The `.gitignore` files that speak of a folder, each with its depth below the root of the repository."""

    levels: tuple[tuple[int, Patterns], ...] = ()

    @classmethod
    def above(cls, folder: Path) -> "tuple[Ignored, Names]":
        """Return what the folders above a folder say, up to the root of its repository, and the names that lead to it.

        Of a folder that is itself left out they say nothing: who names it wants to see what is in it.
        """
        here = Path(os.path.realpath(folder))
        root = next((one for one in (here, *here.parents) if (one / ".git").exists()), here)
        steps = here.relative_to(root).parts
        names = tuple(os.fsencode(step) for step in steps)
        ignored = cls()
        for depth in range(len(steps)):
            ignored = ignored.within(root.joinpath(*steps[:depth]), depth)
            if ignored.has(names[: depth + 1], folder=True):
                return cls(), names
        return ignored, names

    def within(self, folder: Path, depth: int) -> "Ignored":
        """Return what is said here and what the file of a folder adds."""
        file = folder / NAME
        try:
            text = file.read_bytes() if file.is_file() else b""
        except OSError:
            return self
        return Ignored((*self.levels, (depth, Patterns(_lines(text))))) if text else self

    def has(self, names: Names, *, folder: bool) -> bool:
        """Return whether something is ignored; the nearest file that speaks of it decides."""
        for depth, patterns in reversed(self.levels):
            decided = patterns.decide(names[depth:], folder=folder)
            if decided is not None:
                return decided
        return False


def _lines(text: bytes) -> Iterator[bytes]:
    """Yield the lines of a file that are patterns, without the blanks at their ends that no backslash protects."""
    for ended in text.removeprefix(b"\xef\xbb\xbf").split(b"\n"):
        line = ended.removesuffix(b"\r")
        kept = line.rstrip(b" ")
        protected = (len(kept) - len(kept.rstrip(b"\\"))) % 2
        if not line.startswith(b"#"):
            yield kept + b" " if protected and kept != line else kept


def _pattern(line: bytes) -> Pattern | None:
    """Read a line; None where it says nothing. Without a slash but at its end, it speaks of names at any depth."""
    means = line.removeprefix(b"!")
    path = means.removesuffix(b"/")
    names = path.removeprefix(b"/").split(b"/") if b"/" in path else [b"**", path]
    if not any(names[1:] or names):
        return None
    if _any_depth(names[-1]):
        names.append(b"*")
    parts = tuple(None if _any_depth(name) else _expression(name) for name in names)
    return Pattern(parts, negated=means != line, folders_only=path != means)


def _any_depth(name: bytes) -> bool:
    return len(name) > 1 and not name.strip(b"*")


_TOKEN = rb"\*+|\?|\[([!^]?+)(\]?+(?:\\.|[^\]\\])*)\]|\\(.)|[^*?\[\\]+|."
_NOTHING = b"(?!)"


def _expression(name: bytes) -> Regex[bytes]:
    """Return what one name between slashes means; an atomic group for each star keeps matching linear."""
    pieces = [b""]
    for found in finditer(_TOKEN, name, DOTALL):
        token = found[0]
        if token.startswith(b"*"):
            pieces.append(b"")
        elif token == b"?":
            pieces[-1] += b"."
        elif token in {b"[", b"\\"}:  # never closed, or protects nothing
            pieces[-1] += _NOTHING
        elif token.startswith(b"["):
            pieces[-1] += _one_of(found[2], negated=bool(found[1]))
        else:
            pieces[-1] += escape(found[3] or token)
    first, *rest = pieces
    stars = [b"(?>.*?" + piece + b")" for piece in rest[:-1]] + [b".*" + piece for piece in rest[-1:]]
    return regex(first + b"".join(stars), DOTALL)


def _one_of(listed: bytes, *, negated: bool) -> bytes:
    """Return an expression for one of the bytes between brackets, where `a-z` is a range."""
    chars = findall(rb"\\.|[^\\]", listed, DOTALL)
    accepted: set[int] = set()
    at = 0
    while at < len(chars):
        last = at + 2 if chars[at + 1 : at + 2] == [b"-"] and at + 2 < len(chars) else at
        accepted |= {chars[at][-1], *range(chars[at][-1], chars[last][-1] + 1)}
        at = last + 1
    meant = sorted(set(range(256)) - accepted if negated else accepted)
    return b"[" + b"".join(b"\\x%02x" % byte for byte in meant) + b"]" if meant else _NOTHING
