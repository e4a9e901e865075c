"""A rule's own examples, judged with only that rule on: they are its tests, and what its page shows."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from re import MULTILINE
from re import compile as regex

from orglint.core import Report, Settings, Source
from orglint.org import NOTHING_OWN, Extra, Vocabulary
from orglint.pipeline import Reading, judge, understand
from orglint.rulebook import Example, Rule, Rulebook, Selection

_MARK = regex(r"[ \t]*#[ \t]*(?:(\d+)[ \t]+)?findings?[ \t]*$", MULTILINE)
_IGNORED = regex(r"orglint:\s*ignore\[([^\]]+)\]")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an example expects and what it gives: findings per line."""

    rule: str
    example: Example
    expected: Counter[int]
    given: Counter[int]
    report: Report

    @property
    def holds(self) -> bool:
        """Return whether every finding stands on a marked line, and every mark has its finding."""
        return self.expected == self.given

    def __str__(self) -> str:
        marked = ", ".join(f"line {line}" for line in sorted(self.expected.elements())) or "none"
        found = ", ".join(f"line {line}" for line in sorted(self.given.elements())) or "none"
        return f"{self.rule}, example '{self.example.name}': marked {marked}; found {found}"


def marks(source: str) -> Counter[int]:
    """Return how many findings each 1-based line of an example is marked for."""
    found: Counter[int] = Counter()
    for match in _MARK.finditer(source):
        found[source.count("\n", 0, match.start()) + 1] += int(match[1] or 1)
    return found


def unmarked(source: str) -> str:
    """Return an example without its marks, as a reader should see it."""
    return _MARK.sub("", source)


def understood(example: Example, vocabulary: Vocabulary, extra: Extra = NOTHING_OWN) -> Reading:
    """Return what is understood of an example; `extra` are the organisation's own keys."""
    source = unmarked(example.source)
    path = "team.yaml" if source.lstrip().startswith("team:") else "org.yaml"
    return understand([Source(path, source)], vocabulary, extra=extra)


def judged(book: Rulebook, rule: Rule, example: Example, reading: Reading | None = None) -> Report:
    """Judge an example by one rule alone (and by those that a comment in it names)."""
    names = [name.strip() for found in _IGNORED.finditer(example.source) for name in found[1].split(",")]
    only = (rule.id, *(name for name in names if name in book.rules))
    reading = reading or understood(example, book.vocabulary)
    return judge(reading, Selection(book, Settings(), only), date.fromisoformat(example.as_of))


def outcome_of(book: Rulebook, rule: Rule, example: Example, reading: Reading | None = None) -> Outcome:
    """Judge an example of a rule, and count what it gives."""
    report = judged(book, rule, example, reading)
    given = Counter(finding.primary.span.start.line for finding in report.findings if finding.rule == rule.id)
    return Outcome(rule.id, example, marks(example.source), given, report)


def outcomes(book: Rulebook, rule: Rule) -> Iterator[Outcome]:
    """Judge all examples of a rule."""
    return (outcome_of(book, rule, example) for example in rule.examples)
