"""Why a text is no YAML, in our own words, at the place where the cause is."""

from re import Pattern
from re import compile as regex
from typing import NamedTuple

from orglint.core import Label, Place, Problem
from orglint.document.parsers import MarkedYAMLError


class Sentence(NamedTuple):
    """What to say where the parser's words match; `begin` points at where the construct began instead."""

    words: Pattern[str]
    text: str
    begin: bool = False


_SENTENCES = (
    Sentence(
        regex("while scanning a quoted scalar.*(end of stream|document (separator|indicator))"),
        "a quote is opened here and never closed",
        begin=True,
    ),
    Sentence(
        regex("quoted scalar.*escape|escape sequence|unknown escape|hexdecimal"),
        "a backslash in double quotes begins an escape, and this is none; single quotes take it as it is",
    ),
    Sentence(regex("flow sequence|',' or ']'|',' or \"]\""), "a [ is opened here and never closed", begin=True),
    Sentence(regex("flow mapping|',' or '}'|',' or \"}\""), "a { is opened here and never closed", begin=True),
    Sentence(regex("tab character|contains? tabs|'\\\\t'"), "a tab stands where only blanks may indent"),
    Sentence(
        regex("mapping values are not allowed"),
        "': ' begins a value, and there is none to begin here; quote a text that contains it",
    ),
    Sentence(
        regex("simple key.*expected ':'|could not find expected ':'|expected ':'"),
        "a key needs ': ' behind it, with a blank after the colon",
    ),
    Sentence(
        regex("block sequence entries are not allowed|sequence entries are not allowed"),
        "a list item begins where none may; a list stands on lines of its own",
    ),
    Sentence(
        regex(
            "expected '-' indicator|block collection.*expected '-'|<block end>.*block collection|"
            "block collection.*<block end>"
        ),
        "this line is neither an item of the list around it nor indented into one",
    ),
    Sentence(
        regex("expected key|block mapping.*expected|expected <block end>"),
        "this line fits none of the mappings around it; its indentation is off, or a quote ends too early",
    ),
    Sentence(regex("cannot start any token"), "{char} cannot begin a value here; quote a text that begins with it"),
    Sentence(regex("anchor|alias"), "& and * begin an anchor or an alias; quote a text that begins with them"),
    Sentence(regex("directive"), "a line that begins with % is a directive, and this one is not known"),
    Sentence(
        regex("expected <document start>|document start"),
        "something follows the end of the document; --- begins another one",
    ),
    Sentence(
        regex("block scalar|chomping or indentation|indentation indicator"),
        "behind | or > stand only -, + or a digit, and then a new line",
    ),
    Sentence(regex("tag"), "a ! begins a tag; quote a text that begins with it"),
    Sentence(regex("node content|unexpected"), "a value is missing here"),
)
_ELSE = "this is no YAML"
_TAB = "a tab stands where only blanks may indent"


def explain(error: Exception, path: str, text: str) -> Problem:
    """Turn a parser's error into a finding; the file is lost."""
    words, at, began = _words(error), _index(error, "problem_mark"), _index(error, "context_mark")
    sentence = next((one for one in _SENTENCES if one.words.search(words)), None)
    if at is None or at > len(text):
        at = len(text)
    if sentence and sentence.begin and began is not None and _opens(text, began):
        at = began
    elif sentence and sentence.begin:
        sentence = None
    said = sentence.text if sentence else _ELSE
    at = min(at, max(len(text.rstrip()) - 1, 0))
    if _line_before(text, at).endswith("\t") or text[at : at + 1] == "\t":
        said = _TAB
    said = said.replace("{char}", _name(text[at : at + 1]))
    return Problem(Label(Place(path, at, min(at + 1, len(text)))), rule="yaml-syntax", message=said, lost=True)


def _words(error: Exception) -> str:
    if isinstance(error, MarkedYAMLError):
        return f"{error.context or ''} {error.problem or ''}".replace("\n", " ")
    return str(error)


def _index(error: Exception, mark: str) -> int | None:
    found = getattr(getattr(error, mark, None), "index", None)
    return found if isinstance(found, int) else None


def _opens(text: str, at: int) -> bool:
    return text[at : at + 1] in ('"', "'", "[", "{")


def _line_before(text: str, at: int) -> str:
    return text[max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1 : at]


def _name(char: str) -> str:
    return {"\t": "a tab", "": "the end of the file"}.get(char, char)
