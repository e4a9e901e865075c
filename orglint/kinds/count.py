"""`count`: how many hold something, per unit: none, too few, too many, not exactly one.

Per person, seats are counted; with `distinct: company`, employers; with `group_by: company`, the holders of each
employer, which the item then names. Where somebody's employer is not said and it may matter, the rule did not run.
"""

from collections.abc import Callable, Iterator

from orglint.core import UNREAD, Label, NotJudged, Problem, Site
from orglint.kinds.base import Found, Kind, Where
from orglint.kinds.counted import Count, Counted, UnitName
from orglint.kinds.letters import letters
from orglint.kinds.meetings import Held
from orglint.kinds.selector import Hit, Selector
from orglint.kinds.tally import (
    Employer,
    Entity,
    Tally,
    entities,
    is_declared,
    is_whole,
    ref_of,
    site_of,
    size,
    tallies,
)  # fmt: skip
from orglint.org import Seat, Unit, View, Work

_NO_COMPANY = "nothing says which company somebody here works for"


def check(view: View, params: Count, where: Where) -> Iterator[Found]:
    """Find the units in which too few or too many hold what is counted."""
    if params.count.letter:
        yield from letters(view, params, where)
        return
    for cls in params.per:
        for tally in tallies(view, params, cls):
            yield from _judge(view, params, cls, tally, where)


def _judge(view: View, params: Count, cls: UnitName, tally: Tally, where: Where) -> Iterator[Found]:
    """Compare what was counted in every unit of a class with the bounds."""
    least, most = params.limits(0)
    has_share, group_by, number = params.has_share, params.group_by, _counter(params)
    for unit in entities(view, cls, tally):
        held = tally.by_unit.get(unit, [])
        if has_share:
            least, most = params.limits(size(view, cls, unit))
        if group_by:
            yield from _by_company(view, params, unit, tally, most or 0, where)
            continue
        few = least and is_declared(unit) and number([*held, *tally.everywhere]) < least
        many = most is not None and len(held) > most and number(held) > most
        if (few or many) and _applies(view, params, unit, tally, where):
            if many:
                yield _too_many(view, params, tally.item, unit, held)
            elif is_whole(view, unit) and not (params.distinct and _unsaid([*held, *tally.everywhere])):
                yield _too_few(view, params, tally.item, unit, [*held, *tally.everywhere])
            else:
                yield NotJudged(ref_of(unit), UNREAD if not is_whole(view, unit) else _NO_COMPANY)


def _by_company(view: View, params: Count, unit: Entity, tally: Tally, most: float, where: Where) -> Iterator[Found]:
    """Compare the holders of each employer in a unit with the upper bound."""
    held = tally.by_unit.get(unit, [])
    if len(held) <= most or not _applies(view, params, unit, tally, where):
        return
    unsaid = {seat.person for seat, _ in held if seat.person is not None and not seat.person.company}
    by_company: dict[str, list[Held]] = {}
    for seat, hits in held:
        if seat.person is not None and seat.person.company:
            by_company.setdefault(seat.person.company, []).append((seat, hits))
    numbers = {company: len({seat.person for seat, _ in several}) for company, several in by_company.items()}
    for company, number in numbers.items():
        if number > most:
            yield _too_many(view, params, f"{tally.item} of {company}", unit, by_company[company])
    if unsaid and max((n for n in (0, *numbers.values()) if n <= most), default=0) + len(unsaid) > most:
        yield NotJudged(ref_of(unit), _NO_COMPANY)


def _counter(params: Count) -> Callable[[list[Held]], int]:
    """Return how to count different ones: people, employers, or seats of a person."""
    if params.per == ("person",):
        return len
    return _employers if params.distinct else _people


def _people(held: list[Held]) -> int:
    return len({seat.person for seat, _ in held})


def _employers(held: list[Held]) -> int:
    return len({seat.person.company for seat, _ in held if seat.person is not None and seat.person.company})


def _unsaid(held: list[Held]) -> bool:
    """Return whether the employer of somebody is not said."""
    return any(seat.person is not None and not seat.person.company for seat, _ in held)


def _applies(view: View, params: Count, unit: Entity, tally: Tally, where: Where) -> bool:
    """Return whether the rule speaks of a unit: its conditions hold, and what is counted applies there."""
    if isinstance(unit, Work) and tally.duties and unit.not_applicable and tally.duties <= set(unit.not_applicable):
        return False
    return where(_about(view, params, unit))


def _about(view: View, params: Count, unit: Entity) -> object:
    """Return what conditions look at."""
    if unit is None and len(params.per) > 1:
        return Unit("team", "", view.org.site, view.org.site)
    return unit.id if isinstance(unit, Employer) else unit if unit is not None else view.org


def _sites(view: View, params: Count, held: list[Held]) -> list[Site]:
    """Return where each one counts, in reading order: one place for each that is counted."""
    first: dict[object, Site] = {}
    for seat, hits in sorted(held, key=lambda one: one[0].order) if params.distinct else held:
        first.setdefault(_identity(params, seat), _site(seat, hits))
    return view.in_order(first.values())


def _identity(params: Count, seat: Seat) -> object:
    if params.per == ("person",):
        return seat
    return (seat.person.company if seat.person is not None else None) if params.distinct else seat.person


def _site(seat: Seat, hits: tuple[Hit, ...]) -> Site:
    """Return where a seat says what counts; one that only names a person counts there."""
    return seat.handle if not hits or hits[0].at_handle else seat.place_of(hits[0].brought)


def _too_few(view: View, params: Count, item: str, unit: Entity, held: list[Held]) -> Problem:
    counted = _sites(view, params, held)
    vacant = () if isinstance(unit, Employer) else _vacant(view, params.count, item, unit)
    related = (*(Label(site, "counts") for site in counted), *(Label(site, "a vacant seat") for site in vacant))
    return _problem(view, params, item, unit, Label(site_of(view, unit)), related, _counter(params)(held))


def _vacant(view: View, counted: Counted, item: str, unit: Entity) -> list[Site]:
    """Return where seats that would count wait for somebody."""
    selector = Selector(duties=(item,)) if counted.each_duty else counted
    waiting = (seat for seat in view.vacant_seats if unit is None or unit in seat.scope.reach)
    vocabulary = view.org.vocabulary
    return view.in_order(
        seat.handle for seat in waiting if selector.hits(seat.mandate, vocabulary, seat.team.id if seat.team else "")
    )


def _too_many(view: View, params: Count, item: str, unit: Entity, held: list[Held]) -> Problem:
    first, *more = _sites(view, params, held)
    primary = Label(more[0], "one more") if more else Label(first, "one too many")
    related = (Label(first, "the first"), *(Label(site, "and one more") for site in more[1:])) if more else ()
    return _problem(view, params, item, unit, primary, related, _counter(params)(held))


def _problem(
    view: View, params: Count, item: str, unit: Entity, label: Label, related: tuple[Label, ...], n: int
) -> Problem:
    ref = ref_of(unit)
    return Problem(
        label,
        values={"subject": view.shown([ref])[0], "n": n, "item": item, "bounds": params.bounds},
        related=related,
        subjects=(ref,),
        scope=ref,
        about=(_about(view, params, unit),),
        item=item,
    )


KIND = Kind("count", Count, check, ("subject", "scope", "n", "item", "bounds"), {"n": "number"})
