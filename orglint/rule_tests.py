"""The tests of rules: examples that do not give what they mark, and changes of a rule that no example notices."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from orglint.core.wording import plural
from orglint.expr import ExpressionError
from orglint.org import NOTHING_OWN, Extra, Vocabulary
from orglint.pipeline import Reading
from orglint.rule_examples import Outcome, outcome_of, understood
from orglint.rulebook import Example, Rule, Rulebook
from orglint.rulebook.lint import mistakes
from orglint.rulebook.mutants import Mutant, mutants


class Failing(NamedTuple):
    """An example that does not give what it marks: where it stands, and what differs, a line each."""

    place: str
    rule: str
    says: tuple[str, ...]


class Survivors(NamedTuple):
    """The mutants of a rule: how many there are, those that nothing notices, and those that are listed in vain."""

    tried: int
    unnoticed: tuple[str, ...]
    stale: tuple[str, ...]


class Bench:
    """A rule with its examples, which are understood once."""

    def __init__(self, book: Rulebook, rule: Rule, vocabulary: Vocabulary, extra: Extra = NOTHING_OWN) -> None:
        self._book = book
        self._rule = rule
        self._readings: list[tuple[Example, Reading]] = [
            (example, understood(example, vocabulary, extra)) for example in rule.examples
        ]

    def failing(self) -> Iterator[Failing]:
        """Yield the examples that do not give what they mark, or in which the rule did not run."""
        for at, outcome in enumerate(self._outcomes(self._rule)):
            is_valid = at < len(self._rule.file.valid)
            says = tuple(_differences(outcome, is_valid=is_valid))
            if says:
                route = ("valid", at) if is_valid else ("invalid", at - len(self._rule.file.valid))
                yield Failing(self._place(outcome, route), self._rule.id, says)

    def _place(self, outcome: Outcome, route: tuple[str | int, ...]) -> str:
        """Return where the first line that differs stands in the rule's file, else the example."""
        pointer, source = self._rule.pointer, outcome.example.source
        differing = sorted(line for line in {*outcome.expected, *outcome.given} if _differs(outcome, line))
        if not differing:
            at = pointer.mistake("", *route)
            return f"{at.path}:{at.line}"
        lines = source.split("\n")
        line = lines[differing[0] - 1]
        begin = sum(len(one) + 1 for one in lines[: differing[0] - 1]) + len(line) - len(line.lstrip())
        at = pointer.inside(ExpressionError("", begin), source, *route, "source")
        return f"{at.path}:{at.line}"

    def _outcomes(self, rule: Rule) -> Iterator[Outcome]:
        book = replace(self._book, rules={**self._book.rules, rule.id: rule})
        return (outcome_of(book, rule, example, reading) for example, reading in self._readings)

    def survivors(self) -> Survivors:
        """Return the mutants that no example notices, but for those that the rule lists with a reason."""
        tried = 0
        unnoticed, listed = [], self._rule.file.unnoticed
        before = [_given(outcome) for outcome in self._outcomes(self._rule)]
        for mutant in mutants(self._rule.file):
            changed = _bound(self._rule, mutant)
            if changed is not None:
                tried += 1
                if not self._is_noticed(changed, before):
                    unnoticed.append(mutant.what)
        left = tuple(one for one in unnoticed if one not in listed)
        return Survivors(tried, left, tuple(one for one in listed if one not in unnoticed))

    def _is_noticed(self, rule: Rule, before: Sequence[object]) -> bool:
        return any(_given(outcome) != one for outcome, one in zip(self._outcomes(rule), before, strict=True))


def _given(outcome: Outcome) -> object:
    return outcome.given, bool(outcome.report.faults), bool(outcome.report.not_run)


def _bound(rule: Rule, mutant: Mutant) -> Rule | None:
    """Return a mutant as a rule, None where it is no rule, can find nothing, or says the same as before.

    Grades go: examples mark findings and not what these weigh.
    """
    changed = replace(rule, file=mutant.file.model_copy(update={"grades": ()}), compiled=None)
    if mistakes(changed):
        return None
    kept = {"when": mutant.file.when, "unless": mutant.file.unless}
    kept |= {"needs": ",".join(mutant.file.needs), "options": repr(mutant.file.options)}
    return None if changed.params == rule.params and kept == _kept(rule) else changed


def _kept(rule: Rule) -> Mapping[str, str]:
    file = rule.file
    return {"when": file.when, "unless": file.unless, "needs": ",".join(file.needs), "options": repr(file.options)}


def _differs(outcome: Outcome, line: int) -> bool:
    return outcome.expected[line] != outcome.given[line]


def _differences(outcome: Outcome, *, is_valid: bool) -> Iterator[str]:
    """Yield what is not as an example says, a line each."""
    example, report = outcome.example, outcome.report
    which = f"{'valid' if is_valid else 'invalid'} example '{example.name}'"
    for fault in report.faults:
        yield f"{which}: the rule broke: {fault.error}"
    for one in report.not_run:
        of = f" for {', '.join(one.subjects)}" if one.subjects else ""
        yield f"{which}: the rule did not run{of}: {one.why}"
    if is_valid and outcome.expected:
        yield f"{which}: a valid example marks no finding"
    elif not is_valid and not outcome.expected:
        yield f"{which}: no line is marked with # finding"
    if not outcome.holds:
        yield f"{which}: marked {_lines(outcome, marked=True)}; found {_lines(outcome, marked=False)}"


def _lines(outcome: Outcome, *, marked: bool) -> str:
    counts = outcome.expected if marked else outcome.given
    source = outcome.example.source.split("\n")
    said = []
    for line in sorted(counts):
        times = f"{counts[line]} times " if counts[line] > 1 else ""
        said.append(
            f"{times}line {line} ({source[line - 1].strip()})" if line <= len(source) else f"{times}line {line}"
        )
    return ", ".join(said) or "nothing"


class Tested(NamedTuple):
    """What the tests of rules tell, a line each, and whether something is to be done."""

    lines: tuple[str, ...]
    fails: bool


def report(
    book: Rulebook, rules: Sequence[Rule], vocabulary: Vocabulary, extra: Extra = NOTHING_OWN, *, mutate: bool = False
) -> Tested:
    """Test rules by their examples, and the examples by changes of the rules."""
    benches = [Bench(book, rule, vocabulary, extra) for rule in rules]
    failing = [one for bench in benches for one in bench.failing()]
    lines = [f"{one.place}: {one.rule}: {said}" for one in failing for said in one.says]
    what = f"{plural(sum(len(rule.examples) for rule in rules), 'example')} of {plural(len(rules), 'rule')}"
    lines.append(f"{what}: {len(failing)} to look at" if failing else f"{what}: all give what they mark")
    if not mutate:
        return Tested(tuple(lines), bool(failing))
    survivors = [(rule, bench.survivors()) for rule, bench in zip(rules, benches, strict=True)]
    told = [line for rule, found in survivors for line in _told(rule, found)]
    changes = plural(sum(found.tried for _, found in survivors), "change")
    left = sum(len(found.unnoticed) for _, found in survivors)
    end = (
        f"{changes}: {left} that no example notices" if left else f"{changes}: each is noticed, or listed with a reason"
    )
    return Tested((*lines, *told, end), bool(failing or told))


def _told(rule: Rule, found: Survivors) -> Iterator[str]:
    at = rule.pointer.mistake("")
    for what in found.unnoticed:
        yield f"{at.path}:{at.line}: {rule.id}: no example notices: {what}"
    for what in found.stale:
        at = rule.pointer.mistake("", "unnoticed", what, key=True)
        yield f"{at.path}:{at.line}: {rule.id}: unnoticed lists what an example notices, or no change at all: {what}"
