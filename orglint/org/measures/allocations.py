"""How much of a person's time seats ask for."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from orglint.org.measures.measured import Measured, in_field
from orglint.org.model import Person, Seat
from orglint.org.view import View


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
        yield Measured(person, value, partial(in_field, then, "allocation"), day)


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
            yield Measured(seat, seat.allocation, partial(in_field, (seat,), "allocation"))
