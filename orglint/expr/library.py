"""The functions and methods of the language: an example of each, and what it says. The reference page is made of it."""

from collections.abc import Mapping
from typing import NamedTuple


class Entry(NamedTuple):
    """A function or a method: an example, and what it says."""

    example: str
    says: str


FUNCTIONS: Mapping[str, Entry] = {
    "any": Entry("any(s.acting for s in person.seats)", "whether one of them says yes; no if there is none"),
    "all": Entry("all(s.acting for s in person.seats)", "whether each of them says yes; yes if there is none"),
    "count": Entry("count(s.acting for s in person.seats)", "how many of them say yes"),
    "sum": Entry("sum(len(s.duties) for s in person.seats)", "the sum of numbers, 0 if there is none"),
    "min": Entry("min(p.id for p in person.reports)", "the smallest; missing if there is none"),
    "max": Entry("max(p.id for p in person.reports)", "the largest; missing if there is none"),
    "len": Entry("len(person.seats)", "how many items a list has, or how many characters a text"),
    "sorted": Entry("sorted(person.tags)", "the list in order"),
    "set": Entry("set(person.tags)", "the list with every item once; sets are compared whatever their order"),
}
METHODS: Mapping[str, Entry] = {
    "startswith": Entry('person.id.startswith("svc-")', "whether a text begins with another one"),
    "endswith": Entry('person.id.endswith("-bot")', "whether a text ends with another one"),
    "lower": Entry('person.id.lower() == "ana"', "the text in small letters"),
}
