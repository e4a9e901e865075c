"""What happens to a problem once it is found: it is stamped, folded, ignored."""

from orglint.settle.folding import fold
from orglint.settle.ignores import Ignores
from orglint.settle.stamp import Stamper

__all__ = ["Ignores", "Stamper", "fold"]
