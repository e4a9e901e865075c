"""`exclusive`: no holder carries both sides, or too many of a set.

Static separation of duty as ANSI INCITS 359 has it: a set of roles or duties and a cardinality, judged on what a
seat effectively carries. Sets of holders are intersected, never pairs of seats enumerated across people.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator

from orglint.core import Label, Problem, Ref, Site
from orglint.core.wording import joined, spoken
from orglint.kinds.base import Found, Kind, Params, Where, listed
from orglint.kinds.meetings import Held, Meeting, Reached, crowds, held_by_person, meetings, name_of
from orglint.kinds.selector import Hit, Selector
from orglint.org import Person, Team, Unit, View, Work

Within = Literal["org", "team", "product", "system", "process", "role"]


class Exclusive(Params):
    """Two sides (`between`), several pairs (`pairs`), or a set of which only so many go together (`among`)."""

    kind: Literal["exclusive"]
    holder: Literal["person"] = "person"
    within: Annotated[tuple[Within, ...], BeforeValidator(listed)]
    between: tuple[Selector, Selector] | None = None
    pairs: tuple[tuple[str, str], ...] = ()
    among: Selector | None = None
    at_most: int | None = None

    @classmethod
    def trusted(cls, data: Mapping[str, Any]) -> Self:
        """Return parameters that were validated before."""
        between, among = data.get("between"), data.get("among")
        sides = tuple(Selector.trusted(side) for side in between) if between else None
        made = {"between": sides, "among": Selector.trusted(among) if among else None}
        return cls.model_construct(**{**data, **made})

    def subjects(self) -> Mapping[str, str]:
        """Return the person, and the unit if there is only one class of it."""
        unit = self.within[0] if len(self.within) == 1 and self.within[0] != "org" else ""
        return {"person": "person", **({"unit": unit} if unit else {})}

    def anywhere(self, view: View) -> Unit:
        """Return what conditions look at where a conflict belongs to no unit: one of which nothing is said."""
        cls, site = self.within[0], view.org.site
        if cls == "team":
            return Team("team", "", site, site)
        return Work(cls, "", site, site) if cls in ("product", "system", "process") else Unit("role", "", site, site)

    def words(self) -> Mapping[str, tuple[str, ...]]:
        """Return the ids of both sides."""
        named = [side.words() for side in (*(self.between or ()), *((self.among,) if self.among else ()))]
        found = {word: tuple(dict.fromkeys(id_ for one in named for id_ in one[word])) for word in ("role", "duty")}
        return {**found, "word": tuple(dict.fromkeys(word for pair in self.pairs for word in pair))}

    def impossible(self) -> str:
        """Return why no holder can ever be in conflict."""
        shapes = sum((self.between is not None, bool(self.pairs), self.among is not None))
        if shapes != 1:
            return "exclusive takes one of between, pairs and among"
        if self.among is None:
            return "at_most goes with among" if self.at_most is not None else ""
        size = len({*self.among.roles, *self.among.duties})
        if self.at_most is None or self.at_most < 1:
            return "among takes at_most, a number of at least 1"
        grouped = self.among.role_groups or self.among.duty_groups or self.among.lines
        return (
            f"at_most {self.at_most} can never be exceeded by {size} items"
            if self.at_most >= size and not grouped
            else ""
        )


def check(view: View, params: Exclusive, where: Where) -> Iterator[Found]:
    """Find the holders that carry what does not go together, in each unit that both sides reach."""
    if params.among is not None:
        yield from _crowds(view, params, params.among, where)
        return
    sides = [params.between] if params.between else [(_one(a), _one(b)) for a, b in params.pairs]
    collected: dict[tuple[Person, Ref], tuple[Unit | None, Meeting]] = {}
    for left, right in sides:
        for person, unit, meeting in _meetings(view, params, left, right):
            before = collected.get((person, name_of(unit)))
            found = (before[0], before[1].joined(meeting)) if before is not None else (unit, meeting)
            collected[person, name_of(unit)] = found
    made: dict[Meeting, Problem] = {}  # the same seats often meet in many units
    for (person, scope), (unit, meeting) in collected.items():
        about = (person, unit or params.anywhere(view))
        if where(*about):
            if meeting not in made:
                made[meeting] = _problem(view, params, person, unit, meeting)
            yield made[meeting]._replace(scope=scope, about=about)


def _one(word: str) -> Selector:
    """Return the selector of one word of a pair: a role or a duty of that name."""
    return Selector(roles=(word,), duties=(word,))


def _meetings(
    view: View, params: Exclusive, left: Selector, right: Selector
) -> Iterator[tuple[Person, Unit | None, Meeting]]:
    """Yield who meets what in which unit; the larger side is looked at only for the people of the smaller one."""
    reached = Reached(params.within)
    if left.size(view) <= right.size(view):
        lefts = held_by_person(view, left)
        rights = held_by_person(view, right, lefts)
    else:
        rights = held_by_person(view, right)
        lefts = held_by_person(view, left, rights)
    for person in lefts:
        if person in rights:
            met = meetings(lefts[person], rights[person], params.within, reached, view.day)
            yield from ((person, unit, meeting) for unit, meeting in met)


def _crowds(view: View, params: Exclusive, among: Selector, where: Where) -> Iterator[Problem]:
    """Find the holders that carry more of a set than go together."""
    most = params.at_most or 0
    reached = Reached(params.within)
    for person, held in held_by_person(view, among).items():
        if len({hit.id for _, hits in held for hit in hits}) <= most:
            continue
        told: set[Ref] = set()
        for unit, here in crowds(held, params.within, reached).items():
            starts = _crowded(person, here, most, view.day, anywhere=unit is None)
            scope = name_of(unit)
            if starts is not None and scope not in told and where(person, unit or params.anywhere(view)):
                told.add(scope)
                held_then = [one for one in here if one[0].holds_on(starts)]
                yield _crowd(view, params, person, unit, held_then, starts)


def _crowded(person: Person, held: list[Held], most: int, today: date, *, anywhere: bool) -> date | None:
    """Return the first day from today on with more than `most` different items.

    In a unit, one of the seats belongs there; what conflicts without a unit is told of the organisation.
    """
    begins = (person.since, *(seat.since for seat, _ in held))
    for day in sorted({today, *(day for day in begins if day is not None and day > today)}):
        then = [(seat, hits) for seat, hits in held if seat.holds_on(day)]
        own = anywhere or any(not seat.scope.everywhere for seat, _ in then)
        if own and len({hit.id for _, hits in then for hit in hits}) > most and person.here(day):
            return day
    return None


def _crowd(view: View, params: Exclusive, person: Person, unit: Unit | None, held: list[Held], starts: date) -> Problem:
    places = _places(held)
    *others, primary = view.in_order(places)
    labels = {site: Label(site, _says(view, places[site])) for site in places}
    related = tuple(labels[site] for site in others)
    return _made(view, params, person, unit, labels[primary], related, (places, {}), starts)


def _problem(view: View, params: Exclusive, person: Person, unit: Unit | None, meeting: Meeting) -> Problem:
    lefts, rights = _places(meeting.lefts), _places(meeting.rights)
    primary, *more = view.in_order(rights)
    others = [site for site in view.in_order(lefts) if site not in rights]
    related = (
        *(Label(site, _says(view, rights[site])) for site in more),
        *(Label(site, _says(view, lefts[site])) for site in others),
    )
    label = Label(primary, _says(view, rights[primary]))
    return _made(view, params, person, unit, label, related, (lefts, rights), meeting.starts)


Places = dict[Site, list[Hit]]
"""Where roles and duties came in, and which."""


def _made(
    view: View, params: Exclusive, person: Person, unit: Unit | None, label: Label, related: tuple[Label, ...],
    sides: tuple[Places, Places], starts: date,
) -> Problem:  # fmt: skip
    left, right = (_ids(view, side) for side in sides)
    if right:  # what meets only itself is no part of the conflict
        left, right = (
            tuple(one for one in left if {*right} != {one}),
            tuple(one for one in right if {*left} != {one}),
        )
    hits = [hit for side in sides for several in side.values() for hit in several]
    return Problem(
        label,
        values={"holder": person.id, "found": tuple(dict.fromkeys((*left, *right))), "left": left, "right": right},
        related=(*related, *_declarations(view, hits)),
        subjects=(person.ref,),
        scope=name_of(unit),
        about=(person, unit or params.anywhere(view)),
        starts=starts if starts > view.day else None,
    )


def _places(held: Iterable[Held]) -> Places:
    found: Places = {}
    for seat, hits in held:
        for hit in hits:
            here = found.setdefault(seat.place_of(hit.brought), [])
            if hit not in here:
                here.append(hit)
    return found


def _ids(view: View, places: Places) -> tuple[str, ...]:
    """Return the ids that came in, in reading order."""
    return tuple(dict.fromkeys(hit.id for site in view.in_order(places) for hit in places[site]))


def _says(view: View, hits: list[Hit]) -> str:
    """Say beside a place what came in there."""
    first = hits[0]
    if first.kind == "role":
        return f"{spoken(first.id)} of {{scope}}"
    if first.brought.field == "role":
        return f"brings {joined(sorted({hit.id for hit in hits}))}"
    bringers = view.org.vocabulary.bringers.get(first.id, ())
    return f"belongs to the {spoken(bringers[0])}" if len(bringers) == 1 else f"{first.id} is held here"


def _declarations(view: View, hits: list[Hit]) -> Iterator[Label]:
    """Point at the organisation's own roles that brought something in."""
    through = dict.fromkeys(hit.brought.through[-1] for hit in hits if hit.brought.through)
    for name in through:
        role = view.org.vocabulary.roles.get(name)
        if role is not None and role.site is not None:
            yield Label(role.site.of_key(), f"what the role {name} brings")


KIND = Kind(
    "exclusive", Exclusive, check, ("holder", "scope", "found", "left", "right"),
    {"found": "[text]", "left": "[text]", "right": "[text]"},
)  # fmt: skip
