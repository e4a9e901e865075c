"""The console: what is written to it never fails, whatever its encoding, and a closed pipe ends nothing."""

import os
import sys
from contextlib import suppress
from typing import TextIO

from orglint.core.wording import escaped

COLORS = ("auto", "always", "never")


def write(text: str, *, exact: bool = False) -> None:
    """Write to standard output: `exact` text as UTF-8, other text as the console can show it; raises OSError."""
    if sys.stdout is None:
        return
    try:
        _put(text, sys.stdout, "utf-8" if exact else sys.stdout.encoding)
    except BrokenPipeError:
        silence()
    except OSError as error:
        silence()
        raise OSError(error.errno, error.strerror, "standard output") from None


def say(*lines: str) -> None:
    """Write lines to standard error, each after the name of the tool."""
    if sys.stderr is None:
        return
    with suppress(OSError):
        _put("".join(f"orglint: {escaped(line)}\n" for line in lines), sys.stderr, sys.stderr.encoding)


def _put(text: str, stream: TextIO, encoding: str | None) -> None:
    stream.flush()
    stream.buffer.write(text.encode(encoding or "utf-8", "backslashreplace"))
    stream.buffer.flush()


def silence() -> None:
    """Send what Python still wants to write at its end nowhere: the reader of the pipe has gone."""
    with suppress(OSError, ValueError):
        stream = sys.stdout.fileno()
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream)


def colored(choice: str) -> bool:
    """Decide on colour: the option, then NO_COLOR, then FORCE_COLOR, then whether this is a terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout is not None and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def finish(code: int) -> None:
    """Write out what is still held back, and end the process."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)
