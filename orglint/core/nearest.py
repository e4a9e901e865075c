"""The nearest known name for a word that is not known."""

from collections.abc import Iterable, Sequence

_LOOKUPS = 200
_COMPARED = 2_000_000
"""Most look-ups and most names compared in a run: unknown words must not make a run slow, and nobody reads that many
suggestions."""
_LONGEST = 100


class Nearest:
    """Looks up nearest names, once per distinct word and within a budget for the run."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], tuple[str, ...]] = {}
        self._names: dict[str, tuple[str, ...]] = {}
        self._compared = 0

    def __call__(self, word: str, names: Iterable[str], *, about: str) -> tuple[str, ...]:
        """Return up to three known names near a word; `about` says what kind of names these are."""
        asked = (about, word)
        if asked not in self._found:
            if len(self._found) >= _LOOKUPS or self._compared >= _COMPARED:
                return ()
            if about not in self._names:
                self._names[about] = tuple(names)
            self._compared += len(self._names[about])
            self._found[asked] = nearest(word, self._names[about])
        return self._found[asked]


def nearest(word: str, names: Sequence[str], most: int = 3) -> tuple[str, ...]:
    """Return up to `most` names that a slip of the hand may have turned into this word, best first."""
    if not word or len(word) > _LONGEST:
        return ()
    from rapidfuzz import process  # noqa: PLC0415 - loaded only once something is unknown
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - as above

    limit = min(max(1, (len(word) + 1) // 3), len(word) - 1)
    found = process.extract(word.lower(), names, scorer=OSA.distance, score_cutoff=limit, limit=most)
    best = found[0][1] if found else 0
    return tuple(dict.fromkeys(name for name, distance, _ in found if distance == best))
