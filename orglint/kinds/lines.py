"""Lines upwards that pass a role, or avoid it: from each person whom the rule speaks of, along the relation.

The person itself is not part of the line. Where several edges leave a person, the line is all of them.
"""

from collections.abc import Iterator, Mapping, Sequence

from orglint.core import Label, NotJudged, Problem
from orglint.kinds.base import Found, Where
from orglint.kinds.relation import Relation
from orglint.kinds.steps import Node, Step
from orglint.org import Behind, Person, View

MOST_STEPS = 12
"""Steps of a line that are told: more than a line of people has, and few where a file is odd."""


def avoided(view: View, relation: Relation, roles: Sequence[str], where: Where) -> Iterator[Found]:
    """Tell of the lines that meet a holder of one of the roles."""
    holders = Behind.of(view).holders(roles)
    reaching = relation.reaching(holders)
    for node in relation.nodes:
        if node in reaching and where(node):
            yield _problem(view, _way(node, reaching, holders))


def passed(view: View, relation: Relation, roles: Sequence[str], where: Where) -> Iterator[Found]:
    """Tell of the lines that meet no holder of the roles; the top has no line, and what is not said is not judged."""
    reaching = relation.reaching(Behind.of(view).holders(roles))
    unsure = relation.reaching(node for node in relation.lines if _is_open(relation, node))
    for node in relation.nodes:
        if node in reaching or not relation.steps[node] or not where(node):
            continue
        if view.org.lost or node in unsure:
            yield NotJudged(node.ref)
        else:
            yield _problem(view, _upwards(node, relation))


def _is_open(relation: Relation, node: Node) -> bool:
    """Return whether a line may go on above a node although nothing is said of it."""
    return not relation.lines[node] and not (node.declared and node.whole)


def _way(node: Node, reaching: Mapping[Node, Step], holders: set[Person]) -> list[Step]:
    """Return the edges from a node to the nearest holder, the last one always among them."""
    steps = [reaching[node]]
    while steps[-1].to not in holders:
        steps.append(reaching[steps[-1].to])
    return [*steps[: MOST_STEPS - 1], steps[-1]] if len(steps) > MOST_STEPS else steps


def _upwards(node: Node, relation: Relation) -> list[Step]:
    """Return the edges upwards from a node, where several leave it the first of them."""
    steps = [relation.steps[node][0]]
    seen = {node}
    while len(steps) < MOST_STEPS and steps[-1].to not in seen and relation.lines.get(steps[-1].to):
        seen.add(steps[-1].to)
        steps.append(relation.lines[steps[-1].to][0])
    return steps


def _problem(view: View, steps: Sequence[Step]) -> Problem:
    node, end = steps[0].of, steps[-1].to
    first = steps[0].site
    others = view.in_order(step.site for step in steps[1:] if step.site != first)
    return Problem(
        Label(first, "the line begins here"),
        values={"subject": node.id, "path": (node.id, *(step.to.id for step in steps)), "value": end.id},
        related=tuple(Label(site, "goes on here") for site in others),
        subjects=(node.ref,),
        about=(node,),
    )
