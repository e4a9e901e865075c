"""The generator of organisations is an oracle: it knows how many conflicts it planted, and where."""

import sys
from datetime import date
from pathlib import Path

import pytest

from orglint.core import Report, Settings, Source
from orglint.pipeline import judge, understand
from orglint.rulebook import built_in, select

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
from generate import generate

BOOK = built_in()
EVERY = tuple(name for name in BOOK.profiles if name not in ("unified", "less", "nexus"))


def judged(text: str, profiles: tuple[str, ...] = ()) -> Report:
    reading = understand([Source("org.yaml", text)], BOOK.vocabulary)
    return judge(reading, select(BOOK, Settings(profiles=profiles)), date(2026, 6, 1))


def test_an_organisation_is_the_same_every_time() -> None:
    assert generate(300).text == generate(300).text
    assert generate(300).text != generate(300, seed=8).text


@pytest.mark.parametrize(("people", "conflicts"), [(60, 0), (200, 3), (1_000, 10), (1_000, 30)])
def test_exactly_the_planted_conflicts_are_found(people: int, conflicts: int) -> None:
    organisation = generate(people, conflicts=conflicts)
    findings = judged(organisation.text).findings
    assert [finding.rule for finding in findings] == ["po-holds-pm-duty"] * organisation.conflicts
    assert organisation.conflicts == conflicts
    assert len({finding.scopes for finding in findings}) == conflicts


def test_nothing_else_is_found_whatever_the_profiles() -> None:
    organisation = generate(1_000)
    assert len(judged(organisation.text, EVERY).findings) == organisation.conflicts


def test_every_mistake_is_told_and_hides_nothing() -> None:
    organisation = generate(500, mistakes=True)
    rules = [finding.rule for finding in judged(organisation.text).findings]
    assert rules.count("unknown-key") == organisation.people
    assert rules.count("po-holds-pm-duty") == organisation.conflicts
    assert len(rules) == organisation.people + organisation.conflicts
