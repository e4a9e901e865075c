"""The comments that speak to orglint: `# orglint: …`."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from re import compile as regex
from typing import NamedTuple

from orglint.core import Place
from orglint.document.document import Document

_COMMENT = regex(r"(?:(?<=\s)|(?<![\s\S]))#[ \t]*orglint:")
_LINE_END = regex(r"[\r\n]")


class Comment(NamedTuple):
    """What stands behind `# orglint:`; the place covers the comment from its `#`."""

    place: Place
    text: str


def comments(path: str, text: str, documents: Sequence[Document]) -> tuple[Comment, ...]:
    """Return the comments of a text; what only looks like one, inside a quoted or block text, is none."""
    return tuple(_comments(path, text, documents)) if "orglint:" in text else ()


def _comments(path: str, text: str, documents: Sequence[Document]) -> Iterator[Comment]:
    begins = [document.starts[0] for document in documents]
    end = 0
    for found in _COMMENT.finditer(text):
        at = found.start()
        number = bisect_right(begins, at) - 1
        if at < end or (number >= 0 and _covered(documents[number], text, at)):
            continue
        line_end = _LINE_END.search(text, at)
        end = line_end.start() if line_end else len(text)
        yield Comment(Place(path, at, at + len(text[at:end].rstrip())), text[found.end() : end].strip())


def _covered(document: Document, text: str, at: int) -> bool:
    """Return whether a text of the document covers this offset, save on the header line of a block text."""
    node = bisect_right(document.starts, at) - 1
    if node < 0 or document.ends[node] <= at or document.nexts[node] != node + 1:
        return False
    begin = document.starts[node]
    if text[begin] in "|>":
        return "\n" in text[begin:at] or "\r" in text[begin:at]
    return text[begin] not in "[{"
