"""What can be measured about a person, a seat or a unit: a figure, and what was counted for it."""

from collections.abc import Mapping

from orglint.org.measures import allocations, lines, people, shares, trees, units
from orglint.org.measures.measured import Measure, Measured

MEASURES: Mapping[tuple[str, str], Measure] = {
    ("person", "direct-reports"): people.direct_reports,
    ("person", "seats"): people.seats,
    ("person", "roles-held"): people.roles_held,
    ("person", "teams-joined"): people.teams_joined,
    ("person", "allocation"): allocations.allocation,
    ("person", "depth"): lines.depth,
    ("person", "accountable-share"): shares.accountable_share,
    ("person", "oncall-share"): shares.oncall_share,
    ("seat", "allocation"): allocations.seat_allocation,
    ("team", "headcount"): units.headcount,
    ("team", "child-teams"): units.child_teams,
    ("team", "products"): units.products,
    ("team-tree", "headcount"): trees.headcount,
    ("team-tree", "child-teams"): trees.child_teams,
    ("team-tree", "products"): trees.products,
    ("product", "teams"): units.product_teams,
    ("system", "owning-teams"): units.owning_teams,
}
"""What is measured, by whose figure it is and by name."""

SHARES = frozenset({"allocation", "accountable-share", "oncall-share"})
"""Measures that are shares of a whole, and written in per cent."""

__all__ = ["MEASURES", "SHARES", "Measure", "Measured"]
