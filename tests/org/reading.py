"""What understanding a few lines of YAML gives: what is told, and what is resolved."""

from collections.abc import Mapping
from textwrap import dedent

from orglint import pipeline
from orglint.core import Lines, Place, Source
from orglint.org import NOTHING_OWN, Extra, Person, Seat, Team, Unit, View, Work
from orglint.pipeline import Reading
from tests.rulebook.small import DAY, VOCABULARY


def understand(
    files: str | Mapping[str, str], *, closed: bool = False, named: bool = True, extra: Extra = NOTHING_OWN
) -> Reading:
    """Understand one indented text, or several by path."""
    texts = {"org.yaml": files} if isinstance(files, str) else files
    sources = [Source(path, dedent(text), named=named) for path, text in texts.items()]
    return pipeline.understand(sources, VOCABULARY, closed=closed, extra=extra)


def told(
    files: str | Mapping[str, str], *, closed: bool = False, named: bool = True, extra: Extra = NOTHING_OWN
) -> list[str]:
    """Return what is told, in reading order: `line:column rule message`, with the path if there are several."""
    reading = understand(files, closed=closed, named=named, extra=extra)
    lines = {source.path: Lines(source.text) for source in reading.sources}
    found = []
    for problem in reading.problems:
        at = problem.label.at
        place = at if isinstance(at, Place) else reading.org.place(at)
        line, column = lines[place.path].position(place.start)
        where = f"{line}:{column}" if isinstance(files, str) else f"{place.path}:{line}:{column}"
        found.append(((place.path, line, column), f"{where} {problem.rule} {problem.message}"))
    return [text for _, text in sorted(found)]


def related(files: str | Mapping[str, str], rule: str) -> list[str]:
    """Return where else the problems of a rule point, as `line:column text`."""
    reading = understand(files)
    lines = {source.path: Lines(source.text) for source in reading.sources}
    found = []
    for label in (label for problem in reading.problems if problem.rule == rule for label in problem.related):
        place = label.at if isinstance(label.at, Place) else reading.org.place(label.at)
        line, column = lines[place.path].position(place.start)
        found.append(f"{line}:{column} {label.text}")
    return found


def person(text: str, name: str) -> Person:
    return understand(text).org.people[name]


def seats(text: str, *, closed: bool = False, extra: Extra = NOTHING_OWN) -> list[Seat]:
    return understand(text, closed=closed, extra=extra).org.seats


def team(text: str, name: str) -> Team:
    return understand(text).org.teams[name]


def product(text: str, name: str) -> Work:
    return understand(text).org.products[name]


def names(units: "list[Team] | list[Work] | frozenset[Unit] | tuple[Unit, ...]") -> list[str]:
    """Return units as `class:id`, sorted; those that stand for what a team does not name are marked with a `~`."""
    return sorted(f"{'~' if unit.stands_for else ''}{unit.cls}:{unit.id}" for unit in units)


def reach(text: str, at: int = 0) -> list[str]:
    """Return what a seat reaches by name."""
    return [name for name in names(seats(text)[at].scope.reach) if not name.startswith("~")]


def held(text: str) -> list[str]:
    """Return who holds a seat on the day of the tests, with the first role."""
    view = View(understand(text).org, DAY)
    return [f"{seat.person.id if seat.person else 'nobody'} {seat.role or 'none'}" for seat in view.seats]
