"""Text -> documents: the one way in. The only room that knows ruamel.yaml."""

from collections.abc import Iterator
from dataclasses import dataclass
from re import compile as regex

from orglint.core import Label, Place, Problem, Source
from orglint.document import parsers, syntax
from orglint.document.builder import MOST_TOLD, Builder, Unreadable
from orglint.document.comments import Comment, comments
from orglint.document.document import Document

_PLAIN = bytes([9, 10, 13, *range(32, 127)])
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
    builder, trouble = _built(source.path, text)
    problems += builder.problems
    if trouble is not None:
        problems.append(trouble)
    documents = tuple(builder.documents)
    return ReadFile(source, documents, comments(source.path, text, documents), tuple(problems), trouble is not None)


def _built(path: str, text: str) -> tuple[Builder, Problem | None]:
    """Build with the C parser, and with the pure one where the C parser is not there or refuses."""
    refused: Exception | None = None
    for parser in _parsers(text):
        builder = Builder(path, text)
        try:
            builder.run(parser(text))
        except Unreadable as limit:
            return builder, _lost(limit.problem)
        except parsers.SYNTAX_ERRORS as error:
            refused = refused or error
        else:
            return builder, None
    if refused is None:
        return Builder(path, text), None
    return builder, syntax.explain(refused, path, text)


def _parsers(text: str) -> Iterator[type]:
    if parsers.fast_is_there():
        yield parsers.fast
    if not parsers.fast_is_there() or len(text) <= parsers.PURE_LIMIT:
        yield parsers.pure


def _lost(problem: Problem) -> Problem:
    return Problem(problem.label, rule=problem.rule, message=problem.message, lost=True)


def _blanked(source: Source) -> tuple[str, list[Problem]]:
    """Read characters that YAML does not take, or that end a line for some tools only, as blanks."""
    text = source.text
    if text.isascii() and not text.encode("ascii").translate(None, _PLAIN):
        return text, []
    found = [match.start() for match in _UNWANTED.finditer(text)]
    problems = [_unwanted(source.path, at, text[at]) for at in found[:MOST_TOLD]]
    if len(found) > MOST_TOLD:
        at = found[MOST_TOLD]
        message = f"{len(found) - MOST_TOLD} more characters that no line of text holds, read as blanks"
        problems.append(Problem(Label(Place(source.path, at, at + 1)), rule="yaml-syntax", message=message))
    return (_UNWANTED.sub(" ", text) if found else text), problems


def _unwanted(path: str, at: int, char: str) -> Problem:
    message = f"the character U+{ord(char):04X} belongs in no line of text, and is read as a blank"
    return Problem(Label(Place(path, at, at + 1)), rule="yaml-syntax", message=message)
