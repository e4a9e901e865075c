"""The world outside: files, folders, the settings file, standard input. The only room that touches them."""

from orglint.outside.files import STDIN, Gathered, NothingToCheck, gather, missing, shown_path
from orglint.outside.settings_file import settings_for

__all__ = ["STDIN", "Gathered", "NothingToCheck", "gather", "missing", "settings_for", "shown_path"]
