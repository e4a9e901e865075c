"""The world outside: files, folders, the settings file, standard input. The only room that touches them."""

from orglint.outside.files import Gathered, NothingToCheck, gather, shown_path
from orglint.outside.settings_file import find, load

__all__ = ["Gathered", "NothingToCheck", "find", "gather", "load", "shown_path"]
