"""`orglint rules show`: one rule as it runs."""

from typing import Annotated

import typer

from orglint.cli.console import write
from orglint.cli.exits import Code
from orglint.cli.files import Files
from orglint.cli.options import SettingsPath
from orglint.cli.usage import Asked
from orglint.rulebook import built_in


def _ids() -> list[str]:
    return list(built_in().rules)


def rules_show(
    name: Annotated[str, typer.Argument(help="The id of a rule.", metavar="ID", autocompletion=_ids)],
    settings_path: SettingsPath = None,
) -> Code:
    """Print a rule as it runs, after settings.

    The rule as YAML, with the severity and the bounds that the orglint.yaml nearest above the current folder says, and
    whether it is on, and why.
    """
    asked = Asked()
    selection = Files(asked, (), settings_path, "").selection(asked, None, None, None)
    rule = asked.rule(name, selection.book)
    asked.stop()
    from orglint.rule_shown import shown  # noqa: PLC0415 - only this command writes YAML

    write(shown(selection, rule), exact=True)
    return Code.CLEAN
