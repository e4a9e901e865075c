"""How a conflict is told: which places are underlined, and what is written beside them."""

from collections.abc import Iterable, Iterator
from datetime import date

from orglint.core import Label, Problem, Site
from orglint.core.wording import joined, spoken
from orglint.kinds.circles import Holder
from orglint.kinds.meetings import Held, Meeting
from orglint.kinds.reaching import Place, name_of
from orglint.kinds.selector import Hit
from orglint.org import View


def crowd(view: View, holder: Holder, unit: Place | None, held: list[Held], starts: date) -> Problem:
    """Return the problem of too many of a set: at its last place."""
    places = _places(held)
    *others, primary = view.in_order(places)
    labels = {site: Label(site, _says(view, places[site])) for site in places}
    related = tuple(labels[site] for site in others)
    return _made(view, holder, unit, labels[primary], related, (places, {}), starts)


def conflict(view: View, holder: Holder, unit: Place | None, meeting: Meeting) -> Problem:
    """Return the problem of two sides: at the first place that brings in the right one."""
    lefts, rights = _places(meeting.lefts), _places(meeting.rights)
    primary, *more = view.in_order(rights)
    others = [site for site in view.in_order(lefts) if site not in rights]
    related = (
        *(Label(site, _says(view, rights[site])) for site in more),
        *(Label(site, _says(view, lefts[site])) for site in others),
    )
    label = Label(primary, _says(view, rights[primary]))
    return _made(view, holder, unit, label, related, (lefts, rights), meeting.starts)


Places = dict[Site, list[Hit]]
"""Where roles and duties came in, and which."""


def _made(
    view: View, holder: Holder, unit: Place | None, label: Label, related: tuple[Label, ...],
    sides: tuple[Places, Places], starts: date,
) -> Problem:  # fmt: skip
    left, right = (_ids(view, side) for side in sides)
    if right:  # what meets only itself is no part of the conflict
        left, right = (
            tuple(one for one in left if {*right} != {one}),
            tuple(one for one in right if {*left} != {one}),
        )
    hits = [hit for side in sides for several in side.values() for hit in several]
    return Problem(
        label,
        values={"holder": holder.name, "found": tuple(dict.fromkeys((*left, *right))), "left": left, "right": right},
        related=(*related, *_declarations(view, hits)),
        subjects=holder.subjects,
        scope=name_of(unit),
        about=(holder.about, unit),
        starts=starts if starts > view.day else None,
    )


def _places(held: Iterable[Held]) -> Places:
    found: Places = {}
    for seat, hits in held:
        for hit in hits:
            here = found.setdefault(seat.handle if hit.kind == "team" else seat.place_of(hit.brought), [])
            if hit not in here:
                here.append(hit)
    return found


def _ids(view: View, places: Places) -> tuple[str, ...]:
    """Return the ids that came in, in reading order."""
    return tuple(dict.fromkeys(hit.id for site in view.in_order(places) for hit in places[site]))


def _says(view: View, hits: list[Hit]) -> str:
    """Say beside a place what came in there."""
    first = hits[0]
    if first.kind == "team":
        return f"is in the team {first.id}"
    if first.kind == "role":
        return f"{spoken(first.id)} of {{scope}}"
    if first.brought.field == "role":
        return f"brings {joined(sorted({hit.id for hit in hits}))}"
    bringers = view.org.vocabulary.bringers.get(first.id, ())
    return f"belongs to the {spoken(bringers[0])}" if len(bringers) == 1 else f"{first.id} is held here"


def _declarations(view: View, hits: list[Hit]) -> Iterator[Label]:
    """Point at the organisation's own roles that brought something in."""
    through = dict.fromkeys(hit.brought.through[-1] for hit in hits if hit.brought.through)
    for name in through:
        role = view.org.vocabulary.roles.get(name)
        if role is not None and role.site is not None:
            yield Label(role.site.of_key(), f"what the role {name} brings")
