"""Who counts as one holder: a person, or all people of a team, a company, a department or under one manager.

People are grouped by what they have in common first, and the two sides are looked for within a group, so that no
pairs of people are enumerated. A person who holds both sides alone is one holder by every measure.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from orglint.core import Ref
from orglint.kinds.meetings import Held
from orglint.org import Person, Team, View

HolderName = Literal["person", "team", "company", "department", "manager"]
By = Mapping[Person, list[Held]]
"""The seats of a side, by person."""


class Holder(NamedTuple):
    """Who holds something: how it is called, what findings are about, and what conditions look at.

    A company and a department are plain texts; findings and conditions take the first of their people by handle.
    """

    name: str
    subjects: tuple[Ref, ...]
    about: Person | Team


class Circle(NamedTuple):
    """The seats of two sides that belong to one holder."""

    holder: Holder
    lefts: list[Held]
    rights: list[Held]


def circles(view: View, holder: HolderName, lefts: By, rights: By) -> Iterator[Circle]:
    """Yield the holders that have both sides. One may come up several times, with other seats."""
    if holder == "person":
        for person in lefts:
            if person in rights:
                yield Circle(Holder(person.id, (person.ref,), person), lefts[person], rights[person])
        return
    yield from _groups(view, holder, lefts, rights)
    if holder == "manager":
        yield from _lines(lefts, rights)


def unsaid(holder: HolderName, person: Person) -> bool:
    """Return whether nobody says to which holder a person belongs."""
    if holder == "manager":
        return person.reports_to is None and not person.is_root
    return holder in ("company", "department") and not _text(holder, person)


def unsaid_of(holder: HolderName) -> str:
    """Return why a person is not judged of whom it is not said to which holder they belong."""
    return f"nothing says which {holder} this person has"


def _text(holder: HolderName, person: Person) -> str:
    return (person.company if holder == "company" else person.department) or ""


def _groups(view: View, holder: HolderName, lefts: By, rights: By) -> Iterator[Circle]:
    """Yield the holders whose people have both sides, each person belonging to one or to several."""
    ours, theirs = _by_key(view, holder, lefts), _by_key(view, holder, rights)
    for key in ours:
        if key in theirs:
            people = {held[0].person for held in (*ours[key], *theirs[key]) if held[0].person is not None}
            first = min(people, key=lambda one: one.id)
            about = key if isinstance(key, Person | Team) else first
            yield Circle(Holder(key if isinstance(key, str) else key.id, (about.ref,), about), ours[key], theirs[key])


def _by_key(view: View, holder: HolderName, side: By) -> dict[Person | Team | str, list[Held]]:
    found: dict[Person | Team | str, list[Held]] = {}
    for person, held in side.items():
        for key in _keys(view, holder, person):
            found.setdefault(key, []).extend(held)
    return found


def _keys(view: View, holder: HolderName, person: Person) -> Sequence[Person | Team | str]:
    """Return what a person belongs to; one of whom it is not said stands alone, one without a team belongs to none."""
    if holder == "team":
        return view.once("teams by person", _teams).get(person, [])
    if holder == "manager":
        return [person.reports_to or person]
    return [_text(holder, person) or person]


def _teams(view: View) -> dict[Person, list[Team]]:
    found: dict[Person, dict[Team, None]] = {}
    for seat in view.coming_seats:
        if seat.person is not None and seat.team is not None:
            found.setdefault(seat.person, {})[seat.team] = None
    return {person: list(teams) for person, teams in found.items()}


def _lines(lefts: By, rights: By) -> Iterator[Circle]:
    """Yield the people who have one side while somebody below them has the other."""
    for below, above, is_left in ((lefts, rights, False), (rights, lefts, True)):
        found: dict[Person, list[Held]] = {}
        for person, held in below.items():
            for manager in _above(person):
                if manager in above:
                    found.setdefault(manager, []).extend(held)
        for manager, held in found.items():
            holder = Holder(manager.id, (manager.ref,), manager)
            yield Circle(holder, above[manager], held) if is_left else Circle(holder, held, above[manager])


def _above(person: Person) -> Iterator[Person]:
    """Yield who is above a person in the line; a loop is walked once."""
    seen = {person}
    manager = person.reports_to
    while manager is not None and manager not in seen:
        seen.add(manager)
        yield manager
        manager = manager.reports_to
