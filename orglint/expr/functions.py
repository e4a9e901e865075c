"""What functions, methods and arithmetic take, and the type of what they give."""

import ast
from collections.abc import Sequence
from dataclasses import replace

from orglint.expr.errors import at, missing
from orglint.expr.types import DAY, FLAG, NOTHING, NUMBER, TEXT, Type

_ORDERED = ("text", "number", "day", "flag", "nothing")


def function(node: ast.Call, name: str, given: Type) -> Type:
    """Return the type of what a function makes of what it is given."""
    if given.kind != "list" or given.item is None:
        if name == "len" and given == TEXT:
            return NUMBER
        raise at(node, f"{name} takes a list, and this is a {given}")
    _items(node, name, given.item)
    if name in ("min", "max"):
        return replace(given.item, optional=True)
    if name in ("any", "all"):
        return FLAG
    return NUMBER if name in ("count", "sum", "len") else given


def _items(node: ast.Call, name: str, item: Type) -> None:
    """Refuse items that a function can do nothing with."""
    if name in ("any", "all", "count") and item not in (FLAG, NOTHING):
        long = "; len tells how many items a list has" if name == "count" else ""
        raise at(node, f"{name} takes a loop over what says yes or no{long}")
    if name == "sum" and item not in (NUMBER, NOTHING):
        raise at(node, "sum takes numbers")
    if name in ("sorted", "min", "max") and (item.optional or item.kind not in _ORDERED):
        raise at(node, f"a {item} has no order")
    if name == "set" and item.kind == "list":
        raise at(node, "set takes a list of single things")


def method(node: ast.Call, name: str, given: Sequence[Type]) -> Type:
    """Return the type of what a method of a text gives."""
    wanted = 0 if name == "lower" else 1
    if [*given] != [TEXT] * wanted:
        raise at(node, f"{name}() takes {'nothing' if not wanted else 'a text'}")
    return TEXT if name == "lower" else FLAG


def arithmetic(node: ast.BinOp, left: Type, right: Type) -> Type:
    """Return the type of a sum, a difference or a product; days count in days."""
    if left == right == NUMBER:
        return NUMBER
    if isinstance(node.op, ast.Add | ast.Sub) and (left, right) == (DAY, NUMBER):
        return DAY
    if isinstance(node.op, ast.Sub) and left == right == DAY:
        return NUMBER
    if {left, right} == {DAY, NUMBER} and isinstance(node.op, ast.Add):
        raise at(node, "a day comes first; write `today + 30`")
    for side, kind in ((node.left, left), (node.right, right)):
        if kind.optional and kind.kind in ("number", "day"):
            raise missing(side)
    raise at(node, f"a {left} and a {right} cannot be counted together")
