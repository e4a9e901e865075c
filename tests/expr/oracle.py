"""What an expression says, by walking its tree one part after the other: slow, plain, and no code of the language."""

import ast
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

Env = Mapping[str, Any]
EDGE = 10**15


def said(source: str, env: Env) -> Any:
    """Return what an expression says of a world."""
    text = "".join(" " if char in "\r\n\f" else char for char in source).strip()
    value = _say(ast.parse(text, mode="eval").body, env)
    return _edge(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _edge(number: float) -> float:
    return max(-EDGE, min(EDGE, number))


def _say(node: ast.AST, env: Env) -> Any:  # noqa: C901, PLR0911, PLR0912 - a case for each node
    match node:
        case ast.Constant(value=value):
            return value
        case ast.Name(id=name):
            return env[name]
        case ast.Attribute(value=owner, attr=name):
            return getattr(_say(owner, env), name)
        case ast.List(elts=items):
            return [_say(item, env) for item in items]
        case ast.UnaryOp(op=ast.Not(), operand=one):
            return not _say(one, env)
        case ast.UnaryOp(operand=one):
            return -_say(one, env)
        case ast.IfExp(test=test, body=body, orelse=other):
            return _say(body if _say(test, env) else other, env)
        case ast.BoolOp(op=op, values=parts):
            return _logic(parts, env, stops=isinstance(op, ast.Or))
        case ast.BinOp(left=left, op=op, right=right):
            return _counted(_say(left, env), op, _say(right, env))
        case ast.Compare(left=left, ops=ops, comparators=rights):
            return _compared(left, ops, rights, env)
        case ast.Call(func=ast.Attribute(value=text, attr=name), args=arguments):
            return _method(_say(text, env), name, [_say(one, env) for one in arguments])
        case ast.Call(func=ast.Name(id=name), args=[argument]):
            return _function(name, _given(argument, env))
        case _:
            raise AssertionError(ast.dump(node))


def _logic(parts: list[ast.expr], env: Env, *, stops: bool) -> bool:
    for part in parts:
        if bool(_say(part, env)) is stops:
            return stops
    return not stops


def _counted(left: Any, op: ast.operator, right: Any) -> Any:
    if isinstance(left, date) and isinstance(right, date):
        return (left - right).days
    if isinstance(left, date):
        days = int(_edge(right)) * (1 if isinstance(op, ast.Add) else -1)
        try:
            return left + timedelta(days=days)
        except OverflowError:
            return date.max if days > 0 else date.min
    if isinstance(op, ast.Mult):
        return _edge(_edge(left) * _edge(right))
    return left + right if isinstance(op, ast.Add) else left - right


def _compared(left: ast.expr, ops: list[ast.cmpop], rights: list[ast.expr], env: Env) -> bool:
    value = _say(left, env)
    for op, right in zip(ops, rights, strict=True):
        other = _say(right, env)
        if not _holds(value, op, other):
            return False
        value = other
    return True


def _holds(left: Any, op: ast.cmpop, right: Any) -> bool:  # noqa: PLR0911 - a case for each operator
    match op:
        case ast.Eq() | ast.NotEq():
            if isinstance(left, list) and isinstance(right, list):
                same = all(any(one == two for two in right) for one in left)
                same = same and all(any(one == two for two in left) for one in right)
            else:
                same = left == right
            return bool(same) is isinstance(op, ast.Eq)
        case ast.Is() | ast.IsNot():
            return (left is None) is isinstance(op, ast.Is)
        case ast.In() | ast.NotIn():
            return (left in right) is isinstance(op, ast.In)
        case ast.Lt():
            return bool(left < right)
        case ast.LtE():
            return bool(left <= right)
        case ast.Gt():
            return bool(left > right)
        case _:
            return bool(left >= right)


def _method(text: str, name: str, given: list[str]) -> Any:
    if name == "lower":
        return text.lower()
    return text[: len(given[0])] == given[0] if name == "startswith" else text[len(text) - len(given[0]) :] == given[0]


def _given(node: ast.expr, env: Env) -> Any:
    if isinstance(node, ast.GeneratorExp):
        return [_say(node.elt, inner) for inner in _loops(node.generators, env)]
    return _say(node, env)


def _loops(generators: list[ast.comprehension], env: Env) -> Iterator[Env]:
    if not generators:
        yield env
        return
    loop, *others = generators
    for item in _say(loop.iter, env):
        inner = {**env, ast.unparse(loop.target): item}
        if all(_say(test, inner) for test in loop.ifs):
            yield from _loops(others, inner)


def _function(name: str, items: Any) -> Any:
    if name == "len":
        return len(items)
    if name in ("any", "all"):
        return (True in items) if name == "any" else (False not in items)
    if name in ("sum", "count"):
        total = 0
        for item in items:
            total += item
        return total
    if name == "set":
        once: list[Any] = []
        for item in items:
            if item not in once:
                once.append(item)
        return once
    ordered = sorted(items)
    if name == "sorted":
        return ordered
    return None if not ordered else ordered[0] if name == "min" else ordered[-1]
