"""Causes in the layout of lines: tabs, blanks, colons, dashes and indentation."""

from re import compile as regex

from orglint.document.signs import BEHIND_QUOTE, COLON_IN_TEXT
from orglint.document.spot import Cause, Spot

_LONGEST_KEY = 1024
"""Most characters between the beginning of a key and its colon, by the YAML specification."""
_NO_BLANK = regex(r"""(?!\d+:\d)((?:-[ ]+)*[^\s"'#\[{:-][^\s:]*\s*:)(?!//)[^\s:]""")
_NO_BLANK_DASH = regex(r"-[^\s-]")
_NO_BLANK_BRACKET = regex(r"[ \t]*(?:- +)*[\w.-]+:[\[{]")
_ITEM = regex(r"-(?:\s|$)")
_KEY = regex(r"""(?:[-?][ \t]+)*(?:"[^"]*"|'[^']*'|[^"'\s][^:]*):\s""")
_NO_KEY = regex(r"-\s|---|\.\.\.|[\[{\"']")
_BLOCK_HEADER = regex(r"(?:^|[:-])[ \t]+([|>])[-+0-9]*(?:[ \t]+#.*)?$")
_UNFINISHED_MERGE = regex(r"(?:<{7}|={7}|>{7}|\|{7})(?: |$)")


def tab(spot: Spot) -> Cause | None:
    """Look for a tab that indents the line, or stands where the parser stopped."""
    column = spot.column if spot.char == "\t" else spot.line.text[: spot.line.indent].find("\t")
    return spot.line.at(column, column + 1, "a tab stands where only blanks may indent") if column >= 0 else None


def unfinished_merge(spot: Spot) -> Cause | None:
    """Look for the marks that a version control system leaves."""
    lines = [spot.line, spot.line_of(spot.began), spot.above(spot.line)]
    found = next((line for line in lines if line and _UNFINISHED_MERGE.match(line.text)), None)
    return found.all("a mark of an unfinished merge is left in the file") if found else None


def colon_in_text(spot: Spot) -> Cause | None:
    """Look for a key on the line: if there is one, the colon stands inside a text."""
    before = spot.line.text[spot.line.indent : spot.column]
    if before[-1:] in ('"', "'") and _KEY.match(before):
        return spot.here(BEHIND_QUOTE)
    curly = next((at for at, char in enumerate(before) if char in "“”„"), -1)
    if curly >= 0:
        column = spot.line.indent + curly
        return spot.line.at(column, column + 1, "curly quotes do not quote; straight ones do")
    if not _KEY.match(before):
        return None
    return spot.here(COLON_IN_TEXT)


def no_blank_before_bracket(spot: Spot) -> Cause | None:
    """Look for a key on the line that has a bracket right behind its colon."""
    found = _NO_BLANK_BRACKET.match(spot.line.text)
    if found is None or found.end() > spot.column:
        return None
    return spot.line.at(found.end() - 2, found.end() - 1, "a blank is missing behind the colon")


def key_behind_dashes(spot: Spot) -> Cause | None:
    """Look for a mapping on the line that begins a document."""
    if not spot.line.text.startswith("--- "):
        return None
    return spot.here("a mapping begins on a line of its own below ---")


def long_key(spot: Spot) -> Cause | None:
    """Look for a key so long that no parser takes it."""
    if spot.column - spot.line.indent <= _LONGEST_KEY:
        return None
    return spot.line.at(spot.line.indent, spot.column, f"a key is longer than {_LONGEST_KEY} characters")


def no_blank_above(spot: Spot) -> Cause | None:
    """Look above for a missing blank behind a colon or a dash, which makes that line a text."""
    above = spot.above(spot.line)
    if above is None:
        return None
    written = above.content.split(" #")[0]
    if _NO_BLANK_DASH.match(written):
        return above.at(above.indent, above.indent + 1, "a blank is missing behind the dash")
    found = _NO_BLANK.match(written)
    if found is None or ": " in written:
        return None
    column = above.indent + found.end(1)
    return above.at(column - 1, column, "a blank is missing behind the colon")


def deeper_than_above(spot: Spot) -> Cause | None:
    """Look above for a line that has its value and is indented less."""
    above = spot.above(spot.line)
    if above is None or spot.line.indent <= above.indent:
        return None
    if _KEY.match(above.content):
        message = "this line is indented deeper than the line above, which has its value already"
        return spot.line.at(spot.line.indent, spot.column, message)
    if _ITEM.match(above.content):
        message = "a key stands below a list item that is a text already"
        return spot.line.at(spot.line.indent, spot.column, message)
    return None


def no_colon_above(spot: Spot) -> Cause | None:
    """Look above for a text where a key belongs."""
    above = spot.above(spot.line)
    if above is None or _KEY.match(f"{above.content} ") or _NO_KEY.match(above.content):
        return None
    return above.all("a key needs a colon and a blank behind it")


def no_colon_beside(spot: Spot) -> Cause | None:
    """Look above as before, where that line begins in the same column."""
    above = spot.above(spot.line)
    return no_colon_above(spot) if above is not None and above.indent == spot.column else None


def no_blank_there(spot: Spot) -> Cause | None:
    """Look for a missing blank in the line that began a key."""
    line = spot.line_of(spot.began)
    rest = line.text[spot.began - line.begin :]
    if _NO_BLANK_DASH.match(rest):
        return Cause(spot.began, spot.began + 1, "a blank is missing behind the dash")
    found = _NO_BLANK.match(rest)
    if found is None:
        return None
    column = spot.began + found.end(1)
    return Cause(column - 1, column, "a blank is missing behind the colon")


def block_text_not_indented(spot: Spot) -> Cause | None:
    """Look above for a | or > whose text is not indented."""
    line = spot.line_of(spot.began)
    above = spot.above(line)
    header = _BLOCK_HEADER.search(above.text) if above else None
    return line.all(f"the text behind {header[1]} is indented no deeper than its key") if header else None


def no_colon_there(spot: Spot) -> Cause:
    """Point at the line that began a key and has no colon."""
    line = spot.line_of(spot.began)
    end = len(line.text.rstrip())
    return line.at(spot.began - line.begin, end, "a key needs a colon and a blank behind it")


def block_text_ended(spot: Spot) -> Cause | None:
    """Look above for a text behind | or > that this line ends by its indentation."""
    start, end = spot.last
    if not start < end <= spot.at or spot.text[start] not in "|>" or spot.text[end : spot.at].strip():
        return None
    sign = spot.text[start]
    return spot.here(f"the text behind {sign} ends above, since this line is indented less than its first")


def item_elsewhere(spot: Spot) -> Cause | None:
    """Look for a list item in another column than its siblings, or where keys are."""
    if not _ITEM.match(spot.text, spot.at):
        return None
    above = spot.above(spot.line)
    if above and _ITEM.match(above.content) and above.indent != spot.column:
        return spot.here("this list item begins in another column than the items above")
    if above and above.indent > spot.column and _KEY.match(f"{above.content} "):
        return spot.here("this list item is indented less than the line above")
    return spot.here("a list item stands among the keys of a mapping")


def key_among_items(spot: Spot) -> Cause | None:
    """Look for a key in the column of the dashes."""
    if spot.began - spot.line_of(spot.began).begin != spot.column:
        return None
    if _NO_BLANK_DASH.match(spot.text, spot.at):
        return spot.here("a blank is missing behind the dash")
    return spot.here("a key stands among the items of a list")


def left_of_document(spot: Spot) -> Cause | None:
    """Look above for a line that is indented, where this one is not."""
    above = spot.above(spot.line)
    if above is None or above.indent <= spot.column or not _KEY.match(f"{above.content} "):
        return None
    return spot.here("this line is indented less than the first line of its document")


def directive_without_document(spot: Spot) -> Cause | None:
    """Look for a document that begins at once below a directive."""
    above = spot.above(spot.line)
    if above is None or not above.text.startswith("%"):
        return None
    return spot.here("--- is missing between the directive above and the document")
