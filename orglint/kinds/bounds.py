"""The bounds of a figure: a number, a share in per cent, or one of several that a field of the subject chooses."""

from collections.abc import Mapping
from re import fullmatch
from typing import Annotated

from pydantic import BeforeValidator, Field

from orglint.org import described

_WRITTEN = r"\s*(\d+(?:\.\d+)?)\s*(%?)\s*"
BY, ELSE = "by", "else"


def _number(value: object) -> float:
    """Read a bound: a number, or a share in per cent."""
    found = fullmatch(_WRITTEN, value) if isinstance(value, str) else None
    number = float(found[1]) / (100 if found[2] else 1) if found else value
    if isinstance(number, bool) or not isinstance(number, int | float) or not 0 <= number < float("inf"):
        message = f"takes a number from 0 up, or a share such as 25%, not {described(value)}"
        raise ValueError(message)
    return float(number)


def _bound(value: object) -> object:
    """Read a bound, or one for each value of a field."""
    if value is None:
        return None
    if not isinstance(value, Mapping):
        return _number(value)
    if not isinstance(value.get(BY), str):
        message = "says by which field its bounds differ, as in by: tags"
        raise ValueError(message)  # noqa: TRY004 - the validator tells a value error
    return {str(key): one if key == BY else _number(one) for key, one in value.items()}


Written = Annotated[float, Field(ge=0)] | Annotated[str, Field(pattern=f"^{_WRITTEN}$")]
"""A bound as it is written."""
Bound = Annotated[
    float | dict[str, float | str], BeforeValidator(_bound, json_schema_input_type=Written | dict[str, float | str])
]


def field_of(bound: "float | dict[str, float | str] | None") -> str:
    """Return the field that chooses, empty where nothing is chosen."""
    return str(bound[BY]) if isinstance(bound, dict) else ""


def keys_of(bound: "float | dict[str, float | str] | None") -> list[str]:
    """Return the values that choose, and `else`."""
    return [key for key in bound if key != BY] if isinstance(bound, dict) else []


def numbers(bound: "float | dict[str, float | str] | None") -> list[float]:
    """Return all numbers that a bound can be."""
    if isinstance(bound, dict):
        return [float(one) for key, one in bound.items() if key != BY]
    return [] if bound is None else [bound]


def chosen(bound: dict[str, float | str], said: object) -> float | None:
    """Return the bound of the first key that a field says, else the one for all others."""
    items = said if isinstance(said, list | tuple | set | frozenset) else (said,)
    key = next((key for key in bound if key not in (BY, ELSE) and key in items), ELSE)
    return float(bound[key]) if key in bound else None
