"""What the formats for machines share."""

from json import dumps
from re import Match
from typing import Any

from orglint.report.cells import UNSAFE_IN_JSON


def dumped(document: dict[str, Any]) -> str:
    """Return a document as JSON, which can be written as UTF-8 whatever names it holds, and looked at on a screen."""
    text = dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
    return UNSAFE_IN_JSON.sub(_escape, text) + "\n"


def _escape(found: Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}" if found[0].isascii() else dumps(found[0])[1:-1]
