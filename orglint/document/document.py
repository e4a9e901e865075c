"""A document: plain values, and a flat table of where each of them stands."""

from array import array
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from orglint.core import Place, Route, Site

Data = str | list["Data"] | dict[str, "Data"] | None
"""A plain value: a text, nothing, a list or a mapping. What a text means is decided by the schema."""


_SEARCHED = 3
"""Look-ups below one node that search it."""


class Document:
    """One YAML document.

    `starts`, `ends` and `nexts` hold, per node in reading order (keys are nodes too), the offsets of its text and
    the number of its next sibling. A mapping's nodes are key, value, key, value; what an alias stands for has no
    nodes of its own. `shadowed` are keys whose pair is not in the data (a second spelling of a key, a key that is
    no text); `merges` are the `<<` keys. Starts never decrease, and the texts of leaves do not overlap: an empty value
    is an empty place behind its key or its dash.
    """

    __slots__ = ("_asked", "_children", "data", "ends", "merges", "nexts", "number", "path", "shadowed", "starts")

    def __init__(self, path: str, number: int) -> None:
        self.path = path
        self.number = number
        self.data: Data = None
        self.starts = array("I")
        self.ends = array("I")
        self.nexts = array("I")
        self.shadowed: set[int] = set()
        self.merges: set[int] = set()
        self._asked: dict[int, int] = {}
        self._children: dict[int, dict[str | int, tuple[int, int]]] = {}

    @property
    def site(self) -> Site:
        """The root."""
        return Site(self.path, self.number, ())

    def place(self, site: Site) -> Place:
        """Return where a site stands; where it does not exist, its nearest ancestor that does.

        Where nothing is written, that is the key that leads there, or the dash of the item.
        """
        key, node = self._node(site.route)
        chosen = key if site.key and key is not None else node
        if not self.starts:
            return Place(self.path, 0, 0)
        start, end = self.starts[chosen], self.ends[chosen]
        if start == end:
            start, end = (max(start - 1, 0), end) if key is None else (self.starts[key], self.ends[key])
        return Place(self.path, start, end)

    def _node(self, route: Route) -> tuple[int | None, int]:
        """Walk a route down the table as far as it goes; returns the last key (if any) and the last node."""
        key: int | None = None
        node, data = 0, self.data
        for step in route:
            if step == 0 and not isinstance(data, list):
                continue  # one value stands for a list of one
            found = self._child(node, data, step) if isinstance(data, dict | list) else None
            if found is None:
                break
            key, node = found[0] if isinstance(step, str) else None, found[1]
            if key in self.merges:
                return key, key
            data = data[step]  # type: ignore[index] # a step that was found fits its collection
        return key, node

    def _child(self, node: int, data: dict[str, Data] | list[Data], step: str | int) -> tuple[int, int] | None:
        """Return key and value node of a child.

        The first look-ups below a node search it; more of them make a table, which a few would not be worth.
        """
        family = self._children.get(node)
        if family is None:
            self._asked[node] = self._asked.get(node, 0) + 1
            children = self._pairs(node, data) if isinstance(data, dict) else self._items(node)
            if self._asked[node] <= _SEARCHED:
                return next((nodes for name, nodes in children if name == step), None)
            family = self._children[node] = dict(children)
        return family.get(step)

    def _items(self, node: int) -> Iterator[tuple[int, tuple[int, int]]]:
        """Yield the items of a list by number; an item has no key, and its node stands in for it."""
        child, end = node + 1, self.nexts[node]
        number = 0
        while child < end:
            yield number, (child, child)
            child, number = self.nexts[child], number + 1

    def _pairs(self, node: int, data: dict[str, Data]) -> Iterator[tuple[str, tuple[int, int]]]:
        """Pair the nodes with the keys: a mapping keeps its own keys in reading order, then what was merged in."""
        keys = iter(data)
        merge: int | None = None
        for key, value in self._key_nodes(node):
            if key in self.merges:
                merge = key
            elif key not in self.shadowed:
                yield next(keys), (key, value)
        if merge is not None:
            yield from ((name, (merge, merge)) for name in keys)

    def _key_nodes(self, node: int) -> Iterator[tuple[int, int]]:
        """Yield key and value node of each pair of a mapping."""
        key, end = node + 1, self.nexts[node]
        while key < end:
            value = self.nexts[key]
            yield key, value
            key = self.nexts[value]

    def own_keys(self, node: int, data: dict[str, Data], names: AbstractSet[str]) -> dict[str, int]:
        """Return the nodes of some keys of a mapping that are kept in its data; keys merged in have none."""
        keys = iter(data)
        kept = (key for key, _ in self._key_nodes(node) if key not in self.merges and key not in self.shadowed)
        return {name: key for key, name in zip(kept, keys, strict=False) if name in names}
