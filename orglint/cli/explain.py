"""`orglint explain`: one rule as a page, or why it speaks of somebody or does not."""

from typing import TYPE_CHECKING, Annotated

import typer

from orglint.cli.console import COLORS, colored, write
from orglint.cli.exits import Code
from orglint.cli.files import Files
from orglint.cli.options import AsOf, Color, Paths, Plugins, SettingsPath
from orglint.cli.usage import Asked, CouldNot, meant
from orglint.core.wording import joined
from orglint.pipeline import Reading
from orglint.report import Style
from orglint.rulebook import Rule, Rulebook, built_in

if TYPE_CHECKING:
    from orglint.rule_trace import Subject


def _ids() -> list[str]:
    return list(built_in().rules)


def explain(
    rule: Annotated[
        str, typer.Argument(help="The id of a rule, as findings name it.", metavar="RULE", autocompletion=_ids)
    ],
    paths: Paths = None,
    subject: Annotated[
        str,
        typer.Option(
            "--for",
            help="Say why the rule speaks of this person, team or product, or does not: ana, team:checkout, org.",
            metavar="SUBJECT",
        ),
    ] = "",
    markdown: Annotated[bool, typer.Option("--markdown", help="Print the page as Markdown.")] = False,
    as_of: AsOf = None,
    settings_path: SettingsPath = None,
    plugin: Plugins = None,
    color: Color = "auto",
) -> Code:
    """Explain one rule.

    What it finds and why, an example, when it is fine, where it comes from. With --for, what it looked at in the files
    under PATHS for one subject: the seats, the way through roles, and which condition was not met.
    """
    asked = Asked()
    when = asked.one_of("--color", color, COLORS)
    day = asked.day(as_of)
    if paths and not subject:
        asked.wrong("explain takes PATHS together with --for, which says whom it is about")
    files = Files(asked, tuple(paths or ()) if subject else (), settings_path, "", plugin or ())
    selection = files.selection(asked, None, None, None)
    found = asked.rule(rule, selection.book)
    asked.stop()
    if not subject:
        _page(selection.book, found, Style(color=not markdown and colored(when)), markdown=markdown)
        return Code.CLEAN
    from orglint.org import View  # noqa: PLC0415 - only this command draws pages
    from orglint.rule_trace import explained  # noqa: PLC0415 - as above
    from orglint.trace_page import page  # noqa: PLC0415 - as above

    reading, selection = files.reading(selection)
    traced = explained(reading, selection, found, _meant(reading, subject), day)
    write(page(traced, View(reading.org, day, reading.model), reading.lines))
    return Code.CLEAN


def _page(book: Rulebook, rule: Rule, style: Style, *, markdown: bool) -> None:
    from orglint.rule_page import page  # noqa: PLC0415 - only this command draws pages

    write(page(book, rule, style, markdown=markdown), exact=markdown)


def _meant(reading: Reading, name: str) -> "Subject":
    """Return what a name stands for; raises CouldNot where that is nothing, or several things."""
    from orglint.rule_trace import CLASSES, known_names, ref_of, subjects  # noqa: PLC0415 - only here are names looked up

    found = subjects(reading.org, name)
    if len(found) == 1:
        return found[0]
    if found:
        names = [f"{ref_of(one).kind}:{ref_of(one).id or 'org'}" for one in found]
        raise CouldNot(f"{name} names {joined(names)}; write one of these")
    cls, colon, bare = name.partition(":")
    hint = meant(cls, CLASSES) if colon and cls not in CLASSES else ""
    if hint:
        raise CouldNot(f"{name} begins with {cls}, and there is no such class{hint}")
    said = bare if colon and cls in CLASSES else name
    raise CouldNot(f"nobody and nothing in these files is called {name}{meant(said, known_names(reading.org, cls))}")
