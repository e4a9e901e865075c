"""`exclusive`: no holder carries both sides, or too many of a set.

Static separation of duty as ANSI INCITS 359 has it: a set of roles or duties and a cardinality, judged on what a
seat effectively carries. Sets of holders are intersected, never pairs of seats enumerated across people. A group is
never the same person, and so no holder.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field

from orglint.core import NotJudged, Problem, Ref
from orglint.kinds.base import Found, Kind, Params, Where, listed
from orglint.kinds.circles import Circle, Holder, HolderName, circles, unsaid
from orglint.kinds.conflicts import conflict, crowd
from orglint.kinds.meetings import Held, Meeting, crowds, held_by_person, meetings
from orglint.kinds.reaching import Place, Reached, name_of, nothing_said
from orglint.kinds.selector import Selector, words_of
from orglint.org import Person, View

Within = Literal["org", "team", "product", "team-tree", "system", "process", "role", "activity"]
_GRADES: Mapping[str, HolderName] = {"I1": "person", "I2": "manager", "I3": "department"}


class Exclusive(Params):
    """Two sides (`between`), several pairs (`pairs`), or a set of which only so many go together (`among`)."""

    kind: Literal["exclusive"]
    holder: Annotated[HolderName, Field(description="Who counts as one: a person, or all people of a group.")] = (
        "person"
    )
    independence: Annotated[
        Literal["I1", "I2", "I3"] | None,
        Field(description="Another person (I1), another line of management (I2) or another department (I3)."),
    ] = None
    within: Annotated[
        tuple[Within, ...], BeforeValidator(listed), Field(description="The classes of unit in which seats meet.")
    ]
    between: Annotated[tuple[Selector, Selector] | None, Field(description="The two sides.")] = None
    pairs: Annotated[tuple[tuple[str, str], ...], Field(description="Pairs of roles or duties.")] = ()
    among: Annotated[Selector | None, Field(description="A set of which only so many go together.")] = None
    at_most: Annotated[int | None, Field(description="How many of the set go together.")] = None

    @classmethod
    def trusted(cls, data: Mapping[str, Any]) -> Self:
        """Return parameters that were validated before."""
        between, among = data.get("between"), data.get("among")
        sides = tuple(Selector.trusted(side) for side in between) if between else None
        made = {"between": sides, "among": Selector.trusted(among) if among else None}
        return cls.model_construct(**{**data, **made})

    @property
    def who(self) -> HolderName:
        """Return who counts as one holder."""
        return _GRADES[self.independence] if self.independence else self.holder

    def subjects(self) -> Mapping[str, str]:
        """Return the holder, and the unit if there is only one class of it.

        Of a company or a department the holder is the first person by handle, of a line the manager.
        """
        unit = self.within[0].removesuffix("-tree") if len(self.within) == 1 and self.within[0] != "org" else ""
        holder = "team" if self.who == "team" else "person"
        return {holder: holder, **({"unit": unit} if unit else {})}

    def anywhere(self, view: View) -> Place:
        """Return what conditions look at where a conflict belongs to no unit: one of which nothing is said."""
        return nothing_said(self.within[0], view)

    def words(self) -> Mapping[str, tuple[str, ...]]:
        """Return the ids of both sides."""
        named = words_of((*(self.between or ()), *((self.among,) if self.among else ())))
        return {**named, "word": tuple(dict.fromkeys(word for pair in self.pairs for word in pair))}

    def selectors(self) -> Mapping[str, Selector]:
        """Return both sides, or the set."""
        if self.among is not None:
            return {"the set": self.among}
        names = ("one side", "the other side")
        if len(self.sides) == 1:
            return dict(zip(names, self.sides[0], strict=True))
        return {
            f"{name} of pair {at}": side
            for at, pair in enumerate(self.sides, 1)
            for name, side in zip(names, pair, strict=True)
        }

    @property
    def sides(self) -> tuple[tuple[Selector, Selector], ...]:
        """Return the pairs of sides."""
        return (self.between,) if self.between else tuple((_one(a), _one(b)) for a, b in self.pairs)

    def impossible(self) -> str:
        """Return why no holder can ever be in conflict."""
        if sum((self.between is not None, bool(self.pairs), self.among is not None)) != 1:
            return "exclusive takes one of between, pairs and among"
        if self.independence and self.holder != "person":
            return "independence says who the holder is, so that holder goes without it"
        if self.among is None:
            return "at_most goes with among" if self.at_most is not None else self._empty_side()
        return self.among.impossible() or self._never_exceeded(self.among)

    def _empty_side(self) -> str:
        """Return why two sides can never be two different items."""
        for left, right in self.sides:
            empty = left.impossible() or right.impossible()
            items = {*left.roles, *left.duties, *right.roles, *right.duties}
            if empty:
                return empty
            if len(items) == 1 and not left.grouped and not right.grouped:
                return f"both sides are {next(iter(items))}, and the same item twice is no conflict"
        return ""

    def _never_exceeded(self, among: Selector) -> str:
        size = len({*among.roles, *among.duties})
        if self.at_most is None or self.at_most < 1:
            return "among takes at_most, a number of at least 1"
        never = self.at_most >= size and not among.grouped
        return f"at_most {self.at_most} can never be exceeded by {size} items" if never else ""


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
    yield from (NotJudged(person.ref) for person in missed)


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


def _one(word: str) -> Selector:
    """Return the selector of one word of a pair: a role or a duty of that name."""
    return Selector(roles=(word,), duties=(word,))


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
    yield from (NotJudged(person.ref) for person, _ in _not_told(view, params, by_person, by_person, reached))


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
