"""The steps of an expression: every list that it may walk is counted before it is walked."""

from collections.abc import Callable, Sized
from typing import TypeVar
from weakref import ref

from orglint.expr.errors import TooManySteps

MAX_STEPS = 20_000_000
"""Items that one expression may look at in one view, however many subjects it is asked of: a second or so."""
S = TypeVar("S", bound=Sized)


def metered(most: int) -> Callable[[object, S], S]:
    """Return a function that hands a list through and counts it; raises TooManySteps. Each view starts anew."""
    left = most
    seen: Callable[[], object] = lambda: None  # noqa: E731 - nothing was seen yet

    def counted(view: object, items: S) -> S:
        nonlocal left, seen
        if seen() is not view:
            seen, left = ref(view), most
        left -= len(items) + 1
        if left < 0:
            raise TooManySteps(most)
        return items

    return counted
