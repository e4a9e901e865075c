"""The keys of an organisation's own that settings declare: for which class of thing, and of which type."""

from collections.abc import Iterator, Mapping
from re import fullmatch

from orglint.core import OwnKey, nearest
from orglint.core.wording import did_you_mean, joined
from orglint.org import described, fact_of_key
from orglint.rulebook import Mistake, Pointer

CLASSES = ("person", "seat", "team", "product", "system", "process", "activity")
"""The classes of things that may have keys of an organisation's own."""
TYPES = ("text", "number", "date", "person", "team", "product", "system", "process", "role", "duty")
LIST = "list_of"
_MARK = "x-"
_NAME = r"x-[A-Za-z0-9][A-Za-z0-9_-]*"
_APART = "|?[]"
"""Characters that mean something where types are written down."""


def own_key(value: object) -> OwnKey:
    """Read the type of a key; raises ValueError with the end of a sentence."""
    if not isinstance(value, dict):
        return _one(value)
    if set(value) != {LIST}:
        raise ValueError(f"takes one type, a list of values, or {{{LIST}: …}}")
    return _one(value[LIST])._replace(many=True)


def _one(value: object) -> OwnKey:
    if isinstance(value, list):
        return _values(value)
    if not isinstance(value, str):
        raise ValueError(f"takes {joined(TYPES, 'or')}, or a list of values, not {described(value)}")  # noqa: TRY004 - as a validator does
    if value not in TYPES:
        near = did_you_mean(nearest(value, TYPES))
        raise ValueError(f"takes {joined(TYPES, 'or')}, or a list of values, not {described(value)}{near}")
    return OwnKey(value)


def _values(listed: list[object]) -> OwnKey:
    values = [one for one in listed if isinstance(one, str)]
    if not values or len(values) < len(listed):
        raise ValueError("takes a list of at least one value, each a text")
    twice = next((one for at, one in enumerate(values) if one in values[:at]), None)
    if twice is not None:
        raise ValueError(f"lists {twice} twice")
    odd = next((one for one in values if set(_APART) & set(one)), None)
    if odd is not None:
        raise ValueError(f"lists {odd}; a value holds none of {' '.join(_APART)}")
    return OwnKey("one-of", tuple(values))


def odd_names(data: object, pointer: Pointer) -> Iterator[Mistake]:
    """Yield the classes that nothing is of, and the keys that could be taken for keys of the language."""
    for cls, keys in data.items() if isinstance(data, dict) else ():
        if cls not in CLASSES:
            hint = did_you_mean(nearest(cls, CLASSES)) or f"; there are {joined(CLASSES)}"
            yield pointer.mistake(f"there is no class {cls}{hint}", "extra", cls, key=True)
        told: dict[str, str] = {}
        for key in keys if isinstance(keys, dict) else ():
            message = _odd(key)
            first = told.setdefault(fact_of_key(key), key)
            if not message and first != key:
                message = f"{key} and {first} are both {fact_of_key(key)} to a rule; one of them takes another name"
            if message:
                yield pointer.mistake(message, "extra", cls, key, key=True)


def _odd(key: str) -> str:
    """Say why a key cannot be one of an organisation's own, empty if it can."""
    if not key.startswith(_MARK) or key == _MARK:
        return f"a key of your own begins with {_MARK}, as in {_MARK}{key.removeprefix(_MARK) or 'label'}"
    if not fullmatch(_NAME, key):
        return f"a key of your own has letters a to z, digits, - and _, as in {_MARK}label, so that rules can name it"
    return ""


def known(keys: Mapping[str, Mapping[str, OwnKey]]) -> dict[str, dict[str, OwnKey]]:
    """Return the keys that bear a name they may bear, of classes that there are."""
    return {
        cls: {key: kind for key, kind in of_class.items() if not _odd(key)}
        for cls, of_class in keys.items() if cls in CLASSES
    }  # fmt: skip
