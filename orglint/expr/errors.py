"""What is wrong with an expression, and where in it; and what ends one that takes too long."""

import ast
from re import finditer, sub
from unicodedata import east_asian_width

from orglint.core.wording import ACTING

_ACTING = f"[\x00-\x08\x0b-\x1f{ACTING}]"
_STAND_IN = "\ufffd"
"""What is shown for a character that would act on the screen; as wide as it counts."""


class ExpressionError(Exception):
    """A mistake in an expression: the column (0-based, in characters) and the length of what is at fault."""

    def __init__(self, message: str, column: int = 0, length: int = 1) -> None:
        super().__init__(message)
        self.message = message
        self.column = column
        self.length = max(length, 1)

    def position(self, source: str) -> tuple[int, int]:
        """Return the line (1-based) and the column in that line (0-based) of a source of one or several lines."""
        ends = [found.end() for found in finditer(r"\r\n|\r|\n", source) if found.end() <= self.column]
        return len(ends) + 1, self.column - (ends[-1] if ends else 0)

    def shown(self, source: str) -> str:
        """Show the message, and the line that is at fault with a caret under it."""
        return "\n".join((self.message, *self.snippet(source)))

    def snippet(self, source: str) -> tuple[str, str]:
        """Return the line that is at fault, and the carets that stand under it."""
        at, column = self.position(source)
        line = [*source.replace("\r\n", "\n").replace("\r", "\n").split("\n"), ""][at - 1]
        before = "".join("\t" if char == "\t" else " " * _width(char) for char in line[:column])
        carets = "^" * max(1, sum(map(_width, line[column : column + self.length])))
        return f"    {sub(_ACTING, _STAND_IN, line)}", f"    {before}{carets}"


class TooManySteps(Exception):  # noqa: N818 - it says what happens; nobody made a mistake
    """An expression that looks at more items than it may in one run; the rule did not run."""

    def __init__(self, most: int) -> None:
        super().__init__(f"an expression takes more than {most:,} steps; loops inside loops multiply")


def _width(char: str) -> int:
    return 2 if east_asian_width(char) in "WF" else 1


def at(node: ast.expr, message: str) -> ExpressionError:
    """Return a mistake at a part of an expression."""
    return ExpressionError(message, node.col_offset, (node.end_col_offset or node.col_offset + 1) - node.col_offset)


def missing(node: ast.expr) -> ExpressionError:
    """Return the mistake that something is used that may be missing."""
    path = path_of(node)
    return at(node, f"{path} may be missing; write `{path} is not None and …` before")


def path_of(node: ast.expr) -> str:
    """Return a part as it is written."""
    if isinstance(node, ast.Call) and len(node.args) == 1 and isinstance(node.args[0], ast.GeneratorExp):
        return f"{ast.unparse(node.func)}{ast.unparse(node.args[0])}"
    return ast.unparse(node)


def at_field(node: ast.Attribute, message: str) -> ExpressionError:
    """Return a mistake at the name behind the point."""
    end = node.end_col_offset or node.col_offset + 1
    return ExpressionError(message, end - len(node.attr), len(node.attr))
