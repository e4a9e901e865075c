"""Which values may be compared, and which words may be written out beside a text that names something."""

import ast
from collections.abc import Iterator
from typing import NamedTuple

from orglint.core import nearest
from orglint.core.wording import did_you_mean, joined, quoted, spoken
from orglint.expr.errors import ExpressionError, at, missing
from orglint.expr.types import NOTHING, TEXT, Type, Written

_ORDERED = ("number", "day", "text")


class Named(NamedTuple):
    """A name that an expression writes out: what it names, and where in the source."""

    noun: str
    id: str
    column: int
    length: int


class Side(NamedTuple):
    """One side of a comparison."""

    node: ast.expr
    type: Type


def compare(node: ast.Compare, operator: ast.cmpop, one: Side, other: Side) -> Iterator[Named]:
    """Check one comparison; yields the names written out that only a run can look up."""
    left, right = one.type, other.type
    if isinstance(operator, ast.Is | ast.IsNot):
        if right != NOTHING:
            raise at(node, "`is` goes with None only; write == to compare")
    elif isinstance(operator, ast.In | ast.NotIn):
        yield from _membership(node, left, right)
    elif isinstance(operator, ast.Eq | ast.NotEq):
        yield from _equality(node, left, right)
    elif left.present != right.present or left.kind not in _ORDERED:
        raise at(node, f"a {left} and a {right} have no order")
    else:
        _there(one, other)


def _there(*sides: Side) -> None:
    for side in sides:
        if side.type.optional:
            raise missing(side.node)


def _membership(node: ast.Compare, left: Type, right: Type) -> Iterator[Named]:
    if right.kind == "text" and left == TEXT and not right.optional:
        if left.values and right.written:
            raise at(node, "`in` looks into a list; write == to compare with one text")
        return
    if right.kind != "list" or right.item is None:
        raise at(node, f"`in` looks into a list, and this is a {right}")
    if left.kind in ("list", "nothing") or right.item.present not in (NOTHING, left.present):
        raise at(node, f"a {left} is never in a {right}")
    yield from _words(node, left, right.item)


def _equality(node: ast.Compare, left: Type, right: Type) -> Iterator[Named]:
    if NOTHING in (left, right):
        return
    if not left.alike(right):
        raise at(node, f"a {left} is never equal to a {right}")
    if left.kind == "list" and not _both_sets(node):
        raise at(node, "lists are compared as set(…) == set(…), or item by item with any and all")
    if left.item is not None and right.item is not None:
        left, right = left.item, right.item
    yield from _words(node, left, right)


def _both_sets(node: ast.Compare) -> bool:
    return all(is_set(side) for side in (node.left, *node.comparators))


def is_set(node: ast.expr) -> bool:
    """Return whether a part is written as `set(…)`."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "set"


def _words(node: ast.Compare, left: Type, right: Type) -> Iterator[Named]:
    """Hold the words that are written out against what the other side may say."""
    if left.values and right.values and left.noun != right.noun and not set(left.values) & set(right.values):
        raise at(node, f"{_what(left, node)} and {_what(right, node)} are never the same: they share no word")
    for one, other in ((left, right), (right, left)):
        for word in one.written:
            if other.values and word.text not in other.values:
                raise _unknown(node, word, other)
            if other.noun and not other.values:
                yield Named(other.noun, word.text, *_place(node, word))


def _unknown(node: ast.Compare, word: Written, kind: Type) -> ExpressionError:
    near = did_you_mean(nearest(word.text, kind.values))
    among = near or f"; it is {joined(kind.values, 'or')}"
    return ExpressionError(f"{_what(kind, node)} is never {quoted(word.text)}{among}", *_place(node, word))


def _what(kind: Type, node: ast.Compare) -> str:
    """Name what a text says: by its noun, or by the field it stands in."""
    fields = (side.attr for side in (node.left, *node.comparators) if isinstance(side, ast.Attribute))
    return f"a {spoken(kind.noun)}" if kind.noun else next(fields, "this text")


def _place(node: ast.Compare, word: Written) -> tuple[int, int]:
    if word.column is not None:
        return word.column, word.length
    return node.col_offset, (node.end_col_offset or node.col_offset + 1) - node.col_offset
