"""How text stands in the cells of a terminal: how wide it is, what must not reach it, where long lines are cut."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from re import Match
from re import compile as regex
from unicodedata import category, east_asian_width

from orglint.core.wording import ACTING, escape

WINDOW = 160
"""Columns of a source line that are shown."""
CUT = "..."
"""Stands where a line is cut."""
_TAB = "    "
_MOST_CHARS = 4 * WINDOW
"""Characters of a line that are looked at: marks without a width of their own must not make a window endless."""

_COMMAND = r"(?<=##)\["
_UNSAFE = regex(f"[\x00-\x1f{ACTING}]|{_COMMAND}")
"""What acts on a screen instead of standing on it: control and format characters, lone surrogates; and what would
make a line of a CI log a command: `##[`."""
UNSAFE_IN_JSON = regex(f"[{ACTING}]|{_COMMAND}")
"""The same, as far as JSON leaves it as it is."""
_JAMO = regex("[\u1160-\u11ff\ud7b0-\ud7ff]")
"""Hangul vowels and finals, which join the syllable before them."""


def safe(text: str) -> str:
    """Return a text as it can be shown: tabs as blanks, what would act on the screen as escapes."""
    return text if text.isprintable() and "##[" not in text else _UNSAFE.sub(_shown, text)


def _shown(found: Match[str]) -> str:
    return _TAB if found[0] == "\t" else escape(found)


def guarded(text: str) -> str:
    """Return a text that may begin a line of a CI log: `::` would make the line a command."""
    shown = safe(text)
    return shown.replace(":", r"\u003a", 1) if shown.lstrip().startswith("::") else shown


def width(text: str) -> int:
    """Return how many terminal cells a text takes that is `safe`."""
    return len(text) if text.isascii() else sum(map(_cells, text))


@lru_cache(maxsize=1 << 14)
def _cells(char: str) -> int:
    """Return the cells of one character: none for a mark on the one before, two for a wide one."""
    if category(char) in {"Mn", "Me"} or _JAMO.match(char):
        return 0
    return 2 if east_asian_width(char) in "WF" else 1


def columns(text: str) -> Sequence[int]:
    """Return the 0-based column of every character of a text as it is shown, and of its end."""
    if text.isascii() and safe(text) is text:
        return range(len(text) + 1)
    escapes = {found.start(): len(_shown(found)) for found in _UNSAFE.finditer(text)}
    return [0, *accumulate(escapes.get(at) or _cells(char) for at, char in enumerate(text))]


def fits(line: str, start: int, end: int) -> bool:
    """Return whether a stretch of a line, given by 0-based characters, fits into one window."""
    if end - start > _MOST_CHARS:
        return False
    return width(safe(line[start:end])) <= WINDOW - 2 * len(CUT)


def window(line: str, start: int, end: int) -> tuple[int, int]:
    """Return which part of a line to show, as 0-based characters, so that a stretch of it is seen from its start."""
    if len(line) <= _MOST_CHARS and width(safe(line)) <= WINDOW:
        return 0, len(line)
    room = WINDOW - 2 * len(CUT)
    needed = width(safe(line[start : min(end, start + _MOST_CHARS)]))
    begin = _back(line, start, min(room // 4, max(0, room - needed)))
    after = columns(line[begin : begin + _MOST_CHARS])
    stop = begin + bisect_right(after, room) - 1
    if stop == len(line):
        begin = min(begin, _back(line, stop, room))
    return begin, stop


def _back(line: str, start: int, room: int) -> int:
    """Return the character from which a line fills at most `room` columns before another one."""
    first = max(0, start - _MOST_CHARS)
    before = columns(line[first:start])
    begin = bisect_left(before, before[-1] - room)
    while first + begin and begin < len(before) - 1 and before[begin + 1] == before[begin]:
        begin += 1  # a mark whose character is cut off would stand on the dots
    return first + begin
