"""What can be measured about a person, a seat or a unit: a figure, and what was counted for it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import NamedTuple

from orglint.core import Site
from orglint.org.model import Person, Seat, Unit
from orglint.org.view import View


class Measured(NamedTuple):
    """A figure about something. `counted` gives the sites of what was counted, for figures outside their bounds."""

    subject: Person | Unit | Seat
    value: float
    counted: Callable[[], list[Site]]
    day: date | None = None
    """The first day of the figure, where it is one of several days."""


Measure = Callable[[View], Iterator[Measured]]


def _in_field(things: Iterable[Person | Seat], field: str) -> list[Site]:
    """Return where each of some things says a field."""
    return [thing.site / field for thing in things]


def _named(units: Iterable[Unit]) -> list[Site]:
    """Return where the ids of units stand."""
    return [unit.named for unit in units]


def direct_reports(view: View) -> Iterator[Measured]:
    """How many humans report to a person."""
    for person, reports in view.all_reports.items():
        humans = [one for one in reports if one.kind == "human"]
        if humans:
            yield Measured(person, len(humans), partial(_in_field, humans, "reports_to"))


def seats(view: View) -> Iterator[Measured]:
    """How many seats a person holds."""
    for person, held in view.by_person.items():
        yield Measured(person, len(held), partial(_in_field, held, "person"))


def roles_held(view: View) -> Iterator[Measured]:
    """How many different roles a person is named for."""
    for person, held in view.by_person.items():
        first = {role: seat for seat in reversed(held) for role in seat.mandate.said}
        if first:
            yield Measured(person, len(first), partial(_in_field, list(first.values()), "role"))


def teams_joined(view: View) -> Iterator[Measured]:
    """How many teams a human is a member of."""
    for person, held in view.by_person.items():
        member = (seat for seat in reversed(held) if seat.mandate.counts_as_member)
        first = {seat.scope.team: seat for seat in member if seat.scope.team is not None}
        if first and person.kind == "human":
            yield Measured(person, len(first), partial(_in_field, list(first.values()), "person"))


def allocation(view: View) -> Iterator[Measured]:
    """Add up a person's allocations: the highest sum of any day from today on, over what the person works at all."""
    taken: dict[Person, list[Seat]] = {}
    for seat in view.coming_seats:
        if seat.allocation is not None and seat.person is not None:
            taken.setdefault(seat.person, []).append(seat)
    for person, several in taken.items():
        days = sorted(_days(view.day, person, several))
        day = max(days, key=lambda day: _sum_on(person, several, day))
        value = round(_sum_on(person, several, day) / (person.fte or 1.0), 9)
        then = [seat for seat in several if seat.holds_on(day)]
        yield Measured(person, value, partial(_in_field, then, "allocation"), day)


def _days(today: date, person: Person, several: list[Seat]) -> set[date]:
    """Return the days on which a sum can rise."""
    begins = (person.since, *(seat.since for seat in several))
    return {today, *(day for day in begins if day is not None and day > today)}


def _sum_on(person: Person, several: list[Seat], day: date) -> float:
    return sum(seat.allocation or 0.0 for seat in several if seat.holds_on(day)) if person.here(day) else 0.0


def seat_allocation(view: View) -> Iterator[Measured]:
    """Take what a seat asks of its person's time."""
    for seat in view.seats:
        if seat.allocation is not None:
            yield Measured(seat, seat.allocation, partial(_in_field, (seat,), "allocation"))


def headcount(view: View) -> Iterator[Measured]:
    """How many humans are members of a team."""
    for team in view.org.teams.values():
        humans = [seat for person, seat in view.members(team).items() if person.kind == "human"]
        yield Measured(team, len(humans), partial(_in_field, humans, "person"))


def owning_teams(view: View) -> Iterator[Measured]:
    """How many teams a system is worked on by."""
    for system in view.org.systems.values():
        yield Measured(system, len(system.teams), partial(_named, system.teams))


def product_teams(view: View) -> Iterator[Measured]:
    """How many teams work on a product."""
    for product in view.org.products.values():
        if product.kind is None:
            yield Measured(product, len(product.teams), partial(_named, product.teams))


def products(view: View) -> Iterator[Measured]:
    """How many products a team works on."""
    for team in view.org.teams.values():
        made = [product for product in team.products if product.kind is None]
        yield Measured(team, len(made), partial(_named, made))


MEASURES: Mapping[tuple[str, str], Measure] = {
    ("person", "direct-reports"): direct_reports,
    ("person", "seats"): seats,
    ("person", "roles-held"): roles_held,
    ("person", "teams-joined"): teams_joined,
    ("person", "allocation"): allocation,
    ("seat", "allocation"): seat_allocation,
    ("team", "headcount"): headcount,
    ("team", "products"): products,
    ("product", "teams"): product_teams,
    ("system", "owning-teams"): owning_teams,
}
"""What is measured, by whose figure it is and by name."""

SHARES = frozenset({"allocation"})
"""Measures that are shares of a whole, and written in per cent."""
