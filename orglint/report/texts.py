"""The lines that findings point into."""

from collections.abc import Mapping
from functools import lru_cache

from orglint.core import Lines

_KEPT = 16


class Texts:
    """The texts of a report, line by line.

    The last lines are kept: findings stand side by side, and a file of one long line must not be cut anew for each.
    """

    def __init__(self, lines: Mapping[str, Lines]) -> None:
        self._lines = lines
        self.line = lru_cache(maxsize=_KEPT)(self._line)

    def has(self, path: str, number: int) -> bool:
        """Return whether there is a 1-based line to show; a file that could not be read, or is empty, has none."""
        lines = self._lines.get(path)
        if lines is None or not 0 < number <= len(lines):
            return False
        return len(lines) > 1 or self.line(path, 1) != ""

    def _line(self, path: str, number: int) -> str:
        """Return a 1-based line without its end, empty where there is none."""
        return self._lines[path].line(number) if path in self._lines else ""
