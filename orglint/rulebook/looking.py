"""Whether a rule has anything to look at, and if not, why."""

from collections.abc import Iterable, Mapping
from itertools import islice

from orglint.core.wording import joined
from orglint.kinds import Params
from orglint.org import View, value_of
from orglint.rulebook.rule import Rule

WORK = frozenset({"product", "system", "process"})
_MOST = 2_000
"""Things of which a condition is asked once more; of a larger organisation nothing is said rather than guessed."""
_NOUNS: Mapping[str, str] = {"person": "people", "process": "processes", "activity": "activities"}
"""The words for several things of a class, where they are not made with an s."""


def off_everywhere(rule: Rule) -> str:
    """Say why a rule is on for nothing in the run."""
    return f"nothing here works by {joined(rule.file.profiles, 'or')}, or it is off for all that there is"


def unmet(rule: Rule, view: View) -> str:
    """Say which fact that a rule needs nobody says, empty if it can run."""
    for fact in rule.file.needs:
        if not _is_said(view, fact):
            cls, _, name = fact.partition(".")
            return f"no {cls} says {name}"
    return ""


def idle(rule: Rule, view: View) -> str:
    """Say why a rule that found nothing had nothing to look at, empty if it had something.

    Of what it looks at there is nothing, or its condition holds for nothing there is.
    """
    classes = _classes(rule.params)
    if classes and not any(_there(view, cls) for cls in classes):
        return f"there are no {joined([_NOUNS.get(cls, f'{cls}s') for cls in classes], 'or')}"
    return _silent(rule, view) if rule.file.when else ""


def _silent(rule: Rule, view: View) -> str:
    """Say that the condition of a rule holds for nothing there is."""
    classes = tuple(rule.params.subjects().values())
    if len(classes) != 1 or classes[0] not in _tables(view):
        return ""
    things = iter(_tables(view)[classes[0]])
    holds = any(rule.conditions.applies(view, thing) for thing in islice(things, _MOST))
    unasked = next(things, None)
    return "" if holds or unasked is not None else f"its `when` holds for no {classes[0]}"


def _classes(params: Params) -> tuple[str, ...]:
    """Return the classes of which a check looks at every thing, none where it looks at anything else too."""
    listed = next((said for key in ("per", "for_", "within") if (said := getattr(params, key, ()))), ())
    several = (listed,) if isinstance(listed, str) else tuple(listed)
    classes = tuple(one.removesuffix("-tree") for one in several) or tuple(params.subjects().values())
    holders = hasattr(params, "within") or hasattr(params, "count")
    stands_in = holders and not WORK.isdisjoint(classes) and "team" not in classes  # as one does that works on nothing
    return (*classes, "team") if stands_in else classes


def _there(view: View, cls: str) -> bool:
    """Return whether there is anything of a class; of what is no class of entries there always is."""
    tables = _tables(view)
    return cls not in tables or any(True for _ in tables[cls])


def _tables(view: View) -> Mapping[str, Iterable[object]]:
    org = view.org
    return {
        "person": org.people.values(), "team": org.teams.values(), "product": org.products.values(),
        "system": org.systems.values(), "process": org.processes.values(), "seat": org.seats,
        "activity": org.activities,
    }  # fmt: skip


def _is_said(view: View, fact: str) -> bool:
    """Return whether one entry of the run says a fact such as `person.reports_to`."""
    cls, _, name = fact.partition(".")
    if (cls, name) == ("person", "reports_to"):
        return any(person.reports_to is not None or person.is_root for person in view.org.people.values())
    things = _tables(view)[cls]
    said = (value_of(view, thing, cls, name, view.model) for thing in things)
    return any(value is not None and value is not False and value not in ((), [], {}) for value in said)
