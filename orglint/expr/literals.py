"""What stands between the names of an expression: literals that mean what they look like, and no hidden letters."""

import ast
from re import DOTALL, fullmatch

from orglint.expr.errors import ExpressionError, at
from orglint.expr.numbers import LARGEST

_ONE_TEXT = r"""[uUrR]{0,2}('''.*'''|\"\"\".*\"\"\"|'(\\.|[^'\\])*'|"(\\.|[^"\\])*")"""


def check_literals(tree: ast.expr, source: str) -> None:
    """Refuse literals that are not what they look like, and signs that no part of the language uses."""
    bare = list(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and node.end_col_offset is not None:
            _literal(node, source[node.col_offset : node.end_col_offset])
            bare[node.col_offset : node.end_col_offset] = " " * (node.end_col_offset - node.col_offset)
    for column, char in enumerate(bare):
        if char == "#":
            raise ExpressionError("a comment is not part of the expression language", column)
        if not char.isascii():
            raise ExpressionError(f"{ascii(char)[1:-1]} stands in no name; names are written a to z", column)


def _literal(node: ast.Constant, written: str) -> None:
    value = node.value
    if isinstance(value, int | float) and not -LARGEST <= value <= LARGEST:
        raise at(node, "a number has at most 15 digits")
    if not isinstance(value, str):
        return
    if "\n" in written or "\r" in written:
        raise at(node, "a text stands on one line")
    if not fullmatch(_ONE_TEXT, written, DOTALL):
        raise at(node, "two texts stand side by side; write a comma between them")
    if any("\ud800" <= char <= "\udfff" for char in value):
        raise at(node, "half a character is no text")
