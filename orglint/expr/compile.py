"""Checked expressions -> functions. Only what the checker has seen is compiled, into plain Python."""

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from orglint.expr.check import Checker, Known
from orglint.expr.parse import parse
from orglint.expr.types import Type, facts, of

Evaluate = Callable[..., Any]
"""Takes the view and then the values of the names, in the order they were declared."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A checked expression: its text, and what must be known for it to be true."""

    source: str
    known: Known


def checked(source: str, names: Mapping[str, Type], known: Known = frozenset()) -> Expression:
    """Parse and check an expression that says yes or no; raises ExpressionError."""
    tree = parse(source)
    return Expression(source, Checker(names).flag(tree, known))


def compiled(expression: Expression, names: Mapping[str, Type]) -> Evaluate:
    """Compile a checked expression into a function of the view and the names."""
    body = _Lower(names).visit(parse(expression.source))
    given = [ast.arg(name) for name in ("_view", *names)]
    arguments = ast.arguments(posonlyargs=[], args=given, kwonlyargs=[], kw_defaults=[], defaults=[])
    tree = ast.Expression(ast.Lambda(arguments, body))
    code = compile(ast.fix_missing_locations(tree), "<expression>", "eval")
    return eval(code, dict(_GLOBALS))  # type: ignore[no-any-return] # noqa: S307 - every node was checked


def _count(flags: Sequence[bool]) -> int:
    return sum(1 for flag in flags if flag)


_GLOBALS: Mapping[str, Any] = {
    "__builtins__": {},
    "any": any, "all": all, "sum": sum, "len": len, "sorted": sorted, "set": set, "count": _count,
    "min": lambda items: min(items, default=None),
    "max": lambda items: max(items, default=None),
}  # fmt: skip


class _Lower(ast.NodeTransformer):
    """Turns fields that are questions to the view into calls of it."""

    def __init__(self, names: Mapping[str, Type]) -> None:
        self._names = dict(names)

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        """Lower one field."""
        owner = self._thing(node.value)
        value = self.visit(node.value)
        fact = facts(owner).get(node.attr) if owner is not None else None
        if fact is None or not fact.via:
            return ast.Attribute(value, fact.attribute or node.attr if fact else node.attr, ast.Load())
        question = ast.Attribute(ast.Name("_view", ast.Load()), fact.via, ast.Load())
        return ast.Call(question, [value], [])

    def visit_GeneratorExp(self, node: ast.GeneratorExp) -> ast.expr:
        """Lower a loop, with the name it gives to its items."""
        for loop in node.generators:
            items = self._thing(loop.iter)
            if items is not None and items.item is not None and isinstance(loop.target, ast.Name):
                self._names[loop.target.id] = items.item
        return self.generic_visit(node)  # type: ignore[return-value] # an expression stays one

    def _thing(self, node: ast.expr) -> Type | None:
        """Return the type of a name or of a path through fields; the checker has been here before."""
        if isinstance(node, ast.Name):
            return self._names.get(node.id)
        if isinstance(node, ast.Attribute):
            owner = self._thing(node.value)
            fact = facts(owner).get(node.attr) if owner is not None else None
            return of(fact.type) if fact is not None else None
        return None
