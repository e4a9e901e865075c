"""A collection that has begun and not ended yet."""

from collections.abc import Iterator
from typing import Any, Final

from orglint.core import Label, Place, Problem
from orglint.core.wording import quoted
from orglint.document.anchors import Anchored
from orglint.document.document import Data, Document
from orglint.document.told import MOST_OF_A_SORT


class _Sign(str):
    """What may stand where a key does, and equals none."""

    __slots__ = ()
    __eq__ = object.__eq__
    __hash__ = object.__hash__


NO_KEY: Final = _Sign("no key")
"""No key has been read, so the next word is one."""
MERGE: Final = _Sign("merge")
"""The key is `<<`."""
DROPPED: Final = _Sign("dropped")
"""The key is no word, and its value is not kept."""


class Frame:
    """What surrounds a collection, and what was met in it that is out of the ordinary."""

    __slots__ = (
        *("around", "key", "key_node", "node", "flow", "is_key", "depth"),
        *("anchor", "repeated_before", "merged", "said_again", "_again"),
    )

    def __init__(self, around: Any, key: str, key_node: int, node: int) -> None:
        self.around = around
        self.key = key
        self.key_node = key_node
        self.node = node
        self.flow = False
        self.is_key = False
        self.depth = 1
        self.anchor: Anchored | None = None
        self.repeated_before = 0
        self.merged: list[dict[str, Data]] | None = None
        self.said_again = 0
        self._again: list[tuple[str, int]] | None = None

    def says_again(self, key: str, node: int) -> None:
        """Remember a key that the mapping has already."""
        self.said_again += 1
        if self._again is None:
            self._again = []
        if self.said_again <= MOST_OF_A_SORT:
            self._again.append((key, node))

    def repeats(self, document: Document, made: dict[str, Data]) -> Iterator[tuple[Problem, int]]:
        """Yield a problem for each key that was said again, and for how many it stands: the last one for the rest."""
        again = self._again or []
        first = document.own_keys(self.node, made, {key for key, _ in again})
        for count, (key, node) in enumerate(again, 1):
            message = f"the key {quoted(key)} is said twice in one mapping"
            before = Label(_place(document, first[key]), "said here, and this one stands")
            label = Label(_place(document, node), "said again")
            problem = Problem(label, related=(before,), rule="duplicate-key", message=message)
            yield problem, self.said_again - count + 1 if count == len(again) else 1


def _place(document: Document, node: int) -> Place:
    return Place(document.path, document.starts[node], document.ends[node])
