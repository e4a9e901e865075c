"""The seats that count, sorted by the entities in which they count, and how many they make."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from orglint.core import ORGANISATION, Ref, Site
from orglint.kinds.counted import Count, Counted, UnitName
from orglint.kinds.meetings import Held
from orglint.kinds.reaching import activities_of, trees
from orglint.kinds.selector import Selector
from orglint.org import Activity, Duty, Person, Seat, Unit, View


@dataclass(frozen=True)
class Employer:
    """A company, as people name it; it is where it is first named."""

    id: str

    @property
    def ref(self) -> Ref:
        """Return the name that findings use."""
        return Ref("company", self.id)


Entity = Unit | Activity | Person | Employer | None
"""Where something is counted; None is the whole organisation."""


class Tally(NamedTuple):
    """The seats that count in each entity of a class, and those that count in every one."""

    item: str
    duties: frozenset[str]
    """The duties that are counted, where nothing else is."""
    by_unit: dict[Entity, list[Held]]
    everywhere: list[Held]


def tallies(view: View, params: Count, cls: UnitName) -> Iterator[Tally]:
    """Yield what is counted in a class of unit: one tally, or one for each duty."""
    if not params.count.each_duty:
        yield tally(view, params.count, params.count.item, cls)
        return
    for duty in _duties(view, params.count.each_duty, cls):
        yield tally(view, Selector(duties=(duty.id,)), duty.id, cls)


def _duties(view: View, each: tuple[str, ...], cls: str) -> list[Duty]:
    """Return the duties that are counted in a class of unit."""
    duties = view.org.vocabulary.duties.values()
    if each == ("required",):
        return [duty for duty in duties if duty.required_per == cls]
    if each == ("exclusive",):
        return [duty for duty in duties if duty.exclusive]
    return [duty for duty in duties if duty.id in each or duty.group in each]


def tally(view: View, selector: Selector, item: str, cls: UnitName) -> Tally:
    """Sort the seats that count by the entities of a class that they reach."""
    by_unit: dict[Entity, list[Held]] = {}
    everywhere: list[Held] = []
    for held in _selected(view, selector):
        if held[0].scope.everywhere and cls not in ("org", "activity", "company", "person"):
            everywhere.append(held)
        else:
            for unit in _reached(view, held[0], cls):
                by_unit.setdefault(unit, []).append(held)
    others = selector.roles or selector.grouped
    return Tally(item, frozenset() if others else frozenset(selector.duties), by_unit, everywhere)


def _selected(view: View, selector: Selector) -> Iterable[Held]:
    if isinstance(selector, Counted) and selector.any:
        return ((seat, ()) for seat in view.seats)
    return selector.select(view)


def _reached(view: View, seat: Seat, cls: UnitName) -> Iterable[Entity]:
    """Return the entities of a class in which a seat counts."""
    if cls in ("team", "product", "system", "process"):
        return view.reached(seat.scope, cls)
    if cls == "org":
        return (None,)
    if cls == "person":
        return (seat.person,) if seat.person is not None else ()
    if cls == "company":
        return (Employer(seat.person.company),) if seat.person is not None and seat.person.company else ()
    if cls == "activity":
        return activities_of(view, seat)
    return dict.fromkeys(above for team in view.reached(seat.scope, "team") for above in trees(team))


def entities(view: View, cls: UnitName, found: Tally) -> list[Entity]:
    """Return what to judge: all that there is, and teams that stand for what they do not name."""
    if cls == "org":
        return [None]
    if cls == "activity":
        return list(view.org.activities)
    if cls == "person":
        return [person for person in view.org.people.values() if person.here(view.day)]
    if cls == "company":
        return [Employer(name) for name in view.once("companies", _companies)]
    units = list(view.units("team" if cls == "team-tree" else cls))
    stand_ins = [unit for unit in found.by_unit if isinstance(unit, Unit) and unit.stands_for is not None]
    return [*units, *stand_ins]


def _companies(view: View) -> dict[str, Site]:
    """Return the employers of those who are there, and where each is first named."""
    found: dict[str, list[Site]] = {}
    for person in view.org.people.values():
        if person.company and person.here(view.day):
            found.setdefault(person.company, []).append(person.site / "company")
    return {name: view.in_order(sites)[0] for name, sites in found.items()}


def is_declared(entity: Entity) -> bool:
    """Return whether an entity is declared, so that something may be absent from it."""
    return entity.declared if isinstance(entity, Unit | Person) else True


def is_whole(view: View, entity: Entity) -> bool:
    """Return whether something may be called absent from an entity."""
    if isinstance(entity, Unit):
        return view.may_miss(entity)
    return view.may_miss(None) and (not isinstance(entity, Activity | Person) or entity.whole)


def ref_of(entity: Entity) -> Ref:
    """Return how findings name an entity."""
    return entity.ref if entity is not None else ORGANISATION


def site_of(view: View, entity: Entity) -> Site:
    """Return where an entity is named."""
    if isinstance(entity, Unit | Person):
        return entity.named
    if isinstance(entity, Employer):
        return view.once("companies", _companies)[entity.id]
    return entity.site.of_key() if entity is not None else view.org.site


def size(view: View, cls: UnitName, entity: Entity) -> int:
    """Return how many humans have a seat in an entity."""
    everybody = view.once(("everybody", cls), lambda view: tally(view, Counted(any=True), "", cls))
    people = {seat.person for seat, _ in everybody.by_unit.get(entity, ())}
    return sum(person is not None and person.kind == "human" for person in people)
