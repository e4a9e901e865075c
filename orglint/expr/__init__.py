"""The small typed expression language of rules: parse, check, compile."""

from orglint.expr.compile import Evaluate, Expression, checked, compiled
from orglint.expr.errors import ExpressionError
from orglint.expr.types import DAY, FLAG, NUMBER, TEXT, Type, of

__all__ = [
    "DAY",
    "FLAG",
    "NUMBER",
    "TEXT",
    "Evaluate",
    "Expression",
    "ExpressionError",
    "Type",
    "checked",
    "compiled",
    "of",
]
