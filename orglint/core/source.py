"""What is read: a text and where it came from."""

from typing import NamedTuple


class Source(NamedTuple):
    """One file of the organisation.

    `path` is as shown to people; `text` is decoded and without a byte order mark; `shown` says whether findings
    here are to be reported; `named` says that somebody asked for this very file, so that it is judged even where
    it does not look like a part of an organisation.
    """

    path: str
    text: str
    shown: bool = True
    named: bool = True
