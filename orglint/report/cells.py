"""How wide text is on a terminal, and how much of a long line is shown."""

from unicodedata import combining, east_asian_width

from orglint.core.wording import escaped

WINDOW = 160
"""Columns of a source line that are shown."""
_TAB = "    "


def width(text: str) -> int:
    """Return how many terminal cells a text takes."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)


def safe(text: str) -> str:
    """Return a piece of a source line as it can be shown: tabs as blanks, control characters as escapes."""
    return escaped(text.replace("\t", _TAB))


def window(line: str, start: int, end: int) -> tuple[int, int]:
    """Return which part of a line to show, 0-based, so that a stretch of it is seen."""
    if len(line) <= WINDOW:
        return 0, len(line)
    begin = max(0, min(start - WINDOW // 4, len(line) - WINDOW))
    begin = min(begin, max(0, end - WINDOW)) if end - begin > WINDOW and end - start < WINDOW else begin
    return begin, min(len(line), begin + WINDOW)
