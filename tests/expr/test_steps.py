"""An expression is slow to nobody: it counts what it looks at before it does, and costs little beside plain Python."""

import sys
from pathlib import Path

import pytest

from orglint.expr import DAY, TooManySteps, checked, compiled, of
from tests.expr.things import THINGS, View, thing

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
import expressions

NAMES = {"person": of("person"), "team": of("team"), "words": of("[text]"), "today": DAY}
WORDS = tuple(str(number) for number in range(3_000))
CROWD = thing("person", id="crowd")
CROWD.reports = CROWD.dotted = tuple(CROWD for _ in range(3_000))
CROWD.tags = WORDS
TEAM = thing("team", id="team")
del THINGS[-2:]


@pytest.mark.parametrize(
    "source",
    [
        'any(a == "x" and b == "y" and c == "z" for a in words for b in words for c in words)',
        'any(any(any(c == "x" for c in words) for b in words) for a in words)',
        'count(a == b and c == "x" for a in person.tags for b in person.tags for c in person.tags) > 0',
        'any(q.id == "x" for p in person.reports for q in p.reports for r in q.reports)',
        "any(len(sorted(words)) == 1 for a in words for b in words)",
        "any(len(set(words)) == 1 for a in words for b in words)",
        'any("x" in words for a in words for b in words)',
        'any("x" in p.tags for p in person.reports for q in p.dotted)',
        "any(len(q.reports) == 1 for p in person.reports for q in p.dotted)",
        "sum(sum(sum(1 for c in words) for b in words) for a in words) > 1",
        'any(a == "x" for a in words if all(b != "x" for b in words if all(c != "x" for c in words)))',
        'any(a == "x" for a in (words if any("y" in words for b in words for c in words) else words))',
    ],
)
def test_loops_inside_loops_end(source: str) -> None:
    evaluate = compiled(checked(source, NAMES), NAMES, max_steps=100_000)
    with pytest.raises(TooManySteps, match="an expression takes more than 100,000 steps; loops inside loops multiply"):
        evaluate(View(), CROWD, TEAM, WORDS, None)


def test_what_is_asked_of_many_subjects_ends_too() -> None:
    evaluate = compiled(checked("any(p.id == person.id for p in person.reports)", NAMES), NAMES, max_steps=10_000)
    view = View()
    for _ in range(3):
        evaluate(view, CROWD, TEAM, WORDS, None)
    with pytest.raises(TooManySteps):
        evaluate(view, CROWD, TEAM, WORDS, None)
    other = View()
    assert evaluate(other, CROWD, TEAM, WORDS, None) is True


def test_the_usual_test_of_one_subject_counts_nothing() -> None:
    evaluate = compiled(checked('len(words) > 1 and any(a == "1" for a in words)', NAMES), NAMES, max_steps=0)
    assert evaluate(View(), CROWD, TEAM, WORDS, None) is True


def test_an_expression_costs_little_more_than_a_function() -> None:
    """Twice the time is promised and measured by the benchmark; here a machine at work on other things is forgiven."""
    most = 0.0
    for _ in range(3):
        most = max(expressions.ratios(300).values())
        if most < 3:
            break
    assert most < 3
