"""The garbage collector, paused while a run builds what it keeps."""

from collections.abc import Iterator
from contextlib import contextmanager
from gc import disable, enable, freeze, get_freeze_count, isenabled, unfreeze


@contextmanager
def paused() -> Iterator[None]:
    """Pause the search for cycles: a run makes millions of small values that stay, and it would visit them in vain.

    Afterwards they count as old, so that the next search, which is for young ones, does not visit them either.
    """
    was_on = isenabled()
    disable()
    try:
        yield
    finally:
        if was_on:
            if not get_freeze_count():  # what somebody else froze stays frozen
                freeze()
                unfreeze()
            enable()
