"""How many names of one letter an activity has."""

from collections.abc import Iterator

from orglint.core import Label, NotJudged, Problem, Site
from orglint.kinds.base import Found, Where
from orglint.kinds.counted import Count
from orglint.org import Activity, View, scheme


def letters(view: View, params: Count, where: Where) -> Iterator[Found]:
    """Count the names of one letter in the activities that are written in its scheme."""
    letter = params.count.letter
    least, most = params.limits(0)
    for activity in view.org.activities:
        if letter not in scheme(activity) or not where(activity):
            continue
        sites = [name.site for name in activity.letters.get(letter, ()) if name.kind != "nobody"]
        if len(sites) < least:
            yield (
                _letter(params, activity, sites) if activity.whole and view.may_miss(None) else NotJudged(activity.ref)
            )
        elif most is not None and len(sites) > most:
            yield _letter(params, activity, view.in_order(sites))


def _letter(params: Count, activity: Activity, sites: list[Site]) -> Problem:
    least, _ = params.limits(0)
    many = len(sites) > least
    primary = _too_many(sites) if many else Label(activity.site.of_key())
    others = [site for site in sites if site != primary.at]
    return Problem(
        primary,
        values={"subject": activity.id, "n": len(sites), "item": params.count.letter, "bounds": params.bounds},
        related=tuple(Label(site, params.count.letter) for site in others),
        subjects=(activity.ref,),
        scope=activity.scope.ref,
        about=(activity,),
        item=params.count.letter,
    )


def _too_many(sites: list[Site]) -> Label:
    """Return the label of the second name; a single one is too many where there is to be none."""
    return Label(sites[1], "one more") if len(sites) > 1 else Label(sites[0], "one too many")
