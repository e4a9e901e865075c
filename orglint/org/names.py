"""Names -> things: who or what a name in a file means, and which names mean nothing."""

from collections.abc import Callable
from typing import Generic, TypeVar
from unicodedata import normalize

from orglint.core import Label, Nearest, Problem, Ref, Site
from orglint.core.wording import did_you_mean, joined, quoted
from orglint.org.model import Person, Unit
from orglint.org.validate import Tell

T = TypeVar("T", bound=Person | Unit)

NOBODY = frozenset({"", "none", "tbd", "vacant", "n/a"})
"""Words that say that nobody is meant, where a person is named."""
MOST_PLACES = 100
"""Places of one unknown name that are listed."""


def clean(name: str) -> str:
    """Return a name as it is shown: trimmed, in composed form."""
    return name.strip() if name.isascii() else normalize("NFC", name.strip())


class Register(Generic[T]):
    """All things of one class, by name. Names compare after trimming, composing and case folding.

    A class is closed where the run says which of its things there are; then an undeclared name is a finding.
    """

    def __init__(self, noun: str, make: Callable[[str, Site], T]) -> None:
        self.noun = noun
        self.closed = False
        self.known: dict[str, T] = {}
        self._written: dict[str, T] = {}
        self._make = make
        self._dangling: dict[str, list[Site]] = {}

    def declare(self, name: str, site: Site, named: Site | None = None) -> tuple[T, bool]:
        """Declare a name; returns the thing and whether this is its first declaration."""
        thing = self._thing(name, site)
        first = not thing.declared
        if first:
            thing.declared = True
            thing.site = site
            if isinstance(thing, Unit) and named is not None:
                thing.named = named
            self._written[name] = thing
        return thing, first

    def mention(self, name: str, base: Site, *steps: str | int) -> T:
        """Return what a name means; the steps lead from an entry to where the name stands."""
        found = self._written.get(name)
        if found is not None:
            return found
        site = Site(base.path, base.document, base.route + steps) if steps else base
        found = self._thing(name, site)
        if found.declared or not self.closed:
            self._written[name] = found
        else:
            self._dangling.setdefault(found.id, []).append(site)
        return found

    def get(self, name: str) -> T | None:
        """Return what a name means, if anything is known by it."""
        return self.known.get(self.shown(name).casefold())

    def shown(self, name: str) -> str:
        """Return a name as it is shown."""
        return clean(name)

    def _thing(self, name: str, site: Site) -> T:
        shown = self.shown(name)
        key = shown.casefold()
        thing = self.known.get(key)
        if thing is None:
            thing = self.known[key] = self._make(shown, site)
        elif thing.id != shown:
            self.spelled(thing, shown, site)
        return thing

    def spelled(self, thing: T, shown: str, site: Site) -> None:
        """Take note that a name is written in another way than before."""

    def tell_dangling(self, tell: Tell, nearest: Nearest) -> None:
        """Tell of every name that nothing declares, once, with all its places."""
        declared = [thing.id for thing in self.known.values() if thing.declared] if self._dangling else []
        for name, sites in self._dangling.items():
            near = nearest(name, declared, about=self.noun)
            hint = did_you_mean(near)
            times = f" ({len(sites)} times)" if len(sites) > 1 else ""
            related = tuple(Label(site, "here too") for site in sites[1:MOST_PLACES])
            message = f"no {self.noun} {quoted(name)} is declared{times}{hint}"
            subject = (Ref(self.noun, name),)
            tell(Problem(Label(sites[0]), related=related, subjects=subject, rule="unknown-reference", message=message))


class People(Register[Person]):
    """The people, by handle; an `@` in front does not count, and a word for nobody means nobody."""

    def __init__(self) -> None:
        super().__init__("person", Person)
        self._nobody: set[str] = set()
        self._spellings: dict[str, dict[str, Site]] = {}

    def named(self, handle: str | None, base: Site, *steps: str | int) -> Person | None:
        """Return the person a handle means, None for nobody."""
        found = self._written.get(handle) if handle is not None else None
        if found is not None or handle is None or handle in self._nobody:
            return found
        if self.shown(handle).casefold() in NOBODY:
            self._nobody.add(handle)
            return None
        return self.mention(handle, base, *steps)

    def shown(self, name: str) -> str:
        """Return a handle as it is shown."""
        return clean(name.strip().removeprefix("@"))

    def spelled(self, thing: Person, shown: str, site: Site) -> None:
        """Remember the first place of each spelling of a handle."""
        self._spellings.setdefault(thing.id, {}).setdefault(shown, site)

    def tell_spellings(self, tell: Tell) -> None:
        """Tell of every person whose handle is written in more than one way."""
        for handle, spellings in self._spellings.items():
            person = self.known[handle.casefold()]
            (spelling, site), *more = spellings.items()
            related = (*(Label(other, "and so here") for _, other in more), Label(person.named, f"{handle} here"))
            message = f"one handle is written in {len(spellings) + 1} ways: {joined([handle, *spellings])}"
            label = Label(site, f"{spelling} here")
            tell(Problem(label, related=related, subjects=(person.ref,), rule="handle-spelling", message=message))
