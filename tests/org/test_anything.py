"""Whatever stands where: it is understood, or told; nothing breaks, and what is beside it is kept."""

from collections.abc import Iterator
from json import dumps
from random import Random
from typing import Any

from orglint.core import Lines, Place, Settings
from orglint.org import MARKERS
from orglint.org.schema import NESTED, SECTIONS, Seat
from orglint.pipeline import Reading, judge
from orglint.rulebook import Selection
from tests.rulebook.small import DAY, book, rule, understood

RULES = (
    rule("pairs", {"kind": "exclusive", "within": ["team", "product"], "pairs": [["dev", "pnl"], ["audit", "pnl"]]}),
    rule("among", {"kind": "exclusive", "within": "system", "among": {"duties": ["pnl", "audit"]}, "at_most": 1}),
    rule("reserved", {"kind": "reserved", "duties": ["pnl"], "to": ["product-manager"]}),
    rule("each", {"kind": "count", "count": {"each_duty": "required"}, "per": ["product", "system"], "at_least": 1}),
    rule("any", {"kind": "count", "count": "any", "per": ["org", "team", "process"], "exactly": 1}),
    rule("letter", {"kind": "count", "count": "accountable", "per": "activity", "exactly": 1}),
    rule("taken", {"kind": "limit", "per": "person", "metric": "allocation", "max": "50%"}),
    rule("heads", {"kind": "limit", "per": "team", "metric": "headcount", "min": 2, "max": 3}),
    rule("line", {"kind": "graph", "edge": "reports_to", "acyclic": True, "no_orphans": True, "max_depth": 2}),
    rule("tops", {"kind": "graph", "edge": "reports_to", "single_root": True}),
    rule("dotted", {"kind": "graph", "edge": "dotted", "acyclic": True}),
    rule("seat", {"kind": "assert", "for_each": "seat", "assert": "seat.team is not None or len(seat.duties) > 1"}),
)  # fmt: skip
NAMES = ("ana", "Ana", "@ben", "none", "t", "p", "s", "", "x-y", "dev", "007", "a\nb")
WORDS = ("product-owner", "dev", "owner", "pnl", "P&L", "roadmap", "audit", "nonsense", "captain", "stocks")
SCALARS: tuple[Any, ...] = (
    *NAMES, *WORDS, None, None, "2026-05-01", "2026-07-01", "2026-02-30", "80%", "0.5", "3", "yes", "no", "scrum",
    "growth", "24x7", "human", "departed", "group", "vacancy", "\u202e", "é", "1e400", "-1",
)  # fmt: skip


def anything(random: Random, depth: int) -> Any:
    how = random.random()
    if depth <= 0 or how < 0.6:
        return random.choice(SCALARS)
    if how < 0.8:
        return [anything(random, depth - 1) for _ in range(random.randint(0, 3))]
    return {random.choice(NAMES): anything(random, depth - 1) for _ in range(random.randint(0, 3))}


def entry(random: Random, keys: list[str], depth: int = 2) -> Any:
    """Return an entry with some of the keys of its class, most of their values of a fitting shape."""
    if random.random() < 0.08:
        return anything(random, 2)
    made: dict[str, Any] = {}
    for key in random.sample(keys, random.randint(0, min(5, len(keys)))):
        if random.random() < 0.15:
            made[key] = anything(random, 2)
        elif key in ("members", "alumni"):
            made[key] = [
                random.choice((random.choice(NAMES), entry(random, list(Seat.model_fields)))) for _ in range(3)
            ]
        elif key in NESTED and depth:
            inner = entry(random, list(NESTED[key].model_fields), depth - 1)
            made[key] = inner if random.random() < 0.5 else [inner]
        else:
            made[key] = random.choice((random.choice(SCALARS), [random.choice(SCALARS), random.choice(WORDS)]))
    if random.random() < 0.1:
        made[random.choice(("x-own", "unknown", "naem"))] = anything(random, 1)
    return made


def document(random: Random) -> dict[str, Any]:
    """Return a document of an organisation."""
    found: dict[str, Any] = {}
    for section in random.sample(sorted(SECTIONS), random.randint(1, 5)):
        keys = list(SECTIONS[section].model_fields)
        found[section] = {random.choice(NAMES): entry(random, keys) for _ in range(random.randint(0, 3))}
    if random.random() < 0.5:
        found["assignments"] = [entry(random, list(Seat.model_fields)) for _ in range(random.randint(0, 4))]
    if random.random() < 0.2:
        found[random.choice((*sorted(MARKERS), "nonsense"))] = anything(random, 2)
    if random.random() < 0.2:
        found = {"team": random.choice(SCALARS), **entry_of_team(random)}
    return found


def entry_of_team(random: Random) -> dict[str, Any]:
    made = entry(random, list(SECTIONS["teams"].model_fields))
    return made if isinstance(made, dict) else {}


def places(reading: Reading) -> Iterator[Place]:
    for problem in reading.problems:
        for label in (problem.label, *problem.related):
            yield label.at if isinstance(label.at, Place) else reading.org.place(label.at)


def test_whatever_stands_where_nothing_breaks() -> None:
    random = Random(3)  # noqa: S311 - for tests
    selection = Selection(book(*RULES), Settings())
    told = found = 0
    for _ in range(300):
        documents = [document(random) for _ in range(random.randint(1, 2))]
        text = "\n---\n".join(
            "".join(f"{dumps(key)}: {dumps(value)}\n" for key, value in one.items()) for one in documents
        )
        reading = understood(text, closed=random.random() < 0.3)
        length = len(text)
        assert all(0 <= place.start <= place.end <= length for place in places(reading)), text
        report = judge(reading, selection, DAY)
        assert not report.faults, (report.faults, text)
        prints = [one.fingerprint for one in report.findings]
        assert len(prints) == len(set(prints)), text
        lines = Lines(text)
        assert all(lines.line(one.primary.span.start.line) for one in report.findings)
        told += len(reading.problems)
        found += sum(one.rule in {rule.id for rule in RULES} for one in report.findings)
    assert told > 750
    assert found > 350
