"""Why a rule speaks of somebody or something, or does not: what it looked at, and which condition kept it silent."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from orglint.core import ORGANISATION, Finding, Hidden, Problem, Ref, Report
from orglint.core.wording import joined
from orglint.kinds import Found
from orglint.org import Activity, Org, Person, Scope, Seat, Unit, View
from orglint.pipeline import Reading, judge
from orglint.rulebook import Rule, Selection
from orglint.rulebook.conditions import Speaks, Trace
from orglint.rulebook.effective import Effect, Effective
from orglint.rulebook.standing import Standing

Subject = Person | Unit | Activity | Org
CLASSES = ("person", "team", "product", "system", "process", "activity", "org")
"""The classes that a name may begin with."""


class Asked(NamedTuple):
    """One subject that the rule asked its conditions about, and what each of them said."""

    about: str
    traces: tuple[Trace, ...]


class Explained(NamedTuple):
    """Everything that a rule looked at for one subject."""

    rule: Rule
    """The rule with the options that hold for the subject."""
    subject: Ref
    on: str
    """Why the rule is on, or off."""
    is_on: bool
    seats: tuple[Seat, ...]
    asked: tuple[Asked, ...]
    findings: tuple[Finding, ...]
    hidden: tuple[Hidden, ...]
    notes: tuple[str, ...]
    """What kept the rule from looking."""
    elsewhere: tuple[Ref, ...]
    """To what belongs what was found and does not count, since the rule is off there."""
    everything: tuple[Finding, ...]
    """What the rule finds in all."""


def subjects(org: Org, name: str) -> list[Subject]:
    """Return what a name stands for: `ana`, or with its class `person:ana`, `team:checkout`, `org`."""
    cls, colon, bare = name.partition(":")
    tables = _tables(org)
    of_class = _called(bare, [tables[cls]]) if colon and cls in tables else []
    return of_class or _called(name, tables.values())


def known_names(org: Org, cls: str) -> tuple[str, ...]:
    """Return the names of a class, of all classes where there is none of that name."""
    tables = _tables(org)
    several = [tables[cls]] if cls in tables else tables.values()
    return tuple(dict.fromkeys(key for table in several for key in table))


def _tables(org: Org) -> Mapping[str, Mapping[str, Subject]]:
    return {
        "person": org.people, "team": org.teams, "product": org.products, "system": org.systems,
        "process": org.processes, "activity": {one.id: one for one in org.activities},
        "org": {org.name: org, "org": org},
    }  # fmt: skip


def _called(name: str, tables: Iterable[Mapping[str, Subject]]) -> list[Subject]:
    wanted = name.removeprefix("@").casefold()
    found = (one for table in tables for key, one in table.items() if key.casefold() == wanted)
    return list(dict.fromkeys(found))


def ref_of(subject: Subject) -> Ref:
    """Return the name that findings use."""
    return ORGANISATION if isinstance(subject, Org) else subject.ref


def explained(reading: Reading, selection: Selection, rule: Rule, subject: Subject, day: date) -> Explained:
    """Judge the organisation, and watch one rule look at one subject."""
    view = View(reading.org, day, reading.model)
    report = judge(reading, selection, day)
    ref = ref_of(subject)
    seats = tuple(_seats(view, subject))
    on = why_on(selection, rule, _places(ref, subject, seats), view)
    asked, elsewhere = _watched(selection, rule, subject, view)
    return Explained(
        with_options(selection, rule, on.standing), ref, on.why, on.is_on, seats, asked,
        tuple(one for one in report.findings if _concerns(one, rule, ref)),
        tuple(one for one in report.hidden if _concerns(one.finding, rule, ref)),
        tuple(_notes(report, rule, ref, is_on=on.is_on)),
        elsewhere if any(one.id == rule.id for one in selection.running) else (),
        tuple(one for one in report.findings if one.rule == rule.id),
    )  # fmt: skip


def _places(ref: Ref, subject: Subject, seats: Iterable[Seat]) -> Iterator[Ref]:
    """Yield to what may belong what is found of a subject: of somebody also their units."""
    yield ref
    if isinstance(subject, Person):
        yield from dict.fromkeys(unit.ref for seat in seats for unit in seat.scope.units)


def _concerns(finding: Finding, rule: Rule, ref: Ref) -> bool:
    belongs = (*finding.subjects, *finding.scopes)
    return finding.rule == rule.id and (ref in belongs or (ref == ORGANISATION and not finding.scopes))


def _notes(report: Report, rule: Rule, ref: Ref, *, is_on: bool) -> Iterator[str]:
    for one in report.not_run:
        if one.rule == rule.id and (not one.subjects or str(ref) in one.subjects):
            yield f"it did not run: {one.why}"
    yield from (f"it broke: {one.error}" for one in report.faults if one.rule == rule.id)
    if is_on:
        inactive = report.looked_at.inactive
        yield from (f"it has nothing to look at: {one.why}" for one in inactive if one.rule == rule.id)


def _seats(view: View, subject: Subject) -> Iterable[Seat]:
    """Return the seats of somebody, or those that reach a unit, also the ones of other days."""
    if isinstance(subject, Person):
        return (seat for seat in view.org.seats if seat.person is subject)
    if isinstance(subject, Unit):
        return (seat for seat in view.org.seats if subject in seat.scope.reach or seat.scope.everywhere)
    return ()


def _watched(
    selection: Selection, rule: Rule, subject: Subject, view: View
) -> tuple[tuple[Asked, ...], tuple[Ref, ...]]:
    """Run a rule with all options that it has somewhere.

    Return what its conditions say of what belongs to a subject, and where it is off and finds something of it.
    """
    asked: dict[tuple[object, ...], Asked] = {}
    elsewhere: dict[Ref, None] = {}
    for variant in () if rule.is_built_in else variants(selection, rule, view):
        watched = _Watched(variant, view, subject, selection)
        with suppress(Exception):  # a rule that breaks is a fault in the report, and what was asked before that counts
            found = variant.kind.check(view, variant.params, watched)
            elsewhere.update((one, None) for one in _off(selection, variant, found, ref_of(subject), view))
        asked.update((about, one) for about, one in watched.kept.items() if about not in asked)
    return tuple(asked.values()), tuple(elsewhere)


def _off(selection: Selection, variant: Rule, found: Iterable[Found], ref: Ref, view: View) -> Iterator[Ref]:
    """Yield to what belongs what is found of a subject, where the rule is off."""
    for one in found:
        if isinstance(one, Problem) and ref in (*one.subjects, one.scope):
            has = selection.has(variant, selection.standing(one, view))
            if has and selection.severity_of(variant, one, view) is None:
                yield one.scope if one.scope != ORGANISATION else next(iter(one.subjects), ORGANISATION)


class _Watched(Speaks):
    """Keeps what the conditions of a rule say of what belongs to a subject, as its check asks them."""

    __slots__ = ("_rule", "_selection", "_subject", "kept")

    def __init__(self, rule: Rule, view: View, subject: Subject, selection: Selection) -> None:
        super().__init__(rule.conditions, view)
        self._rule = rule
        self._selection = selection
        self._subject = subject
        self.kept: dict[tuple[object, ...], Asked] = {}

    def __call__(self, *about: object) -> bool:
        if any(_belongs(one, self._subject) for one in about) and self._holds(about):
            self.kept.setdefault(about, Asked(_named(about), tuple(self._rule.trace(self._view, *about))))
        return super().__call__(*about)

    def _holds(self, about: Sequence[object]) -> bool:
        """Return whether the rule has just these options where that belongs."""
        standing = self._selection.standings(self._view).of(_place(about))
        return self._selection.has(self._rule, standing)


def _place(about: Sequence[object]) -> Ref:
    """Return to what belongs what a rule asks about: a unit or an activity, else a seat, else a person."""
    places = [one.ref for one in about if isinstance(one, Unit | Activity) and one.id]
    places += [one.scope.ref for one in about if isinstance(one, Seat) and one.scope.units]
    people = [one.person if isinstance(one, Seat) else one for one in about]
    return next(iter((*places, *(one.ref for one in people if isinstance(one, Person)))), ORGANISATION)


def _belongs(one: object, subject: Subject) -> bool:
    if one is subject:
        return True
    if isinstance(one, Seat):
        return one.person is subject or subject in one.scope.units
    return isinstance(one, Unit) and isinstance(subject, Unit) and one.ref == subject.ref


def _named(about: Sequence[object]) -> str:
    return joined([_name(one) for one in about])


def _name(one: object) -> str:
    if isinstance(one, Seat):
        return f"the seat of {one.person.id if one.person else 'nobody'} in {place_of(one.scope)}"
    if isinstance(one, Org) or (isinstance(one, Unit | Activity) and not one.id):
        return "the whole organisation"
    return f"{one.ref.kind} {one.ref.id}" if isinstance(one, Person | Unit | Activity) else str(one)


def place_of(scope: Scope) -> str:
    """Name the units of a scope."""
    return joined([f"{unit.ref.kind} {unit.ref.id}" for unit in scope.units]) or "the whole organisation"


class On(NamedTuple):
    """Whether a rule is on, why, and for which standing."""

    is_on: bool
    why: str
    standing: Standing


def why_on(selection: Selection, rule: Rule, places: Iterable[Ref], view: View) -> On:
    """Say whether a rule is on for a subject, or for one of the places where it may be found."""
    several = [(ref, selection.standings(view).of(ref)) for ref in places]
    first, own = several[0]
    ref, standing = next((one for one in several if _is_on(selection, rule, one[0], one[1], view)), (first, own))
    is_on = _is_on(selection, rule, ref, standing, view)
    here = f" in {ref.kind} {ref.id}" if ref != first else ""
    effect = _effect(selection, rule, standing, is_on=is_on)
    why = _why_on(rule, effect) if is_on else _why_off(selection, rule, effect, standing)
    said = [f"{name} {_plain(one.value)} ({one.origin})" for name, one in effect.options.items()
            if is_on and one.origin != "the rule"]  # fmt: skip
    return On(is_on, f"{'on' if is_on else 'off'}{here}{why}{f', with {joined(said)}' if said else ''}", standing)


def _is_on(selection: Selection, rule: Rule, ref: Ref, standing: Standing, view: View) -> bool:
    if not any(one.id == rule.id for one in selection.running):
        return False
    if rule.is_built_in:
        return bool(selection.settings.select) or selection.setting(rule, standing.overrides).on is not False
    return selection.is_on(with_options(selection, rule, standing), ref, view)


def with_options(selection: Selection, rule: Rule, standing: Standing) -> Rule:
    """Return a rule with the options that it has for a standing."""
    options = selection.options(rule, standing)
    return replace(rule, options=options) if options != rule.options else rule


def variants(selection: Selection, rule: Rule, view: View) -> list[Rule]:
    """Return a rule once for each of the options that it has somewhere, whether it is on there or off."""
    found: list[Rule] = []
    for standing in selection.standings(view).all:
        variant = with_options(selection, rule, standing)
        if all(variant.options != other.options for other in found):
            found.append(variant)
    return found


def _effect(selection: Selection, rule: Rule, standing: Standing, *, is_on: bool) -> Effect:
    """Return what the settings come to: by the last override that makes a difference, else everywhere."""
    effective = Effective(selection)
    places = list(effective.overrides) if standing.overrides else []
    several = [one for at in reversed(standing.overrides) for one in places[at].rules if one.rule == rule.id]
    fitting = (one for one in several if one.state == ("on" if is_on else "off"))
    return next(fitting, effective.of(rule))


def _why_on(rule: Rule, effect: Effect) -> str:
    if effect.state == "on" and effect.why.startswith("profile"):
        return f"; its profiles are {joined(rule.file.profiles)}"
    return f": {effect.why}"


def _why_off(selection: Selection, rule: Rule, effect: Effect, standing: Standing) -> str:
    if effect.state == "off":
        everywhere = not any(one.id == rule.id for one in selection.running)
        return f"{'' if everywhere else ' for this one'}: {effect.why.removeprefix('not on: ')}{_more(effect.why)}"
    if effect.state == "in places":
        return f" for this one: it is on in places ({effect.why})"
    if standing.methods:
        return f" for this one: it works by {joined(sorted(standing.methods))}"
    return " for this one"


def _more(why: str) -> str:
    """Return the rest of a sentence on why a rule is off."""
    if why == "preview":
        return ", and nobody switches it on by its name"
    if not why.startswith("not on: "):
        return ""
    return " are not on" if why.startswith("not on: profiles ") else " is not on"


def _plain(value: object) -> str:
    return joined([str(one) for one in value], "or") if isinstance(value, list | tuple) else str(value)
