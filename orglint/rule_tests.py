"""The tests of rules: examples that do not give what they mark, and changes of a rule that no example notices."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from pydantic import ValidationError

from orglint.core.wording import plural
from orglint.org import Vocabulary
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

    def __init__(self, book: Rulebook, rule: Rule, vocabulary: Vocabulary) -> None:
        self._book = book
        self._rule = rule
        self._readings: list[tuple[Example, Reading]] = [
            (example, understood(example, vocabulary)) for example in rule.examples
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
        at = pointer.inside("", source, begin, *route, "source")
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
    """Return a mutant as a rule, None where it is no rule, can find nothing, or says the same as before."""
    changed = replace(rule, file=mutant.file, compiled=None)
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
        said.append(f"{times}line {line} ({source[line - 1].strip()})" if line <= len(source) else f"{times}line {line}")
    return ", ".join(said) or "nothing"


def summary(rules: int, examples: int, failing: int) -> str:
    """Return the line that ends a report of examples."""
    what = f"{plural(examples, 'example')} of {plural(rules, 'rule')}"
    return f"{what}: {failing} do not give what they mark" if failing else f"{what} give what they mark"


def bench_of(book: Rulebook, rule: Rule, vocabulary: Vocabulary | None = None) -> Bench:
    """Return the bench of a rule, in a book that holds it."""
    return Bench(book, rule, vocabulary or book.vocabulary)


__all__ = ["Bench", "Failing", "Survivors", "bench_of", "summary"]
