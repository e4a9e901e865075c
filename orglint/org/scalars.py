"""One reader each for what a text may mean: a date, a share, a number, yes or no.

pydantic's own readers guess too kindly (86400 is a day of 1970 to them, `t` is true), so they are not asked.
Each reader takes the text as typed and raises `Unfit` with the end of a sentence that begins with the field's name.
"""

from datetime import date
from re import fullmatch
from typing import Annotated

from pydantic import PlainValidator, StrictStr, WithJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

_NUMBER = r"\d{1,6}(?:\.\d{1,6})?"
_ANY_NUMBER = r"[-+]?[0-9]{1,12}(?:\.[0-9]{1,6})?"
_YES = frozenset({"yes", "true", "on", "y"})
_NO = frozenset({"no", "false", "off", "n"})


def unfit(rule: str, says: str) -> PydanticCustomError:
    """Return the error to raise for a value: the rule it belongs to, and what the field takes instead."""
    return PydanticCustomError(rule, "{says}", {"says": says})


def day(value: object) -> date | None:
    """Read an ISO date, `2026-01-31`."""
    if value is None:
        return None
    if isinstance(value, str) and _looks_like_a_day(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise unfit("impossible-date", f"is {value}, a day that no calendar has") from None
    raise unfit("wrong-type", f"takes a date such as 2026-01-31, not {described(value)}")


def _looks_like_a_day(text: str) -> bool:
    return len(text) == 10 and text[4] == text[7] == "-" and (text[:4] + text[5:7] + text[8:]).isdecimal()  # noqa: PLR2004


def share(value: object) -> float | None:
    """Read a share of a whole: `80%`, or a number up to 1; returned as a number, 1.0 for the whole."""
    if value is None:
        return None
    if isinstance(value, str):
        percent = value.endswith("%")
        digits = value.removesuffix("%").rstrip()
        if fullmatch(_NUMBER, digits):
            read = float(digits) / 100 if percent else float(digits)
            if percent or read <= 1:
                return round(read, 9)
            raise unfit("wrong-type", f"is {value}, more than the whole; a share is written 80% or 0.8")
    raise unfit("wrong-type", f"takes a share such as 80% or 0.8, not {described(value)}")


def count(value: object) -> int | None:
    """Read a whole number."""
    if value is None:
        return None
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 6:  # noqa: PLR2004 - six digits
        return int(value)
    raise unfit("wrong-type", f"takes a whole number, not {described(value)}")


def number(value: object) -> float | None:
    """Read a number of the organisation's own, with or without decimals; a whole one stays whole."""
    if value is None:
        return None
    if isinstance(value, str) and fullmatch(_ANY_NUMBER, value):
        return float(value) if "." in value else int(value)
    raise unfit("wrong-type", f"takes a number such as 12 or 4.5, not {described(value)}")


def text(value: object) -> str | None:
    """Read a text."""
    if value is None or isinstance(value, str):
        return value
    raise unfit("wrong-type", f"takes a text, not {described(value)}")


def yes_no(value: object) -> bool | None:
    """Read yes or no, as YAML writers spell it."""
    if value is None:
        return None
    if isinstance(value, str) and value.lower() in _YES | _NO:
        return value.lower() in _YES
    raise unfit("wrong-type", f"takes yes or no, not {described(value)}")


def texts(value: object) -> tuple[str | None, ...]:
    """Read a list of texts; one value stands for a list of one. Places in the list are kept, empty ones as None."""
    if not isinstance(value, list):
        value = [value]
    bad = {at: item for at, item in enumerate(value) if item is not None and item.__class__ is not str}
    if bad:
        raise PydanticCustomError("items", "takes texts", {"bad": bad})
    return tuple(value)


class OneOf:
    """Marks a text that is one of a few words."""

    def __init__(self, *allowed: str) -> None:
        self.allowed = allowed

    def __call__(self, value: object) -> str | None:
        """Read the word."""
        if value is None or value in self.allowed:
            return value
        raise PydanticCustomError("one-of", "{word}", {"word": value, "allowed": self.allowed})

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> CoreSchema:
        """Tell pydantic how to read the word, and editors which words there are."""
        numbers = [int(word) for word in self.allowed if word.isdigit()]
        schema = {"enum": [*self.allowed, *numbers, None]}
        metadata = {"pydantic_js_functions": [lambda _core, _handler: schema]}
        return core_schema.no_info_plain_validator_function(self, metadata=metadata)


class Shorthand:
    """Marks a list of entries in which a text stands for an entry that says only one thing."""

    def __init__(self, key: str) -> None:
        self.key = key

    def __call__(self, value: object) -> object:
        """Spell the list out; a single entry stands for a list of one."""
        if value is None:
            return ()
        items = value if isinstance(value, list) else [value]
        return tuple({self.key: item} if item is None or isinstance(item, str) else item for item in items)


def free_map(value: object) -> dict[str, object] | None:
    """Read a mapping whose keys are the writer's own."""
    if value is None or isinstance(value, dict):
        return value
    raise unfit("wrong-type", f"takes a mapping, not {described(value)}")


def kept(said: dict[str, object] | None) -> dict[str, object]:
    """Return what a mapping says; a key without a value says nothing."""
    return {key: value for key, value in (said or {}).items() if value is not None}


def described(value: object) -> str:
    """Name a value of a file in a sentence."""
    if isinstance(value, str):
        return f"'{value}'" if len(value) <= 40 else f"'{value[:40]}…'"  # noqa: PLR2004 - as much as helps
    return "a list" if isinstance(value, list) else "a mapping" if isinstance(value, dict) else "nothing"


TEXT = {"type": ["string", "number", "boolean", "null"]}
"""What a text may look like to an editor, which sees numbers and truth values where we see what was typed."""
TEXTS = {"anyOf": [TEXT, {"type": "array", "items": TEXT}]}
DAY = {"type": ["string", "null"], "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
COUNT = {"type": ["integer", "string", "null"], "minimum": 0, "maximum": 999_999, "pattern": "^[0-9]{1,6}$"}
_PERCENT, _PART = r"[0-9]{1,6}(\.[0-9]{1,6})? *%", r"0(\.[0-9]{1,6})?|1(\.0{1,6})?"
SHARE = {"type": ["number", "string", "null"], "minimum": 0, "maximum": 1, "pattern": f"^({_PERCENT}|{_PART})$"}
YES_NO = {
    "enum": [True, False, None, *sorted(word for one in _YES | _NO for word in (one, one.capitalize(), one.upper()))]
}
Day = Annotated[date | None, PlainValidator(day), WithJsonSchema(DAY)]
Share = Annotated[float | None, PlainValidator(share), WithJsonSchema(SHARE)]
Count = Annotated[int | None, PlainValidator(count), WithJsonSchema(COUNT)]
YesNo = Annotated[bool | None, PlainValidator(yes_no), WithJsonSchema(YES_NO)]
Text = Annotated[StrictStr | None, WithJsonSchema(TEXT)]
Texts = Annotated[
    tuple[str | None, ...],
    PlainValidator(texts),
    WithJsonSchema(TEXTS),
]
_OWN = {"^x-": {"description": "A key of your own, which orglint passes over."}}
FreeMap = Annotated[dict[str, object] | None, PlainValidator(free_map), WithJsonSchema({"type": ["object", "null"]})]
TextMap = Annotated[
    FreeMap, WithJsonSchema({"type": ["object", "null"], "patternProperties": _OWN, "additionalProperties": TEXT})
]
TextsMap = Annotated[FreeMap, WithJsonSchema({"type": ["object", "null"], "additionalProperties": TEXTS})]
