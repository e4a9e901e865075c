"""Checked expressions -> functions. Only what the checker has seen is compiled, into plain Python."""

import ast
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from orglint.expr import numbers
from orglint.expr.check import Checker
from orglint.expr.compare import Named
from orglint.expr.lower import Lowering
from orglint.expr.meter import MAX_STEPS, metered
from orglint.expr.narrow import Known, Types, after
from orglint.expr.parse import parse
from orglint.expr.types import FLAG, Type
from orglint.org import FACTS, Model

Evaluate = Callable[..., Any]
"""Takes the view and then the values of the names, in the order they were declared. Raises nothing but TooManySteps."""


class Expression(NamedTuple):
    """A checked expression: its text, its type, and what is known of the paths it tested."""

    source: str
    type: Type
    known: Known
    """The paths that are there where it says yes; of a value: what was known before."""
    otherwise: Known
    """The paths that are there where it says no."""
    named: tuple[Named, ...]
    """The names written out that only a run can look up."""
    tree: ast.expr
    types: Types


def checked(source: str, names: Mapping[str, Type], known: Known = frozenset(), model: Model = FACTS) -> Expression:
    """Parse and check an expression that says yes or no; raises ExpressionError."""
    tree = parse(source)
    checker = Checker(names, model)
    yes = checker.flag(tree, known)
    no = known | after(tree, checker.types).no
    return Expression(source, FLAG, yes, no, _distinct(checker.named), tree, checker.types)


def typed(source: str, names: Mapping[str, Type], known: Known = frozenset(), model: Model = FACTS) -> Expression:
    """Parse and check an expression of any type; raises ExpressionError."""
    tree = parse(source)
    checker = Checker(names, model)
    found = checker.type(tree, known).elsewhere
    return Expression(source, found, known, known, _distinct(checker.named), tree, checker.types)


def _distinct(named: Iterable[Named]) -> tuple[Named, ...]:
    return tuple(dict.fromkeys(named))


def compiled(
    expression: Expression, names: Mapping[str, Type], model: Model = FACTS, max_steps: int = MAX_STEPS
) -> Evaluate:
    """Compile a checked expression into a function of the view and the names."""
    body = Lowering(expression.types, model).whole(expression.tree)
    given = [ast.arg(name) for name in ("_view", *names)]
    arguments = ast.arguments(posonlyargs=[], args=given, kwonlyargs=[], kw_defaults=[], defaults=[])
    tree = ast.Expression(ast.Lambda(arguments, body))
    code = compile(ast.fix_missing_locations(tree), "<expression>", "eval")
    return eval(code, {**_GLOBALS, "_counted": metered(max_steps)})  # type: ignore[no-any-return] # noqa: S307 - every node was checked


_GLOBALS: Mapping[str, Any] = {
    "__builtins__": {},
    "any": any, "all": all, "sum": sum, "count": sum, "len": len, "sorted": sorted, "set": numbers.distinct,
    "min": lambda items: min(items, default=None),
    "max": lambda items: max(items, default=None),
    "_set": frozenset, "_result": numbers.result, "_times": numbers.times, "_later": numbers.later,
    "_earlier": numbers.earlier, "_days": numbers.days_between,
}  # fmt: skip
