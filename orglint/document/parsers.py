"""The two parsers behind one shape: a function that gives the next event.

The C parser (libyaml) is fast and refuses some valid YAML; ruamel's own parser reads all of it, slowly.
"""

from collections.abc import Callable
from typing import Any

from ruamel.yaml.error import MarkedYAMLError, YAMLError

try:
    from _ruamel_yaml import CParser
except ImportError:  # a platform without a wheel
    CParser = None

NextEvent = Callable[[], Any]
"""Gives the next event of `ruamel.yaml.events`; events carry marks whose `index` is an offset in code points."""

Parser = Callable[[str], NextEvent]

SYNTAX_ERRORS = (YAMLError, ValueError, OverflowError, AssertionError, IndexError, RecursionError)
"""What the parsers raise on text they cannot read; all but the first are slips of the pure parser."""

PURE_LIMIT = 200_000
"""Longest text, in characters, that the pure parser is asked to read again: about a second."""

__all__ = ["PURE_LIMIT", "SYNTAX_ERRORS", "MarkedYAMLError", "NextEvent", "Parser", "fast", "fast_is_there", "pure"]


def fast_is_there() -> bool:
    """Return whether the C parser is installed."""
    return CParser is not None


def fast(text: str) -> NextEvent:
    """Return the events of the C parser."""
    next_event: NextEvent = CParser(text).get_event
    return next_event


def pure(text: str) -> NextEvent:
    """Return the events of the pure parser; raises TooMuch where there are more than can be read in time."""
    from orglint.document.pure import PureParser  # noqa: PLC0415 - only the slow path needs it

    return PureParser(text).get_event
