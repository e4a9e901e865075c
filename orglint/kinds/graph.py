"""`graph`: a relation has no cycle, one root, no orphan, bounded depth."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Literal, NamedTuple

from orglint.core import Label, NotJudged, Problem, Route, Site
from orglint.kinds.base import Found, Kind, Params, Where
from orglint.org import Person, Unit, View

Node = Person | Unit
Edge = Literal["reports_to", "dotted", "parent"]


class Graph(Params):
    """The relation, and what is asked of it."""

    kind: Literal["graph"]
    edge: Edge
    acyclic: bool = False
    single_root: bool = False
    no_orphans: bool = False
    max_depth: int | None = None

    def subjects(self) -> Mapping[str, str]:
        """Return what the relation ties together."""
        return {"team": "team"} if self.edge == "parent" else {"person": "person"}

    def impossible(self) -> str:
        """Return why nothing is asked."""
        if not (self.acyclic or self.single_root or self.no_orphans or self.max_depth is not None):
            return "graph takes acyclic, single_root, no_orphans or max_depth"
        if self.edge == "dotted" and (self.single_root or self.no_orphans or self.max_depth is not None):
            return "dotted lines make no tree; only acyclic goes with them"
        return ""


class Step(NamedTuple):
    """An edge: from where to where, and the steps from the entry to what says so."""

    of: Node
    to: Node
    route: Route

    @property
    def site(self) -> Site:
        """Return where the edge is said."""
        path, document, route, _ = self.of.site
        return Site(path, document, route + self.route)


class Relation:
    """The nodes of a relation on a day, and the edges that leave each."""

    def __init__(self, view: View, edge: Edge) -> None:
        nodes = [node for node in _nodes(view, edge) if _is_there(node, view.day)]
        self.nodes = nodes if edge != "dotted" else sorted(nodes, key=lambda node: node.ref)
        self.steps = {node: _steps(node, edge) for node in self.nodes}
        self.entered = {step.to for steps in self.steps.values() for step in steps}

    def roots(self) -> list[Node]:
        """Return the tops: declared as such, or above others and below nobody."""
        return [node for node in self.nodes if not self.steps[node] and (_is_top(node) or node in self.entered)]

    def orphans(self) -> list[Node]:
        """Return what is declared and tied to nothing."""
        loose = [node for node in self.nodes if node.declared and not self.steps[node]]
        return [node for node in loose if not _is_top(node) and node not in self.entered]

    def cycles(self) -> Iterator[list[tuple[Node, Step]]]:
        """Yield cycles as their edges; where several run through a node, it closes one of them."""
        done: set[Node] = set()
        told: set[Node] = set()
        for start in self.nodes:
            yield from self._cycles_from(start, done, told)

    def _cycles_from(self, start: Node, done: set[Node], told: set[Node]) -> Iterator[list[tuple[Node, Step]]]:
        """Walk from a node, depth first and without recursion; an edge back into the path closes a cycle."""
        path: list[tuple[Node, Iterator[Step]]] = []
        taken: dict[Node, Step] = {}
        if start not in done:
            path.append((start, iter(self.steps[start])))
        on_path = {start: 0}
        while path:
            node, steps = path[-1]
            step = next(steps, None)
            if step is None:
                path.pop()
                on_path.pop(node)
                done.add(node)
                continue
            taken[node] = step
            if step.to in on_path:
                if node not in told:
                    nodes = [one for one, _ in path[on_path[step.to] :]]
                    told.update(nodes)
                    yield [(one, taken[one]) for one in nodes]
            elif step.to not in done:
                on_path[step.to] = len(path)
                path.append((step.to, iter(self.steps.get(step.to, ()))))


def check(view: View, params: Graph, where: Where) -> Iterator[Found]:
    """Find what the relation must not have."""
    relation = view.once(("relation", params.edge), lambda view: Relation(view, params.edge))
    if params.acyclic:
        yield from (_cycle(view, cycle) for cycle in relation.cycles() if any(where(node) for node, _ in cycle))
    if params.no_orphans:
        yield from _orphans(view, relation, where)
    if params.single_root:
        yield from _roots(view, params, [root for root in relation.roots() if where(root)])
    if params.max_depth is not None:
        yield from _depths(relation, params.max_depth, where)


def _nodes(view: View, edge: Edge) -> Iterable[Node]:
    return view.org.teams.values() if edge == "parent" else view.org.people.values()


def _is_there(node: Node, day: date) -> bool:
    if not isinstance(node, Person):
        return True
    return node.here(day) and node.kind != "bot"


def _is_top(node: Node) -> bool:
    return isinstance(node, Person) and node.is_root


_REPORTS_TO: Route = ("reports_to",)


def _steps(node: Node, edge: Edge) -> tuple[Step, ...]:
    """Return the edges that leave a node, to whoever is named there."""
    if isinstance(node, Unit):
        return (Step(node, node.parent, ("parent",)),) if node.parent is not None else ()
    if edge == "dotted":
        steps = (Step(node, other, ("dotted", at)) for at, other in enumerate(node.dotted))
        return tuple(sorted(steps, key=lambda step: step.to.ref))
    return (Step(node, node.reports_to, _REPORTS_TO),) if node.reports_to is not None else ()


def _cycle(view: View, cycle: list[tuple[Node, Step]]) -> Problem:
    """Tell of a cycle at its first edge in reading order."""
    sites = {step.site: node for node, step in cycle}
    first, *others = view.in_order(sites)
    turn = next(at for at, (_, step) in enumerate(cycle) if step.site == first)
    nodes = [node for node, _ in (*cycle[turn:], *cycle[:turn])]
    return Problem(
        Label(first, "the loop begins here"),
        values={
            "subject": nodes[0].id,
            "path": (*(node.id for node in nodes), nodes[0].id),
            "value": cycle[turn][1].to.id,
        },
        related=tuple(Label(site, "goes on here") for site in others),
        subjects=tuple(sorted(node.ref for node in nodes)),
        about=(nodes[0],),
    )


def _orphans(view: View, relation: Relation, where: Where) -> Iterator[Found]:
    for node in relation.orphans():
        if not where(node):
            continue
        if node.whole and not view.org.lost:
            yield Problem(
                Label(node.named),
                values={"subject": node.id, "path": (node.id,), "value": ""},
                subjects=(node.ref,),
                about=(node,),
            )
        else:
            yield NotJudged(node.ref)


def _roots(view: View, params: Graph, roots: list[Node]) -> Iterator[Problem]:
    """Tell of several tops at the second one in reading order."""
    if len(roots) <= 1:
        return
    by_site = {(root.site / params.edge if _is_top(root) else root.named): root for root in roots}
    first, second, *more = view.in_order(by_site)
    names = tuple(by_site[site].id for site in (first, second, *more))
    yield Problem(
        Label(second, "another top"),
        values={"subject": by_site[second].id, "path": names, "value": len(roots)},
        related=(Label(first, "the first top"), *(Label(site, "another top") for site in more)),
        subjects=tuple(sorted(root.ref for root in roots)),
        about=(by_site[second],),
    )


def _depths(relation: Relation, most: int, where: Where) -> Iterator[Problem]:
    """Tell of the nodes at the first level too deep."""
    below: dict[Node, list[tuple[Node, Step]]] = {}
    for node, steps in relation.steps.items():
        for step in steps:
            below.setdefault(step.to, []).append((node, step))
    level: list[tuple[Node, Site, tuple[str, ...]]] = [(root, root.site, (root.id,)) for root in relation.roots()]
    for _ in range(most):
        level = [(node, step.site, (*path, node.id)) for one, _, path in level for node, step in below.get(one, ())]
    for node, site, path in level:
        if where(node):
            yield Problem(
                Label(site),
                values={"subject": node.id, "path": path, "value": len(path)},
                subjects=(node.ref,),
                about=(node,),
            )


KIND = Kind("graph", Graph, check, ("subject", "path", "value"), {"path": "[text]"})
