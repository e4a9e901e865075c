"""`count`: how many hold something, per unit: none, too few, too many, not exactly one."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import BeforeValidator, Field

from orglint.core import ORGANISATION, Label, NotJudged, Problem, Ref, Site
from orglint.core.wording import spoken
from orglint.kinds.base import Found, Ids, Kind, Params, Where, listed
from orglint.kinds.selector import NO_ROLE, Hit, Selector
from orglint.org import LETTERS, Activity, Duty, Person, Seat, Unit, View, Work, scheme

UnitName = Literal["org", "team", "product", "system", "process", "activity"]
Bound = Annotated[int | None, Field(ge=0)]
Units = Annotated[tuple[UnitName, ...], BeforeValidator(listed)]


class Counted(Selector):
    """What is counted: distinct holders of what a selector names, people with any seat, a letter, or each duty."""

    any: bool = False
    letter: str = ""
    each_duty: Ids = ()

    def impossible(self) -> str:
        """Return why nothing can be counted."""
        if self.letter and self.letter not in LETTERS:
            return f"{self.letter} is no letter of an activity"
        return "" if self.any or self.letter or self.each_duty else super().impossible()

    def words(self) -> Mapping[str, tuple[str, ...]]:
        """Return the role, duty and group ids that are named."""
        each = () if self.each_duty in (("required",), ("exclusive",)) else self.each_duty
        return {**super().words(), "duty or group": each}

    @property
    def item(self) -> str:
        """Return what is counted, in words."""
        return self.letter or " or ".join(spoken(name) for name in (*self.roles, *self.duties)) or "seat"


def _counted(value: object) -> object:
    if value == "any":
        return {"any": True}
    return {"letter": value} if isinstance(value, str) else value


class Count(Params):
    """What is counted, per which unit, and how many there may be."""

    kind: Literal["count"]
    count: Annotated[Counted, BeforeValidator(_counted)]
    per: Units
    at_least: Bound = None
    at_most: Bound = None
    exactly: Bound = None

    @classmethod
    def trusted(cls, data: Mapping[str, Any]) -> Self:
        """Return parameters that were validated before."""
        return cls.model_construct(**{**data, "count": Counted.trusted(data["count"])})

    def subjects(self) -> Mapping[str, str]:
        """Return the unit, by its own name, or as `unit` in a list of several classes."""
        if len(self.per) == 1:
            return {self.per[0]: self.per[0]}
        return {"unit": "product" if {"product", "system", "process"}.issuperset(self.per) else "unit"}

    def words(self) -> Mapping[str, tuple[str, ...]]:
        """Return the ids of what is counted."""
        return self.count.words()

    def impossible(self) -> str:
        """Return why the bounds can never be crossed."""
        bounds = (self.at_least, self.at_most, self.exactly)
        if all(bound is None for bound in bounds):
            return "count takes at_least, at_most or exactly"
        if self.exactly is not None and (self.at_least, self.at_most) != (None, None):
            return "exactly goes without at_least and at_most"
        if self.at_least == 0 and self.at_most is None:
            return "at_least 0 can never be crossed"
        if bool(self.count.letter) != (self.per == ("activity",)):
            return "letters are counted per activity, and nothing else is"
        return self.count.impossible()

    @property
    def least(self) -> int:
        """Return the lower bound."""
        return self.exactly if self.exactly is not None else self.at_least or 0

    @property
    def most(self) -> int | None:
        """Return the upper bound."""
        return self.exactly if self.exactly is not None else self.at_most

    @property
    def bounds(self) -> str:
        """Return the bounds in words."""
        if self.exactly is not None:
            return f"exactly {self.exactly}"
        low = f"at least {self.at_least}" if self.at_least else ""
        high = f"at most {self.at_most}" if self.at_most is not None else ""
        return " and ".join(bound for bound in (low, high) if bound)


Held = tuple[Seat, tuple[Hit, ...]]
"""A seat that counts, and what in it counts."""


class Tally(NamedTuple):
    """The seats that count in each unit of a class, and those that count in every one."""

    item: str
    duties: frozenset[str]
    """The duties that are counted, where nothing else is."""
    by_unit: Mapping[Unit | None, list[Held]]
    everywhere: list[Held]


def check(view: View, params: Count, where: Where) -> Iterator[Found]:
    """Find the units in which too few or too many hold what is counted."""
    if params.count.letter:
        yield from _letters(view, params, where)
        return
    for cls in params.per:
        if not params.count.each_duty:
            yield from _judge(view, params, cls, _tally(view, params.count, params.count.item, cls), where)
            continue
        for duty in _duties(view, params.count.each_duty, cls):
            tally = _tally(view, Selector(duties=(duty.id,)), duty.id, cls)
            yield from _judge(view, params, cls, tally, where)


def _duties(view: View, each: tuple[str, ...], cls: str) -> list[Duty]:
    """Return the duties that are counted in a class of unit."""
    duties = view.org.vocabulary.duties.values()
    if each == ("required",):
        return [duty for duty in duties if duty.required_per == cls]
    if each == ("exclusive",):
        return [duty for duty in duties if duty.exclusive]
    return [duty for duty in duties if duty.id in each or duty.group in each]


def _tally(view: View, selector: Selector, item: str, cls: UnitName) -> Tally:
    """Sort the seats that count by the units of a class that they reach; None is the whole organisation."""
    by_unit: dict[Unit | None, list[Held]] = {}
    everywhere: list[Held] = []
    for held in _selected(view, selector):
        scope = held[0].scope
        if cls == "org":
            by_unit.setdefault(None, []).append(held)
        elif scope.everywhere:
            everywhere.append(held)
        else:
            for unit in view.reached(scope, cls):
                by_unit.setdefault(unit, []).append(held)
    others = selector.roles or selector.role_groups or selector.duty_groups or selector.lines
    return Tally(item, frozenset() if others else frozenset(selector.duties), by_unit, everywhere)


def _selected(view: View, selector: Selector) -> Iterable[Held]:
    if isinstance(selector, Counted) and selector.any:
        return ((seat, ()) for seat in view.seats)
    return selector.select(view)


def _judge(view: View, params: Count, cls: UnitName, tally: Tally, where: Where) -> Iterator[Found]:
    """Compare what was counted in every unit of a class with the bounds."""
    for unit in _units(view, cls, tally):
        held = tally.by_unit.get(unit, [])
        few = params.least and (unit is None or unit.declared) and _holders(held, tally.everywhere) < params.least
        many = params.most is not None and len(held) > params.most and _holders(held) > params.most
        if (few or many) and _applies(view, params, unit, tally, where):
            if many:
                yield _too_many(view, params, tally.item, unit, held)
            elif view.may_miss(unit):
                yield _too_few(view, params, tally.item, unit, [*held, *tally.everywhere])
            else:
                yield NotJudged(_ref(unit))


def _holders(*several: list[Held]) -> int:
    """Return how many different people hold some seats."""
    return len({seat.person for held in several for seat, _ in held})


def _applies(view: View, params: Count, unit: Unit | None, tally: Tally, where: Where) -> bool:
    """Return whether the rule speaks of a unit: its conditions hold, and what is counted applies there."""
    if isinstance(unit, Work) and tally.duties and unit.not_applicable and tally.duties <= set(unit.not_applicable):
        return False
    if unit is None and len(params.per) > 1:
        return where(Unit("team", "", view.org.site, view.org.site))
    return where(unit if unit is not None else view.org)


def _sites(view: View, held: list[Held]) -> list[Site]:
    """Return where each holder counts, in reading order: one place a holder."""
    first: dict[Person | None, Site] = {}
    for seat, hits in held:
        first.setdefault(seat.person, _site(seat, hits))
    return view.in_order(first.values())


def _site(seat: Seat, hits: tuple[Hit, ...]) -> Site:
    """Return where a seat says what counts; one that only names a person counts there."""
    return seat.place_of(hits[0].brought) if hits and hits[0].id != NO_ROLE else seat.handle


def _units(view: View, cls: UnitName, tally: Tally) -> list[Unit | None]:
    """Return the units to judge: all that there are, and teams that stand for what they do not name."""
    if cls == "org":
        return [None]
    units = list(view.units(cls))  # type: ignore[arg-type] # a class of units
    stand_ins = [unit for unit in tally.by_unit if unit is not None and unit.stands_for is not None]
    return [*units, *stand_ins]


def _values(params: Count, item: str, name: str, n: int) -> dict[str, str | int]:
    return {"subject": name, "n": n, "item": item, "bounds": params.bounds}


def _ref(unit: Unit | None) -> Ref:
    return unit.ref if unit is not None else ORGANISATION


def _too_few(view: View, params: Count, item: str, unit: Unit | None, held: list[Held]) -> Problem:
    ref = _ref(unit)
    counted = _sites(view, held)
    vacant = _vacant(view, params.count, item, unit)
    return Problem(
        Label(unit.named if unit is not None else view.org.site),
        values=_values(params, item, view.shown([ref])[0], len(counted)),
        related=(*(Label(site, "counts") for site in counted), *(Label(site, "a vacant seat") for site in vacant)),
        subjects=(ref,),
        scope=ref,
        about=(unit if unit is not None else view.org,),
        item=item,
    )


def _vacant(view: View, counted: Counted, item: str, unit: Unit | None) -> list[Site]:
    """Return where seats that would count wait for somebody."""
    selector = Selector(duties=(item,)) if counted.each_duty else counted
    waiting = (seat for seat in view.vacant_seats if unit is None or unit in seat.scope.reach)
    return view.in_order(seat.handle for seat in waiting if selector.hits(seat.mandate, view.org.vocabulary))


def _too_many(view: View, params: Count, item: str, unit: Unit | None, held: list[Held]) -> Problem:
    ref = _ref(unit)
    first, *more = _sites(view, held)
    primary = Label(more[0], "one more") if more else Label(first, "one too many")
    related = (Label(first, "the first"), *(Label(site, "and one more") for site in more[1:])) if more else ()
    return Problem(
        primary,
        values=_values(params, item, view.shown([ref])[0], len(more) + 1),
        related=related,
        subjects=(ref,),
        scope=ref,
        about=(unit if unit is not None else view.org,),
        item=item,
    )


def _letters(view: View, params: Count, where: Where) -> Iterator[Found]:
    """Count the names of one letter in the activities that are written in its scheme."""
    letter = params.count.letter
    for activity in view.org.activities:
        if letter not in scheme(activity) or not where(activity):
            continue
        sites = [name.site for name in activity.letters.get(letter, ()) if name.kind != "nobody"]
        if len(sites) < params.least:
            yield (
                _letter(params, activity, sites) if activity.whole and view.may_miss(None) else NotJudged(activity.ref)
            )
        elif params.most is not None and len(sites) > params.most:
            yield _letter(params, activity, view.in_order(sites))


def _letter(params: Count, activity: Activity, sites: list[Site]) -> Problem:
    many = len(sites) > params.least
    primary = Label(sites[1], "one more") if many and len(sites) > 1 else Label(activity.site.of_key())
    others = [site for site in sites if site != primary.at]
    return Problem(
        primary,
        values=_values(params, params.count.letter, activity.id, len(sites)),
        related=tuple(Label(site, params.count.letter) for site in others),
        subjects=(activity.ref,),
        scope=activity.scope.ref,
        about=(activity,),
        item=params.count.letter,
    )


KIND = Kind("count", Count, check, ("subject", "scope", "n", "item", "bounds"), {"n": "number"})
