"""The kinds of check. One file each, and one line here; a kind is loaded when a rule first asks for it."""

from collections.abc import Iterator, Mapping
from importlib import import_module

from orglint.kinds.base import Found, Kind, Params, Where

_FILES = {
    "exclusive": "exclusive",
    "reserved": "reserved",
    "count": "count",
    "limit": "limit",
    "graph": "graph",
    "field": "field",
    "sets": "sets",
    "expiry": "expiry",
    "assert": "assertion",
}


class _Kinds(Mapping[str, Kind]):
    """The kinds by name."""

    def __getitem__(self, name: str) -> Kind:
        """Return a kind; raises KeyError."""
        made: Kind = import_module(f"orglint.kinds.{_FILES[name]}").KIND
        return made

    def __contains__(self, name: object) -> bool:
        return name in _FILES

    def __iter__(self) -> Iterator[str]:
        return iter(_FILES)

    def __len__(self) -> int:
        return len(_FILES)


BY_NAME: Mapping[str, Kind] = _Kinds()
BUILT_IN = "built-in"
"""How a rule file names a check that the reader or the resolver makes."""

__all__ = ["BUILT_IN", "BY_NAME", "Found", "Kind", "Params", "Where"]
