"""The edges of each relation, and where each of them is said."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from orglint.core import Route, Site
from orglint.org import Activity, Behind, Letter, Person, Unit, View

Node = Person | Unit
Edge = Literal["reports_to", "dotted", "parent", "deputy", "approves"]
TREES = ("reports_to", "parent")
"""Relations in which a node has at most one above."""
WORKS, APPROVES = ("responsible", "driver"), ("accountable", "approver")
"""The letters of those who do something, and of those who approve it."""


class Step(NamedTuple):
    """An edge: from where to where, and the steps from an entry to what says so."""

    of: Node
    to: Node
    entry: Site
    route: Route

    @property
    def site(self) -> Site:
        """Return where the edge is said."""
        path, document, route, _ = self.entry
        return Site(path, document, route + self.route)


def steps_of(view: View, edge: Edge, nodes: Sequence[Node]) -> Mapping[Node, Sequence[Step]]:
    """Return the edges that leave each node, to whoever is named there."""
    if edge in TREES:
        return {node: _upwards(node) for node in nodes}
    said = {"dotted": _dotted, "deputy": _deputies, "approves": _approvals}[edge](view)
    found: dict[Node, dict[Node, Step]] = {node: {} for node in nodes}
    for step in said:
        known = found.get(step.of)
        if known is None:
            continue
        first = known.get(step.to)
        if first is None or view.place(step.site) < view.place(first.site):
            known[step.to] = step
    return {node: sorted(steps.values(), key=lambda step: step.to.ref) for node, steps in found.items()}


def _upwards(node: Node) -> tuple[Step, ...]:
    if isinstance(node, Unit):
        return (Step(node, node.parent, node.site, ("parent",)),) if node.parent is not None else ()
    return (Step(node, node.reports_to, node.site, ("reports_to",)),) if node.reports_to is not None else ()


def _dotted(view: View) -> Iterator[Step]:
    for person in view.org.people.values():
        for at, other in enumerate(person.dotted):
            yield Step(person, other, person.site, ("dotted", at))


def _deputies(view: View) -> Iterator[Step]:
    """Yield who stands in for whom, as the seats held today say it."""
    for seat in view.seats:
        for at, deputy in enumerate(seat.deputies):
            if seat.person is not None:
                yield Step(seat.person, deputy, seat.site, ("deputy", at))


def _approvals(view: View) -> Iterator[Step]:
    """Yield whose work is approved by whom; who approves what is their own is no edge, as it is usual."""
    for activity in view.org.activities:
        doers = dict.fromkeys(person for person, _ in _named(view, activity, WORKS))
        for approver, letter in _named(view, activity, APPROVES):
            for doer in doers:
                if doer is not approver:
                    yield Step(doer, approver, letter.site, ())


def _named(view: View, activity: Activity, letters: tuple[str, ...]) -> Iterator[tuple[Person, Letter]]:
    """Yield who is behind some letters of an activity, each once per name."""
    behind = Behind.of(view)
    for letter in (one for name in letters for one in activity.letters.get(name, ())):
        for person in behind.letter(letter, activity.scope):
            yield person, letter
