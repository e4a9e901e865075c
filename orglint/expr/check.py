"""Types of an expression, found before any file is read: a field that does not exist is a mistake, not a "no".

Reading through something that may be missing needs a test first; `and`, `or`, `if` and a rule's `when` narrow.
"""

import ast
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from orglint.core import nearest
from orglint.core.wording import did_you_mean, joined
from orglint.expr.errors import ExpressionError
from orglint.expr.parse import FUNCTIONS, METHODS
from orglint.expr.types import FLAG, NOTHING, NUMBER, TEXT, Type, facts, of

Names = Mapping[str, Type]
Known = frozenset[str]
"""Paths such as `seat.person` that are known to be there at some point of the expression."""


class Checker:
    """Finds the type of every part; raises ExpressionError at the first mistake."""

    def __init__(self, names: Names) -> None:
        self._names = dict(names)

    def flag(self, tree: ast.expr, known: Known = frozenset()) -> Known:
        """Check that an expression says yes or no; returns what is known where it says yes."""
        found = self.type(tree, known)
        if found != FLAG:
            raise _error(tree, f"this must say yes or no, and is a {found}")
        return known | self._when(tree, yes=True)

    def type(self, node: ast.expr, known: Known = frozenset()) -> Type:
        """Return the type of a part."""
        checks: dict[type[ast.expr], Callable[[Any, Known], Type]] = {
            ast.Constant: self._constant,
            ast.Name: self._name,
            ast.Attribute: self._attribute,
            ast.List: self._list,
            ast.BoolOp: self._logic,
            ast.UnaryOp: self._unary,
            ast.BinOp: self._arithmetic,
            ast.Compare: self._compare,
            ast.IfExp: self._choice,
            ast.Call: self._call,
        }
        if type(node) not in checks:
            raise _error(node, "a loop stands only inside any, all, count, sum, min, max, sorted or set")
        return checks[type(node)](node, known)

    def _constant(self, node: ast.Constant, _known: Known) -> Type:
        value = node.value
        if isinstance(value, bool):
            return FLAG
        if value is None:
            return NOTHING
        if isinstance(value, str):
            return TEXT
        if isinstance(value, int | float):
            return NUMBER
        raise _error(node, "a literal is a text, a number, True, False or None")

    def _name(self, node: ast.Name, known: Known) -> Type:
        if node.id not in self._names:
            raise _error(node, f"there is no {node.id} here{_hint(node.id, list(self._names))}")
        found = self._names[node.id]
        return found.present if node.id in known else found

    def _attribute(self, node: ast.Attribute, known: Known) -> Type:
        owner = self.type(node.value, known)
        if owner.optional:
            path = ast.unparse(node.value)
            raise _error(node.value, f"{path} may be missing; write `{path} is not None and …` before")
        fields = facts(owner)
        if node.attr not in fields:
            raise _field_error(node, f"a {owner} has no {node.attr}{_hint(node.attr, list(fields))}")
        found = of(fields[node.attr].type)
        return found.present if ast.unparse(node) in known else found

    def _list(self, node: ast.List, known: Known) -> Type:
        types = [self.type(item, known) for item in node.elts]
        if NOTHING in types:
            raise _error(node, "a list holds no None; test for it with `is None`")
        if any(one.present != types[0].present for one in types):
            raise _error(node, f"a list holds one type, not {joined(sorted({str(one) for one in types}))}")
        item = replace(types[0], optional=any(one.optional for one in types)) if types else NOTHING
        return Type("list", item=item)

    def _logic(self, node: ast.BoolOp, known: Known) -> Type:
        yes = isinstance(node.op, ast.And)
        for part in node.values:
            if self.type(part, known) != FLAG:
                raise _error(part, f"`{'and' if yes else 'or'}` joins what says yes or no; compare this with something")
            known |= self._when(part, yes=yes)
        return FLAG

    def _unary(self, node: ast.UnaryOp, known: Known) -> Type:
        wanted = FLAG if isinstance(node.op, ast.Not) else NUMBER
        if self.type(node.operand, known) != wanted:
            raise _error(node, f"this takes a {wanted}")
        return wanted

    def _arithmetic(self, node: ast.BinOp, known: Known) -> Type:
        left, right = self.type(node.left, known), self.type(node.right, known)
        if left == right == NUMBER:
            return NUMBER
        raise _error(node, f"a {left} and a {right} cannot be counted together")

    def _compare(self, node: ast.Compare, known: Known) -> Type:
        left = node.left
        for operator, right in zip(node.ops, node.comparators, strict=True):
            self._comparison(node, operator, self.type(left, known), self.type(right, known))
            left = right
        return FLAG

    def _comparison(self, node: ast.Compare, operator: ast.cmpop, left: Type, right: Type) -> None:
        if isinstance(operator, ast.Is | ast.IsNot):
            if right != NOTHING:
                raise _error(node, "`is` goes with None only; write == to compare")
            if isinstance(node.left, ast.Constant | ast.List):
                raise _error(node, f"a {left} that is written out is never missing")
        elif isinstance(operator, ast.In | ast.NotIn):
            self._membership(node, left, right)
        elif isinstance(operator, ast.Eq | ast.NotEq):
            if left.present != right.present and NOTHING not in (left, right):
                raise _error(node, f"a {left} is never equal to a {right}")
            if left.kind == "list" and not _both_sets(node):
                raise _error(node, "lists are compared as set(…) == set(…), or item by item with any and all")
        elif left != right or left.optional or left.kind not in ("number", "day", "text"):
            raise _error(node, f"a {left} and a {right} have no order")

    def _membership(self, node: ast.Compare, left: Type, right: Type) -> None:
        if right.kind == "text" and left == TEXT and not right.optional:
            return
        if right.kind != "list" or right.item is None:
            raise _error(node, f"`in` looks into a list, and this is a {right}")
        if right.item.present not in (NOTHING, left.present):
            raise _error(node, f"a {left} is never in a {right}")

    def _choice(self, node: ast.IfExp, known: Known) -> Type:
        if self.type(node.test, known) != FLAG:
            raise _error(node.test, "`if` takes what says yes or no")
        left = self.type(node.body, known | self._when(node.test, yes=True))
        right = self.type(node.orelse, known | self._when(node.test, yes=False))
        if left.present != right.present:
            raise _error(node, f"both ends of `if` give one type, not a {left} and a {right}")
        return replace(left, optional=left.optional or right.optional)

    def _call(self, node: ast.Call, known: Known) -> Type:
        if node.keywords:
            raise _error(node, "a function takes no names for what it is given")
        if isinstance(node.func, ast.Attribute):
            return self._method(node, node.func, known)
        if not isinstance(node.func, ast.Name) or node.func.id not in FUNCTIONS:
            raise _error(node.func, f"there is no function {ast.unparse(node.func)}; there are {joined(FUNCTIONS)}")
        if len(node.args) != 1:
            raise _error(node, f"{node.func.id} takes one thing")
        if node.func.id == "len" and isinstance(node.args[0], ast.GeneratorExp):
            raise _error(node, "len takes a list; count tells how often a loop says yes")
        found = self._function(node, node.func.id, self._argument(node.args[0], known))
        return found.present if ast.unparse(node) in known else found

    def _method(self, node: ast.Call, method: ast.Attribute, known: Known) -> Type:
        if method.attr not in METHODS:
            raise _field_error(method, f"there is no {method.attr}(); there are {joined(METHODS)}")
        if self.type(method.value, known) != TEXT:
            raise _error(method.value, f"{method.attr}() belongs to a text that is there")
        wanted = 0 if method.attr == "lower" else 1
        if [self.type(argument, known) for argument in node.args] != [TEXT] * wanted:
            raise _error(node, f"{method.attr}() takes {'nothing' if not wanted else 'a text'}")
        return TEXT if method.attr == "lower" else FLAG

    def _argument(self, node: ast.expr, known: Known) -> Type:
        """Return the type of what a function is given; a loop is a list of what it yields."""
        if not isinstance(node, ast.GeneratorExp):
            return self.type(node, known)
        inner = Checker(self._names)
        for loop in node.generators:
            if not isinstance(loop.target, ast.Name) or loop.target.id in inner._names:
                raise _error(loop.target, "a loop gives one new name to each item")
            if loop.target.id in FUNCTIONS or loop.target.id.startswith("_"):
                raise _error(loop.target, f"{loop.target.id} is no name for an item; a name begins with a letter")
            items = inner.type(loop.iter, known)
            if items.kind != "list" or items.item is None:
                raise _error(loop.iter, f"a loop goes over a list, and this is a {items}")
            inner._names[loop.target.id] = items.item
            for condition in loop.ifs:
                known = inner.flag(condition, known)
        return Type("list", item=inner.type(node.elt, known))

    def _function(self, node: ast.Call, name: str, given: Type) -> Type:
        if given.kind != "list" or given.item is None:
            if name == "len" and given == TEXT:
                return NUMBER
            raise _error(node, f"{name} takes a list, and this is a {given}")
        if name in ("any", "all", "count") and given.item not in (FLAG, NOTHING):
            raise _error(node, f"{name} takes a loop over what says yes or no")
        if name == "sum" and given.item not in (NUMBER, NOTHING):
            raise _error(node, "sum takes numbers")
        if name in ("sorted", "min", "max") and (given.item.optional or given.item.kind not in _ORDERED):
            raise _error(node, f"a {given.item} has no order")
        if name == "set" and given.item.kind == "list":
            raise _error(node, "set takes a list of single things")
        if name in ("min", "max"):
            return replace(given.item, optional=True)
        return FLAG if name in ("any", "all") else NUMBER if name in ("count", "sum", "len") else given

    def _when(self, node: ast.expr, *, yes: bool) -> Known:
        """Return the paths that are known to be there where a part says yes (or no)."""
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return self._when(node.operand, yes=not yes)
        if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.And) == yes:
            return frozenset().union(*(self._when(part, yes=yes) for part in node.values))
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            return self._tested(node, node.ops[0], yes=yes)
        return frozenset()

    def _tested(self, node: ast.Compare, operator: ast.cmpop, *, yes: bool) -> Known:
        right = node.comparators[0]
        nothing = isinstance(right, ast.Constant) and right.value is None
        there = isinstance(operator, ast.IsNot | ast.NotEq) if nothing else isinstance(operator, ast.Eq | ast.In)
        if not nothing and not (yes and _is_written_out(right)):
            return frozenset()
        return frozenset({ast.unparse(node.left)}) if there == yes else frozenset()


_ORDERED = ("text", "number", "day", "flag", "nothing")


def _is_written_out(node: ast.expr) -> bool:
    """Return whether something is there for sure: a literal, or a list of these."""
    if isinstance(node, ast.List):
        return all(_is_written_out(item) for item in node.elts)
    return isinstance(node, ast.Constant) and node.value is not None


def _both_sets(node: ast.Compare) -> bool:
    sides = (node.left, *node.comparators)
    return all(isinstance(side, ast.Call) and ast.unparse(side.func) == "set" for side in sides)


def _hint(word: str, names: list[str]) -> str:
    near = nearest(word, names)
    return did_you_mean(near)


def _error(node: ast.expr, message: str) -> ExpressionError:
    return ExpressionError(message, node.col_offset, (node.end_col_offset or node.col_offset + 1) - node.col_offset)


def _field_error(node: ast.Attribute, message: str) -> ExpressionError:
    end = node.end_col_offset or node.col_offset + 1
    return ExpressionError(message, end - len(node.attr), len(node.attr))
