"""How a run ends: every exit code is decided here, for all commands."""

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from enum import IntEnum
from pathlib import Path

import typer

from orglint.cli import usage
from orglint.cli.console import say, silence, write
from orglint.cli.usage import CouldNot
from orglint.core.wording import escaped
from orglint.outside import NothingToCheck, reason
from orglint.report import FAILED
from orglint.rulebook import Unusable

ISSUES = "https://github.com/orglint/orglint/issues"
TRACEBACK = "ORGLINT_TRACEBACK"
"""The environment variable that asks to see where a fault of orglint itself happened."""


class Code(IntEnum):
    """What an exit code means, the same for every command and format."""

    CLEAN = 0
    FOUND = 1
    COULD_NOT_CHECK = 2
    FAULT = 3
    INTERRUPTED = 130


def ended(run: Callable[[], object], words: Sequence[str]) -> Code:
    """Run a command line that consists of these words, and map everything that may stop it to a code."""
    try:
        return _ended(run, words)
    except (KeyboardInterrupt, typer.Abort):
        say("interrupted")
        return Code.INTERRUPTED
    except Exception as fault:  # noqa: BLE001 - whatever it is, it must not read as findings
        return _fault(fault)


def _ended(run: Callable[[], object], words: Sequence[str]) -> Code:
    try:
        code = _code(run())
    except (CouldNot, NothingToCheck, Unusable) as trouble:
        return _could_not(usage.messages(trouble), words)
    except BrokenPipeError:
        silence()
        return Code.CLEAN
    except OSError as error:  # a full disk, a current folder that is gone
        return _could_not([f"{error.filename or 'the operating system says'}: {reason(error)}"], words)
    except SystemExit as end:  # typer ends with 1 where the reader of its help has gone
        return Code.CLEAN if isinstance(end.__context__, OSError) else _code(end.code)
    except Exception as error:
        if usage.is_usage(error):
            return _could_not(usage.told(error, words), words)
        raise
    if code is Code.INTERRUPTED:  # typer noticed it first
        raise KeyboardInterrupt
    return code


def _code(given: object) -> Code:
    if given is None:
        return Code.CLEAN
    return Code(given) if isinstance(given, int) and given in set(Code) else Code.FAULT


def _could_not(lines: Sequence[str], words: Sequence[str]) -> Code:
    """Tell why nothing could be checked; where a machine reads the report, also as a document of its format."""
    say(*lines)
    failed = FAILED.get(usage.value_of("--format", words))
    if failed is not None:
        text, file = failed([escaped(line) for line in lines]), usage.value_of("--output-file", words)
        with suppress(OSError):
            if file:
                save(text, Path(file))
            else:
                write(text, exact=True)
    return Code.COULD_NOT_CHECK


def save(text: str, path: Path) -> None:
    """Write a report to a file; raises OSError."""
    path.write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")


def _fault(fault: Exception) -> Code:
    from traceback import extract_tb, print_exception  # noqa: PLC0415 - hardly ever needed

    at = extract_tb(fault.__traceback__)[-1]
    say(fault_line(f"{type(fault).__name__}: {fault} ({Path(at.filename).name}, line {at.lineno})"))
    if os.environ.get(TRACEBACK):
        print_exception(fault)
    return Code.FAULT


def fault_line(error: str) -> str:
    """Return the line that tells of a fault of orglint itself."""
    return f"a fault in orglint itself: {error}; report it at {ISSUES} with the file that shows it"
