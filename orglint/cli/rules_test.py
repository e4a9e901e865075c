"""`orglint rules test`: the examples of rules as their tests."""

from typing import Annotated

import typer

from orglint.cli.console import write
from orglint.cli.exits import Code
from orglint.cli.options import RulePaths
from orglint.cli.usage import Asked
from orglint.core.wording import escaped
from orglint.rulebook import Unusable


def rules_test(
    paths: RulePaths = None,
    mutate: Annotated[
        bool,
        typer.Option("--mutate", help="Change each rule in small ways, and tell which changes no example notices."),
    ] = False,
    built_in: Annotated[bool, typer.Option("--built-in", help="Test the rules of orglint itself.")] = False,
) -> Code:
    """Run the examples of rules, each with only its rule on.

    A valid example gives no finding; an invalid one gives a finding on each line marked # finding (# 2 findings for
    two) and nowhere else. Without PATHS it takes the folders that rule_dirs names in the orglint.yaml nearest above the
    current folder, and without these the rules of orglint itself. A change that no example notices calls for one more
    example, or for an entry under unnoticed in the rule file: the change, and the reason. Exit codes: 0 all is as
    marked, 1 it is not, 2 a rule has mistakes.
    """
    asked = Asked()
    if built_in and paths:
        asked.wrong("--built-in tests the rules of orglint itself, and takes no PATHS")
    asked.stop()
    from orglint.rule_author import desk  # noqa: PLC0415 - only authors of rules need it
    from orglint.rule_tests import report  # noqa: PLC0415 - as above

    found = desk(tuple(paths or ()), built_in_ones=built_in)
    if found.mistakes:
        raise Unusable(found.mistakes)
    tested = report(found.book, found.rules, found.vocabulary, found.extra, mutate=mutate)
    write("".join(f"{escaped(line)}\n" for line in tested.lines))
    return Code.FOUND if tested.fails else Code.CLEAN
