"""The console: what is written to it never fails, whatever its encoding, and a closed pipe ends nothing."""

import os
import sys
from contextlib import suppress

COLORS = ("auto", "always", "never")


def write(text: str, *, exact: bool = False) -> None:
    """Write to standard output: `exact` text as UTF-8, other text as the console can show it."""
    encoding = "utf-8" if exact else sys.stdout.encoding or "utf-8"
    data = text.encode(encoding, "backslashreplace")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        silence()


def say(*lines: str) -> None:
    """Write lines to standard error."""
    for line in lines:
        data = f"orglint: {line}\n".encode(sys.stderr.encoding or "utf-8", "backslashreplace")
        try:
            sys.stderr.flush()
            sys.stderr.buffer.write(data)
            sys.stderr.buffer.flush()
        except OSError:
            return


def silence() -> None:
    """Send what Python still wants to write at its end nowhere: the reader of the pipe has gone."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def colored(choice: str) -> bool:
    """Decide on colour: the option, then NO_COLOR, then FORCE_COLOR, then whether this is a terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def finish(code: int) -> None:
    """Write out what is still held back, and end the process."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)
