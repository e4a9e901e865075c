"""`exclusive`: no holder carries both sides, or too many of a set.

Static separation of duty as ANSI INCITS 359 has it: a set of roles or duties and a cardinality, judged on what a
seat effectively carries. Sets of holders are intersected, never pairs of seats enumerated across people. A group is
never the same person, and so no holder.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from orglint.core import NotJudged, Problem, Ref
from orglint.kinds.apart import Exclusive
from orglint.kinds.base import Found, Kind, Where
from orglint.kinds.circles import Circle, Holder, circles, unsaid, unsaid_of
from orglint.kinds.conflicts import conflict, crowd
from orglint.kinds.meetings import Held, Meeting, crowds, held_by_person, meetings
from orglint.kinds.reaching import Place, Reached, name_of
from orglint.kinds.selector import Selector
from orglint.org import Person, View


def check(view: View, params: Exclusive, where: Where) -> Iterator[Found]:
    """Find the holders that carry what does not go together, in each unit that both sides reach."""
    if params.among is not None:
        yield from _crowds(view, params, params.among, where)
        return
    collected: dict[tuple[Holder, Ref], tuple[Place | None, Meeting]] = {}
    reached = Reached(params.within, view)
    missed: dict[Person, None] = {}
    for left, right in params.sides:
        lefts, rights = _sides(view, params, left, right)
        for circle in circles(view, params.who, lefts, rights):
            for unit, meeting in meetings(circle.lefts, circle.rights, params.within, reached, view.day):
                before = collected.get((circle.holder, name_of(unit)))
                found = (before[0], before[1].joined(meeting)) if before is not None else (unit, meeting)
                collected[circle.holder, name_of(unit)] = found
        missed.update(_not_told(view, params, lefts, rights, reached))
    yield from _told(view, params, collected, where)
    yield from (NotJudged(person.ref, unsaid_of(params.who)) for person in missed)


def _told(
    view: View, params: Exclusive, collected: Mapping[tuple[Holder, Ref], tuple[Place | None, Meeting]], where: Where
) -> Iterator[Problem]:
    """Yield the conflicts of which the rule speaks."""
    made: dict[tuple[Holder, Meeting], Problem] = {}  # the same seats often meet in many units
    for (holder, scope), (unit, meeting) in collected.items():
        about = (holder.about, unit or params.anywhere(view))
        if where(*about):
            if (holder, meeting) not in made:
                made[holder, meeting] = conflict(view, holder, unit, meeting)
            yield made[holder, meeting]._replace(scope=scope, about=about)


By = dict[Person, list[Held]]


def _sides(view: View, params: Exclusive, left: Selector, right: Selector) -> tuple[By, By]:
    """Return who holds each side; of one person the larger is looked at only for the people of the smaller one."""
    if params.who != "person":
        return held_by_person(view, left), held_by_person(view, right)
    if left.size(view) <= right.size(view):
        lefts = held_by_person(view, left)
        return lefts, held_by_person(view, right, lefts)
    rights = held_by_person(view, right)
    return held_by_person(view, left, rights), rights


def _not_told(view: View, params: Exclusive, lefts: By, rights: By, reached: Reached) -> Iterator[tuple[Person, None]]:
    """Yield the people who meet somebody else, and of whom it is not said to which holder they belong."""
    for side, others in ((lefts, rights), (rights, lefts)):
        alone = {person: held for person, held in side.items() if unsaid(params.who, person)}
        if not alone:
            continue
        everybody = [held for several in others.values() for held in several]
        ours = [held for several in alone.values() for held in several]
        for _, meeting in meetings(ours, everybody, params.within, reached, view.day):
            partners = {seat.person for seat, _ in meeting.rights}
            for seat, _ in meeting.lefts:
                if seat.person is not None and partners != {seat.person}:
                    yield seat.person, None


def _crowds(view: View, params: Exclusive, among: Selector, where: Where) -> Iterator[Found]:
    """Find the holders that carry more of a set than go together."""
    most = params.at_most or 0
    reached = Reached(params.within, view)
    by_person = held_by_person(view, among)
    for holder, held, _ in _circles_of(view, params, by_person):
        if len({hit.id for _, hits in held for hit in hits}) <= most:
            continue
        told: set[Ref] = set()
        for unit, here in crowds(held, params.within, reached).items():
            starts = _crowded(here, most, view.day, anywhere=unit is None)
            scope = name_of(unit)
            about = (holder.about, unit or params.anywhere(view))
            if starts is not None and scope not in told and where(*about):
                told.add(scope)
                yield crowd(view, holder, unit, _then(here, starts), starts)._replace(about=about)
    missed = dict(_not_told(view, params, by_person, by_person, reached))
    yield from (NotJudged(person.ref, unsaid_of(params.who)) for person in missed)


def _circles_of(view: View, params: Exclusive, by_person: By) -> Iterator[Circle]:
    """Yield the holders of a set, each once."""
    found: dict[Holder, Circle] = {}
    for circle in circles(view, params.who, by_person, by_person):
        before = found.get(circle.holder)
        seats = [*(before.lefts if before else ()), *circle.lefts, *circle.rights]
        found[circle.holder] = circle if before is None else circle._replace(lefts=list(dict.fromkeys(seats)))
    yield from found.values()


def _then(held: list[Held], day: date) -> list[Held]:
    """Return the seats that are held on a day by people who are there."""
    return [one for one in held if one[0].holds_on(day) and one[0].person is not None and one[0].person.here(day)]


def _crowded(held: list[Held], most: int, today: date, *, anywhere: bool) -> date | None:
    """Return the first day from today on with more than `most` different items.

    In a unit, one of the seats belongs there; what conflicts without a unit is told of the organisation.
    """
    begins = (day for seat, _ in held for day in (seat.since, seat.person.since if seat.person else None))
    for day in sorted({today, *(day for day in begins if day is not None and day > today)}):
        then = _then(held, day)
        own = anywhere or any(not seat.scope.everywhere for seat, _ in then)
        if own and len({hit.id for _, hits in then for hit in hits}) > most:
            return day
    return None


KIND = Kind(
    "exclusive", Exclusive, check, ("holder", "scope", "found", "left", "right"),
    {"found": "[text]", "left": "[text]", "right": "[text]"},
)  # fmt: skip
