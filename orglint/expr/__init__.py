"""The small typed expression language of rules: parse, check, compile."""

from orglint.expr.compare import Named
from orglint.expr.compile import Evaluate, Expression, checked, compiled, typed
from orglint.expr.errors import ExpressionError, TooManySteps
from orglint.expr.library import FUNCTIONS, METHODS
from orglint.expr.types import DAY, FLAG, NUMBER, TEXT, Type, of

__all__ = [
    "DAY",
    "FLAG",
    "FUNCTIONS",
    "METHODS",
    "NUMBER",
    "TEXT",
    "Evaluate",
    "Expression",
    "ExpressionError",
    "Named",
    "TooManySteps",
    "Type",
    "checked",
    "compiled",
    "of",
    "typed",
]
