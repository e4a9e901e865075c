"""The relations between people and between teams, as nodes and the edges that leave each.

Nothing is told of who is not there, such as people who left and bots; lines go on above them.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property

from orglint.kinds.steps import TREES, Edge, Node, Step, steps_of
from orglint.org import Person, View


class Relation:
    """The nodes of a relation on a day, and the edges that leave each."""

    def __init__(self, view: View, edge: Edge) -> None:
        every = list(_nodes(view, edge))
        every = every if edge in TREES else sorted(every, key=lambda node: node.ref)
        self.lines = steps_of(view, edge, every)
        """The edges of everybody, those who are not there among them."""
        self.nodes = [node for node in every if _is_there(node, view.day)]
        self.steps = {node: self.lines[node] for node in self.nodes}
        self.entered = {step.to for steps in self.steps.values() for step in steps}

    def roots(self) -> list[Node]:
        """Return the tops: declared as such, or above others and below nobody."""
        return [node for node in self.nodes if not self.steps[node] and (is_top(node) or node in self.entered)]

    def tops(self) -> list[Node]:
        """Return where lines end, whether somebody is there or not."""
        return [node for node, steps in self.lines.items() if not steps and (is_top(node) or node in self.entering)]

    def orphans(self) -> list[Node]:
        """Return what is declared and tied to nothing."""
        loose = [node for node in self.nodes if node.declared and not self.steps[node]]
        return [node for node in loose if not is_top(node) and node not in self.entered]

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

    def reaching(self, targets: Iterable[Node]) -> dict[Node, Step]:
        """Return who comes to one of some nodes along one edge or more, each with the first edge of a shortest way."""
        found: dict[Node, Step] = {}
        level = dict.fromkeys(targets)
        while level:
            steps = [step for node in level for step in self.entering.get(node, ())]
            level = {}
            for step in steps:
                if step.of not in found:
                    found[step.of] = step
                    level[step.of] = None
        return found

    @cached_property
    def entering(self) -> dict[Node, list[Step]]:
        """The edges that come to each node, of everybody."""
        found: dict[Node, list[Step]] = {}
        for steps in self.lines.values():
            for step in steps:
                found.setdefault(step.to, []).append(step)
        return found


def _nodes(view: View, edge: Edge) -> Iterable[Node]:
    return view.org.teams.values() if edge == "parent" else view.org.people.values()


def _is_there(node: Node, day: date) -> bool:
    if not isinstance(node, Person):
        return True
    return node.here(day) and node.kind != "bot"


def is_top(node: Node) -> bool:
    """Return whether somebody is declared to report to nobody."""
    return isinstance(node, Person) and node.is_root
