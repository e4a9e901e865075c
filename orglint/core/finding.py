"""What is found: a problem as a room sees it, and the stamped finding that people and machines get."""

from collections.abc import Mapping
from datetime import date
from enum import IntEnum
from hashlib import sha256
from types import MappingProxyType
from typing import NamedTuple

from orglint.core.place import Place, Site, Span

Value = str | int | float | tuple[str, ...]
"""A value of a message: a text, a number, or a list of ids."""


class Severity(IntEnum):
    """How much a finding weighs: breaks what was chosen, likely a mistake, or worth a look."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """Return the name as it is written in files and reports."""
        return self.name.lower()

    @classmethod
    def of(cls, word: str) -> "Severity":
        """Return the severity that a word names; raises KeyError for any other word."""
        return cls[word.upper()]


class Ref(NamedTuple):
    """A name for one thing of an organisation: its class (`person`, `team`, …) and its id."""

    kind: str
    id: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"


ORGANISATION = Ref("org", "")
"""The scope of what belongs to no unit in particular."""


class Label(NamedTuple):
    """A place to underline, and a few words to write beside it; they may name `{scope}`."""

    at: Site | Place
    text: str = ""


class Problem(NamedTuple):
    """Something found, before the engine stamps rule, severity and wording on it.

    A rule id and a finished message are given only by the reader and the resolver; the kinds leave both to the
    engine and give the values for the rule's own message. `about` are the objects that a rule's conditions look at.
    """

    label: Label
    values: Mapping[str, Value] = MappingProxyType({})
    related: tuple[Label, ...] = ()
    subjects: tuple[Ref, ...] = ()
    scope: Ref = ORGANISATION
    about: tuple[object, ...] = ()
    item: str = ""
    """What is counted, where one rule judges a subject and a scope several times."""
    starts: date | None = None
    """The first day it is true, if that is to come."""
    rule: str = ""
    message: str = ""
    lost: bool = False
    """True where a whole document could not be understood: nothing may hide such a problem."""


UNREAD = "a part of the organisation could not be read, and may hold what would be called absent"


class NotJudged(NamedTuple):
    """A claim that was not made: of absence, because what could not be read might be the answer, or for another why."""

    subject: Ref
    why: str = UNREAD


class Location(NamedTuple):
    """A stamped label."""

    span: Span
    text: str


class Finding(NamedTuple):
    """A problem with everything a report says of it."""

    rule: str
    severity: Severity
    message: str
    primary: Location
    related: tuple[Location, ...]
    subjects: tuple[Ref, ...]
    scopes: tuple[Ref, ...]
    values: Mapping[str, Value]
    help: tuple[str, ...]
    fingerprint: str
    lost: bool = False

    @property
    def order(self) -> tuple[object, ...]:
        """Return what findings are sorted by: reading order, then everything that can differ."""
        return (self.primary, self.rule, self.message, self.related, self.fingerprint)


def fingerprint(rule: str, *parts: object) -> str:
    """Return a short stable name for a finding, made of ids: no line numbers, no words that are shown."""
    text = "\x1f".join([rule, *(str(part) for part in parts)])
    return sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:24]
