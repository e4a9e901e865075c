"""A checked tree -> a tree of plain Python: questions to the view, bounded arithmetic, counted lists."""

import ast
from collections.abc import Callable, Iterator
from typing import Any

from orglint.expr.compare import is_set
from orglint.expr.narrow import Types
from orglint.expr.types import DAY, NUMBER, facts
from orglint.org import Fact, Model
from orglint.org.facts import OWN


class Lowering:
    """Makes a tree of plain Python of a checked one: questions to the view, bounded arithmetic, counted lists."""

    def __init__(self, types: Types, model: Model) -> None:
        self._types = types
        self._model = model
        self._loops = 0

    def whole(self, tree: ast.expr) -> ast.expr:
        """Lower a whole expression; a number that leaves it is bounded."""
        body = self._lower(tree)
        return _made("_result", body) if self._types[tree].present == NUMBER else body

    def _lower(self, node: ast.expr) -> ast.expr:
        lower: Callable[[ast.expr], ast.expr] = getattr(self, f"_{type(node).__name__.lower()}", self._copied)
        return lower(node)

    def _copied(self, node: ast.AST) -> Any:
        return type(node)(**{name: self._part(value) for name, value in ast.iter_fields(node)})

    def _part(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._part(item) for item in value]
        if isinstance(value, ast.expr):
            return self._lower(value)
        return self._copied(value) if isinstance(value, ast.AST) else value

    def _name(self, node: ast.Name) -> ast.expr:
        is_list = node in self._types and self._types[node].kind == "list"
        plain = ast.Name(node.id, node.ctx)
        return _made("_counted", _VIEW, plain) if is_list and self._loops else plain

    def _attribute(self, node: ast.Attribute) -> ast.expr:
        """Lower one field: a question to the view is a call of it; a list that may be large is counted."""
        owner = self._types[node.value]
        fact = facts(owner, self._model)[node.attr]
        read = _read(self._lower(node.value), node.attr, fact)
        large = self._loops or fact.via or owner.thing == "org"
        return _made("_counted", _VIEW, read) if large and self._types[node].kind == "list" else read

    def _binop(self, node: ast.BinOp) -> ast.expr:
        left, right = self._lower(node.left), self._lower(node.right)
        if self._types[node.left] == DAY:
            both = self._types[node.right] == DAY
            return _made("_days" if both else "_later" if isinstance(node.op, ast.Add) else "_earlier", left, right)
        return _made("_times", left, right) if isinstance(node.op, ast.Mult) else ast.BinOp(left, node.op, right)

    def _compare(self, node: ast.Compare) -> ast.expr:
        sides = [self._side(side) for side in (node.left, *node.comparators)]
        return ast.Compare(sides[0], node.ops, sides[1:])

    def _side(self, node: ast.expr) -> ast.expr:
        lowered = self._lower(node)
        return _made("_set", *lowered.args) if is_set(node) and isinstance(lowered, ast.Call) else lowered

    def _call(self, node: ast.Call) -> ast.expr:
        arguments = [self._lower(argument) for argument in node.args]
        if isinstance(node.func, ast.Attribute):
            method = ast.Attribute(self._lower(node.func.value), node.func.attr, ast.Load())
            return ast.Call(method, arguments, [])
        return ast.Call(node.func, arguments, [])

    def _generatorexp(self, node: ast.GeneratorExp) -> ast.expr:
        """Lower a loop: what stands inside it is done once for each item."""
        before = self._loops
        generators = list(self._generators(node))
        found = ast.GeneratorExp(self._lower(node.elt), generators)
        self._loops = before
        return found

    def _generators(self, node: ast.GeneratorExp) -> Iterator[ast.comprehension]:
        for loop in node.generators:
            items = self._lower(loop.iter)
            self._loops += 1
            yield ast.comprehension(loop.target, items, [self._lower(test) for test in loop.ifs], is_async=0)


_VIEW = ast.Name("_view", ast.Load())


def _read(thing: ast.expr, name: str, fact: Fact) -> ast.expr:
    """Return what reads a field: a question to the view, an own key of the organisation, or an attribute."""
    if fact.via:
        return ast.Call(ast.Attribute(_VIEW, fact.via, ast.Load()), [thing], [])
    if name.startswith(OWN) and not fact.attribute:
        empty: list[ast.expr] = [ast.Tuple([], ast.Load())] if fact.type.startswith("[") else []
        own = ast.Attribute(thing, "own", ast.Load())
        return ast.Call(ast.Attribute(own, "get", ast.Load()), [ast.Constant(name), *empty], [])
    return ast.Attribute(thing, fact.attribute or name, ast.Load())


def _made(name: str, *arguments: ast.expr) -> ast.Call:
    return ast.Call(ast.Name(name, ast.Load()), [*arguments], [])
