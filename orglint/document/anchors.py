"""What anchors name, and how much of it aliases may repeat."""

from typing import Final

from orglint.document.document import Data

MAX_DEPTH: Final = 100
"""Deepest nesting of a document, counted with what aliases repeat."""
MAX_REPEATED: Final = 100_000
"""Most nodes that aliases may add to one file beyond what is written."""


class Anchored:
    """What an anchor names: its value, how many nodes it stands for and how deep they go; open until its node ends."""

    __slots__ = ("depth", "is_open", "size", "value")

    def __init__(self, value: Data, *, is_open: bool = False) -> None:
        self.value = value
        self.size = 1
        self.depth = 0
        self.is_open = is_open


class Anchors:
    """The anchors of the document that is being read, and what aliases repeated in the file so far."""

    def __init__(self) -> None:
        self.repeated = 0
        self._named: dict[str, Anchored] = {}

    def forget(self) -> None:
        """Begin a document, which knows no anchors of the one before."""
        self._named = {}

    def name(self, name: str, value: Data, *, is_open: bool = False) -> Anchored:
        """Give a name to a value; one that is given again names the later value."""
        self._named[name] = anchored = Anchored(value, is_open=is_open)
        return anchored

    def use(self, name: str, depth: int) -> tuple[Anchored | None, str]:
        """Return what a name stands for, and what speaks against using it at this depth, if anything does."""
        anchored = self._named.get(name)
        if anchored is None or anchored.is_open:
            return anchored, ""
        self.repeated += anchored.size - 1
        if self.repeated > MAX_REPEATED:
            return anchored, f"aliases repeat more than {MAX_REPEATED} values of this file"
        if depth + anchored.depth > MAX_DEPTH:
            return anchored, f"nested deeper than {MAX_DEPTH} levels, counted with what this alias repeats"
        return anchored, ""
