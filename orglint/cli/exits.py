"""How a run ends: every exit code is decided here, for all commands."""

import sys
from collections.abc import Callable
from enum import IntEnum
from functools import wraps
from typing import ParamSpec

import typer

from orglint.cli.console import say, silence
from orglint.outside import NothingToCheck
from orglint.rulebook import Unusable

P = ParamSpec("P")


class Code(IntEnum):
    """What an exit code means, the same for every command and format."""

    CLEAN = 0
    FOUND = 1
    COULD_NOT_CHECK = 2
    FAULT = 3
    INTERRUPTED = 130


class CouldNot(Exception):  # noqa: N818 - the run ends with what it says
    """The run cannot go on, for reasons that the messages tell."""

    def __init__(self, *messages: str) -> None:
        super().__init__("\n".join(messages))
        self.messages = list(messages)


def ending(command: Callable[P, Code]) -> Callable[P, None]:
    """Let a command return its code, and map everything that may stop it to one."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        raise typer.Exit(_code(lambda: command(*args, **kwargs)))

    return run


def _code(body: Callable[[], Code]) -> Code:
    try:
        return body()
    except (CouldNot, NothingToCheck, Unusable) as trouble:
        say(*messages(trouble))
        return Code.COULD_NOT_CHECK
    except KeyboardInterrupt:
        say("interrupted")
        return Code.INTERRUPTED
    except BrokenPipeError:
        silence()
        return Code.CLEAN
    except Exception as fault:
        say(fault_line(f"{type(fault).__name__}: {fault}"), "run with --traceback to see where")
        if "--traceback" in sys.argv:
            raise
        return Code.FAULT


def messages(trouble: Exception) -> list[str]:
    """Return what stopped a run, a line each."""
    if isinstance(trouble, Unusable):
        return [str(mistake) for mistake in trouble.mistakes]
    return str(trouble).splitlines()


def fault_line(error: str) -> str:
    """Return the line that tells of a fault of orglint itself."""
    return f"a fault in orglint itself: {error}; please report it with the file that shows it"
