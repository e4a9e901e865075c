"""Text -> syntax tree: a small subset of Python expressions. What is not listed here does not parse."""

import ast
from collections.abc import Mapping
from re import search, sub
from warnings import catch_warnings, simplefilter

from orglint.expr.errors import ExpressionError
from orglint.expr.literals import check_literals

MAX_LENGTH = 2_000
MAX_DEPTH = 30
MAX_NODES = 400
MAX_LOOPS = 3

_ALLOWED: tuple[type[ast.AST], ...] = (
    ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not, ast.USub, ast.BinOp, ast.Add, ast.Sub, ast.Mult, ast.Compare,
    ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.In, ast.NotIn, ast.Is, ast.IsNot, ast.IfExp, ast.Constant,
    ast.List, ast.Attribute, ast.Name, ast.Load, ast.Store, ast.Call, ast.GeneratorExp, ast.comprehension,
    ast.keyword,
)  # fmt: skip
_FAMILIAR = (
    (r"&&", "&&", "and"),
    (r"\|\|", "||", "or"),
    (r"!(?!=)", "!", "not"),
    (r"[“”„]", "“", '"'),
    (r"===", "===", "=="),
    (r"<>", "<>", "!="),
    (r"\bAND\b", "AND", "and"),
    (r"\bOR\b", "OR", "or"),
    (r"\bNOT\b", "NOT", "not"),
    (r"\bequals\b", "equals", "=="),
    (r"\bcontains\b", "contains", "x in list"),
)
"""What other languages write, as a pattern and as it looks, and what stands for it here."""
_NAMES: Mapping[type[ast.AST], str] = {
    ast.Div: "/", ast.Pow: "**", ast.Mod: "%", ast.FloorDiv: "//", ast.MatMult: "@", ast.BitAnd: "&", ast.BitOr: "|",
    ast.BitXor: "^", ast.LShift: "<<", ast.RShift: ">>", ast.ListComp: "[… for …]", ast.SetComp: "{… for …}",
    ast.DictComp: "{… for …}", ast.Dict: "{…}", ast.Set: "{…}", ast.Tuple: "(…, …)", ast.Subscript: "…[…]",
    ast.JoinedStr: "a text with values in it", ast.NamedExpr: ":=", ast.Invert: "~", ast.UAdd: "a + before a number",
    ast.Starred: "*", ast.comprehension: "async",
}  # fmt: skip
_INSTEAD: Mapping[type[ast.AST], str] = {
    ast.Div: "; multiply, as in `x * 0.5`", ast.Tuple: "; a list is written […]", ast.Set: "; a list is written […]",
    ast.ListComp: "; a loop stands only inside a function", ast.Subscript: "; any and all look at each item",
}  # fmt: skip
_LONE_EQUALS = r"(?<![=!<>])=(?!=)"
_QUOTED = r"'[^']*'|\"[^\"]*\""


def parse(source: str) -> ast.expr:
    """Parse an expression; raises ExpressionError. Columns of the tree count characters of the source."""
    if len(source) > MAX_LENGTH:
        raise ExpressionError(f"an expression has at most {MAX_LENGTH} characters, this one has {len(source)}")
    text = one_line(source)
    before = len(text) - len(text.lstrip())
    try:
        with catch_warnings():
            simplefilter("error")  # what Python only warns of, such as an escape that is none, is refused here
            tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        raise _not_parsed(text, before, error) from None
    _count_characters(tree, text.strip().encode(), before)
    _check(tree, text)
    check_literals(tree, source)
    return tree


def one_line(source: str) -> str:
    """Return an expression on one line, every character at its place."""
    return sub(r"[\r\n\f]", " ", source)


def _not_parsed(text: str, before: int, error: Exception) -> ExpressionError:
    bare = sub(_QUOTED, lambda found: " " * len(found[0]), text)
    for wrong, said, right in _FAMILIAR:
        at = search(wrong, bare)
        if at:
            return ExpressionError(f"write `{right}` for `{said}`", at.start(), len(said))
    lone = search(_LONE_EQUALS, bare)
    if lone:
        return ExpressionError("write `==` to compare", lone.start())
    column = 0
    if isinstance(error, SyntaxError):
        column = before + error.offset - 1 if error.offset else len(text.rstrip())
    if text.startswith("for ", column):
        return ExpressionError("a loop stands only inside a function, as in `any(… for x in list)`", column, 3)
    return ExpressionError("this is no expression from here on", min(column, len(text)))


def _count_characters(tree: ast.expr, text: bytes, before: int) -> None:
    """Make columns what they say: the parser counts bytes of the stripped text."""
    for node in ast.walk(tree):
        if isinstance(node, ast.expr):
            end = node.col_offset if node.end_col_offset is None else node.end_col_offset
            node.col_offset, node.end_col_offset = (before + len(text[:at].decode()) for at in (node.col_offset, end))


def _check(tree: ast.expr, text: str) -> None:
    """Refuse every node that is not on the list, and trees that are too large."""
    nodes = loops = 0
    waiting: list[tuple[ast.AST, ast.expr, int]] = [(tree, tree, 1)]
    while waiting:
        node, around, depth = waiting.pop()
        nodes += 1
        if not isinstance(node, _ALLOWED) or (isinstance(node, ast.comprehension) and node.is_async):
            raise _refused(node, around, text)
        loops += isinstance(node, ast.comprehension)
        if depth > MAX_DEPTH or nodes > MAX_NODES or loops > MAX_LOOPS:
            raise ExpressionError(f"an expression has at most {MAX_NODES} parts, {MAX_DEPTH} levels, {MAX_LOOPS} loops")
        around = node if isinstance(node, ast.expr) else around
        waiting.extend((child, around, depth + 1) for child in reversed(list(ast.iter_child_nodes(node))))


def _refused(node: ast.AST, around: ast.expr, text: str) -> ExpressionError:
    what = _NAMES.get(type(node), type(node).__name__.lower())
    column = node.col_offset if isinstance(node, ast.expr) else around.col_offset
    if isinstance(around, ast.BinOp) and node is around.op:
        column = text.index(what, around.left.end_col_offset)
    instead = _INSTEAD.get(type(node), "")
    return ExpressionError(f"{what} is not part of the expression language{instead}", column)
