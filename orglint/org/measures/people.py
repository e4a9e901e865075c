"""What can be measured about a person."""

from collections.abc import Iterator
from functools import partial

from orglint.org.measures.measured import Measured, in_field
from orglint.org.view import View


def direct_reports(view: View) -> Iterator[Measured]:
    """How many humans report to a person."""
    for person, reports in view.all_reports.items():
        humans = [one for one in reports if one.kind == "human"]
        if humans:
            yield Measured(person, len(humans), partial(in_field, humans, "reports_to"))


def seats(view: View) -> Iterator[Measured]:
    """How many seats a person holds."""
    for person, held in view.by_person.items():
        yield Measured(person, len(held), partial(in_field, held, "person"))


def roles_held(view: View) -> Iterator[Measured]:
    """How many different roles a person is named for."""
    for person, held in view.by_person.items():
        first = {role: seat for seat in reversed(held) for role in seat.mandate.said}
        if first:
            yield Measured(person, len(first), partial(in_field, list(first.values()), "role"))


def teams_joined(view: View) -> Iterator[Measured]:
    """How many teams a human is a member of."""
    for person, held in view.by_person.items():
        member = (seat for seat in reversed(held) if seat.mandate.counts_as_member)
        first = {seat.scope.team: seat for seat in member if seat.scope.team is not None}
        if first and person.kind == "human":
            yield Measured(person, len(first), partial(in_field, list(first.values()), "person"))
