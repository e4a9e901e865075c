"""Text -> syntax tree: a small subset of Python expressions. What is not listed here does not parse."""

import ast
from re import search

from orglint.expr.errors import ExpressionError

MAX_LENGTH = 2_000
MAX_DEPTH = 30
MAX_NODES = 400
MAX_LOOPS = 3

FUNCTIONS = ("any", "all", "count", "sum", "min", "max", "len", "sorted", "set")
METHODS = ("startswith", "endswith", "lower")

_ALLOWED: tuple[type[ast.AST], ...] = (
    ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not, ast.USub, ast.BinOp, ast.Add, ast.Sub, ast.Mult, ast.Compare,
    ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.In, ast.NotIn, ast.Is, ast.IsNot, ast.IfExp, ast.Constant,
    ast.List, ast.Attribute, ast.Name, ast.Load, ast.Store, ast.Call, ast.GeneratorExp, ast.comprehension,
)  # fmt: skip
_FAMILIAR = (("&&", "and"), ("||", "or"), ("=", "=="))
_LONE_EQUALS = r"(?<![=!<>])=(?!=)"


def parse(source: str) -> ast.expr:
    """Parse an expression; raises ExpressionError."""
    if len(source) > MAX_LENGTH:
        raise ExpressionError(f"an expression has at most {MAX_LENGTH} characters, this one has {len(source)}")
    text = " ".join(source.split("\n"))
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        raise _not_parsed(text, error) from None
    _check(tree)
    return tree


def _not_parsed(text: str, error: Exception) -> ExpressionError:
    for wrong, right in (("&&", "and"), ("||", "or"), ("!", "not")):
        at = text.find(wrong)
        if at >= 0 and not (wrong == "!" and text[at : at + 2] == "!="):
            return ExpressionError(f"write `{right}` for `{wrong}`", at, len(wrong))
    lone = search(_LONE_EQUALS, text)
    if lone:
        return ExpressionError("write `==` to compare", lone.start())
    column = (error.offset or 1) - 1 if isinstance(error, SyntaxError) else 0
    return ExpressionError("this is no expression from here on", min(column, len(text)))


def _check(tree: ast.expr) -> None:
    """Refuse every node that is not on the list, and trees that are too large."""
    nodes = loops = 0
    waiting: list[tuple[ast.AST, int]] = [(tree, 1)]
    while waiting:
        node, depth = waiting.pop()
        nodes += 1
        if not isinstance(node, _ALLOWED):
            raise _refused(node)
        loops += isinstance(node, ast.comprehension)
        if depth > MAX_DEPTH or nodes > MAX_NODES or loops > MAX_LOOPS:
            raise ExpressionError(f"an expression has at most {MAX_NODES} parts, {MAX_DEPTH} levels, {MAX_LOOPS} loops")
        waiting.extend((child, depth + 1) for child in ast.iter_child_nodes(node))


def _refused(node: ast.AST) -> ExpressionError:
    column = getattr(node, "col_offset", 0)
    names = {ast.Div: "/", ast.Pow: "**", ast.Mod: "%", ast.FloorDiv: "//", ast.ListComp: "a list in a loop"}
    what = names.get(type(node), type(node).__name__.lower())
    return ExpressionError(f"{what} is not part of the expression language", column)
