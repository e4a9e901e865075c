"""What is wrong with the words of a command line, in our own words."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from orglint.core import nearest
from orglint.core.wording import did_you_mean, joined
from orglint.rulebook import Rule, Rulebook, Unusable

_MOST = 3
"""Names that a sentence offers."""
_ALL = "; orglint rules lists all"


class CouldNot(Exception):  # noqa: N818 - the run ends with what it says
    """The run cannot go on, for reasons that the messages tell."""

    def __init__(self, *messages: str) -> None:
        super().__init__("\n".join(messages))
        self.messages = messages


def messages(trouble: Exception) -> list[str]:
    """Return what stopped a run, a line each."""
    if isinstance(trouble, Unusable):
        return [line for mistake in sorted(set(trouble.mistakes)) for line in mistake.lines]
    return list(trouble.messages) if isinstance(trouble, CouldNot) else [str(trouble)]


class Asked:
    """Reads the words of a command line and collects what is wrong with them, so that one run tells all of it."""

    def __init__(self) -> None:
        self._wrong: list[str] = []

    def wrong(self, *lines: str) -> None:
        """Add what is wrong."""
        self._wrong += lines

    def stop(self) -> None:
        """Raise CouldNot if anything is wrong."""
        if self._wrong:
            raise CouldNot(*self._wrong)

    def one_of(self, option: str, word: str, known: Iterable[str]) -> str:
        """Return a word that must be a known one, else the first known one."""
        names = tuple(known)
        if word in names:
            return word
        self.wrong(f"{option} takes {joined(names, 'or')}, not {_shown(word)}{meant(word, names)}")
        return names[0]

    def day(self, word: str | None) -> date:
        """Return the day that a word names, today (UTC) without one."""
        today = datetime.now(tz=UTC).date()
        if word is None:
            return today
        try:
            day = date.fromisoformat(word)
        except ValueError:
            day = None
        if day is None or day.isoformat() != word:
            self.wrong(f"--as-of takes a day such as 2026-01-31, not {_shown(word)}")
            return today
        return day

    def rules(self, option: str, given: Sequence[str] | None, book: Rulebook) -> tuple[str, ...]:
        """Return the rules and families that an option names, given several times or with commas between."""
        names = [name.strip() for listed in given or () for name in listed.split(",") if name.strip()]
        if given and not names:
            self.wrong(f"{option} takes rules or families, and names none; orglint rules lists them")
        current, known = _renamed(book), (*book.rules, *book.families, *book.broken)
        found = []
        for name in dict.fromkeys(current.get(name, name) for name in names):
            if name in known:
                found.append(name)
            else:
                hint = meant(name, known) or _ALL
                self.wrong(f"{option} names {_shown(name)}, and there is no such rule or family{hint}")
        return tuple(found)

    def rule(self, name: str, book: Rulebook) -> Rule:
        """Return the rule that a name stands for, else any rule."""
        found = book.rules.get(_renamed(book).get(name, name))
        if found is None:
            self.wrong(f"there is no rule {_shown(name)}{meant(name, tuple(book.rules)) or _ALL}")
        return found or next(iter(book.rules.values()))


def _renamed(book: Rulebook) -> dict[str, str]:
    return {old: rule.id for rule in book.rules.values() for old in rule.file.formerly}


def meant(word: str, known: Sequence[str]) -> str:
    """Return the end of a sentence that names the known words nearest to one that is not known."""
    begun = [name for name in known if word and name.startswith(word)]
    return did_you_mean(nearest(word, known) or tuple(begun[:_MOST]))


def _shown(word: str) -> str:
    return word or "nothing"


def value_of(option: str, words: Sequence[str]) -> str:
    """Return the value of an option on a command line that need not be one that could be read."""
    value = ""
    for at, word in enumerate(words):
        if word == "--":
            break
        if word == option:
            value = words[at + 1] if at + 1 < len(words) else ""
        elif word.startswith(f"{option}="):
            value = word.removeprefix(f"{option}=")
    return value


def is_usage(error: Exception) -> bool:
    """Return whether typer itself could not read a command line."""
    return hasattr(error, "format_message")


def told(error: Any, words: Sequence[str]) -> list[str]:
    """Return what typer says about a command line that it could not read; its help it shows itself."""
    sort = type(error).__name__
    if sort == "NoArgsIsHelpError":
        error.show()
        return []
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else f"orglint {' '.join(words[:1])}".rstrip()
    if sort == "NoSuchOption":
        params = error.ctx.command.params if error.ctx is not None else ()
        long = error.option_name.startswith("--")
        near = meant(error.option_name, [name for param in params for name in param.opts]) if long else ""
        return [f"there is no option {error.option_name}{near or f'; {command} --help lists all'}"]
    if sort == "MissingParameter" and error.param is not None:
        return [f"{error.param.metavar or error.param.name} is missing; {command} --help tells more"]
    said = str(error.format_message()).removesuffix(".")
    return [f"{said[:1].lower()}{said[1:]}; {command} --help tells more"]
