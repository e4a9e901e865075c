"""`orglint explain`: one rule as a page."""

from typing import Annotated

import typer

from orglint.cli.console import colored, write
from orglint.cli.exits import Code, CouldNot, ending
from orglint.core import nearest
from orglint.core.wording import joined
from orglint.report import Style
from orglint.rulebook import built_in


@ending
def explain(
    rule: Annotated[str, typer.Argument(help="The id of a rule, as findings name it.")],
    markdown: Annotated[bool, typer.Option("--markdown", help="Print the page as Markdown.")] = False,
    color: Annotated[str, typer.Option(help="Colour: auto, always or never.")] = "auto",
) -> Code:
    """Explain one rule: what it finds and why, an example, when it is fine, where it comes from."""
    book = built_in()
    named = {old: one.id for one in book.rules.values() for old in one.file.formerly}
    found = book.rules.get(named.get(rule, rule))
    if found is None:
        near = nearest(rule, tuple(book.rules))
        hint = f"; did you mean {joined(near, 'or')}?" if near else "; orglint rules lists all"
        raise CouldNot(f"there is no rule {rule}{hint}")
    from orglint.rule_page import page  # noqa: PLC0415 - only this command draws pages

    write(page(book, found, Style(color=not markdown and colored(color)), markdown=markdown), exact=markdown)
    return Code.CLEAN
