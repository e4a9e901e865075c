"""Which profiles are on: everywhere, for what works by a method, and where an override speaks."""

from collections.abc import Iterable, Mapping, Sequence

from orglint.core import Settings
from orglint.org import METHODS
from orglint.rulebook.spec import ProfileFile
from orglint.rulebook.standing import EVERYWHERE, Standing

ALWAYS = "core"
DEFAULT = "split"
Known = Mapping[str, ProfileFile]
"""Profiles by name."""


class Profiles:
    """The profiles of a book under the settings of a run."""

    def __init__(self, known: Known, settings: Settings) -> None:
        self._known = known
        self._settings = settings
        self._of: dict[Standing, tuple[str, ...]] = {}

    @property
    def everywhere(self) -> tuple[str, ...]:
        """The profiles that are on everywhere: `core`, the named ones and what they imply, and `split` by default."""
        return self.of(EVERYWHERE)

    def of(self, standing: Standing) -> tuple[str, ...]:
        """Return the profiles that are on for a standing: what was named nearest first, and before what it implies."""
        if standing not in self._of:
            self._of[standing] = self._found(standing)
        return self._of[standing]

    def _found(self, standing: Standing) -> tuple[str, ...]:
        """Return the profiles of a standing; a method brings along what it implies, save what a choice contradicts."""
        named, methods = self.named(standing.overrides), standing.methods
        if not methods:
            return self._with_default(named)
        chosen = [name for name in named if name not in METHODS]
        own = implied(self._known, methods) if len(methods) == 1 else ()
        fit = [name for name in own if name in methods or name not in METHODS]
        fit = [name for name in fit if not any(contradict(self._known, name, other) for other in chosen)]
        return self._with_default((*chosen, *fit))

    def named(self, overrides: Sequence[int]) -> tuple[str, ...]:
        """Return the profiles that somebody named, with what they imply: the last override first, then everywhere.

        What an override names wins over `split`, even where `split` is named for everywhere.
        """
        several = [self._settings.overrides[at].profiles for at in reversed(overrides)]
        nearer = implied(self._known, (name for one in several for name in one))
        further = implied(self._known, self._settings.profiles)
        kept = [one for one in further if one != DEFAULT or not self._against_default(nearer)]
        return tuple(dict.fromkeys((*nearer, *kept)))

    @property
    def possible(self) -> frozenset[str]:
        """The profiles that may be on for something."""
        of_overrides = (name for one in self._settings.overrides for name in one.profiles)
        return frozenset({*self.everywhere, *METHODS, *implied(self._known, (*METHODS, *of_overrides))})

    def _with_default(self, named: tuple[str, ...]) -> tuple[str, ...]:
        there = DEFAULT in self._known and not self._against_default(named)
        return tuple(dict.fromkeys((ALWAYS, *named, *((DEFAULT,) if there else ()))))

    def _against_default(self, named: Iterable[str]) -> bool:
        return any(contradict(self._known, name, DEFAULT) for name in named)


def implied(known: Known, names: Iterable[str]) -> tuple[str, ...]:
    """Return profiles with what they imply; a ring of them ends where it began."""
    found: dict[str, None] = {}
    waiting = list(names)
    for name in waiting:  # grows while it is walked
        if name not in found and name in known:
            found[name] = None
            waiting.extend(known[name].implies)
    return tuple(found)


def contradict(known: Known, one: str, other: str) -> bool:
    """Return whether two profiles cannot both be on."""
    if one not in known or other not in known:
        return False
    return other in known[one].contradicts or one in known[other].contradicts
