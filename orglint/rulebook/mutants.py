"""A rule, broken on purpose in small ways: each an example of the rule ought to notice."""

import ast
from collections.abc import Iterator, Mapping
from copy import deepcopy
from re import fullmatch
from typing import Any, NamedTuple

from orglint.kinds import BUILT_IN
from orglint.rulebook.spec import RuleFile

Route = tuple[str | int, ...]
_BOUNDS = frozenset({"at_least", "at_most", "exactly", "min", "max", "max_depth", "warn_days", "max_days"})
_KEPT = frozenset({"kind", "let", "assert", "by", "edge", "metric", "for", "for_each", "left", "right", "relation"})
"""Keys of a check without which it is another check."""
_WIDER: Mapping[str, Mapping[str, str]] = {
    "within": {"team": "team-tree", "": "org"},
    "per": {"team": "team-tree", "": "org"},
}
_FLIPPED: Mapping[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip


class Mutant(NamedTuple):
    """A rule file with one thing changed, and what that is."""

    what: str
    file: RuleFile


def mutants(file: RuleFile) -> Iterator[Mutant]:
    """Yield the mutants of a rule, some of which may be no rule at all."""
    if file.check.get("kind") == BUILT_IN:
        return
    seen: set[str] = set()
    for what, made in (*_of_check(file), *_of_conditions(file), *_of_needs(file), *_of_options(file)):
        if what not in seen:
            seen.add(what)
            yield Mutant(what, made)


def _of_check(file: RuleFile) -> Iterator[Mutant]:
    for what, route, value in _changes(file.check, ()):
        yield Mutant(f"check.{what}", file.model_copy(update={"check": _changed(file.check, route, value)}))
    for name, source in (file.check.get("let") or {}).items():
        yield from _of_expression(file, source, ("let", name))
    if isinstance(file.check.get("assert"), str):
        yield from _of_expression(file, file.check["assert"], ("assert",))


def _of_expression(file: RuleFile, source: str, route: Route) -> Iterator[Mutant]:
    for other in broken(source):
        check = _changed(file.check, route, other)
        yield Mutant(f"{_named(('check', *route))} is {other}", file.model_copy(update={"check": check}))


def _of_conditions(file: RuleFile) -> Iterator[Mutant]:
    for name, source in (("when", file.when), ("unless", file.unless)):
        if source:
            yield Mutant(f"without {name}", file.model_copy(update={name: ""}))
            for other in broken(source):
                yield Mutant(f"{name} is {other}", file.model_copy(update={name: other}))


def _of_needs(file: RuleFile) -> Iterator[Mutant]:
    for fact in file.needs:
        left = tuple(one for one in file.needs if one != fact)
        yield Mutant(f"needs without {fact}", file.model_copy(update={"needs": left}))


def _of_options(file: RuleFile) -> Iterator[Mutant]:
    """Yield the mutants of defaults; options without one are bounds and lists of the check."""
    for name, option in file.options.items():
        for what, route, value in _values(option.default, (name, "default")):
            default = _changed({"default": option.default}, route[1:], value)["default"]
            options = {**file.options, name: option.model_copy(update={"default": default})}
            yield Mutant(f"options.{what}", file.model_copy(update={"options": options}))


class _Nothing:
    """Says that what stands at a route goes."""


_GONE = _Nothing()
_Change = tuple[str, Route, Any]


def _changes(value: Mapping[str, Any], route: Route) -> Iterator[_Change]:
    """Yield the changes of a mapping of a check: what is said, where, and what stands there instead."""
    for key, inner in value.items():
        here = (*route, key)
        if key in ("kind", "let", "assert"):
            continue
        if key not in _KEPT and not (isinstance(inner, list | tuple) and len(inner) > 1):
            yield f"{_named(here)} dropped", here, _GONE
        if key in _BOUNDS:
            yield from _bounds(inner, here)
        if key in _WIDER:
            yield from _widened(key, inner, here)
        if key == "relation":
            yield from (_is(here, one) for one in ("subset_of", "disjoint_from", "equals") if one != inner)
        yield from _below(inner, here)


def _below(value: Any, route: Route) -> Iterator[_Change]:
    if isinstance(value, Mapping):
        yield from _changes(value, route)
    elif isinstance(value, list | tuple):
        for at, item in enumerate(value):
            if len(value) > 1:
                yield f"{_named(route)} without {_shown(item)}", (*route, at), _GONE
            yield from _below(item, (*route, at))


def _values(value: Any, route: Route) -> Iterator[_Change]:
    """Yield the changes of a default: a number off by one, a list without an item."""
    if isinstance(value, list | tuple):
        yield from _below(value, route)
    else:
        yield from _bounds(value, route)


def _bounds(value: Any, route: Route) -> Iterator[_Change]:
    """Yield a bound one higher and one lower; each of those that a field chooses."""
    if isinstance(value, Mapping):
        for key, one in value.items():
            if key != "by":
                yield from _bounds(one, (*route, key))
        return
    found = fullmatch(r"\s*(\d+)(\.\d+)?\s*(%?)\s*", str(value))
    if found is not None:
        number, rest = int(found[1]), (found[2] or "") + found[3]
        yield _is(route, f"{number + 1}{rest}")
        if number:
            yield _is(route, f"{number - 1}{rest}")


def _widened(key: str, value: Any, route: Route) -> Iterator[_Change]:
    """Yield the scope widened: a team to its tree, everything to the organisation."""
    listed = value if isinstance(value, list | tuple) else (value,)
    for narrow, wide in _WIDER[key].items():
        if wide not in listed and (not narrow or narrow in listed):
            yield _is(route, wide)


def _is(route: Route, value: str) -> _Change:
    return f"{_named(route)} is {value}", route, value


def _named(route: Route) -> str:
    return ".".join(str(step) for step in route)


def _shown(item: Any) -> str:
    if isinstance(item, Mapping):
        return ", ".join(f"{key} {_shown(one)}" for key, one in item.items())
    return " and ".join(map(_shown, item)) if isinstance(item, list | tuple) else str(item)


def _changed(value: Any, route: Route, new: Any) -> Any:
    """Return plain values with one thing in them changed, or gone."""
    copy = deepcopy(value)
    inside = copy
    for step in route[:-1]:
        if isinstance(inside[step], tuple):
            inside[step] = list(inside[step])
        inside = inside[step]
    if isinstance(new, _Nothing):
        del inside[route[-1]]
    else:
        inside[route[-1]] = new
    return copy


def broken(source: str) -> Iterator[str]:
    """Yield an expression with a part of `and` or `or` gone, a comparison turned, an item gone, a number off by one."""
    try:
        tree = ast.parse(source.strip(), mode="eval")
    except SyntaxError:
        return
    for at, node in enumerate(ast.walk(tree)):
        for change in range(_ways(node)):
            copy = deepcopy(tree)
            changed = _Changing(list(ast.walk(copy))[at], change).visit(copy)
            yield ast.unparse(changed)


def _ways(node: ast.AST) -> int:
    """Return in how many ways a node may be changed."""
    if isinstance(node, ast.BoolOp):
        return len(node.values)
    if isinstance(node, ast.List | ast.Tuple):
        return len(node.elts) if len(node.elts) > 1 else 0
    if isinstance(node, ast.Compare):
        return len(node.ops)
    return 2 if isinstance(node, ast.Constant) and type(node.value) in (int, float) else 0


class _Changing(ast.NodeTransformer):
    """Changes one node of a tree in one of its ways."""

    def __init__(self, node: ast.AST, way: int) -> None:
        self._node = node
        self._way = way

    def visit(self, node: ast.AST) -> Any:
        """Change the node if it is the one, else look below it."""
        return self._changed(node) if node is self._node else self.generic_visit(node)

    def _changed(self, node: ast.AST) -> ast.AST:
        if isinstance(node, ast.BoolOp):
            del node.values[self._way]
            return node if len(node.values) > 1 else node.values[0]
        if isinstance(node, ast.List | ast.Tuple):
            del node.elts[self._way]
        elif isinstance(node, ast.Compare):
            node.ops[self._way] = _FLIPPED[type(node.ops[self._way])]()
        elif isinstance(node, ast.Constant) and isinstance(node.value, int | float):
            node.value += 1 if self._way == 0 else -1
        return node
