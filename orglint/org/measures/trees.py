"""What can be measured about a team and all teams below it.

A human or a product counts once, however many teams of the tree name it. Each figure goes up the tree level by level;
the teams of a loop have no tree, and no figure.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from orglint.core import Site
from orglint.org.measures.measured import Measured, named
from orglint.org.measures.units import teams_below
from orglint.org.model import Team
from orglint.org.view import View

Own = Callable[[Team], Mapping[object, Site]]
"""What a team has itself, and where that is said."""
MOST_WALKED = 1000
"""Teams of a tree that are looked at for labels: more than anybody reads."""


def leaves_first(view: View) -> list[Team]:
    """Return the teams, each after all teams below it; teams of a loop and those above it are left out."""
    waiting = {team: len(below) for team, below in teams_below(view).items()}
    ready = [team for team in view.org.teams.values() if team not in waiting]
    for team in ready:
        above = team.parent
        if isinstance(above, Team):
            waiting[above] -= 1
            if not waiting[above]:
                ready.append(above)
    return ready


def _measured(view: View, own: Own) -> Iterator[Measured]:
    """Yield how much each tree has; the largest set of the children is taken over, and the others poured into it."""
    below = teams_below(view)
    found: dict[Team, set[object]] = {}
    for team in leaves_first(view):
        parts = [set(own(team)), *(found.pop(child) for child in below.get(team, ()))]
        whole = max(parts, key=len)
        for part in parts:
            if part is not whole:
                whole |= part
        found[team] = whole
        yield Measured(team, len(whole), partial(_sites, view, team, own))


def _sites(view: View, top: Team, own: Own) -> list[Site]:
    """Return where the things of a tree stand, each once."""
    below = teams_below(view)
    found: dict[object, Site] = {}
    walked = [top]
    for team in walked:
        for one, site in own(team).items():
            found.setdefault(one, site)
        walked.extend(below.get(team, ()) if len(walked) < MOST_WALKED else ())
    return list(found.values())


def headcount(view: View) -> Iterator[Measured]:
    """How many humans are members of a team or of a team below it."""

    def own(team: Team) -> Mapping[object, Site]:
        members = view.members(team)
        return {person: seat.site / "person" for person, seat in members.items() if person.kind == "human"}

    return _measured(view, own)


def products(view: View) -> Iterator[Measured]:
    """How many products a team and the teams below it work on."""

    def own(team: Team) -> Mapping[object, Site]:
        return {product: product.named for product in team.products if product.kind is None}

    return _measured(view, own)


def child_teams(view: View) -> Iterator[Measured]:
    """How many teams there are below a team, at any depth."""
    below = teams_below(view)
    counted: dict[Team, int] = {}
    for team in leaves_first(view):
        children = below.get(team, [])
        counted[team] = sum(1 + counted[child] for child in children)
        yield Measured(team, counted[team], partial(named, children))
