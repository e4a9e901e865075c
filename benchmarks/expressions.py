"""What an expression costs beside the same test as a plain Python function: `python benchmarks/expressions.py`.

Both are asked of every person or seat of a generated organisation, in turn; the ratio is the best of some rounds, since
what else a machine does only ever adds time.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from generate import generate

from orglint.core import Source
from orglint.expr import DAY, checked, compiled, of
from orglint.org import View
from orglint.pipeline import understand
from orglint.rulebook import built_in

DAY_OF_RUN = date(2026, 6, 1)
ROUNDS = 7

Plain = Callable[[View, Any, date], bool]
PEOPLE: Mapping[str, Plain] = {
    'person.kind == "human" and person.status != "departed"': lambda _view, person, _today: (
        person.kind == "human" and person.status != "departed"
    ),
    'any("product-owner" in s.roles for s in person.seats)': lambda view, person, _today: any(
        "product-owner" in s.roles for s in view.seats_of(person)
    ),
    'len(person.seats) <= 1 and not any(s.acting and "pnl" in s.duties for s in person.seats)': (
        lambda view, person, _today: (
            len(view.seats_of(person)) <= 1 and not any(s.acting and "pnl" in s.duties for s in view.seats_of(person))
        )
    ),
    'person.reports_to is not None and person.reports_to.kind == "human"': lambda _view, person, _today: (
        person.reports_to is not None and person.reports_to.kind == "human"
    ),
    'any(any("pnl" in s.duties for s in p.seats) for p in person.reports)': lambda view, person, _today: any(
        any("pnl" in s.duties for s in view.seats_of(p)) for p in view.reports(person)
    ),
    "sum(s.allocation for s in person.seats if s.allocation is not None) <= 1": lambda view, person, _today: (
        sum(s.allocation for s in view.seats_of(person) if s.allocation is not None) <= 1
    ),
}
"""Tests of a person, as an expression and as a function."""
SEATS: Mapping[str, Plain] = {
    "seat.until is None or seat.until >= today": lambda _view, seat, today: seat.until is None or seat.until >= today,
    'seat.role in ["product-owner", "scrum-master"] or seat.acting': lambda _view, seat, _today: (
        seat.role in ["product-owner", "scrum-master"] or seat.acting
    ),
    'count(d.startswith("p") for d in seat.duties) <= 1': lambda _view, seat, _today: (
        sum(d.startswith("p") for d in seat.duties) <= 1
    ),
}
"""Tests of a seat, as an expression and as a function."""


def seconds(function: Plain, view: View, things: Sequence[object]) -> float:
    """Return how long a function takes for all things."""
    begin = time.perf_counter()
    for thing in things:
        function(view, thing, DAY_OF_RUN)
    return time.perf_counter() - begin


def ratio(source: str, plain: Plain, name: str, view: View, things: Sequence[object]) -> float:
    """Return the time of an expression as a ratio to that of the plain function; both say the same."""
    names = {name: of(name), "today": DAY}
    evaluate = compiled(checked(source, names), names)
    for thing in things:
        if evaluate(view, thing, DAY_OF_RUN) != plain(view, thing, DAY_OF_RUN):
            raise AssertionError(source)
    rounds = [(seconds(evaluate, view, things), seconds(plain, view, things)) for _ in range(ROUNDS)]
    return min(one for one, _ in rounds) / min(other for _, other in rounds)


def ratios(people: int) -> dict[str, float]:
    """Return the ratio of every expression for an organisation of a size."""
    reading = understand([Source("org.yaml", generate(people).text)], built_in().vocabulary)
    view = View(reading.org, DAY_OF_RUN)
    things: Mapping[str, Sequence[object]] = {"person": [*view.org.people.values()], "seat": view.seats}
    return {
        source: ratio(source, plain, name, view, things[name])
        for name, tests in (("person", PEOPLE), ("seat", SEATS))
        for source, plain in tests.items()
    }


def main() -> None:
    """Print the ratios."""
    for source, one in ratios(2_000).items():
        print(f"{one:5.2f} x  {source}")


if __name__ == "__main__":
    main()
