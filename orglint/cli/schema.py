"""`orglint schema`: what an editor needs to know of the files that people write."""

from typing import Annotated

import typer

from orglint.cli.console import write
from orglint.cli.exits import Code
from orglint.cli.usage import Asked
from orglint.rulebook import built_in

NAMES = ("org", "settings", "rule")


def schema(
    of: Annotated[
        str,
        typer.Argument(
            help="What to describe: an organisation (org), the settings, or a rule.",
            metavar="NAME",
            autocompletion=lambda: list(NAMES),
        ),
    ],
) -> Code:
    """Print a JSON Schema.

    Editors complete keys and names by it, and show what each is for.
    """
    asked = Asked()
    name = asked.one_of("orglint schema", of, NAMES)
    asked.stop()
    from orglint.schemas import text  # noqa: PLC0415 - only this command describes files

    write(text(name, built_in()), exact=True)
    return Code.CLEAN
