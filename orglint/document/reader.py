"""Text -> documents: the one way in. The only room that knows ruamel.yaml."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from re import Match
from re import compile as regex

from orglint.core import Place, Problem, Source
from orglint.core.collector import paused
from orglint.document import parsers, syntax
from orglint.document.builder import Builder, Unreadable
from orglint.document.comments import Comment, comments
from orglint.document.document import Document
from orglint.document.parsers import Parser
from orglint.document.told import MOST_OF_A_SORT, Told, syntax_problem

_PLAIN = bytes([9, 10, 13, *range(32, 127)])
MAX_TAG_DIRECTIVES = 1_000
"""Both parsers compare each with all before it."""
_UNWANTED = regex("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What one text holds. `lost` says that a part of it could not be read at all."""

    source: Source
    documents: tuple[Document, ...]
    comments: tuple[Comment, ...]
    problems: tuple[Problem, ...]
    lost: bool


def read(source: Source) -> ReadFile:
    """Read one text; every difficulty becomes a problem, none is raised."""
    text, problems = _blanked(source)
    with paused():
        builder, trouble = _built(source.path, text)
    problems += builder.problems
    if trouble is not None:
        problems.append(trouble)
    found = comments(source.path, text, builder.begun)
    return ReadFile(source, tuple(builder.documents), found, tuple(problems), trouble is not None)


def _built(path: str, text: str) -> tuple[Builder, Problem | None]:
    """Build with the C parser, and with the pure one where the C parser is not there or refuses."""
    builder = Builder(path, text)
    if text.count("%TAG") > MAX_TAG_DIRECTIVES:
        at = text.index("%TAG")
        message = f"a file holds at most {MAX_TAG_DIRECTIVES} %TAG directives"
        return builder, syntax_problem(Place(path, at, at + len("%TAG")), message, lost=True)
    refused: list[tuple[Exception, Builder]] = []
    for parser in _parsers(text):
        builder = Builder(path, text)
        try:
            builder.run(parser(text))
        except Unreadable as limit:
            return builder, limit.problem
        except parsers.SYNTAX_ERRORS as error:
            refused.append((error, builder))
        else:
            return builder, None
    # The one that got further met the true cause; what stopped the other is often YAML.
    trouble, builder = max(refused, key=lambda one: syntax.stopped_at(one[0]))
    return builder, syntax.explain(trouble, path, text, builder.last)


def _parsers(text: str) -> Iterator[Parser]:
    if parsers.fast_is_there():
        yield parsers.fast
    if not parsers.fast_is_there() or len(text) <= parsers.PURE_LIMIT:
        yield parsers.pure


def _blanked(source: Source) -> tuple[str, list[Problem]]:
    """Read characters that YAML does not take, or that end a line for some tools only, as blanks."""
    text = source.text
    # few characters, where a search of all would take long
    uncommon = text.encode("utf-8", "surrogatepass").translate(None, _PLAIN).decode("utf-8", "surrogatepass")
    if not _UNWANTED.search(uncommon):
        return text, []
    blanked, count = _UNWANTED.subn(" ", text)
    told = Told()
    for match in islice(_UNWANTED.finditer(text), MOST_OF_A_SORT):
        told.tell("character", _unwanted(source.path, match))
    for match in islice(_UNWANTED.finditer(text), MOST_OF_A_SORT, MOST_OF_A_SORT + 1):
        told.tell("character", _unwanted(source.path, match), stands_for=count - MOST_OF_A_SORT)
    return blanked, told.problems()


def _unwanted(path: str, found: Match[str]) -> Problem:
    message = f"the character U+{ord(found[0]):04X} belongs in no line of text, and is read as a blank"
    return syntax_problem(Place(path, found.start(), found.end()), message)
