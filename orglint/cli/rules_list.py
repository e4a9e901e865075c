"""`orglint rules list`: all rules in a table."""

from json import dumps
from typing import Annotated, Any

import typer

from orglint.cli.console import write
from orglint.cli.exits import Code
from orglint.cli.usage import Asked
from orglint.core.wording import joined
from orglint.org import with_own
from orglint.outside import own_rules, settings_for
from orglint.report.cells import width
from orglint.rulebook import Rule, Rulebook, Unusable, built_in

FORMATS = ("table", "json")
_OWN = "*"

ListFormat = Annotated[
    str,
    typer.Option("--format", help=f"{joined(FORMATS, 'or')}.", metavar="FORMAT", autocompletion=lambda: list(FORMATS)),
]


def rules_list(output_format: ListFormat = "table") -> Code:
    """List all rules.

    Own rules are among them, marked with *: those in the folders that rule_dirs names in the orglint.yaml nearest above
    the current folder.
    """
    asked = Asked()
    wanted = asked.one_of("--format", output_format, FORMATS)
    asked.stop()
    listed = list(_book().rules.values())
    if wanted == "json":
        write(dumps([_entry(rule) for rule in listed], ensure_ascii=False, indent=2) + "\n", exact=True)
    else:
        write(_table(listed))
    return Code.CLEAN


def _book() -> Rulebook:
    """Return all rules there are; raises Unusable where own ones cannot be read."""
    found = settings_for(())
    texts, unread = own_rules(found.settings, found.pointer)
    book, wrong = built_in().with_own(texts, with_own(found.settings.extra))
    if found.mistakes or unread or wrong:
        raise Unusable([*found.mistakes, *unread, *wrong])
    return book


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
        "own": rule.own,
    }


def _table(listed: list[Rule]) -> str:
    rows = [("rule", "severity", "profiles", "finds")]
    rows += [
        (
            f"{rule.id}{_OWN if rule.own else ''}",
            rule.info.severity.word,
            ", ".join(rule.info.profiles),
            rule.info.summary,
        )
        for rule in listed
    ]
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
