"""The garbage collector, paused while a run builds what it keeps."""

from collections.abc import Iterator
from contextlib import contextmanager
from gc import disable, enable, isenabled


@contextmanager
def paused() -> Iterator[None]:
    """Pause the search for cycles: a run makes millions of small values that stay, and it would visit them in vain."""
    was_on = isenabled()
    disable()
    try:
        yield
    finally:
        if was_on:
            enable()
