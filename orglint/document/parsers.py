"""The two parsers behind one shape: a function that gives the next event.

The C parser (libyaml) is fast and refuses some valid YAML; ruamel's own parser reads all of it, slowly.
"""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import ScalarEvent

try:
    from _ruamel_yaml import CParser
except ImportError:  # a platform without a wheel
    CParser = None

NextEvent = Callable[[], Any]
"""Gives the next event of `ruamel.yaml.events`; events carry marks whose `index` is an offset in code points."""

SYNTAX_ERRORS = (YAMLError, ValueError, AssertionError, IndexError, RecursionError)
"""What the parsers raise on text they cannot read; all but the first are slips of the pure parser."""

PURE_LIMIT = 200_000
"""Longest text, in characters, that the pure parser is asked to read again: about two seconds."""

__all__ = ["PURE_LIMIT", "SYNTAX_ERRORS", "MarkedYAMLError", "NextEvent", "fast", "fast_is_there", "pure"]


def fast_is_there() -> bool:
    """Return whether the C parser is installed."""
    return CParser is not None


def fast(text: str) -> NextEvent:
    """Return the events of the C parser."""
    next_event: NextEvent = CParser(text).get_event
    return next_event


def pure(text: str) -> NextEvent:
    """Return the events of the pure parser."""
    return _events(text).__next__


@cache
def _pure_reader() -> Any:
    from ruamel.yaml import YAML  # noqa: PLC0415 - only the slow path needs it

    return YAML(typ="safe", pure=True).parse


def _events(text: str) -> Iterator[Any]:
    for event in _pure_reader()(text):
        if event.__class__ is ScalarEvent and not event.value.isascii():
            event.value = _whole_characters(event.value)
        yield event


def _whole_characters(text: str) -> str:
    r"""Join the two halves of a character that JSON writes as `\ud83d\ude00`."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
