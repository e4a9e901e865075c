"""Rules over a view -> what they found, weighed; a rule that breaks loses only itself."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from traceback import extract_tb
from typing import NamedTuple

from orglint.core import Fault, Inactive, NotJudged, NotRun, Problem, Ref, Severity
from orglint.expr import TooManySteps
from orglint.org import View
from orglint.rulebook.looking import idle, off_everywhere, unmet
from orglint.rulebook.rule import Rule
from orglint.rulebook.selection import Selection

_COMPENSATES = "so few people can hardly separate this; a regular review by somebody outside compensates"


class Weighed(NamedTuple):
    """A problem with its rule, what it weighs, and all the scopes in which it was found."""

    rule: Rule
    problem: Problem
    severity: Severity
    scopes: tuple[Ref, ...]
    advice: str = ""
    """What to do beside what the rule says."""


@dataclass(slots=True)
class Outcome:
    """What the rules of a selection found, and what they did not judge."""

    found: list[Weighed] = field(default_factory=list)
    not_run: list[NotRun] = field(default_factory=list)
    inactive: list[Inactive] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def run(selection: Selection, view: View, read: Iterable[Problem] = ()) -> Outcome:
    """Run every rule of a selection; `read` is what the reader and the resolver found already."""
    outcome = Outcome()
    by_id = {rule.id: rule for rule in selection.running}
    for problem in read:
        known = selection.book.rules[problem.rule]  # a problem whose rule has no file is a fault of ours
        rule = known if problem.lost else by_id.get(problem.rule)
        if rule is not None:
            severity = Severity.ERROR if problem.lost else selection.severity_of(rule, problem, view)
            if severity is not None:
                outcome.found.append(Weighed(rule, problem, severity, (problem.scope,)))
    for rule in selection.running:
        if rule.id in selection.unnamed:
            why = f"a part of the organisation could not be read, and {selection.unnamed[rule.id]}"
            outcome.not_run.append(NotRun(rule.id, (), why))
        elif not rule.is_built_in:
            _run(rule, selection, view, outcome)
    return outcome


def _run(rule: Rule, selection: Selection, view: View, outcome: Outcome) -> None:
    missed: dict[str, dict[str, None]] = {}
    weighed: list[Weighed] = []
    try:
        why = unmet(rule, view) if selection.is_somewhere(rule, view) else off_everywhere(rule)
        if not why:
            for variant in selection.variants(rule, selection.standings(view)):
                _run_variant(variant, selection, view, weighed, missed)
            why = "" if weighed or missed else idle(rule, view)
    except TooManySteps as error:
        outcome.not_run.append(NotRun(rule.id, (), str(error)))
        return
    except Exception as error:  # noqa: BLE001 - a mistake of ours in one rule must not hide what the others find
        at = extract_tb(error.__traceback__)[-1]
        plugin = rule.pointer.path if rule.kind_of is not None else ""
        outcome.faults.append(Fault(rule.id, f"{type(error).__name__}: {error} ({at.name}, line {at.lineno})", plugin))
        return
    if why:
        outcome.inactive.append(Inactive(rule.id, why))
    outcome.found += _merged(weighed)
    outcome.not_run += (NotRun(rule.id, tuple(subjects), why) for why, subjects in missed.items())


def _run_variant(
    rule: Rule, selection: Selection, view: View, weighed: list[Weighed], missed: dict[str, dict[str, None]]
) -> None:
    """Run a rule with the options that it has somewhere, and keep what belongs where it has these."""
    small = not selection.only and _is_small(rule, selection, view)
    for found in rule.run(view):
        if isinstance(found, NotJudged):
            if selection.is_on(rule, found.subject, view):
                missed.setdefault(found.why, {})[str(found.subject)] = None
            continue
        severity = selection.severity_of(rule, found, view)
        if severity is not None and small:
            weighed.append(Weighed(rule, found, Severity.INFO, (found.scope,), _COMPENSATES))
        elif severity is not None:
            weighed.append(Weighed(rule, found, severity, (found.scope,)))


def _is_small(rule: Rule, selection: Selection, view: View) -> bool:
    """Return whether an organisation is too small to separate what a rule separates."""
    if not rule.file.min_headcount:
        return False
    said = selection.settings.headcount
    return (said if said is not None else headcount(view)) < rule.file.min_headcount


def headcount(view: View) -> int:
    """Return how many humans the organisation has today."""
    return view.once("headcount", lambda view: sum(
        person.kind == "human" and person.here(view.day) for person in view.org.people.values()
    ))  # fmt: skip


def _merged(weighed: list[Weighed]) -> Iterator[Weighed]:
    """Make one finding of problems with the same holder and the same places; it lists its scopes and its items.

    Problems of two units are one only where a holder is their subject.
    """
    groups: dict[object, list[Weighed]] = {}
    for one in weighed:
        problem = one.problem
        places = (problem.label.at, frozenset(label.at for label in problem.related))
        of_unit = problem.scope if problem.scope in problem.subjects else None
        groups.setdefault((problem.subjects, of_unit, places), []).append(one)
    for several in groups.values():
        yield several[0] if len(several) == 1 else _one_of(several)


def _one_of(several: list[Weighed]) -> Weighed:
    first = several[0]
    items = tuple(sorted({one.problem.item for one in several if one.problem.item}))
    values = {**first.problem.values, "item": items} if items else first.problem.values
    problem = first.problem._replace(values=values, item=" ".join(items))
    scopes = tuple(sorted({one.problem.scope for one in several}))
    return Weighed(first.rule, problem, max(one.severity for one in several), scopes, first.advice)
