"""`orglint rules`: all rules in a table."""

from json import dumps
from typing import Annotated, Any

import typer

from orglint.cli.console import write
from orglint.cli.exits import Code
from orglint.cli.usage import Asked
from orglint.core.wording import joined
from orglint.report.cells import width
from orglint.rulebook import Rule, built_in

FORMATS = ("table", "json")


def rules(
    output_format: Annotated[
        str,
        typer.Option(
            "--format", help=f"{joined(FORMATS, 'or')}.", metavar="FORMAT", autocompletion=lambda: list(FORMATS)
        ),
    ] = "table",
) -> Code:
    """List all rules."""
    asked = Asked()
    wanted = asked.one_of("--format", output_format, FORMATS)
    asked.stop()
    listed = list(built_in().rules.values())
    if wanted == "json":
        write(dumps([_entry(rule) for rule in listed], ensure_ascii=False, indent=2) + "\n", exact=True)
    else:
        write(_table(listed))
    return Code.CLEAN


def _entry(rule: Rule) -> dict[str, Any]:
    info = rule.info
    return {
        "id": info.id,
        "family": info.family,
        "kind": rule.kind_name,
        "severity": info.severity.word,
        "status": info.status,
        "profiles": list(info.profiles),
        "summary": info.summary,
    }


def _table(listed: list[Rule]) -> str:
    rows = [("rule", "severity", "profiles", "finds")]
    rows += [(rule.id, rule.info.severity.word, ", ".join(rule.info.profiles), rule.info.summary) for rule in listed]
    widths = [max(width(row[column]) for row in rows) for column in range(3)]
    lines = []
    family = ""
    for at, row in enumerate(rows):
        if at and listed[at - 1].family != family:
            family = listed[at - 1].family
            lines.append(f"\n{family}")
        cells = [cell.ljust(widths[column]) for column, cell in enumerate(row[:3])]
        lines.append("  ".join([*cells, row[3]]).rstrip())
    return "\n".join(lines) + "\n"
