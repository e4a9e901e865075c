"""What a command that judges an organisation is asked to look at, and by which rules."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from orglint.cli.options import LEVELS
from orglint.cli.usage import Asked, messages
from orglint.core import Severity
from orglint.core.wording import joined, plural
from orglint.org import with_own
from orglint.outside import STDIN, NothingToCheck, gather, missing, own_rules, settings_for
from orglint.pipeline import Reading, understand
from orglint.rulebook import Mistake, Rulebook, Selection, Unusable, built_in, named, select

if TYPE_CHECKING:
    from orglint.rulebook.python_rule import PythonRule

Names = Sequence[str] | None


class Files:
    """The paths of a command line, the settings that hold for them, and the file that standard input stands for."""

    def __init__(
        self, asked: Asked, paths: Sequence[str], settings: Path | None, stdin_name: str, plugins: Sequence[str] = ()
    ) -> None:
        self._paths = paths
        self._python = plugged_in(asked, plugins)
        self._stdin_name = stdin_name
        self._found = settings_for(paths, settings, stdin_name)
        asked.wrong(*missing((*paths, *(() if settings is None else (str(settings),)))))
        if stdin_name and STDIN not in paths:
            asked.wrong(f"--stdin-filename names what {STDIN} stands for, and {STDIN} is not among the paths")

    def selection(self, asked: Asked, only: Names, left_out: Names, fail_on: str | None) -> Selection:
        """Return the rules to run: what the settings say, and what the command line says over it."""
        book, wrong = self._book()
        select_, ignore = asked.rules("--select", only, book), asked.rules("--ignore", left_out, book)
        settings = self._found.settings._replace(select=select_, ignore=ignore)
        if fail_on is not None:
            settings = settings._replace(fail_on=Severity.of(asked.one_of("--fail-on", fail_on, LEVELS)))
        try:
            return select(book, settings, self._found.pointer, [*self._found.mistakes, *wrong])
        except Unusable as trouble:
            asked.wrong(*messages(trouble))
            return Selection(book, settings)

    def _book(self) -> tuple[Rulebook, list[Mistake]]:
        """Return the built-in rules and the organisation's own, and what is wrong with these.

        What the settings' `extra` declares is for own rules to ask.
        """
        texts, unread = own_rules(self._found.settings, self._found.pointer)
        book, wrong = built_in().with_own(texts, with_own(self._found.settings.extra), self._python)
        return book, [*unread, *wrong]

    def reading(self, selection: Selection) -> tuple[Reading, Selection]:
        """Return what was understood of the files, and the rules that name only what there is.

        Raises NothingToCheck where no file is about an organisation, Unusable where a rule names what nothing declares.
        """
        settings = selection.settings
        gathered = gather(self._paths, settings, root=self._found.root, stdin_name=self._stdin_name)
        reading = understand(
            gathered.sources,
            selection.book.vocabulary,
            problems=gathered.problems,
            closed=bool(settings.path),
            extra=settings.extra,
        )
        selection = named(selection, reading.org)
        if not _is_about_something(reading):
            where, files = joined(self._paths) or "this folder", plural(len(gathered.sources), "file")
            words = "a document of one begins with team, people, teams, products or activities"
            raise NothingToCheck(f"nothing in {where} is about an organisation ({files} looked at); {words}")
        return reading, selection


def plugged_in(asked: Asked, plugins: Sequence[str]) -> "list[PythonRule]":
    """Return the rules of the plugins that a command line names; no others are ever looked for."""
    if not plugins:
        return []
    from orglint.outside.plugins import rules_of  # noqa: PLC0415 - looks through what is installed

    rules, untold = rules_of(plugins)
    asked.wrong(*untold)
    return rules


def _is_about_something(reading: Reading) -> bool:
    """Return whether anything that was read is about an organisation, or was meant to be."""
    read = {source.path for source in reading.sources}
    return bool(reading.problems) or reading.documents > sum(path in read for path in reading.unmarked)
