"""Why a rule speaks of somebody or something, or does not: what it looked at, and which condition kept it silent."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from orglint.core import ORGANISATION, Finding, Hidden, Ref, Report
from orglint.core.wording import joined
from orglint.org import Activity, Org, Person, Scope, Seat, Unit, View
from orglint.pipeline import Reading, judge
from orglint.rulebook import Rule, Selection
from orglint.rulebook.conditions import Speaks, Trace

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
    running = next((one for one in selection.running if one.id == rule.id), None)
    report = judge(reading, selection, day)
    ref = ref_of(subject)
    is_on, why = _on(selection, rule, running, ref, view)
    seats = tuple(_seats(view, subject))
    watched = running or rule
    asked = () if rule.is_built_in else tuple(_asked(view, watched, subject))
    return Explained(
        watched, ref, why, is_on, seats, asked,
        tuple(one for one in report.findings if _concerns(one, rule, ref)),
        tuple(one for one in report.hidden if _concerns(one.finding, rule, ref)),
        tuple(_notes(report, rule, ref)),
    )  # fmt: skip


def _on(selection: Selection, rule: Rule, running: Rule | None, ref: Ref, view: View) -> tuple[bool, str]:
    profiles = joined(rule.file.profiles) or "none"
    if running is None:
        return False, f"off: none of its profiles ({profiles}) is on, or the settings switch it off"
    if not (rule.is_built_in or selection.is_on(running, ref, view)):
        return False, f"off for this one: none of its profiles ({profiles}) is on where it belongs"
    return True, f"on; its profiles are {profiles}"


def _concerns(finding: Finding, rule: Rule, ref: Ref) -> bool:
    belongs = (*finding.subjects, *finding.scopes)
    return finding.rule == rule.id and (ref in belongs or (ref == ORGANISATION and not finding.scopes))


def _notes(report: Report, rule: Rule, ref: Ref) -> Iterator[str]:
    for one in report.not_run:
        if one.rule == rule.id and (not one.subjects or str(ref) in one.subjects):
            yield f"it did not run: {one.why}"
    yield from (f"it broke: {one.error}" for one in report.faults if one.rule == rule.id)
    if rule.file.needs and rule.id in str(report.looked_at.inactive):
        yield f"it needs {joined(rule.file.needs)}, and nothing in these files says so"


def _seats(view: View, subject: Subject) -> Iterable[Seat]:
    """Return the seats of somebody, or those that reach a unit, also the ones of other days."""
    if isinstance(subject, Person):
        return (seat for seat in view.org.seats if seat.person is subject)
    if isinstance(subject, Unit):
        return (seat for seat in view.org.seats if subject in seat.scope.reach or seat.scope.everywhere)
    return ()


def _asked(view: View, rule: Rule, subject: Subject) -> Iterator[Asked]:
    """Run the rule, and keep what its conditions say of what belongs to a subject."""
    watched = _Watched(rule, view, subject)
    with suppress(Exception):  # a rule that breaks is a fault in the report, and what was asked before that counts
        for _ in rule.kind.check(view, rule.params, watched):
            pass
    yield from watched.kept.values()


class _Watched(Speaks):
    """Keeps what the conditions of a rule say of what belongs to a subject, as its check asks them."""

    __slots__ = ("_rule", "_subject", "kept")

    def __init__(self, rule: Rule, view: View, subject: Subject) -> None:
        super().__init__(rule.conditions, view)
        self._rule = rule
        self._subject = subject
        self.kept: dict[tuple[object, ...], Asked] = {}

    def __call__(self, *about: object) -> bool:
        if any(_belongs(one, self._subject) for one in about):
            self.kept.setdefault(about, Asked(_named(about), tuple(self._rule.trace(self._view, *about))))
        return super().__call__(*about)


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
