"""Where a node itself begins, which the marks of a parser leave out where an anchor, a tag or nothing stands."""

from collections.abc import Iterator
from re import Match
from re import compile as regex
from typing import Any

from ruamel.yaml.events import SequenceStartEvent

_NEAR = 100
"""How far before an empty key its `?` is looked for."""
_PROPERTY = regex(
    r"(&(?:[0-9A-Za-z_-]+(?=[?:,\]}%@`\s]|\Z)|[^\s,\[\]{}]+)|!(?:<[^>\s]*>|\S*))(?:[ \t\r\n]++(?:#[^\r\n]*+)?)*+"
)
_CORE_TAG = regex(r"!|(?:!<tag:yaml\.org,2002:|!!)(?:str|int|float|bool|null|seq|map|timestamp)>?")


def properties(text: str, event: Any) -> Iterator[Match[str]]:
    """Yield what stands before a node, an anchor and a tag, each as group 1 of a match that ends behind its blanks."""
    at = event.start_mark.index
    for _ in range((event.anchor is not None) + (event.tag is not None)):
        found = _PROPERTY.match(text, at)
        if found is None:
            return
        yield found
        at = found.end()


def is_foreign_tag(written: str) -> bool:
    """Return whether this is a tag, and one that says more than which plain value follows."""
    return written.startswith("!") and not _CORE_TAG.fullmatch(written)


def first_of_collection(text: str, event: Any) -> int:
    """Return where a collection with an anchor or a tag begins itself: its start event ends at its first sign."""
    end: int = event.end_mark.index
    in_mapping = event.__class__ is SequenceStartEvent and text[end : end + 1] != "-"
    return end - 1 if event.flow_style or in_mapping else end


def sign_of_key(text: str, at: int) -> int:
    """Return where the `?` of an empty key stands, or its colon where it has none."""
    before = text[max(at - _NEAR, 0) : at].rstrip()
    if before[-1:] != "?" or text[at : at + 1] == ":":
        return at
    return max(at - _NEAR, 0) + len(before) - 1
