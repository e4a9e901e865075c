"""The options of commands: their names, what they mean, and what completes them."""

from pathlib import Path
from typing import Annotated

import typer

from orglint.cli.console import COLORS
from orglint.core import Severity
from orglint.core.wording import joined
from orglint.report import FORMATS

LEVELS = tuple(severity.word for severity in reversed(Severity))

Paths = Annotated[
    list[str] | None,
    typer.Argument(help="Files and folders; - reads standard input.", metavar="PATHS", show_default=False),
]
Format = Annotated[
    str,
    typer.Option(
        "--format",
        help=f"One of {joined(tuple(FORMATS), 'or')}.",
        metavar="FORMAT",
        autocompletion=lambda: list(FORMATS),
    ),
]
OutputFile = Annotated[
    Path | None, typer.Option(help="Write the report here, and text for people to the terminal.", metavar="PATH")
]
Only = Annotated[
    list[str] | None,
    typer.Option("--select", help="Run only these rules or families, with commas between.", metavar="RULES"),
]
LeftOut = Annotated[
    list[str] | None, typer.Option(help="Rules or families to leave out, with commas between.", metavar="RULES")
]
FailOn = Annotated[
    str | None,
    typer.Option(
        help=f"The least severity that fails: {joined(LEVELS, 'or')}.",
        metavar="LEVEL",
        autocompletion=lambda: list(LEVELS),
    ),
]
AsOf = Annotated[str | None, typer.Option(help="Judge this day instead of today (UTC).", metavar="YYYY-MM-DD")]
Color = Annotated[
    str, typer.Option(help=f"Colour: {joined(COLORS, 'or')}.", metavar="WHEN", autocompletion=lambda: list(COLORS))
]
StdinName = Annotated[str, typer.Option(help="The file that standard input stands for.", metavar="PATH")]
SettingsPath = Annotated[
    Path | None, typer.Option("--settings", help="Take the settings from this file.", metavar="PATH")
]
Plugins = Annotated[
    list[str] | None,
    typer.Option(
        "--plugin",
        help="Take rules written in Python from here too: an installed plugin, a module, or a file that ends in .py.",
        metavar="PLUGIN",
    ),
]
Statistics = Annotated[
    bool, typer.Option("--statistics", help="Count the findings of each rule instead of listing them.")
]
ExitZero = Annotated[bool, typer.Option("--exit-zero", help="End with 0 where findings would end with 1.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print findings and nothing else.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say what was looked at, hidden, and not run.")]
RulePaths = Annotated[
    list[Path] | None,
    typer.Argument(help="Rule files, and folders of them.", metavar="PATHS", show_default=False),
]
