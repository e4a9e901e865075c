"""What share of the whole one person carries: of what is decided, and of the time on call."""

from collections.abc import Iterator
from functools import partial

from orglint.core import Site
from orglint.org.behind import Behind
from orglint.org.measures.measured import Measured
from orglint.org.model import Person
from orglint.org.view import View


def accountable_share(view: View) -> Iterator[Measured]:
    """Take the share of the activities with an accountable for which a person is one, by name or through a role."""
    found: dict[Person, list[Site]] = {}
    rows = [activity for activity in view.org.activities if activity.letters.get("accountable")]
    for activity in rows:
        mine: dict[Person, Site] = {}
        for letter in activity.letters["accountable"]:
            for person in Behind.of(view).letter(letter, activity.scope):
                mine.setdefault(person, letter.site)
        for person, site in mine.items():
            found.setdefault(person, []).append(site)
    for person, sites in found.items():
        yield Measured(person, round(len(sites) / len(rows), 9), partial(list, sites))


def oncall_share(view: View) -> Iterator[Measured]:
    """Take the share of all hours that a person is on call, added up over the rotations.

    The sites of a rotation share the clock evenly, and the people of a site its layers.
    """
    shares: dict[Person, float] = {}
    sites: dict[Person, list[Site]] = {}
    for rotation in view.org.rotations:
        staffed = [dict.fromkeys(people) for people in rotation.sites.values() if people]
        for people in staffed:
            share = min(1.0, (rotation.layers or 1) / len(people)) / len(staffed)
            for person in people:
                shares[person] = shares.get(person, 0.0) + share
                sites.setdefault(person, []).append(rotation.site.of_key())
    for person, share in shares.items():
        if person.here(view.day):
            yield Measured(person, round(share, 9), partial(list, sites[person]))
