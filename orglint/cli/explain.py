"""`orglint explain`: one rule as a page."""

from typing import Annotated

import typer

from orglint.cli.console import COLORS, colored, write
from orglint.cli.exits import Code
from orglint.cli.options import Color
from orglint.cli.usage import Asked
from orglint.report import Style
from orglint.rulebook import built_in


def _ids() -> list[str]:
    return list(built_in().rules)


def explain(
    rule: Annotated[
        str, typer.Argument(help="The id of a rule, as findings name it.", metavar="RULE", autocompletion=_ids)
    ],
    markdown: Annotated[bool, typer.Option("--markdown", help="Print the page as Markdown.")] = False,
    color: Color = "auto",
) -> Code:
    """Explain one rule.

    What it finds and why, an example, when it is fine, where it comes from.
    """
    asked = Asked()
    when = asked.one_of("--color", color, COLORS)
    book = built_in()
    found = asked.rule(rule, book)
    asked.stop()
    from orglint.rule_page import page  # noqa: PLC0415 - only this command draws pages

    write(page(book, found, Style(color=not markdown and colored(when)), markdown=markdown), exact=markdown)
    return Code.CLEAN
