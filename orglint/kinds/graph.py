"""`graph`: a relation has no cycle, one root, no orphan, bounded depth."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field

from orglint.core import Label, NotJudged, Problem
from orglint.kinds.base import Found, Ids, Kind, Params, Where
from orglint.kinds.lines import avoided, passed
from orglint.kinds.relation import Relation, is_top
from orglint.kinds.steps import TREES, Edge, Node, Step
from orglint.org import View

_LINES = {"dotted": "dotted lines", "deputy": "deputies", "approves": "approvals"}


class Graph(Params):
    """The relation, and what is asked of it."""

    kind: Literal["graph"]
    edge: Edge = Field(
        description="The relation: who reports to, stands in for or approves whom, or which team is above."
    )
    acyclic: bool = Field(default=False, description="Whether nobody comes back to themselves along it.")
    single_root: bool = Field(default=False, description="Whether all lines end at one top.")
    no_orphans: bool = Field(default=False, description="Whether everybody is tied to somebody.")
    max_depth: Annotated[int, Field(ge=1)] | None = Field(None, description="The most levels, the top being the first.")
    passes: Ids = Field((), description="Roles of which the line upwards meets one at least.")
    avoids: Ids = Field((), description="Roles of which the line upwards meets none.")

    def subjects(self) -> Mapping[str, str]:
        """Return what the relation ties together."""
        return {"team": "team"} if self.edge == "parent" else {"person": "person"}

    def words(self) -> Mapping[str, tuple[str, ...]]:
        """Return the roles that lines pass or avoid."""
        return {"role": (*self.passes, *self.avoids)}

    def impossible(self) -> str:
        """Return why nothing is asked."""
        shape = self.single_root or self.no_orphans or self.max_depth is not None
        if not (self.acyclic or shape or self.passes or self.avoids):
            return "graph takes acyclic, single_root, no_orphans, max_depth, passes or avoids"
        if shape and self.edge not in TREES:
            return f"{_LINES[self.edge]} make no tree; only acyclic, passes and avoids go with them"
        if self.edge == "parent" and (self.passes or self.avoids):
            return "a team holds no role; passes and avoids go with edges between people"
        both = next((role for role in self.passes if role in self.avoids), "")
        return f"no line both passes and avoids {both}" if both else ""


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
    if params.avoids:
        yield from avoided(view, relation, params.avoids, where)
    if params.passes:
        yield from passed(view, relation, params.passes, where)


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
    by_site = {(root.site / params.edge if is_top(root) else root.named): root for root in roots}
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
    """Tell of the nodes at the first level too deep, or the first below it that the rule speaks of."""
    level = relation.tops()
    for _ in range(most):
        level = [step.of for node in level for step in relation.entering.get(node, ())]
        if not level:
            return
    for node in _spoken_of(relation, level, where):
        path = _path(relation, node)
        yield Problem(
            Label(relation.steps[node][0].site),
            values={"subject": node.id, "path": path, "value": len(path)},
            subjects=(node.ref,),
            about=(node,),
        )


def _spoken_of(relation: Relation, level: list[Node], where: Where) -> Iterator[Node]:
    """Yield the nodes of a level that the rule speaks of, and below all others the next ones that it does."""
    while level:
        spoken_of = {node for node in level if node in relation.steps and where(node)}
        yield from (node for node in level if node in spoken_of)
        others = (node for node in level if node not in spoken_of)
        level = [step.of for node in others for step in relation.entering.get(node, ())]


def _path(relation: Relation, node: Node) -> tuple[str, ...]:
    """Return the names from the top down to a node; of a relation in which each has one above."""
    path = [node.id]
    while steps := relation.lines.get(node):
        node = steps[0].to
        path.append(node.id)
    return tuple(reversed(path))


KIND = Kind("graph", Graph, check, ("subject", "path", "value"), {"path": "[text]"})
