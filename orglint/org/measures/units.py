"""What can be measured about a team, a product or a system."""

from collections.abc import Iterator
from functools import partial

from orglint.org.measures.measured import Measured, in_field, named
from orglint.org.model import Team
from orglint.org.view import View


def teams_below(view: View) -> dict[Team, list[Team]]:
    """Return the teams that name each team as the one above."""
    return view.once(_teams_below, _teams_below)


def _teams_below(view: View) -> dict[Team, list[Team]]:
    found: dict[Team, list[Team]] = {}
    for team in view.org.teams.values():
        if isinstance(team.parent, Team):
            found.setdefault(team.parent, []).append(team)
    return found


def headcount(view: View) -> Iterator[Measured]:
    """How many humans are members of a team."""
    for team in view.org.teams.values():
        humans = [seat for person, seat in view.members(team).items() if person.kind == "human"]
        yield Measured(team, len(humans), partial(in_field, humans, "person"))


def owning_teams(view: View) -> Iterator[Measured]:
    """How many teams a system is worked on by."""
    for system in view.org.systems.values():
        yield Measured(system, len(system.teams), partial(named, system.teams))


def product_teams(view: View) -> Iterator[Measured]:
    """How many teams work on a product."""
    for product in view.org.products.values():
        if product.kind is None:
            yield Measured(product, len(product.teams), partial(named, product.teams))


def products(view: View) -> Iterator[Measured]:
    """How many products a team works on."""
    for team in view.org.teams.values():
        made = [product for product in team.products if product.kind is None]
        yield Measured(team, len(made), partial(named, made))


def child_teams(view: View) -> Iterator[Measured]:
    """How many teams name a team as the one above."""
    below = teams_below(view)
    for team in view.org.teams.values():
        children = below.get(team, [])
        yield Measured(team, len(children), partial(named, children))
