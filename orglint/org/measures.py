"""What can be measured about a person, a seat or a unit: a figure, and what was counted for it."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from orglint.core import Site
from orglint.org.model import Person, Seat, Team, Unit, Work
from orglint.org.view import View


class Measured(NamedTuple):
    """A figure about something, with the sites of what was counted."""

    subject: Person | Unit | Seat
    value: float
    counted: tuple[Site, ...]


Measure = Callable[[View], Iterator[Measured]]


def direct_reports(view: View) -> Iterator[Measured]:
    """How many humans report to a person."""
    for person in view.org.people.values():
        reports = [one for one in view.reports(person) if one.kind == "human"]
        if reports:
            yield Measured(person, len(reports), tuple(one.site / "reports_to" for one in reports))


def seats(view: View) -> Iterator[Measured]:
    """How many seats a person holds."""
    for person in view.org.people.values():
        held = view.seats_of(person)
        if held:
            yield Measured(person, len(held), tuple(seat.handle for seat in held))


def roles_held(view: View) -> Iterator[Measured]:
    """How many different roles a person is named for."""
    for person in view.org.people.values():
        first: dict[str, Site] = {}
        for seat in view.seats_of(person):
            for role in seat.mandate.said:
                first.setdefault(role, seat.place_of(seat.mandate.roles[role]))
        if first:
            yield Measured(person, len(first), tuple(first.values()))


def teams_joined(view: View) -> Iterator[Measured]:
    """How many teams a human is a member of."""
    for person in view.org.people.values():
        first: dict[Team, Site] = {}
        for seat in view.seats_of(person):
            if seat.scope.team is not None and seat.mandate.counts_as_member:
                first.setdefault(seat.scope.team, seat.handle)
        if first and person.kind == "human":
            yield Measured(person, len(first), tuple(first.values()))


def allocation(view: View) -> Iterator[Measured]:
    """Add up a person's allocations: the highest sum of any day from today on, over what the person works at all."""
    taken: dict[Person, list[Seat]] = {}
    for seat in view.coming_seats:
        if seat.allocation is not None and seat.person is not None:
            taken.setdefault(seat.person, []).append(seat)
    for person, several in taken.items():
        value = max(_sum_on(several, day) for day in _days(view.day, several))
        yield Measured(
            person, round(value / (person.fte or 1.0), 9), tuple(seat.site / "allocation" for seat in several)
        )


def _days(today: date, several: list[Seat]) -> set[date]:
    """Return the days on which a sum can rise."""
    return {today, *(seat.since for seat in several if seat.since is not None and seat.since > today)}


def _sum_on(several: list[Seat], day: date) -> float:
    return sum(seat.allocation or 0.0 for seat in several if seat.holds_on(day))


def seat_allocation(view: View) -> Iterator[Measured]:
    """Take what a seat asks of its person's time."""
    for seat in view.seats:
        if seat.allocation is not None:
            yield Measured(seat, seat.allocation, (seat.site / "allocation",))


def headcount(view: View) -> Iterator[Measured]:
    """How many humans are members of a team."""
    for team in view.org.teams.values():
        humans = [seat.handle for person, seat in view.members(team).items() if person.kind == "human"]
        if humans:
            yield Measured(team, len(humans), tuple(humans))


def owning_teams(view: View) -> Iterator[Measured]:
    """How many teams a system is worked on by."""
    yield from _teams(view.org.systems)


def product_teams(view: View) -> Iterator[Measured]:
    """How many teams work on a product."""
    yield from _teams(view.org.products)


def _teams(units: Mapping[str, Work]) -> Iterator[Measured]:
    for unit in units.values():
        yield Measured(unit, len(unit.teams), tuple(team.named for team in unit.teams))


def products(view: View) -> Iterator[Measured]:
    """How many products a team works on."""
    for team in view.org.teams.values():
        yield Measured(team, len(team.products), tuple(product.named for product in team.products))


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
