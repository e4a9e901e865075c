"""`orglint rules new`: a rule to begin with."""

from typing import Annotated

import typer

from orglint.cli.console import write
from orglint.cli.exits import Code
from orglint.cli.usage import CouldNot
from orglint.kinds import BY_NAME
from orglint.outside import reason, shown_path


def rules_new(
    kind: Annotated[
        str,
        typer.Argument(
            help=f"The kind of check: {', '.join(BY_NAME)}.", metavar="KIND", autocompletion=lambda: list(BY_NAME)
        ),
    ],
    name: Annotated[str, typer.Argument(help="The id of the rule, such as no-chair-liaison.", metavar="ID")],
    family: Annotated[str, typer.Option(help="The family, which is the folder of the file.", metavar="FAMILY")] = "own",
    rule_dir: Annotated[
        str | None,
        typer.Option(
            "--dir",
            help="The folder of own rules; the first of rule_dirs, else policies.",
            metavar="FOLDER",
            show_default=False,
        ),
    ] = None,
) -> Code:
    """Write a rule to begin with.

    The file is FOLDER/FAMILY/ID.yaml: a rule of the kind with comments on its keys, and examples that hold already.
    What is there stays as it is.
    """
    from orglint.rule_author import begin, planned  # noqa: PLC0415 - only authors of rules need it

    plan, wrong = planned(kind, name, family, rule_dir)
    if plan is None:
        raise CouldNot(*wrong)
    try:
        begin(plan)
    except OSError as error:
        raise CouldNot(f"{plan.path} cannot be written: {reason(error)}") from None
    write("\n".join([f"{shown_path(plan.path)} is written", *plan.next_steps]) + "\n")
    return Code.CLEAN
