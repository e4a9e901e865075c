"""What is wrong with settings: names that nothing has, options that do not fit, profiles that cannot go together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from orglint.core import Override, RuleSetting, Settings, nearest
from orglint.core.wording import did_you_mean
from orglint.org import Org
from orglint.rulebook.active import DEFAULT, Known, contradict, implied
from orglint.rulebook.adjusted import options
from orglint.rulebook.book import Rulebook
from orglint.rulebook.mistakes import Mistake, Pointer
from orglint.rulebook.standing import Standings, folded

Route = tuple[str | int, ...]
_KEYS = {"team": "teams", "product": "products", "system": "systems", "process": "processes"}
"""The keys of an override by the class of what they name."""


def renamed(settings: Settings, formerly: Mapping[str, str]) -> Settings:
    """Return settings that call every rule by the name it has now."""
    return settings._replace(
        rules=_renamed(settings.rules, formerly),
        select=tuple(formerly.get(name, name) for name in settings.select),
        ignore=tuple(formerly.get(name, name) for name in settings.ignore),
        overrides=tuple(one._replace(rules=_renamed(one.rules, formerly)) for one in settings.overrides),
    )


def _renamed(rules: Mapping[str, RuleSetting], formerly: Mapping[str, str]) -> dict[str, RuleSetting]:
    return {formerly.get(name, name): said for name, said in rules.items()}


def mistakes(book: Rulebook, settings: Settings, pointer: Pointer) -> Iterator[Mistake]:
    """Yield what is wrong with settings before any file is read, each at its place."""
    yield from _unknown(book, settings, pointer)
    yield from _contradictions(book.profiles, settings, pointer)
    yield from _options(book, settings.rules, {}, pointer, ())
    for one in settings.overrides:
        yield from _options(book, one.rules, settings.rules, pointer, ("overrides", one.at))


def _unknown(book: Rulebook, settings: Settings, pointer: Pointer) -> Iterator[Mistake]:
    rules = (*book.rules, *book.families)
    asked: list[tuple[str, str, Route]] = [
        *_asked(settings.profiles, settings.rules, ()),
        *(("rule or family", name, ()) for name in (*settings.select, *settings.ignore)),
        *(one for said in settings.overrides for one in _asked(said.profiles, said.rules, ("overrides", said.at))),
    ]
    for noun, name, route in asked:
        known = tuple(book.profiles) if noun == "profile" else rules
        if name not in known and name not in book.broken:
            message = f"there is no {noun} {name}{did_you_mean(nearest(name, known))}"
            yield pointer.mistake(message, *route, key=noun != "profile")


def _asked(profiles: Sequence[str], rules: Iterable[str], base: Route) -> Iterator[tuple[str, str, Route]]:
    yield from (("profile", name, (*base, "profiles", at)) for at, name in enumerate(profiles))
    yield from (("rule or family", name, (*base, "rules", name)) for name in rules)


def _contradictions(known: Known, settings: Settings, pointer: Pointer) -> Iterator[Mistake]:
    """Yield the profiles that somebody named for the same units and that cannot both be on there."""
    everywhere = implied(known, settings.profiles)
    yield from (pointer.mistake(why, "profiles") for why in _clashes(known, everywhere, everywhere))
    for at, one in enumerate(settings.overrides):
        mine = implied(known, one.profiles)
        further = [name for name in everywhere if name != DEFAULT]
        clashes = [*_clashes(known, mine, mine), *_clashes(known, mine, further)]
        yield from (pointer.mistake(why, "overrides", one.at, "profiles") for why in clashes)
        for other in settings.overrides[:at]:
            both = _both(one, other)
            if both:
                yield from together(known, other, one, pointer, both)


def _both(one: Override, other: Override) -> str:
    """Return what two overrides both name, empty if there is nothing."""
    for cls, names in one.units.items():
        others = frozenset(folded(other.units.get(cls, ())))
        for name in names:
            if others.intersection(folded([name])):
                return f"{cls} {name}"
    return ""


def together(known: Known, first: Override, second: Override, pointer: Pointer, what: str) -> Iterator[Mistake]:
    """Yield what two overrides name that cannot go together, where both hold for something."""
    for why in _clashes(known, implied(known, first.profiles), implied(known, second.profiles)):
        message = f"{why}; an override before names one, this one the other, and both hold for {what}"
        yield pointer.mistake(message, "overrides", second.at, "profiles")


def _clashes(known: Known, some: Sequence[str], others: Sequence[str]) -> Iterator[str]:
    """Yield why profiles of two lists cannot go together, each pair once."""
    told = set()
    for one in some:
        for other in others:
            if frozenset((one, other)) not in told and contradict(known, one, other):
                told.add(frozenset((one, other)))
                yield f"the profiles {one} and {other} contradict each other{_why(known, one, other)}"


def _why(known: Known, one: str, other: str) -> str:
    """Return the reason that a profile gives which declares that it cannot go with the other one, as an end."""
    declared = ((one, other), (other, one))
    reasons = (known[mine].why_contradicts.rstrip(".") for mine, its in declared if its in known[mine].contradicts)
    why = next((one for one in reasons if one), "")
    return f": {why}" if why else ""


def _options(
    book: Rulebook, rules: Mapping[str, RuleSetting], before: Mapping[str, RuleSetting], pointer: Pointer, base: Route
) -> Iterator[Mistake]:
    for name, said in rules.items():
        if name in book.families and name not in book.rules and said.options:
            yield pointer.mistake(f"{name} is a family, and a family has no options", *base, "rules", name)
        elif name in book.rules:
            there = before[name].options if name in before else {}
            yield from options(book, name, said.options, there, pointer, (*base, "rules", name))


def unknown_units(settings: Settings, org: Org, pointer: Pointer) -> Iterator[Mistake]:
    """Yield the units that overrides name and that no file speaks of."""
    there: Mapping[str, Iterable[str]] = {
        "team": org.teams, "product": org.products, "system": org.systems, "process": org.processes,
    }  # fmt: skip
    for one in settings.overrides:
        for cls, names in one.units.items():
            known = tuple(there[cls])
            for at, name in enumerate(names):
                if not frozenset(folded(known)).intersection(folded([name])):
                    message = f"there is no {cls} {name}{did_you_mean(nearest(name, known))}"
                    yield pointer.mistake(message, "overrides", one.at, _KEYS[cls], at)


def met(settings: Settings, known: Known, standings: Standings, pointer: Pointer) -> Iterator[Mistake]:
    """Yield the overrides that meet in some unit and name profiles that cannot go together."""
    if sum(bool(one.profiles) for one in settings.overrides) < 2:  # noqa: PLR2004 - one cannot meet another
        return
    told: set[tuple[int, int]] = set()
    for standing in standings.all:
        speaking = [settings.overrides[at] for at in standing.overrides if settings.overrides[at].profiles]
        for at, second in enumerate(speaking):
            for first in speaking[:at]:
                if (first.at, second.at) not in told:
                    told.add((first.at, second.at))
                    yield from together(known, first, second, pointer, "the same units")
