"""Twenty thousand findings are rendered while a reader waits for none of it."""

from collections.abc import Callable
from time import process_time

import pytest

from orglint.core import Lines, Position, Report, Span
from orglint.report import FORMATS, Style


def least(work: Callable[[], object]) -> float:
    """Return the least time of two runs: what else the machine does is none of ours."""
    times = []
    for _ in range(2):
        start = process_time()
        work()
        times.append(process_time() - start)
    return min(times)


@pytest.mark.parametrize(("name", "most"), [("concise", 0.5), ("full", 4.0), ("github", 0.5)])
def test_many_findings(name: str, most: float, large: Report) -> None:
    assert least(lambda: FORMATS[name](large, Style())) < most


@pytest.mark.parametrize("name", ["full", "sarif"])
@pytest.mark.parametrize("char", ["x", "\u0301", "🦊"])
def test_many_findings_in_one_endless_line(name: str, char: str, large: Report) -> None:
    path = large.findings[0].primary.span.path
    text = char * 1_000_000 + "\n"
    some = tuple(
        one._replace(
            primary=one.primary._replace(
                span=Span(path, Position(1, 999_000 - 900 * at), Position(1, 999_005 - 900 * at))
            ),
            related=(),
        )
        for at, one in enumerate(large.findings[:1000])
    )
    report = large._replace(findings=some, lines={path: Lines(text)})
    assert least(lambda: FORMATS[name](report, Style())) < 2
