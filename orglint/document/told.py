"""The problems of one text: so many of each sort, and one more that counts what is left."""

from typing import Final

from orglint.core import Label, Place, Problem
from orglint.core.wording import plural

MOST_OF_A_SORT: Final = 50
"""Problems of one sort that are told one by one; nobody reads more, and a hostile text holds a million."""

_REST = {
    "character": ("more character belongs in no line of text", "more characters belong in no line of text"),
    "tag": ("more tag means nothing here", "more tags mean nothing here"),
    "empty key": ("more key is empty", "more keys are empty"),
    "key": ("more key is a list or a mapping", "more keys are lists or mappings"),
    "alias key": ("more alias that is a key names no word", "more aliases that are keys name no word"),
    "no anchor": ("more alias has no anchor before it", "more aliases have no anchor before them"),
    "open anchor": ("more alias stands inside what it names", "more aliases stand inside what they name"),
    "merge": ("more << merges what is no mapping", "more << merge what is no mapping"),
    "merge again": ("more << stands in a mapping that has one", "more << stand in a mapping that has one"),
    "repeated": ("more key is said twice in its mapping", "more keys are said twice in their mappings"),
}


class Told:
    """Collects problems; of each sort the first ones are kept and the rest is counted."""

    def __init__(self) -> None:
        self._kept: list[Problem] = []
        self._counts: dict[str, int] = {}
        self._rest: dict[str, Problem] = {}

    def tell(self, sort: str, problem: Problem, *, stands_for: int = 1) -> None:
        """Add a problem; where its sort has been told often enough it only counts, as many times as it stands for."""
        if self._counts.get(sort, 0) < MOST_OF_A_SORT:
            self._kept.append(problem)
            stands_for -= 1
            self._counts[sort] = self._counts.get(sort, 0) + 1
        if stands_for:
            self._counts[sort] += stands_for
            self._rest.setdefault(sort, problem)

    def counts(self, sort: str, count: int = 1) -> bool:
        """Count what would only be counted, and return whether it was: nothing need be made ready to be told."""
        if sort in self._rest:
            self._counts[sort] += count
        return sort in self._rest

    def problems(self) -> list[Problem]:
        """Return what was told, and one problem for the rest of each sort, at the first of them."""
        return self._kept + [self._counted(sort, first) for sort, first in self._rest.items()]

    def _counted(self, sort: str, first: Problem) -> Problem:
        message = plural(self._counts[sort] - MOST_OF_A_SORT, *_REST[sort])
        return Problem(Label(first.label.at), rule=first.rule, message=message)


def syntax_problem(place: Place, message: str, *, lost: bool = False) -> Problem:
    """Return a finding about what is written and cannot be read; `lost` where that is all the rest of the file."""
    return Problem(Label(place), rule="yaml-syntax", message=message, lost=lost)
