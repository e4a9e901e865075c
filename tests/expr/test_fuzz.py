"""Of ever so many sources each is refused with an ExpressionError, or says what a plain interpreter says of it.

No other exception, no hang, nothing that checks and does not run.
"""

from collections import Counter
from random import Random
from time import process_time

import pytest

from orglint.expr import Expression, ExpressionError, compiled, typed
from tests.expr import oracle
from tests.expr.test_compile import CORPUS
from tests.expr.test_escapes import ESCAPES
from tests.expr.things import NAMES, WORLDS, View
from tests.expr.writer import Writer, mutated

VIEW = View()
SEEDS = (*CORPUS, *(source for source in ESCAPES if len(source) < 100))
KINDS = ("flag", "flag", "flag", "number", "text", "day", "list")


def understood(source: str) -> Expression | ExpressionError:
    try:
        return typed(source, NAMES)
    except ExpressionError as error:
        return error


def outcome(source: str) -> str:
    """Return how a source ended: refused or agreed."""
    begin = process_time()
    expression = understood(source)
    if isinstance(expression, ExpressionError):
        assert 0 <= expression.column <= len(source), source
        assert expression.shown(source).count("\n") == 2, source
        return "refused"
    function = compiled(expression, NAMES)
    for world in WORLDS:
        found = function(VIEW, *(world[name] for name in NAMES))
        expected = oracle.said(source, world)
        assert found == expected, source
        assert isinstance(found, bool) == isinstance(expected, bool), source
    assert process_time() - begin < 5, source
    return "agreed"


def fuzzed(seed: int, count: int) -> Counter[str]:
    """Try written and mutated sources in turn; returns how many of each ended how."""
    random = Random(seed)  # noqa: S311 - for tests
    ends: Counter[str] = Counter()
    last = "n > 1"
    for at in range(0, count, 4):
        source = Writer(random).expression(random.choice(KINDS), random.randint(0, 3))
        ends[f"written {outcome(source)}"] += 1
        for _ in range(min(3, count - at - 1)):
            begun = source if random.random() < 0.7 else random.choice(SEEDS)
            ends[f"mutated {outcome(mutated(random, begun, last))}"] += 1
        last = source
    return ends


def test_ten_thousand_sources_are_refused_or_agreed_on() -> None:
    ends = fuzzed(3, 10_000)
    assert ends.total() == 10_000
    assert ends["written agreed"] > 1_500
    assert ends["mutated agreed"] > 150


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 116))
def test_a_million_sources_are_refused_or_agreed_on(seed: int) -> None:
    assert fuzzed(seed, 65_000).total() == 65_000
