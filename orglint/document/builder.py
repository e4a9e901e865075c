"""Events -> documents: one pass that builds the plain values and the table of places together."""

from typing import Any

from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from orglint.core import Place, Problem
from orglint.core.wording import quoted
from orglint.document import marks
from orglint.document.anchors import MAX_DEPTH, Anchors
from orglint.document.document import Data, Document
from orglint.document.frame import DROPPED, MERGE, NO_KEY, Frame
from orglint.document.parsers import NextEvent
from orglint.document.told import Told, syntax_problem

MAX_DOCUMENTS = 100_000
MOST_SHARED = 10_000
"""Different keys of a file of which every occurrence is one object."""


_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_SPECIAL = _NOTHING | {"<<"}
_BLOCK = frozenset("|>")


class Unreadable(Exception):  # noqa: N818 - it ends the reading of a file, and carries the problem that says why
    """The text asks for more than will be read."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class Builder:
    """Builds the documents of one text from its events."""

    def __init__(self, path: str, text: str) -> None:
        self.documents: list[Document] = []
        self._told = Told()
        self._path = path
        self._text = text
        self._frames: list[Frame] = []
        self._anchors = Anchors()
        self._key_node = 0
        self._border = (0, 0)
        self._root: list[Data] = []
        self._document = Document(path, 0)

    def run(self, next_event: NextEvent) -> None:  # noqa: C901, PLR0912 - one loop, in line for its speed
        """Read events to the end of the stream; raises what the parser raises, and Unreadable.

        Scalars are handled in line, nine events in ten being scalars; all else has a method. `here` is the
        collection being filled, `key` the key whose value comes next, `end` where the last node ended.
        """
        here: Any = self._root
        key: str = NO_KEY
        end = 0
        keys: dict[str, str] = {}
        starts, ends, nexts = self._document.starts, self._document.ends, self._document.nexts
        while True:
            event = next_event()
            kind = event.__class__
            if kind is ScalarEvent:
                value = event.value
                start = event.start_mark.index
                end = event.end_mark.index
                style = event.style
                if value in _SPECIAL or style in _BLOCK or event.anchor is not None or event.tag is not None:
                    value, start, end = self._odd_scalar(event, here, key)
                starts.append(start)
                ends.append(end)
                nexts.append(len(starts))
                if here.__class__ is list:
                    here.append(value)
                elif key is NO_KEY:
                    self._key_node = len(starts) - 1
                    key = keys.get(value) or (value if len(keys) > MOST_SHARED else keys.setdefault(value, value))
                elif key in here or key is MERGE or key is DROPPED:
                    self._odd_pair(key, value)
                    key = NO_KEY
                else:
                    here[key] = value
                    key = NO_KEY
            elif kind is MappingStartEvent:
                here, key = self._open(event, here, key, {}), NO_KEY
            elif kind is SequenceStartEvent:
                here, key = self._open(event, here, key, []), NO_KEY
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                here, key, end = self._close(event, here, end)
            elif kind is AliasEvent:
                key, end = self._alias(event, here, key)
            elif kind is DocumentStartEvent:
                here, key = self._begin(event), NO_KEY
                starts, ends, nexts = self._document.starts, self._document.ends, self._document.nexts
            elif kind is StreamEndEvent:
                self._finish()
                return

    @property
    def problems(self) -> list[Problem]:
        """What was met on the way: much of one sort is counted rather than told."""
        return self._told.problems()

    @property
    def begun(self) -> list[Document]:
        """The documents, and what there is of the one that is being read."""
        return self.documents + [self._document] * bool(self._frames)

    @property
    def last(self) -> tuple[int, int]:
        """Where the last node stands that was read and is written."""
        places = zip(reversed(self._document.starts), reversed(self._document.ends), strict=True)
        return next(((start, end) for start, end in places if start < end), (0, 0))

    def _begin(self, event: Any) -> list[Data]:
        """Start the next document."""
        self._finish()
        if len(self.documents) >= MAX_DOCUMENTS:
            raise self._unreadable(event.start_mark.index, f"a file holds at most {MAX_DOCUMENTS} documents")
        self._document = Document(self._path, len(self.documents))
        end = event.end_mark.index
        self._border = max(end - len("---"), 0), end
        self._anchors.forget()
        self._root = []
        return self._root

    def _finish(self) -> None:
        """Keep the document that has ended."""
        if self._root:
            self._document.data = self._root[0]
            self.documents.append(self._document)
            self._root = []

    def _odd_scalar(self, event: Any, here: Any, key: str) -> tuple[Any, int, int]:
        """Read a scalar that is more than its text: nothing, a merge key, a block, one with an anchor or a tag."""
        value, start, end = event.value, event.start_mark.index, event.end_mark.index
        is_key = key is NO_KEY and here.__class__ is dict
        if event.anchor is not None or event.tag is not None:
            start = min(self._after_properties(event), end)
        if event.style in _BLOCK:
            end = start + len(self._text[start:end].rstrip())
        elif not event.style and event.tag is None:
            if is_key:
                value = MERGE if value == "<<" else value
            elif value in _NOTHING:
                value = None
        if end <= start and not event.style:
            start, end = self._place_of_nothing(event, here, is_key)
        if event.anchor is not None:
            self._anchors.name(event.anchor, None if value is MERGE else value)
        if is_key and value == "":
            self._say("empty key", start, end, "a key is empty, so what it leads to has no name")
            value = DROPPED
        return value, start, end

    def _after_properties(self, event: Any) -> int:
        """Return where a node begins behind its anchor and its tag; a tag of another language is told."""
        at: int = event.start_mark.index
        for found in marks.properties(self._text, event):
            if marks.is_foreign_tag(found[1]):
                message = f"the tag {quoted(found[1])} means nothing here; what follows is read as plain data"
                self._say("tag", found.start(), found.end(1), message)
            at = found.end()
        return at

    def _place_of_nothing(self, event: Any, here: Any, is_key: bool) -> tuple[int, int]:
        """Return the empty place behind a key or a dash; an empty key stands at its sign, or is what names it."""
        start, end = event.start_mark.index, event.end_mark.index
        if start < end and (is_key or here.__class__ is list):
            return start, end
        if here is self._root:
            return self._border
        if is_key:
            start = min(marks.sign_of_key(self._text, start), len(self._text) - 1)
            return start, start + 1
        at = end if here.__class__ is list or start < end else self._document.ends[self._key_node]
        return at, at

    def _open(self, event: Any, here: Any, key: str, made: Any) -> Any:
        """Begin a collection."""
        start = event.start_mark.index
        if len(self._frames) >= MAX_DEPTH:
            raise self._unreadable(start, f"nested deeper than {MAX_DEPTH} levels")
        if event.anchor is not None or event.tag is not None:
            self._after_properties(event)
            start = marks.first_of_collection(self._text, event)
        frame = Frame(here, key, self._key_node, self._new_node(start, start))
        frame.flow = bool(event.flow_style)
        frame.repeated_before = self._anchors.repeated
        if key is NO_KEY and here.__class__ is dict:
            frame.is_key = True
            self._say("key", start, start + 1, "a key is a list or a mapping, and a key is one word")
        if event.anchor is not None:
            frame.anchor = self._anchors.name(event.anchor, made, is_open=True)
        self._frames.append(frame)
        return made

    def _new_node(self, start: int, end: int) -> int:
        document = self._document
        document.starts.append(start)
        document.ends.append(end)
        document.nexts.append(len(document.starts))
        return len(document.starts) - 1

    def _close(self, event: Any, made: Any, end: int) -> tuple[Any, str, int]:
        """End a collection and hand it to what surrounds it; a block ends with its last child."""
        document, frame = self._document, self._frames.pop()
        is_empty = len(document.starts) == frame.node + 1
        end = event.end_mark.index if frame.flow or is_empty else end
        document.nexts[frame.node] = len(document.starts)
        document.ends[frame.node] = end
        if frame.said_again and not self._told.counts("repeated", frame.said_again):
            for problem, stands_for in frame.repeats(document, made):
                self._told.tell("repeated", problem, stands_for=stands_for)
        for source in frame.merged or ():
            for name, value in source.items():
                made.setdefault(name, value)
        if frame.anchor is not None:
            frame.anchor.size = len(document.starts) - frame.node + self._anchors.repeated - frame.repeated_before
            frame.anchor.depth = frame.depth
            frame.anchor.is_open = False
        if self._frames:
            self._frames[-1].depth = max(self._frames[-1].depth, frame.depth + 1)
        self._key_node = frame.node if frame.is_key else frame.key_node
        return frame.around, self._give(frame.around, frame.key, made, is_key=frame.is_key), end

    def _give(self, here: Any, key: str, value: Data, *, is_key: bool = False) -> str:
        """Put a finished value where it belongs; returns the key that waits for a value now."""
        if is_key:
            return DROPPED
        if here.__class__ is list:
            here.append(value)
        elif key in here or key is MERGE or key is DROPPED:
            self._odd_pair(key, value)
        else:
            here[key] = value
        return NO_KEY

    def _odd_pair(self, key: str, value: Data) -> None:
        """Deal with a pair that is not simply kept: a merge, a key said again, a key that is no word."""
        node = self._key_node
        if key is MERGE:
            self._document.merges.add(node)
            self._merge(node, value)
            return
        self._document.shadowed.add(node)
        if key is not DROPPED:
            self._frames[-1].says_again(key, node)

    def _merge(self, node: int, value: Data) -> None:
        """Remember what `<<` brings in; a mapping's own keys win, so it waits until the mapping ends."""
        frame = self._frames[-1]
        start, end = self._document.starts[node], self._document.ends[node]
        if frame.merged is not None:
            message = "<< stands twice in one mapping; one << with a list does the same"
            self._say("merge again", start, end, message)
        frame.merged = frame.merged or []
        for source in value if isinstance(value, list) else [value]:
            if isinstance(source, dict):
                frame.merged.append(source)
            else:
                self._say("merge", start, end, "<< merges mappings, and this is none")

    def _alias(self, event: Any, here: Any, key: str) -> tuple[str, int]:
        """Put what an alias names where it is used; its place, and that of all behind it, is the place of use."""
        start, end = event.start_mark.index, event.end_mark.index
        node = self._new_node(start, end)
        value = self._aliased(event.anchor, start, end)
        if key is not NO_KEY or here.__class__ is list:
            return self._give(here, key, value), end
        self._key_node = node
        if isinstance(value, str) and value:
            return value, end
        self._say("alias key", start, end, "an alias that is a key names no word")
        return DROPPED, end

    def _aliased(self, name: str, start: int, end: int) -> Data:
        """Return what an alias names, within the budget of a file."""
        anchored, against = self._anchors.use(name, len(self._frames))
        if against:
            raise self._unreadable(start, against, end)
        if anchored is None:
            self._say("no anchor", start, end, f"no anchor &{quoted(name)} stands before this alias")
            return None
        if anchored.is_open:
            message = f"&{quoted(name)} contains itself; this alias inside it is read as nothing"
            self._say("open anchor", start, end, message)
            return None
        if self._frames:
            self._frames[-1].depth = max(self._frames[-1].depth, anchored.depth + 1)
        return anchored.value

    def _unreadable(self, start: int, message: str, end: int | None = None) -> Unreadable:
        place = Place(self._path, start, min(start + 1, len(self._text)) if end is None else end)
        return Unreadable(syntax_problem(place, message, lost=True))

    def _say(self, sort: str, start: int, end: int, message: str) -> None:
        if not self._told.counts(sort):
            self._told.tell(sort, syntax_problem(Place(self._path, start, end), message))
