"""The kinds of check. One file each, and one line here."""

from collections.abc import Mapping

from orglint.kinds import assertion, count, exclusive, expiry, field, graph, limit, reserved, sets
from orglint.kinds.base import Found, Kind, Params, Where

ALL: tuple[Kind, ...] = (
    exclusive.KIND,
    reserved.KIND,
    count.KIND,
    limit.KIND,
    graph.KIND,
    field.KIND,
    sets.KIND,
    expiry.KIND,
    assertion.KIND,
)
BY_NAME: Mapping[str, Kind] = {kind.name: kind for kind in ALL}
BUILT_IN = "built-in"
"""How a rule file names a check that the reader or the resolver makes."""

__all__ = ["ALL", "BUILT_IN", "BY_NAME", "Found", "Kind", "Params", "Where"]
