"""Where seats of one person meet: the units that several of them reach, and the first day they share.

Seats are sorted by the units they reach, and only what stands in one unit is compared.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from orglint.kinds.reaching import Place, Reached, in_order, is_stand_in
from orglint.kinds.selector import Hit, Selector
from orglint.org import Activity, Person, Seat, View

Held = tuple[Seat, tuple[Hit, ...]]
"""A seat, and what of it is looked for."""


class Meeting(NamedTuple):
    """The seats of two sides that have a partner on the other one, and the first day any two of them share."""

    lefts: tuple[Held, ...]
    rights: tuple[Held, ...]
    starts: date

    def joined(self, other: "Meeting") -> "Meeting":
        """Return both meetings as one."""
        lefts, rights = dict.fromkeys((*self.lefts, *other.lefts)), dict.fromkeys((*self.rights, *other.rights))
        return Meeting(tuple(lefts), tuple(rights), min(self.starts, other.starts))


def held_by_person(view: View, selector: Selector, only: Collection[Person] | None = None) -> dict[Person, list[Held]]:
    """Return the selected seats of today and later of each person, or only of some; a group is never one person."""
    found: dict[Person, list[Held]] = {}
    if only is not None and not only:
        return found
    for seat, hits in selector.select(view, coming=True):
        person = seat.person
        if person is not None and (only is None or person in only) and person.kind != "group":
            found.setdefault(person, []).append((seat, hits))
    return found


def _sorted_out(several: Iterable[Held], reached: Reached) -> dict[Place, list[Held]]:
    """Sort seats by the places that they reach; those without scope are in no unit."""
    found: dict[Place, list[Held]] = {}
    for held in several:
        for place in reached.places(held[0]):
            found.setdefault(place, []).append(held)
    return found


def meetings(
    lefts: list[Held], rights: list[Held], within: Sequence[str], reached: Reached, today: date
) -> Iterator[tuple[Place | None, Meeting]]:
    """Yield where seats of one person meet; what meets without any scope meets in the organisation."""
    if "org" in within:
        yield from _met(None, lefts, rights, today, lambda _one, _other: True)
        return
    free, others = ([held for held in side if held[0].scope.everywhere] for side in (lefts, rights))
    yield from _met(None, free, others, today, lambda _one, _other: True)
    ours, theirs = _sorted_out(lefts, reached), _sorted_out(rights, reached)
    for unit in in_order({*ours, *theirs}):

        def may(seat: Seat, other: Seat, unit: Place = unit) -> bool:
            if seat.scope.everywhere and other.scope.everywhere and not isinstance(unit, Activity):
                return False
            return not is_stand_in(unit) or not reached.share_own(seat, other)

        sides = [*ours.get(unit, ()), *free], [*theirs.get(unit, ()), *others]
        if isinstance(unit, Activity):  # which names the people it is about, those without scope among them
            sides = ours.get(unit, []), theirs.get(unit, [])
        yield from _met(unit, *sides, today, may)


def _met(
    unit: Place | None, lefts: list[Held], rights: list[Held], today: date, may: Callable[[Seat, Seat], bool]
) -> Iterator[tuple[Place | None, Meeting]]:
    """Yield the meeting of two sides, if any seat of them has a partner."""
    if lefts and rights:
        lefts, rights = sorted(lefts, key=_begins), sorted(rights, key=_begins)
        days = {held: _first_day(held, rights, today, may) for held in lefts}
        shared = [day for day in days.values() if day is not None]
        if shared:
            met = tuple(held for held, day in days.items() if day is not None)
            partners = tuple(held for held in rights if _first_day(held, lefts, today, may) is not None)
            yield unit, Meeting(met, partners, min(shared))


def _begins(held: Held) -> tuple[date, int]:
    return held[0].since or date.min, held[0].order


def _first_day(one: Held, others: list[Held], today: date, may: Callable[[Seat, Seat], bool]) -> date | None:
    """Return the first day from today on that a seat shares with one that carries something else.

    The others are sorted by the day they begin, so that the first that fits is the earliest.
    """
    seat, hits = one
    person = seat.person
    if person is None:
        return None
    for other, more in others:
        partner = other.person or person
        day = max(today, person.since or today, partner.since or today, seat.since or today, other.since or today)
        holds = seat.holds_on(day) and other.holds_on(day) and person.here(day) and partner.here(day)
        if holds and any(hit.id != second.id for hit in hits for second in more) and may(seat, other):
            return day
    return None


def crowds(several: list[Held], within: Sequence[str], reached: Reached) -> Mapping[Place | None, list[Held]]:
    """Return the seats of one person that count together, by unit; those without scope count everywhere."""
    if "org" in within:
        return {None: several}
    free = [held for held in several if held[0].scope.everywhere]
    by_unit = _sorted_out(several, reached)
    found: dict[Place | None, list[Held]] = {None: free}
    for unit in in_order(by_unit):
        if not is_stand_in(unit) or not all(reached.both(seat.scope)[0] for seat, _ in by_unit[unit]):
            found[unit] = by_unit[unit] if isinstance(unit, Activity) else [*by_unit[unit], *free]
    return found
