"""How a report is wanted: colour or not, how much is told."""

from dataclasses import dataclass

from orglint.core import Severity

_CODES = {"bold": "1", "red": "1;31", "yellow": "1;33", "blue": "1;34", "cyan": "1;36", "dim": "2"}
_OF_SEVERITY = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


@dataclass(frozen=True, slots=True)
class Style:
    """What a text report looks like; machine formats tell everything. `notes` are what stands below a snippet."""

    color: bool = False
    quiet: bool = False
    verbose: bool = False
    statistics: bool = False
    notes: bool = True

    def paint(self, text: str, color: str) -> str:
        """Colour a text, if colour is wanted."""
        return f"\x1b[{_CODES[color]}m{text}\x1b[0m" if self.color and text else text

    def weighed(self, text: str, severity: Severity) -> str:
        """Colour a text as its severity has it."""
        return self.paint(text, _OF_SEVERITY[severity])
