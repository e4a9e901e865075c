"""Why a text is no YAML, in our own words, at the place where the cause is."""

from collections.abc import Callable
from re import Pattern
from re import compile as regex

from orglint.core import Place, Problem
from orglint.document import layout, signs
from orglint.document.parsers import MarkedYAMLError
from orglint.document.signs import says, says_there
from orglint.document.spot import Cause, Spot
from orglint.document.told import syntax_problem

Look = Callable[[Spot], Cause | None]

_IN_FLOW: tuple[Look, ...] = (
    signs.question_mark_in_brackets,
    signs.bracket,
    signs.behind_quote_in_flow,
    signs.comma_between,
    signs.colon_in_text_in_flow,
    says("a comma is missing before this"),
)

_LOOKS: tuple[tuple[Pattern[str], tuple[Look, ...]], ...] = (
    (regex("more than is read"), (says("a text as dense as this is read only with the C parser of ruamel.yaml"),)),
    (regex("quoted scalar.*(end of stream|document)"), (says_there("a quote is opened here and never closed"),)),
    (regex("quoted scalar"), (signs.escape,)),
    (regex("found unexpected ':'"), (signs.sign_in_brackets,)),
    (regex("flow (sequence|mapping)"), _IN_FLOW),
    (
        regex("mapping values are not allowed"),
        (
            layout.tab,
            layout.unfinished_merge,
            layout.key_behind_dashes,
            layout.no_blank_before_bracket,
            layout.colon_in_text,
            layout.no_blank_above,
            layout.deeper_than_above,
            layout.long_key,
            layout.no_colon_above,
            says("a colon and a blank begin a value, and there is no key before them on this line"),
        ),
    ),
    (
        regex("expected ':'"),
        (
            layout.unfinished_merge,
            layout.no_blank_there,
            layout.block_text_not_indented,
            layout.no_colon_there,
        ),
    ),
    (
        regex("parsing a block|document start"),
        (
            layout.tab,
            layout.unfinished_merge,
            signs.stray_bracket,
            signs.alias_and_text,
            signs.behind_quote,
            signs.behind_bracket,
            layout.directive_without_document,
        ),
    ),
    (
        regex("parsing a block mapping"),
        (
            layout.no_blank_above,
            layout.no_colon_beside,
            layout.block_text_ended,
            layout.item_elsewhere,
            says("this line is indented like none of the keys above it"),
        ),
    ),
    (
        regex("parsing a block collection"),
        (
            layout.block_text_ended,
            layout.key_among_items,
            says("this line is indented between the dash and the text of the item above"),
        ),
    ),
    (
        regex("document start|after document end"),
        (
            layout.no_blank_above,
            layout.no_colon_beside,
            layout.left_of_document,
            says("something follows the end of the document; --- begins another one"),
        ),
    ),
    (
        regex("sequence entries are not allowed"),
        (layout.tab, says("a list begins on a line of its own, not behind a colon")),
    ),
    (regex("mapping keys are not allowed"), (signs.sign_here,)),
    (regex("cannot start any token"), (layout.tab, signs.sign_here)),
    (regex("tab character"), (layout.tab,)),
    (regex("incompatible YAML"), (says("%YAML names a version that is not known here"),)),
    (regex("directive"), (says_there("a line that begins with % is a directive; a comment begins with #"),)),
    (regex("anchor|alias|tag|block scalar"), (signs.sign_there,)),
    (regex("node"), (signs.stray_bracket, signs.value_missing, signs.sign_here)),
)
_ELSE = says("this is no YAML")


def explain(error: Exception, path: str, text: str, last: tuple[int, int]) -> Problem:
    """Turn a parser's error into a finding; the file is lost. `last` is where the last value before it stands."""
    at = stopped_at(error)
    spot = Spot(text, last[1] if at < 0 else min(at, len(text)), _index(error, "context_mark"), last)
    cause = _cause(_words(error), spot) or _ELSE(spot)
    start = min(cause.start, max(len(text.rstrip()) - 1, 0))
    end = min(max(cause.end, start + 1), len(text))
    return syntax_problem(Place(path, start, end), cause.message, lost=True)


def stopped_at(error: Exception) -> int:
    """Return the offset where a parser stopped, -1 where it does not say."""
    at = _index(error, "problem_mark")
    return -1 if at is None else at


def _cause(words: str, spot: Spot) -> Cause | None:
    for pattern, looks in _LOOKS:
        if pattern.search(words):
            found = next((cause for look in looks if (cause := look(spot)) is not None), None)
            if found:
                return found
    return None


def _words(error: Exception) -> str:
    if isinstance(error, MarkedYAMLError):
        return f"{error.context or ''} {error.problem or ''}".replace("\n", " ")
    return str(error)


def _index(error: Exception, mark: str) -> int | None:
    found = getattr(getattr(error, mark, None), "index", None)
    return found if isinstance(found, int) else None
