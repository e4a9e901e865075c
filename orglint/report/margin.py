"""The left edge of everything that stands below a finding's first line."""

from functools import lru_cache

from orglint.report.cells import CUT
from orglint.report.style import Style


class Margin:
    """The edge of one finding, as wide as its longest line number."""

    def __init__(self, gutter: int, style: Style) -> None:
        self._gutter = gutter
        self._style = style
        self._bar = style.paint("|", "blue")
        self.empty = f"{' ' * gutter} {self._bar}"
        self.dots = style.paint(CUT, "blue")
        self.note = f"{' ' * gutter} {style.paint('=', 'blue')} "
        self.indent = gutter + 3
        """The 0-based column where a note begins."""

    def pointed(self, arrow: str, place: str) -> str:
        """Return the line that names a place."""
        return f"{' ' * self._gutter}{self._style.paint(arrow, 'blue')} {place}"

    def numbered(self, number: int, text: str) -> str:
        """Return a source line with its number."""
        return f"{self._style.paint(str(number).rjust(self._gutter), 'blue')} {self._bar} {text}".rstrip()

    def beside(self, text: str) -> str:
        """Return a line that is none of the source."""
        return f"{self.empty} {text}"


@lru_cache(maxsize=64)
def margin(gutter: int, style: Style) -> Margin:
    """Return the edge for line numbers of so many digits."""
    return Margin(gutter, style)
