"""A figure about something, and where the things stand that were counted for it."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
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


def in_field(things: Iterable[Person | Seat], field: str) -> list[Site]:
    """Return where each of some things says a field."""
    return [thing.site / field for thing in things]


def named(units: Iterable[Unit]) -> list[Site]:
    """Return where the ids of units stand."""
    return [unit.named for unit in units]
