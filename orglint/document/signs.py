"""Causes in the signs of YAML: quotes, brackets, commas, escapes and what begins with one of them."""

from collections.abc import Callable
from re import compile as regex

from orglint.document.spot import Cause, Spot

COLON_IN_TEXT = "a colon and a blank stand inside an unquoted text; the text needs quotes"
BEHIND_QUOTE = "text follows the closing quote; the quotes belong around all of it"

_WORD = regex(r"[^\s,\[\]{}]+")
_HALF_CHARACTER = regex(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
_LONGEST_ESCAPE = 10
_SECOND_QUOTED = regex(r"""\s("[^"]*"|'[^']*')$""")
_BEGINS = {
    "*": ", since * begins an alias",
    "&": ", since & begins an anchor",
    "!": ", since ! begins a tag",
    "|": ", since | begins a text on the lines below",
    ">": ", since > begins a text on the lines below",
    "?": ", since ? begins a key",
}


def says(message: str) -> Callable[[Spot], Cause]:
    """Say a sentence where the parser stopped."""
    return lambda spot: spot.here(message)


def says_there(message: str) -> Callable[[Spot], Cause]:
    """Say a sentence where what the parser was reading began."""
    return lambda spot: spot.there(message)


def quoted_text(char_at: str) -> str:
    """Return what to say of a text that begins with a sign of YAML."""
    return f"a text that begins with {char_at} needs quotes{_BEGINS.get(char_at, '')}"


def sign_here(spot: Spot) -> Cause | None:
    """Look at the character: a text that begins with it is taken for something else."""
    return spot.here(quoted_text(spot.char)) if spot.char.strip() else None


def sign_there(spot: Spot) -> Cause | None:
    """Look at the character where the construct began, as above."""
    char = spot.text[spot.began : spot.began + 1]
    if char == "*" and spot.text[spot.began + 1 : spot.began + 2] == " ":
        return spot.there("a list item begins with a dash; * begins an alias")
    return spot.there(quoted_text(char)) if char in _BEGINS else None


def alias_and_text(spot: Spot) -> Cause | None:
    """Look for an alias that more follows, so that it was meant as a text."""
    start, end = spot.last
    if start < end <= spot.at and spot.text[start] == "*" and not spot.text[end : spot.at].strip(" "):
        return Cause(start, start + 1, quoted_text("*"))
    return None


def escape(spot: Spot) -> Cause:
    """Point at the backslash in double quotes that begins no escape."""
    begin = max(spot.text.rfind("\\", max(0, spot.at - _LONGEST_ESCAPE), spot.at + 1), 0)
    half = _HALF_CHARACTER.match(spot.text, begin)
    if half:
        return Cause(begin, half.end(), "a character written in two halves is taken only in files shorter than this")
    written = spot.text[begin : begin + 2].rstrip()
    message = f"{written} begins no escape here; in single quotes a backslash stands for itself"
    return Cause(begin, begin + len(written), message)


def behind_quote(spot: Spot) -> Cause | None:
    """Look for a closing quote before: an apostrophe, a text half quoted, or a quote closed too late."""
    start, end = spot.last
    if not spot.quoted:
        return None
    if any(line_end in spot.text[start:end] for line_end in "\r\n"):
        return Cause(start, start + 1, "a quote is opened here and not closed on its line")
    if spot.text[start] == "'" and end == spot.at and spot.char.isalpha():
        message = "this quote ends the text; an apostrophe inside single quotes is written twice"
        return Cause(end - 1, end, message)
    if not spot.follows("\"'"):
        return None
    return spot.here(BEHIND_QUOTE)


def behind_quote_in_flow(spot: Spot) -> Cause | None:
    """Look for a closing quote before, where a comma or a colon may be missing as well."""
    found = behind_quote(spot)
    if spot.char == ":" or (found is None and not spot.follows("\"'")) or (found and found.start != spot.at):
        return found
    sign = "a comma" if spot.text[spot.began : spot.began + 1] == "[" else "a comma or a colon"
    return spot.here(f"text follows the closing quote; {sign} is missing, or the quotes belong around all of it")


def sign_in_brackets(spot: Spot) -> Cause | None:
    """Look for what libyaml takes for a sign inside brackets; a shorter file is read by the other parser as well."""
    sign = "?" if spot.char == "?" else ":"
    begin = spot.began if spot.text[spot.began : spot.began + 1] not in ("[", "{") else spot.at
    word = _WORD.match(spot.text, begin)
    if word is None or sign not in word[0]:
        return None
    message = f"a text in brackets that contains {sign} needs quotes in a file as long as this"
    return Cause(begin, word.end(), message)


def question_mark_in_brackets(spot: Spot) -> Cause | None:
    """Look for a question mark where the parser stopped, as above."""
    return sign_in_brackets(spot) if spot.char == "?" else None


def bracket(spot: Spot) -> Cause | None:
    """Look for a bracket that is not closed, or by another one."""
    opened = spot.text[spot.began : spot.began + 1]
    if opened not in ("[", "{") or spot.is_closed:
        return None
    if spot.char in ("]", "}"):
        return spot.there(f"a {opened} is opened here, and a {spot.char} is what comes to close it")
    return spot.there(f"a {opened} is opened here and never closed")


def stray_bracket(spot: Spot) -> Cause | None:
    """Look for a bracket that is closed and was never opened."""
    return spot.here(f"a {spot.char} closes nothing that is open") if spot.char in ("]", "}") else None


def behind_bracket(spot: Spot) -> Cause | None:
    """Look for a closing bracket before."""
    if not spot.follows("]}"):
        return None
    closing = spot.line.text[: spot.column].rstrip()[-1]
    return spot.here(f"the closing {closing} ends the value, and more follows it")


def comma_between(spot: Spot) -> Cause | None:
    """Look for two values in brackets that are read as one text."""
    start, end = spot.last
    text = spot.text[start:end]
    if spot.char != ":" or spot.quoted:
        return None
    if "\n" in text or "\r" in text:
        first = len(text.splitlines()[0].rstrip())
        return Cause(start + first - 1, start + first, "a comma is missing behind this")
    second = _SECOND_QUOTED.search(text)
    return Cause(start + second.start(1), start + second.end(1), "a comma is missing before this") if second else None


def value_missing(spot: Spot) -> Cause | None:
    """Look for a comma that follows no value."""
    if spot.char != "," or not spot.follows(",[{"):
        return None
    return spot.here("a value is missing before this comma")


def colon_in_text_in_flow(spot: Spot) -> Cause | None:
    """Look for a second colon in a pair."""
    return spot.here(COLON_IN_TEXT) if spot.char == ":" else None
