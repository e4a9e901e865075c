"""`sets`: one set of people relates to another, in each unit."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import BeforeValidator, Field

from orglint.core import ORGANISATION, Label, NotJudged, Problem, Site
from orglint.core.nearest import nearest
from orglint.core.wording import did_you_mean
from orglint.kinds import fields
from orglint.kinds.base import Found, Kind, Params, Where, listed
from orglint.kinds.selector import Selector
from orglint.org import Person, Seat, Team, Unit, View

ClassName = Literal["team", "product", "system", "process", "org"]
Relation = Literal["subset_of", "disjoint_from", "equals"]
GROUPS = ("members", "alumni", "parent.members")


def _side(value: object) -> object:
    """Read a side: a word for a group of people, a selector, or a team."""
    if isinstance(value, str):
        if value not in GROUPS:
            hint = did_you_mean(nearest(value, GROUPS))
            raise ValueError(f"takes {', '.join(GROUPS)}, a selector or {{team: id}}, not '{value}'{hint}")
        return {"people": value}
    return value


class Side(Selector):
    """A set of people: a group of the unit, the members of a team, or the holders of what a selector names."""

    people: Annotated[
        Literal["", "members", "alumni", "parent.members"], Field(description="A group of people of the unit.")
    ] = ""
    team: Annotated[str, Field(description="A team, whose members are meant.")] = ""

    @property
    def is_selector(self) -> bool:
        """Return whether the people are the holders of something."""
        return not self.people and not self.team

    def words(self) -> Mapping[str, tuple[str, ...]]:
        """Return the role, duty and team ids that are named."""
        named = super().words()
        return {**named, "team": (*named.get("team", ()), *((self.team,) if self.team else ()))}

    def impossible(self) -> str:
        """Return why nobody can be meant."""
        nothing = super().impossible()
        if self.is_selector:
            return nothing
        alone = bool(nothing) and not (self.as_ or self.all or self.not_through or (self.people and self.team))
        return "" if alone else "a side is a group of people, a team or a selector, and one of these alone"


Group = Literal["members", "alumni", "parent.members"]
SideOf = Annotated[Side, BeforeValidator(_side, json_schema_input_type=Group | Side)]


class Sets(Params):
    """Two sets of people in each unit, and how the left one relates to the right one."""

    kind: Literal["sets"]
    for_: Annotated[
        tuple[ClassName, ...],
        BeforeValidator(listed),
        Field(alias="for", description="The class of units to look at; org is the whole organisation."),
    ]
    left: Annotated[
        SideOf, Field(description="Who is looked at: members, alumni, parent.members, a selector or a team.")
    ]
    relation: Annotated[Relation, Field(description="How the left people relate to the right ones.")]
    right: Annotated[SideOf, Field(description="Whom they are compared with: the same words as left.")]

    @classmethod
    def trusted(cls, data: Mapping[str, Any]) -> Self:
        """Return parameters that were validated before."""
        sides = {name: Side.trusted(data[name]) for name in ("left", "right")}
        return cls.model_construct(**{**data, **sides})

    def subjects(self) -> Mapping[str, str]:
        """Return the unit, by its own name, or as `unit` in a list of several classes."""
        return fields.subjects_of(self.for_)

    def words(self) -> Mapping[str, tuple[str, ...]]:
        """Return the ids that both sides name."""
        left, right = self.left.words(), self.right.words()
        return {noun: (*left.get(noun, ()), *right.get(noun, ())) for noun in {**left, **right}}

    def selectors(self) -> Mapping[str, Params]:
        """Return the sides that select seats."""
        sides = {"left": self.left, "right": self.right}
        return {name: side for name, side in sides.items() if side.is_selector}

    def impossible(self) -> str:
        """Return why the relation always holds, or why a side means nobody."""
        classes = {*self.for_}
        for side in (self.left, self.right):
            if side.people == "alumni" and classes != {"team"}:
                return "only a team has alumni"
            if side.people == "parent.members" and "org" in classes:
                return "the organisation has no parent"
        if self.left == self.right:
            return "left and right are the same people"
        return fields.only_units(self.for_) or self.left.impossible() or self.right.impossible()


Placed = dict[Person, Site]
"""People, and where each is named first."""


class People(NamedTuple):
    """The people of a side in one unit. `everywhere` are those whose seats belong to no unit and reach all of them."""

    here: Placed
    everywhere: Placed
    sure: bool
    """Nobody else can be meant: all that could name somebody was understood."""

    @property
    def all(self) -> Placed:
        """Return both, for a set that somebody is looked for in."""
        return {**self.everywhere, **self.here}


def check(view: View, params: Sets, where: Where) -> Iterator[Found]:
    """Find the units in which the two sets do not relate as they are to."""
    left, right = _Reader(view, params.left), _Reader(view, params.right)
    for unit in _units(view, params.for_):
        if not where(unit if unit is not None else view.org):
            continue
        ours, theirs = left.of(unit), right.of(unit)
        if ours is None or theirs is None:
            continue  # a unit without a parent, or compared with a team of which only the name is known
        if params.relation == "disjoint_from":
            yield from _common(view, unit, ours, theirs)
        elif unit is None or unit.declared:
            yield from _different(view, unit, ours, theirs, both=params.relation == "equals")


def _units(view: View, classes: Iterable[str]) -> Iterator[Unit | None]:
    """Yield the units to look at; None is the whole organisation."""
    for cls in classes:
        if cls == "org":
            yield None
        else:
            yield from view.units(cls)  # type: ignore[arg-type] # what is left are units


class _Reader:
    """Reads the people of one side, unit by unit; a selector is asked once for all of them."""

    def __init__(self, view: View, side: Side) -> None:
        self._view = view
        self._side = side
        self._by_unit: dict[Unit | None, list[Seat]] = {}
        self._everywhere: list[Seat] = []
        if side.is_selector:
            self._select()

    def _select(self) -> None:
        for seat, _ in self._side.select(self._view):
            self._by_unit.setdefault(None, []).append(seat)
            if seat.scope.everywhere:
                self._everywhere.append(seat)
            for unit in seat.scope.reach:
                self._by_unit.setdefault(unit, []).append(seat)

    def of(self, unit: Unit | None) -> People | None:
        """Return the people in a unit, None where there can be no such people."""
        side, view = self._side, self._view
        if side.is_selector:
            everywhere = {} if unit is None else _placed(view, self._everywhere)
            return People(_placed(view, self._by_unit.get(unit, [])), everywhere, _is_sure(view, unit))
        if side.team:
            key = fields.folded(side.team)
            team = next((one for one in view.org.teams.values() if fields.folded(one.id) == key), None)
            return _members(view, team) if team is not None and team.declared else None
        if side.people == "parent.members":
            parent = unit.parent if unit is not None else None
            return _members(view, parent) if parent is not None and parent.declared else None
        if side.people == "alumni":
            gone = [seat for seat in view.org.seats if seat.alumni and seat.scope.team is unit]
            return People(_placed(view, gone), {}, _is_sure(view, unit))
        return _members(view, unit)


def _members(view: View, unit: Unit | None) -> People:
    """Return the members of a unit; of a team also those of the teams it includes, of the organisation everybody."""
    if unit is None:
        seats = (seat for seat in view.seats if seat.mandate.counts_as_member)
        return People(_placed(view, seats), {}, _is_sure(view, None))
    if isinstance(unit, Team):
        members = {person: seat.handle for person, seat in view.members(unit).items()}
        return People(members, {}, _are_sure(view, unit))
    return People(_placed(view, view.once("members of work", _of_work).get(unit, [])), {}, _is_sure(view, unit))


def _of_work(view: View) -> dict[Unit, list[Seat]]:
    found: dict[Unit, list[Seat]] = {}
    for seat in view.seats:
        if seat.mandate.counts_as_member:
            for unit in seat.scope.units:
                found.setdefault(unit, []).append(seat)
    return found


def _placed(view: View, seats: Iterable[Seat]) -> Placed:
    """Return who holds some seats, each with the first place that names them."""
    found: dict[Person, list[Site]] = {}
    for seat in seats:
        if seat.person is not None:
            found.setdefault(seat.person, []).append(seat.handle)
    return {person: min(sites, key=view.place) for person, sites in found.items()}


def _is_sure(view: View, unit: Unit | None) -> bool:
    """Return whether nobody can be in a set of a unit who was not read; anywhere, no part may be in doubt."""
    return view.may_miss(unit) and (unit is not None or not view.org.doubtful)


def _are_sure(view: View, team: Team) -> bool:
    """Return the same of a team and of all teams that it includes."""
    seen: dict[Team, None] = {team: None}
    for one in (queue := [team]):  # grows while it is walked
        fresh = [other for other in one.includes if other not in seen]
        seen.update(dict.fromkeys(fresh))
        queue += fresh
    return all(view.may_miss(one) for one in seen)


def _common(view: View, unit: Unit | None, ours: People, theirs: People) -> Iterator[Problem]:
    """Tell of those who are on both sides; who is so by seats of no unit is no matter of this unit."""
    both = [one for one in ours.all if one in theirs.all and (one in ours.here or one in theirs.here)]
    if both:
        places = [theirs.all[one] for one in both]
        yield _problem(view, unit, both, [ours.all[one] for one in both], Others(places, "here too"))


def _different(view: View, unit: Unit | None, ours: People, theirs: People, *, both: bool) -> Iterator[Found]:
    """Tell of those on the left who are not on the right, and if asked of those on the right who are missing."""
    extra = [one for one in ours.here if one not in theirs.all]
    missing = [one for one in theirs.here if one not in ours.all] if both else []
    sure = (not extra or theirs.sure) and (not missing or ours.sure)
    if not sure:
        yield NotJudged(unit.ref if unit is not None else ORGANISATION)
    told = [*(extra if theirs.sure else ()), *(missing if ours.sure else ())]
    if told:
        places = [ours.here[one] for one in extra] if theirs.sure else []
        absent = [theirs.here[one] for one in missing] if ours.sure else []
        yield _problem(view, unit, told, places, Others(absent, "missing on the other side"))


class Others(NamedTuple):
    """Further places, and what is written beside them."""

    sites: list[Site]
    text: str


def _problem(view: View, unit: Unit | None, people: list[Person], places: list[Site], others: Others) -> Problem:
    ref = unit.ref if unit is not None else ORGANISATION
    first, *more = view.in_order(places) or [unit.named if unit is not None else view.org.site]
    further = [site for site in view.in_order(others.sites) if site not in (first, *more)]
    return Problem(
        Label(first),
        values={"subject": view.shown([ref])[0], "diff": tuple(sorted(person.id for person in people))},
        related=(*(Label(site, "and here") for site in more), *(Label(site, others.text) for site in further)),
        subjects=(ref,),
        scope=ref,
        about=(unit if unit is not None else view.org,),
    )


KIND = Kind("sets", Sets, check, ("subject", "scope", "diff"), {"diff": "[text]"})
