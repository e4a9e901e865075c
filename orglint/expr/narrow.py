"""What a test makes known: the paths that are there for sure where an expression says yes, and where it says no."""

import ast
from collections.abc import Mapping
from typing import NamedTuple

from orglint.expr.types import Type

Known = frozenset[str]
"""Paths such as `seat.person` that are known to be there at some point of the expression."""
Types = Mapping[ast.expr, Type]
"""The type of each part that was looked at."""


class After(NamedTuple):
    """What is known where a test says yes, and where it says no."""

    yes: Known = frozenset()
    no: Known = frozenset()


def after(node: ast.expr, types: Types) -> After:
    """Return what a test makes known; each part is looked at once."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        found = after(node.operand, types)
        return After(found.no, found.yes)
    if isinstance(node, ast.BoolOp):
        return _joined(node, types)
    if isinstance(node, ast.IfExp):
        test, body, other = (after(part, types) for part in (node.test, node.body, node.orelse))
        return After(
            (test.yes | body.yes) & (test.no | other.yes),
            (test.yes | body.no) & (test.no | other.no),
        )
    return _compared(node, types) if isinstance(node, ast.Compare) else After()


def _joined(node: ast.BoolOp, types: Types) -> After:
    """Return what holds of all parts, and, where one part alone decides, what holds whichever it was."""
    conjunction = isinstance(node.op, ast.And)
    everything: Known = frozenset()
    ways = []
    for part in node.values:
        found = after(part, types)
        goes_on, ends = (found.yes, found.no) if conjunction else (found.no, found.yes)
        ways.append(everything | ends)
        everything |= goes_on
    anyhow = ways[0].intersection(*ways[1:])
    return After(everything, anyhow) if conjunction else After(anyhow, everything)


def _compared(node: ast.Compare, types: Types) -> After:
    lefts = (node.left, *node.comparators)
    steps = [_tested(*step, types) for step in zip(lefts, node.ops, node.comparators, strict=False)]
    if len(steps) == 1:
        return steps[0]
    return After(yes=steps[0].yes.union(*(step.yes for step in steps[1:])))


def _tested(left: ast.expr, operator: ast.cmpop, right: ast.expr, types: Types) -> After:
    if _is_none(left) or _is_none(right):
        path = frozenset({ast.unparse(right if _is_none(left) else left)})
        return After(no=path) if isinstance(operator, ast.Is | ast.Eq) else After(yes=path)
    if isinstance(operator, ast.Eq):
        pairs = ((left, right), (right, left))
        return After(yes=frozenset(ast.unparse(one) for one, other in pairs if not types[other].optional))
    items = types[right].item if isinstance(operator, ast.In) else None
    return After(yes=frozenset({ast.unparse(left)})) if items is not None and not items.optional else After()


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None
