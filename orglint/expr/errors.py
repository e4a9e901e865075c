"""What is wrong with an expression, and where in it."""

from re import sub


class ExpressionError(Exception):
    """A mistake in an expression: the column (0-based, in characters) and the length of what is at fault."""

    def __init__(self, message: str, column: int = 0, length: int = 1) -> None:
        super().__init__(message)
        self.message = message
        self.column = column
        self.length = max(length, 1)

    def shown(self, source: str) -> str:
        """Show the expression with a caret under what is at fault."""
        line = sub(r"[\r\n\f]", " ", source)
        return f"{self.message}\n    {line}\n    {' ' * self.column}{'^' * self.length}"
