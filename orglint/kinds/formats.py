"""The formats of texts that rules may ask for. Every pattern is read once from left to right, so that none is slow."""

from collections.abc import Callable, Mapping
from re import ASCII, IGNORECASE, compile  # noqa: A004 - the verb of the standard library
from typing import Literal

from pydantic_core import PydanticCustomError

from orglint.org.scalars import day

FormatName = Literal["kebab-case", "email", "url", "date", "integer", "glob"]
MOST_CHARACTERS = 2_000
"""A text that is longer is of no format: nobody means it."""

_KEBAB = compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", ASCII)
_LABEL = r"[^\W_](?:[^\W_]|-(?=-*[^\W_]))*"
_EMAIL = compile(rf"[^\s@<>()\[\],;:\"\\]{{1,64}}@{_LABEL}(?:\.{_LABEL})+")
_URL = compile(r"[a-z][a-z0-9+.-]*://[^\s/?#<>\"]+(?:[/?#][^\s<>\"]*)?", ASCII | IGNORECASE)
_GLOB = compile(r"(?:[^\[\]{}]|\[(?:[!^][^\]]+|[^\]!^][^\]]*)\]|\{[^{}]+\})+")
_INTEGER = compile(r"[+-]?[0-9]+", ASCII)


def _is_date(text: str) -> bool:
    try:
        return day(text) is not None
    except PydanticCustomError:
        return False


def _is_glob(text: str) -> bool:
    """Return whether a text is a pattern of paths: brackets and braces closed, stars that mean something."""
    odd = text != text.strip() or "***" in text or "//" in text or not text.isprintable()
    return not odd and _GLOB.fullmatch(text) is not None


_FORMATS: Mapping[str, Callable[[str], bool]] = {
    "kebab-case": lambda text: _KEBAB.fullmatch(text) is not None,
    "email": lambda text: _EMAIL.fullmatch(text) is not None,
    "url": lambda text: _URL.fullmatch(text) is not None,
    "date": _is_date,
    "integer": lambda text: _INTEGER.fullmatch(text) is not None,
    "glob": _is_glob,
}
EXAMPLES: Mapping[str, str] = {
    "kebab-case": "kebab-case such as web-shop",
    "email": "an email address such as ana@example.org",
    "url": "a URL such as https://example.org",
    "date": "a date such as 2026-01-31",
    "integer": "a whole number",
    "glob": "a pattern of paths such as docs/**",
}
"""How each format is called in a sentence."""


def fits(text: str, name: FormatName) -> bool:
    """Return whether a text is of a format."""
    return len(text) <= MOST_CHARACTERS and _FORMATS[name](text)
