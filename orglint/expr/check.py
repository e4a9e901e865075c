"""Types of an expression, found before any file is read: a field that does not exist is a mistake, not a "no".

Reading through something that may be missing needs a test first; `and`, `or`, `if` and a rule's `when` narrow.
"""

import ast
from collections.abc import Callable, Mapping
from dataclasses import replace

from orglint.core import nearest
from orglint.core.wording import did_you_mean, joined, quoted, with_article
from orglint.expr.compare import Named, Side, compare
from orglint.expr.errors import at, at_field, missing, path_of
from orglint.expr.functions import arithmetic, function, method
from orglint.expr.library import FUNCTIONS, METHODS
from orglint.expr.narrow import Known, after
from orglint.expr.types import FLAG, NOTHING, NUMBER, TEXT, Type, Written, facts, of
from orglint.org import FACTS, Model

Names = Mapping[str, Type]


class Checker:
    """Finds the type of every part; raises ExpressionError at the first mistake."""

    def __init__(self, names: Names, model: Model = FACTS) -> None:
        self.names = dict(names)
        self._model = model
        self.types: dict[ast.expr, Type] = {}
        """The type of each part, by its node."""
        self.named: list[Named] = []
        """The names written out that only a run can look up."""

    def flag(self, tree: ast.expr, known: Known = frozenset()) -> Known:
        """Check that an expression says yes or no; returns what is known where it says yes."""
        found = self.type(tree, known)
        if found != FLAG:
            raise at(tree, f"this must say yes or no, and is a {found}{_asked(tree, found)}")
        return known | after(tree, self.types).yes

    def type(self, node: ast.expr, known: Known = frozenset()) -> Type:
        """Return the type of a part."""
        check: Callable[[ast.expr, Known], Type] | None = getattr(self, f"_{type(node).__name__.lower()}", None)
        if check is None:
            raise at(node, "a loop stands only inside any, all, count, sum, min, max, sorted or set")
        found = self.types[node] = check(node, known)
        return found

    def _constant(self, node: ast.Constant, _known: Known) -> Type:
        value = node.value
        if isinstance(value, bool):
            return FLAG
        if value is None:
            return NOTHING
        if isinstance(value, str):
            length = (node.end_col_offset or node.col_offset + 1) - node.col_offset
            return replace(TEXT, written=(Written(value, node.col_offset, length),))
        if isinstance(value, int | float):
            return NUMBER
        raise at(node, "a literal is a text, a number, True, False or None")

    def _name(self, node: ast.Name, known: Known) -> Type:
        if node.id not in self.names:
            hint = did_you_mean(nearest(node.id, list(self.names))) or _instead(node.id)
            raise at(node, f"there is no {node.id} here{hint}")
        found = self.names[node.id]
        return found.present if node.id in known else found

    def _attribute(self, node: ast.Attribute, known: Known) -> Type:
        owner = self._owner(node.value, known)
        if owner.optional:
            raise missing(node.value)
        fields = facts(owner, self._model)
        if node.attr not in fields:
            raise at_field(node, f"{with_article(str(owner))} has no {node.attr}{self._field_hint(node, owner)}")
        found = of(fields[node.attr].type)
        return found.present if found.optional and ast.unparse(node) in known else found

    def _owner(self, node: ast.expr, known: Known) -> Type:
        if isinstance(node, ast.Name) and node.id not in self.names:
            hint = did_you_mean(nearest(node.id, list(self.names))) or f"; there are {joined(sorted(self.names))}"
            raise at(node, f"there is no {node.id} here{hint}")
        return self.type(node, known)

    def _field_hint(self, node: ast.Attribute, owner: Type) -> str:
        if owner.item is not None and node.attr in facts(owner.item, self._model):
            return f"; its items have, as in `any(x.{node.attr} … for x in {path_of(node.value)})`"
        if owner.kind == "text" and node.attr in METHODS:
            return f"; write {node.attr}()"
        return did_you_mean(nearest(node.attr, list(facts(owner, self._model))))

    def _list(self, node: ast.List, known: Known) -> Type:
        types = [self.type(item, known) for item in node.elts]
        if NOTHING in types:
            raise at(node, "a list holds no None; test for it with `is None`")
        if any(one.present != types[0].present for one in types):
            raise at(node, f"a list holds one type, not {joined(sorted({str(one) for one in types}))}")
        item = types[0] if types else NOTHING
        for one in types[1:]:
            item = item.beside(one)
        return Type("list", item=item)

    def _boolop(self, node: ast.BoolOp, known: Known) -> Type:
        yes = isinstance(node.op, ast.And)
        for part in node.values:
            said = self.type(part, known)
            if said != FLAG:
                asked = _asked(part, said) or "; compare this with something"
                raise at(part, f"`{'and' if yes else 'or'}` joins what says yes or no{asked}")
            found = after(part, self.types)
            known |= found.yes if yes else found.no
        return FLAG

    def _unaryop(self, node: ast.UnaryOp, known: Known) -> Type:
        found = self.type(node.operand, known)
        if isinstance(node.op, ast.Not) and found != FLAG:
            raise at(node, f"`not` takes what says yes or no{_asked(node.operand, found)}")
        if isinstance(node.op, ast.USub) and found != NUMBER:
            raise missing(node.operand) if found.present == NUMBER else at(node, f"`-` takes a number, not a {found}")
        return found

    def _binop(self, node: ast.BinOp, known: Known) -> Type:
        return arithmetic(node, self.type(node.left, known), self.type(node.right, known))

    def _compare(self, node: ast.Compare, known: Known) -> Type:
        sides = (node.left, *node.comparators)
        types = [self.type(side, known) for side in sides]
        for at_side, operator in enumerate(node.ops):
            one, other = (Side(sides[here], types[here]) for here in (at_side, at_side + 1))
            self.named += compare(node, operator, one, other)
            if NOTHING in (one.type, other.type):
                _may_be_missing(node, *(one if other.type == NOTHING else other), known)
        return FLAG

    def _ifexp(self, node: ast.IfExp, known: Known) -> Type:
        if self.type(node.test, known) != FLAG:
            raise at(node.test, "`if` takes what says yes or no")
        test = after(node.test, self.types)
        left, right = self.type(node.body, known | test.yes), self.type(node.orelse, known | test.no)
        if not left.alike(right):
            raise at(node, f"both ends of `if` give one type, not a {left} and a {right}")
        return left.beside(right)

    def _call(self, node: ast.Call, known: Known) -> Type:
        if node.keywords:
            raise at(node, "a function takes no names for what it is given")
        if isinstance(node.func, ast.Attribute):
            return self._method(node, node.func, known)
        name = ast.unparse(node.func)
        if not isinstance(node.func, ast.Name) or name not in FUNCTIONS:
            hint = f"; write x.{name}()" if name in METHODS else did_you_mean(nearest(name, (*FUNCTIONS,)))
            hint = hint or f"; there are {joined((*FUNCTIONS,))}"
            raise at(node.func, f"there is no function {name}{hint}")
        if len(node.args) != 1:
            raise at(node, f"{name} takes one thing, a loop or a list")
        if name == "len" and isinstance(node.args[0], ast.GeneratorExp):
            raise at(node, "len takes a list; count tells how often a loop says yes")
        found = function(node, name, self._argument(node.args[0], known))
        return found.present if found.optional and ast.unparse(node) in known else found

    def _method(self, node: ast.Call, called: ast.Attribute, known: Known) -> Type:
        if called.attr not in METHODS:
            function = f"; write {called.attr}(…)" if called.attr in FUNCTIONS else ""
            hint = function or did_you_mean(nearest(called.attr, (*METHODS,))) or f"; there are {joined((*METHODS,))}"
            raise at_field(called, f"there is no {called.attr}(){hint}")
        owner = self.type(called.value, known)
        if owner.present == TEXT and owner.optional:
            raise missing(called.value)
        if owner != TEXT:
            raise at(called.value, f"{called.attr}() belongs to a text, not to a {owner}")
        return method(node, called.attr, [self.type(argument, known) for argument in node.args])

    def _argument(self, node: ast.expr, known: Known) -> Type:
        """Return the type of what a function is given; a loop is a list of what it yields."""
        if not isinstance(node, ast.GeneratorExp):
            return self.type(node, known)
        inner = Checker(self.names, self._model)
        inner.types, inner.named = self.types, self.named
        for loop in node.generators:
            items = inner.type(loop.iter, known)
            if items.kind != "list" or items.item is None:
                raise at(loop.iter, f"a loop goes over a list, and this is a {items}")
            if items.item == NOTHING:
                raise at(loop.iter, "a loop over an empty list does nothing")
            inner.names[_new_name(loop.target, inner.names)] = items.item
            for condition in loop.ifs:
                known = inner.flag(condition, known)
        item = inner.type(node.elt, known)
        if item == NOTHING:
            raise at(node.elt, "a loop gives no None; leave items out with `if … is not None`")
        return Type("list", item=item)


def _new_name(target: ast.expr, names: Names) -> str:
    """Return the name that a loop gives to each item."""
    if isinstance(target, ast.Name) and target.id in names:
        raise at(target, f"{target.id} is something else already; a loop gives a new name to each item")
    if not isinstance(target, ast.Name):
        raise at(target, "a loop gives one new name to each item")
    if target.id in FUNCTIONS or target.id.startswith("_"):
        raise at(target, f"{target.id} is no name for an item; a name begins with a letter")
    return target.id


def _asked(node: ast.expr, found: Type) -> str:
    """Return how to ask something that says neither yes nor no, where there is one way."""
    if found.kind == "list":
        return f"; write `len({path_of(node)}) > 0`"
    return f"; write `{path_of(node)} is not None`" if found.optional else ""


def _instead(word: str) -> str:
    """Return what to write for a word that is no name."""
    constant = {"true": "True", "false": "False", "null": "None", "none": "None", "now": "today"}.get(word.lower())
    return f"; write {constant}" if constant else f'; a text stands in quotes, as in "{quoted(word)}"'


def _may_be_missing(node: ast.Compare, side: ast.expr, found: Type, known: Known) -> None:
    """Refuse the question whether something is missing that never is."""
    path = path_of(side)
    if isinstance(side, ast.Constant | ast.List):
        raise at(node, f"a {found} that is written out is never missing")
    if found.kind == "list":
        raise at(node, f"a list is never missing; write `len({path}) == 0`")
    if not found.optional and ast.unparse(side) not in known:
        raise at(node, f"{path} is never missing")
