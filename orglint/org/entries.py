"""Documents -> entries: which documents are parts of the organisation, and what each of them declares.

Only names are looked at here. What is declared is known before the first entry is read, so that an entry that
fails is still declared.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from re import MULTILINE, search
from typing import NamedTuple

from orglint.core import Nearest, Site
from orglint.core.wording import did_you_mean, joined, quoted
from orglint.document import Data, Document, ReadFile
from orglint.org import schema
from orglint.org.scalars import described
from orglint.org.validate import Validator


class Entry(NamedTuple):
    """One entry of a map: its id, what it says, and where it stands. A team file is one entry, its document."""

    id: str
    value: Data
    site: Site

    @property
    def named(self) -> Site:
        """Return where the id stands: the key of the entry, or the value of `team`."""
        return self.site.of_key() if self.site.route else self.site / "team"


@dataclass(slots=True)
class Entries:
    """Everything the documents declare, in reading order."""

    site: Site
    """The organisation itself: its `organization` value, else the beginning of the first file."""
    name: str = ""
    sections: dict[str, list[Entry]] = field(default_factory=lambda: {name: [] for name in schema.SECTIONS})
    assignments: list[tuple[Data, Site]] = field(default_factory=list)
    unmarked: list[str] = field(default_factory=list)
    """Paths of documents in walked files that hold no word of an organisation."""
    lost: bool = False
    """A whole part was of a shape that says nothing."""


def collect(files: Sequence[ReadFile], validator: Validator, nearest: Nearest) -> Entries:
    """Sort the documents of all files into entries."""
    first = files[0].source.path if files else ""
    return _Collector(Entries(Site(first, 0, ())), validator, nearest).run(files)


class _Collector:
    def __init__(self, entries: Entries, validator: Validator, nearest: Nearest) -> None:
        self._entries = entries
        self._validator = validator
        self._nearest = nearest

    def run(self, files: Sequence[ReadFile]) -> Entries:
        for file in files:
            marked = False
            for document in file.documents:
                if is_marked(document):
                    marked = True
                    self._marked(document)
                elif not self._nearly_marked(document) and not file.source.named:
                    self._entries.unmarked.append(file.source.path)
            if file.source.named and not file.lost:
                self._named(file, marked=marked)
        return self._entries

    def _say(self, rule: str, site: Site, message: str) -> None:
        self._validator.say(rule, site, message)

    def _marked(self, document: Document) -> None:
        data = document.data
        if isinstance(data, dict):
            (self._team_file if "team" in data else self._organisation)(data, document.site)

    def _named(self, file: ReadFile, *, marked: bool) -> None:
        """Tell of what somebody asked for and what holds nothing to look at."""
        for document in file.documents:
            if document.data is not None and not isinstance(document.data, dict):
                self._say("wrong-type", document.site, f"a document of an organisation is a mapping, not "
                          f"{described(document.data)}")  # fmt: skip
                return
        if not marked and not any(_near(document, self._nearest) for document in file.documents):
            words = joined(("team", "people", "teams", "products", "activities"), "or")
            site = file.documents[0].site if file.documents else Site(file.source.path, 0, ())
            self._say("unmarked-file", site, f"nothing here is about an organisation; a document begins with {words}")

    def _nearly_marked(self, document: Document) -> bool:
        """Tell of top keys that are one slip away from a word of an organisation."""
        slips = _near(document, self._nearest)
        for key, near in slips.items():
            message = f"{quoted(key)} is no word of an organisation{did_you_mean(near)}"
            self._say("unknown-key", (document.site / key).of_key(), message)
        self._entries.lost = self._entries.lost or bool(slips)
        return bool(slips)

    def _team_file(self, data: dict[str, Data], site: Site) -> None:
        name = data["team"]
        value = {key: item for key, item in data.items() if key not in ("team", "$schema")}
        foreign = [key for key in value if key in schema.MARKERS and key not in schema.TEAM_WORDS]
        for key in foreign:
            message = f"{key} is no key of a team file; begin a further document with --- for it"
            self._say("unknown-key", (site / key).of_key(), message)
            self._entries.lost = True
            del value[key]
        if not isinstance(name, str):
            self._say("wrong-type", site / "team", f"team takes the id of a team, not {described(name)}")
            self._entries.lost = True
            return
        self._entries.sections["teams"].append(Entry(name, value, site))

    def _organisation(self, data: dict[str, Data], site: Site) -> None:
        for key, value in data.items():
            if key in schema.SECTIONS:
                self._section(key, value, site / key)
            elif key == "assignments":
                self._assignments(value, site / key)
            elif key in schema.ORGANISATION:
                self._organisation_name(value, site / key)
        known = schema.ORGANISATION_WORDS
        unknown = [key for key in data if key not in known and key != "$schema" and not key.startswith("x-")]
        self._validator.unknown(unknown, known, "word of an organisation", site)
        self._entries.lost = self._entries.lost or bool(unknown)

    def _organisation_name(self, value: Data, site: Site) -> None:
        if not isinstance(value, str):
            self._say("wrong-type", site, f"{site.route[-1]} takes a name, not {described(value)}")
        elif not self._entries.name:
            self._entries.name, self._entries.site = value, site
        elif value != self._entries.name:
            self._validator.repeated("organisation", value, site, self._entries.site)

    def _section(self, section: str, value: Data, site: Site) -> None:
        if isinstance(value, dict):
            entries = self._entries.sections[section]
            entries.extend(_entries(value, site))
        elif value is not None:
            self._entries.lost = True
            self._say("wrong-type", site, f"{section} takes a mapping of ids, not {described(value)}")

    def _assignments(self, value: Data, site: Site) -> None:
        if isinstance(value, list):
            self._entries.assignments.extend((item, site / at) for at, item in enumerate(value))
        elif value is not None:
            self._entries.lost = True
            self._say("wrong-type", site, f"assignments takes a list, not {described(value)}")


def _entries(value: dict[str, Data], site: Site) -> Iterator[Entry]:
    path, document, route, _ = site
    for name, item in value.items():
        if not name.startswith("x-"):
            yield Entry(name, item, Site(path, document, (*route, name)))


def is_marked(document: Document) -> bool:
    """Return whether a document holds a word of an organisation at its top."""
    return isinstance(document.data, dict) and not schema.MARKERS.isdisjoint(document.data)


def _near(document: Document, nearest: Nearest) -> dict[str, tuple[str, ...]]:
    """Return the top keys of an unmarked document that are one edit away from a marker."""
    if not isinstance(document.data, dict) or is_marked(document):
        return {}
    keys = [key for key in document.data if 2 < len(key) < 20 and not key.startswith("x-")]  # noqa: PLR2004 - markers'
    found = {key: nearest(key.lower(), sorted(schema.MARKERS), about="marker") for key in keys[:50]}
    return {key: near for key, near in found.items() if near and _one_edit(key.lower(), near[0])}


def _one_edit(word: str, other: str) -> bool:
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - only where a document is not marked

    return int(OSA.distance(word, other)) <= 1


_MARKER = rf"(?:{'|'.join(sorted(schema.MARKERS))})"
_BEGINS = rf'^(?:{_MARKER}\s*:|[{{ \t]{{0,4}}"{_MARKER}"\s*:)'
"""A top key: at the beginning of a line, or as JSON writes it."""


def looks_marked(text: str) -> bool:
    """Return whether a line of a text begins with a word of an organisation, even where the text is no YAML."""
    return search(_BEGINS, text, MULTILINE) is not None
