"""Writes YAML together with what it holds and where: the other side of the reader, for property tests."""

from dataclasses import dataclass, field
from itertools import pairwise
from random import Random

from orglint.core import Route
from orglint.document import Data

_LETTERS = "abcxyzABC0123456789_éßЖ日本語😀𝄞"
_INNER = _LETTERS + "#:'\"!&*@%-?|>=+./\\<~^$;"
_FLOW = ",[]{}"
_ANY = _INNER + _FLOW + " "
Span = tuple[int, int]


@dataclass
class Written:
    """A document as it is to be read: its values, and the span of every node and every key by route."""

    data: Data = None
    nodes: dict[Route, Span] = field(default_factory=dict)
    keys: dict[Route, Span] = field(default_factory=dict)
    scalars: dict[Route, str] = field(default_factory=dict)
    """The source text of every scalar that is written where it stands."""


class Page:
    """A text that grows to the right; `documents` tells what stands in it."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.line_end = random.choice(("\n", "\r\n", "\r"))
        self.text = ""
        self.documents: list[Written] = []
        self._anchors: dict[str, Data] = {}
        self._named = 0
        for number in range(random.randint(1, 2)):
            self._document(number)

    @property
    def here(self) -> Written:
        return self.documents[-1]

    def _document(self, number: int) -> None:
        self.documents.append(Written())
        self._anchors = {}
        if number or self._maybe(0.3):
            self._put("---")
            self._line_end()
        else:
            self._comments()
        kind = self.random.choice((self._mapping, self._mapping, self._mapping, self._list))
        self.here.data, span = kind((), 0, 0)
        self.here.nodes[()] = span

    def _put(self, text: str) -> Span:
        start = len(self.text)
        self.text += text
        return start, len(self.text)

    def _maybe(self, share: float) -> bool:
        return self.random.random() < share

    def _blanks(self) -> None:
        self._put(self.random.choice((" ", " ", "  ")))

    def _line_end(self) -> None:
        """End a line, maybe with a comment, and maybe with lines below that hold none."""
        if self._maybe(0.15):
            self._put(f" # {self._words(_ANY)}")
        elif self._maybe(0.1):
            self._put("  ")
        self._put(self.line_end)
        self._comments()

    def _comments(self) -> None:
        while self._maybe(0.1):
            blanks = " " * self.random.randint(0, 6)
            self._put(blanks + self.random.choice(("", f"# {self._words(_ANY)}")) + self.line_end)

    # -- words

    def _word(self, letters: str) -> str:
        inner = "".join(self.random.choices(letters, k=self.random.randint(0, 6)))
        return self.random.choice(_LETTERS[:3]) + inner + self.random.choice(_LETTERS)

    def _words(self, letters: str) -> str:
        return " ".join(self._word(letters) for _ in range(self.random.randint(1, 3)))

    def _one_line(self, *, flow: bool, key: bool) -> tuple[str, str, str]:
        """Return a scalar's source, what separates its words, and its value."""
        style = self.random.choice(("plain", "plain", "single", "double"))
        letters = _INNER.replace(":", "") if flow else _INNER
        value = self._words(letters if style == "plain" else _ANY)
        if style == "plain":
            return value, "plain", value
        if not key and self._maybe(0.1):
            value = ""
        if style == "single":
            return "'" + value.replace("'", "''") + "'", "single", value
        return self._double(value), "double", value

    def _double(self, value: str) -> str:
        source = value.replace("\\", "\\\\").replace('"', '\\"')
        if self._maybe(0.2):
            source = source.replace("é", "\\u00e9").replace("a", "\\x61")
        if self._maybe(0.05):
            source = source.replace("😀", "\\ud83d\\ude00")
        return f'"{source}"'

    def _scalar(self, route: Route, *, flow: bool, indent: int) -> tuple[Data, Span]:
        if self._maybe(0.05):
            source, value = self.random.choice(("~", "null", "Null", "NULL")), None
        else:
            source, style, value = self._one_line(flow=flow, key=False)
            words = value.split(" ")
            # Words of one scalar may stand on several lines, where none of them could begin or end something else.
            if self._maybe(0.2) and len(words) > 1 and "  " not in value and all(words) and "\\" not in source:
                split = self.line_end + " " * (indent + self.random.randint(1, 3))
                safe = all(word[0] not in "#-?:" or style != "plain" for word in words)
                source = source.replace(" ", split, 1) if safe else source
        span = self._put(source)
        self.here.scalars[route] = source
        return value, span

    def _block_scalar(self, route: Route, indent: int) -> tuple[Data, Span]:
        style, chomping = self.random.choice("|>"), self.random.choice(("", "-", "+"))
        start, _ = self._put(style + chomping)
        if self._maybe(0.2):
            self._put(f"  # {self._words(_ANY)}")
        self._put(self.line_end)
        lines = [self._words(_ANY).strip() for _ in range(self.random.randint(1, 3))]
        for at in range(len(lines) - 1, 0, -1):
            if self._maybe(0.2):
                lines.insert(at, "")
        more = " " * (indent + self.random.randint(1, 3))
        end = start
        for line in lines:
            _, end = self._put(more + line if line else "")
            self._put(self.line_end)
        self.here.scalars[route] = self.text[start:end]
        inner = "\n".join(lines) if style == "|" else folded(lines)
        return inner + ("" if chomping == "-" else "\n"), (start, end)

    # -- what stands before a node

    def _properties(self, *, may_be_tagged: bool = False) -> str | None:
        """Maybe write an anchor and a tag; returns the anchor's name."""
        self._named += 1
        name = f"a{self._named}" if self._maybe(0.25) else None
        tag = "!!str" if may_be_tagged and self._maybe(0.1) else None
        words = [f"&{name}"] * (name is not None) + [tag or ""] * (tag is not None)
        self.random.shuffle(words)
        for word in words:
            self._put(word)
            self._blanks()
        return name

    def _keep(self, name: str | None, value: Data) -> None:
        if name is not None:
            self._anchors[name] = value

    def _alias(self, route: Route, names: list[str]) -> tuple[Data, Span]:
        """Use what an anchor names; everything behind it stands where it is used."""
        name = self.random.choice(names)
        span = self._put(f"*{name}")
        value = self._anchors[name]
        self._everything_at(route, value, span)
        return value, span

    def _everything_at(self, route: Route, value: Data, span: Span) -> None:
        steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        for step, inner in steps:
            self.here.nodes[(*route, step)] = span
            self._everything_at((*route, step), inner, span)

    # -- nodes

    def _flow(self, route: Route, indent: int, depth: int) -> tuple[Data, Span]:
        """Write a node inside brackets."""
        if self._anchors and self._maybe(0.15):
            value, span = self._alias(route, list(self._anchors))
            self._put(" ")
            return value, span
        name = self._properties()
        if depth > 3 or self._maybe(0.6):
            value, span = self._scalar(route, flow=True, indent=indent)
        else:
            value, span = self.random.choice((self._flow_list, self._flow_mapping))(route, indent, depth)
        self._keep(name, value)
        self.here.nodes[route] = span
        return value, span

    def _gap(self, indent: int) -> None:
        """Separate two entries in brackets, maybe by a line end."""
        if self._maybe(0.15):
            self._line_end()
            self._put(" " * (indent + self.random.randint(1, 3)))
        elif self._maybe(0.7):
            self._blanks()

    def _flow_list(self, route: Route, indent: int, depth: int) -> tuple[Data, Span]:
        start, _ = self._put("[")
        items: list[Data] = []
        for at in range(self.random.randint(0, 3)):
            self._gap(indent)
            value, span = self._flow((*route, at), indent, depth + 1)
            self.here.nodes[(*route, at)] = span
            items.append(value)
            self._put(",")
        self._gap(indent)
        return items, (start, self._put("]")[1])

    def _flow_mapping(self, route: Route, indent: int, depth: int) -> tuple[Data, Span]:
        start, _ = self._put("{")
        pairs: dict[str, Data] = {}
        for _ in range(self.random.randint(0, 3)):
            self._gap(indent)
            key = self._key(route, pairs, flow=True)
            self._put(": ")
            if self._maybe(0.1):
                self._nothing((*route, key), pairs, key)
            else:
                pairs[key], span = self._flow((*route, key), indent, depth + 1)
                self.here.nodes[(*route, key)] = span
            self._put(",")
        self._gap(indent)
        return pairs, (start, self._put("}")[1])

    def _nothing(self, route: Route, pairs: dict[str, Data], key: str) -> None:
        pairs[key] = None
        self.here.nodes[route] = self.here.keys[route]

    def _key(self, route: Route, pairs: dict[str, Data], *, flow: bool) -> str:
        """Write a key that the mapping does not have yet."""
        names = [name for name, value in self._anchors.items() if isinstance(value, str) and value.strip()]
        names = [name for name in names if self._anchors[name] not in pairs]
        if names and self._maybe(0.1):
            name = self.random.choice(names)
            key = str(self._anchors[name])
            self.here.keys[(*route, key)] = self._put(f"*{name}")
            self._put(" ")
            return key
        source, _, key = self._one_line(flow=flow, key=True)
        while key in pairs:
            source, _, key = self._one_line(flow=flow, key=True)
        name_or_none = self._properties()
        self.here.keys[(*route, key)] = self._put(source)
        self._keep(name_or_none, key)
        return key

    def _mapping(self, route: Route, indent: int, depth: int) -> tuple[Data, Span]:
        """Write a block mapping; the first key stands where the page ends, the others on lines of their own."""
        pairs: dict[str, Data] = {}
        merged: list[tuple[dict[str, Data], Span]] = []
        start = end = len(self.text)
        count = self.random.randint(1, 4)
        merge_at = self.random.randrange(count) if self._maybe(0.3) else -1
        for at in range(count):
            if at:
                self._put(" " * indent)
            if at == merge_at and (names := self._mappings()):
                end = self._merge(merged, names)
                continue
            is_explicit = self._maybe(0.1)
            self._put("? " if is_explicit else "")
            key = self._key(route, pairs, flow=False)
            if is_explicit:
                self._line_end()
                self._put(" " * indent)
            self._put(":" if is_explicit or self.text[-1] == " " else self.random.choice((":", " :")))
            pairs[key], end = self._value((*route, key), indent, depth)
            if pairs[key] is None and self.here.nodes[(*route, key)] == self.here.keys[(*route, key)]:
                end = self.here.keys[(*route, key)][1]
        for source, span in merged:
            for name, value in source.items():
                if name not in pairs:
                    pairs[name] = value
                    self.here.nodes[(*route, name)] = self.here.keys[(*route, name)] = span
                    self._everything_at((*route, name), value, span)
        return pairs, (start, end)

    def _mappings(self) -> list[str]:
        return [name for name, value in self._anchors.items() if isinstance(value, dict)]

    def _merge(self, merged: list[tuple[dict[str, Data], Span]], names: list[str]) -> int:
        """Write `<<` and what it merges; returns where that ends."""
        span = self._put("<<")
        self._put(": ")
        chosen = self.random.choices(names, k=self.random.randint(1, 2))
        source = f"*{chosen[0]}" if len(chosen) == 1 else f"[*{chosen[0]}, *{chosen[1]}]"
        _, end = self._put(source)
        self._line_end()
        for name in chosen:
            value = self._anchors[name]
            assert isinstance(value, dict)
            merged.append((value, span))
        return end

    def _list(self, route: Route, indent: int, depth: int) -> tuple[Data, Span]:
        """Write a block list, as `_mapping`."""
        items: list[Data] = []
        start = end = len(self.text)
        for at in range(self.random.randint(1, 4)):
            if at:
                self._put(" " * indent)
            dash = self._put("-")
            if depth < 4 and self._maybe(0.3):
                self._blanks()
                column = len(self.text) - max(self.text.rfind("\n"), self.text.rfind("\r")) - 1
                kind = self.random.choice((self._mapping, self._list))
                value, span = kind((*route, at), column, depth + 1)
                self.here.nodes[(*route, at)] = span
                end = span[1]
            else:
                self.here.keys[(*route, at)] = dash
                value, end = self._value((*route, at), indent, depth)
                del self.here.keys[(*route, at)]
            items.append(value)
        return items, (start, end)

    def _value(self, route: Route, indent: int, depth: int) -> tuple[Data, int]:
        """Write what stands behind a colon or a dash, to the end of its last line; returns where the value ends."""
        chance = self.random.random()
        if chance < 0.1:
            self.here.nodes[route] = self.here.keys[route]
            self._line_end()
            return None, self.here.keys[route][1]
        self._blanks()
        if chance < 0.2 and self._anchors:
            value, span = self._alias(route, list(self._anchors))
        elif chance < 0.5 and depth < 4:
            return self._block(route, indent, depth)
        else:
            tagged = self._maybe(0.1)
            name = self._properties(may_be_tagged=tagged)
            if chance < 0.6 and not tagged:
                value, span = self.random.choice((self._flow_list, self._flow_mapping))(route, indent, depth + 1)
            elif chance < 0.7:
                value, span = self._block_scalar(route, indent)
                self._keep(name, value)
                self.here.nodes[route] = span
                return value, span[1]
            else:
                value, span = self._scalar(route, flow=False, indent=indent)
                if value is None and tagged and "!!str" in self.text[-20:]:
                    value = self.here.scalars[route]
            self._keep(name, value)
        self.here.nodes[route] = span
        self._line_end()
        return value, span[1]

    def _block(self, route: Route, indent: int, depth: int) -> tuple[Data, int]:
        """Write a block collection below its key or dash."""
        name = self._properties()
        kind = self.random.choice((self._mapping, self._list))
        self._line_end()
        is_item = isinstance(route[-1], int)
        deeper = 0 if kind == self._list and not is_item and self._maybe(0.4) else self.random.randint(1, 3)
        self._put(" " * (indent + deeper))
        value, span = kind(route, indent + deeper, depth + 1)
        self._keep(name, value)
        self.here.nodes[route] = span
        return value, span[1]


def folded(lines: list[str]) -> str:
    """Return lines as `>` joins them: a blank for a line end, a line end for an empty line."""
    text = lines[0]
    for above, line in pairwise(lines):
        text += "\n" if not line else line if not above else f" {line}"
    return text
