"""The world outside: files, folders, the settings file, standard input. The only room that touches them."""

from orglint.outside.files import STDIN, Gathered, NothingToCheck, gather, missing, shown_path
from orglint.outside.rule_files import own_rules, rules_at
from orglint.outside.settings_file import settings_for
from orglint.outside.texts import reason

__all__ = [
    "STDIN",
    "Gathered",
    "NothingToCheck",
    "gather",
    "missing",
    "own_rules",
    "reason",
    "rules_at",
    "settings_for",
    "shown_path",
]
