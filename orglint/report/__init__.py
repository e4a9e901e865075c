"""One file per output format, each a pure function of a report to text. Sees nothing but core."""

from collections.abc import Callable, Mapping

from orglint.core import Report
from orglint.report import github, json, sarif, text
from orglint.report.style import Style

Render = Callable[[Report, Style], str]

FORMATS: Mapping[str, Render] = {
    "full": text.full,
    "concise": text.concise,
    "json": json.render,
    "sarif": sarif.render,
    "github": github.render,
}
"""The formats by name. A new one is one file, and one line here."""

FOR_PEOPLE = frozenset({"full", "concise"})
FAILED: Mapping[str, Callable[[list[str]], str]] = {"json": json.failed, "sarif": sarif.failed}
"""How a format says that nothing could be checked, where it must stay a valid document."""

__all__ = ["FAILED", "FORMATS", "FOR_PEOPLE", "Render", "Style"]
