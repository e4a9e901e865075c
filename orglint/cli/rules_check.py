"""`orglint rules check`: everything that is wrong with rules, before they judge anything."""

from orglint.cli.console import say, write
from orglint.cli.exits import Code
from orglint.cli.options import RulePaths
from orglint.core.wording import plural
from orglint.rulebook import Unusable


def rules_check(paths: RulePaths = None) -> Code:
    """Check rule files, and nothing else.

    Tells every mistake with its place and the nearest known name. Without PATHS it looks at the folders that rule_dirs
    names in the orglint.yaml nearest above the current folder, and without these at the rules of orglint itself. Roles,
    duties and teams are looked up in the organisation of that orglint.yaml; where there is none, in what the rule's own
    examples declare. Exit codes: 0 all rules are fine, 2 something is to be mended.
    """
    from orglint.rule_author import desk  # noqa: PLC0415 - only authors of rules need it

    found = desk(tuple(paths or ()))
    if found.mistakes:
        raise Unusable(found.mistakes)
    if not found.looked_up:
        say("a part of the organisation could not be read, so that names of roles, duties and teams were not looked up")
    write(f"{plural(len(found.rules), 'rule')} of {found.where}: nothing to mend\n")
    return Code.CLEAN
