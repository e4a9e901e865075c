"""The command line: one file per command, each a few lines of glue that end in an exit code."""

import os
from gc import disable
from typing import Annotated

# pydantic would look through everything that is installed for plugins of its own, and load them.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

import typer

from orglint.cli.check import check
from orglint.cli.console import finish
from orglint.cli.exits import Code
from orglint.cli.explain import explain
from orglint.cli.line import CommandLine
from orglint.cli.rules import rules
from orglint.cli.schema import schema
from orglint.cli.settings import settings

app = typer.Typer(
    cls=CommandLine,
    help="The linter for organisations kept as code: who holds which role and duty, where duties collide, "
    "where nobody holds one.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(check)
app.command()(explain)
app.add_typer(rules, name="rules")
app.command()(schema)
app.command()(settings)


def _version(*, wanted: bool) -> None:
    if not wanted:
        return
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - slow, and only this needs it

    from orglint.document import fast_is_there  # noqa: PLC0415 - as above

    try:
        number = version("orglint")
    except PackageNotFoundError:
        number = "(not installed)"
    reader = "C" if fast_is_there() else "pure Python"
    typer.echo(f"orglint {number} ({reader} YAML reader)")
    raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            help="Print the version, and which reader is at work.",
            is_eager=True,
            callback=lambda wanted: _version(wanted=wanted),
        ),
    ] = False,
) -> None:
    del version


def main() -> None:
    """Run the command line, and end the process at once.

    Taking an organisation of many objects apart again would take longer than judging it did.
    """
    disable()
    try:
        code = Code(app(prog_name="orglint", standalone_mode=False))
    except KeyboardInterrupt:
        code = Code.INTERRUPTED
    finish(code)
