"""How far down the reporting line a person stands."""

from collections.abc import Iterator
from functools import partial

from orglint.core import Site
from orglint.org.measures.measured import Measured
from orglint.org.model import Person
from orglint.org.view import View

MOST_STEPS = 20
"""Steps of a line that are looked up for a label."""


def depth(view: View) -> Iterator[Measured]:
    """How many people stand above a person; who reports into a loop has no depth."""
    below = view.all_reports
    level = [person for person in view.org.people.values() if _above(view, person) is None]
    steps = 0
    while level:
        for person in level:
            if person.here(view.day):
                yield Measured(person, steps, partial(_line, view, person))
        level = [report for person in level for report in below.get(person, ())]
        steps += 1


def _above(view: View, person: Person) -> Person | None:
    """Return whom somebody reports to today."""
    return person.reports_to if person.here(view.day) else None


def _line(view: View, person: Person) -> list[Site]:
    """Return where the line upwards is said."""
    found: list[Site] = []
    above = _above(view, person)
    while above is not None and len(found) < MOST_STEPS:
        found.append(person.site / "reports_to")
        person, above = above, _above(view, above)
    return found
