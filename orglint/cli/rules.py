"""`orglint rules`: the commands of those who write rules, and the list of all rules."""

from typing import Any

import typer

from orglint.cli.line import Commands
from orglint.cli.rules_check import rules_check
from orglint.cli.rules_list import ListFormat, rules_list
from orglint.cli.rules_new import rules_new
from orglint.cli.rules_show import rules_show
from orglint.cli.rules_test import rules_test

rules = typer.Typer(cls=Commands, rich_markup_mode=None, context_settings={"help_option_names": ["-h", "--help"]})
rules.command("list")(rules_list)
rules.command("check")(rules_check)
rules.command("test")(rules_test)
rules.command("new")(rules_new)
rules.command("show")(rules_show)


@rules.callback(invoke_without_command=True)
def every(context: typer.Context, output_format: ListFormat = "table") -> Any:
    """List all rules, or check, test, begin and show rules of your own.

    Without a command it lists all rules. An own rule is one YAML file in a folder that rule_dirs names in orglint.yaml:
    begin with orglint rules new exclusive ID.
    """
    return rules_list(output_format) if context.invoked_subcommand is None else None
