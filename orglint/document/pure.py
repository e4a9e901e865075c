"""ruamel's own parser, brought in line with libyaml where the two read a text differently.

It is the second of the two readers: it takes what libyaml refuses though it is YAML, and everything where libyaml is
not there. What is changed here was found by comparing the two over a corpus and its mutants (tests/document).
"""

from re import compile as regex
from types import SimpleNamespace
from typing import Any

from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import ScalarEvent
from ruamel.yaml.parser import Parser
from ruamel.yaml.reader import Reader
from ruamel.yaml.scanner import Scanner, ScannerError
from ruamel.yaml.tokens import AnchorToken, DocumentEndToken, TagToken

MOST_EVENTS = 60_000
"""Most events taken from a text of up to 200,000 characters: about a second. Longer texts get as many per character."""
_EVENTS_PER_CHARACTER = 0.3

_LINE_ENDS = "\r\n"
_REST_OF_LINE = regex(r"[ \t]*+(?:#[^\r\n\0]*+)?(?=[\r\n\0])")
_BLANKS = regex(r"[ \t]*+")
_SPACES = regex(r" *+")
_DOCUMENT_BORDER = regex(r"(?:---|\.\.\.)(?=[ \t\r\n\0])")
_ANCHOR = regex(r"[&*]([0-9A-Za-z_-]++)(?=[?:,\]}%@`\s\0])")
_NO_TEXT = regex(r"[|>][-+0-9]*+(?:[ \t][^\r\n\0]*+)?(?:[\r\n] *+)*[\r\n](?:[#%]|(?:---|\.\.\.)(?=[ \t\r\n\0]))")


class TooMuch(MarkedYAMLError):  # noqa: N818 - the text is no error, only large
    """The text holds more than this parser reads in the time that a run may take."""


class _Scanner(Scanner):
    """Takes tabs where YAML takes them, and reads names and block texts as libyaml does."""

    _tag: Any = None

    def scan_to_next_token(self) -> None:
        """Skip blanks, comments and line ends; a tab only where it indents nothing."""
        while True:
            rest = _REST_OF_LINE.match(self.reader.buffer, self.reader.pointer)
            if rest is None:
                may_be_tab = self.flow_context or not self.allow_simple_key
                self._skip(_BLANKS if may_be_tab else _SPACES)
                return
            self._skip(_REST_OF_LINE)
            if not self.scan_line_break():
                return
            if not self.flow_context:
                self.allow_simple_key = True

    def _skip(self, pattern: Any) -> str:
        """Take what a pattern matches here; it must not match line ends."""
        reader = self.reader
        found: str = pattern.match(reader.buffer, reader.pointer)[0]
        reader.pointer += len(found)
        reader.index += len(found)
        reader.column += len(found)
        return found

    def scan_plain_spaces(self, indent: int, start_mark: Any) -> list[str] | None:
        """Take the blanks and line ends inside a plain text; None where a border of documents follows."""
        blanks = self._skip(_BLANKS)
        if self.reader.peek() not in _LINE_ENDS:
            return [blanks] if blanks else []
        self.scan_line_break()
        self.allow_simple_key = True
        breaks: list[str] = []
        while not _DOCUMENT_BORDER.match(self.reader.buffer, self.reader.pointer):
            indented = len(self._skip(_SPACES))
            if self.reader.peek() == "\t":
                self._tab_in_plain(indented < indent and not self.flow_context, start_mark)
            if self.reader.peek() not in _LINE_ENDS:
                return breaks or [" "]
            breaks.append(self.scan_line_break())
        return None

    def _tab_in_plain(self, indents: bool, start_mark: Any) -> None:
        if indents and not _REST_OF_LINE.match(self.reader.buffer, self.reader.pointer):
            words = "found a tab character that violates indentation"
            raise ScannerError("while scanning a plain scalar", start_mark, words, self.reader.get_mark())
        self._skip(_BLANKS)

    def scan_anchor(self, TokenClass: Any) -> Any:  # noqa: N803 - ruamel's name
        """Take an anchor or an alias; a plain name ends where libyaml ends it, at `:` for one."""
        start = self.reader.get_mark()
        found = _ANCHOR.match(self.reader.buffer, self.reader.pointer)
        if found is None:
            return super().scan_anchor(TokenClass)
        self._skip(_ANCHOR)
        return TokenClass(found[1], start, self.reader.get_mark())

    def get_token(self) -> Any:
        """Take the next token; a node begins with its tag, also where an anchor follows the tag."""
        token = super().get_token()
        kind = token.__class__
        if kind is AnchorToken and self._tag is not None:
            token.start_mark = self._tag
        self._tag = token.start_mark if kind is TagToken else None
        return token

    def scan_block_scalar(self, style: str, rt: bool | None = False) -> Any:
        """Take a block text; one at the top of a document is empty before a comment and a border of documents."""
        if self.indent >= 0 or not _NO_TEXT.match(self.reader.buffer, self.reader.pointer):
            return super().scan_block_scalar(style, rt)
        self.indent = 0
        try:
            return super().scan_block_scalar(style, rt)
        finally:
            self.indent = -1

    def scan_block_scalar_indentation(self) -> tuple[list[str], int, Any]:
        """Take the empty lines before a block text; the longest of them may indent it, as in libyaml."""
        breaks: list[str] = []
        indent, end = 0, self.reader.get_mark()
        while True:
            self._skip(_SPACES)
            indent = max(indent, self.reader.column)
            if self.reader.peek() not in _LINE_ENDS:
                return breaks, indent, end
            breaks.append(self.scan_line_break())
            end = self.reader.get_mark()


class _Parser(Parser):
    """Takes a document that is ended twice."""

    def parse_implicit_document_start(self) -> Any:
        """Begin a document; one may be ended twice."""
        while self.scanner.check_token(DocumentEndToken):
            self.scanner.get_token()
        return super().parse_implicit_document_start()


class PureParser:
    """Gives the events of a text, as the C parser's class does."""

    def __init__(self, text: str) -> None:
        loader = SimpleNamespace(processing_version=(1, 2), comment_handling=None)
        loader.doc_infos = [SimpleNamespace()]
        loader._resolver = loader  # noqa: SLF001 - ruamel's parts find each other by these names
        self._reader = Reader(text, loader)
        _Scanner(loader)
        self._next = _Parser(loader).get_event
        self._left = max(MOST_EVENTS, int(len(text) * _EVENTS_PER_CHARACTER))

    def get_event(self) -> Any:
        """Return the next event; raises what ruamel raises, and TooMuch."""
        try:
            event = self._next()
        except (ValueError, OverflowError) as slip:
            raise self._refusal(slip) from slip
        if event.__class__ is ScalarEvent and not event.value.isascii():
            event.value = _whole_characters(event.value)
        self._left -= 1
        if self._left < 0:
            raise TooMuch(problem="more than is read without the C parser")
        return event

    def _refusal(self, slip: Exception) -> ScannerError:
        """Say where ruamel stumbled: at an escape for a character that does not exist, for one."""
        reader = self._reader
        is_escape = reader.buffer[max(reader.pointer - 2, 0) : reader.pointer] in ("\\u", "\\U")
        context = "while scanning a quoted scalar" if is_escape else None
        return ScannerError(context, None, str(slip), reader.get_mark())


def _whole_characters(text: str) -> str:
    r"""Join the two halves of a character that JSON writes as `\ud83d\ude00`."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
