"""A rule's own examples, judged with only that rule on: they are its tests, and what its page shows."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from re import MULTILINE
from re import compile as regex

from orglint.core import Report, Settings, Source
from orglint.pipeline import judge, understand
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


def judged(book: Rulebook, rule: Rule, example: Example) -> Report:
    """Judge an example by one rule alone (and by those that a comment in it names)."""
    source = unmarked(example.source)
    named = [name.strip() for found in _IGNORED.finditer(source) for name in found[1].split(",")]
    only = (rule.id, *(name for name in named if name in book.rules))
    path = "team.yaml" if source.lstrip().startswith("team:") else "org.yaml"
    reading = understand([Source(path, source)], book.vocabulary)
    return judge(reading, Selection(book, Settings(), only), date.fromisoformat(example.as_of))


def outcomes(book: Rulebook, rule: Rule) -> Iterator[Outcome]:
    """Judge all examples of a rule."""
    for example in rule.examples:
        report = judged(book, rule, example)
        given = Counter(finding.primary.span.start.line for finding in report.findings if finding.rule == rule.id)
        yield Outcome(rule.id, example, marks(example.source), given, report)
