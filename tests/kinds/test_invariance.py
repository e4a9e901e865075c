"""The same organisation, written in another way, has the same findings."""

from collections.abc import Iterable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from orglint.core import Finding
from orglint.rulebook import Rule
from tests.kinds.oracle import OrgSpec
from tests.kinds.orgs import Layout, layouts, orgs
from tests.kinds.test_oracle import GRAPHS, Question, asked_of_all, report, thorough
from tests.rulebook.small import rule

DOTTED = {"kind": "graph", "edge": "dotted", "acyclic": True}
IDS = tuple(f"q{at}" for at in range(20))
"""Rules that may not judge everybody: not everybody says an employer and a line."""
ALONE = {"kind": "graph", "edge": "parent", "no_orphans": True}


def rules(questions: Iterable[Question]) -> list[Rule]:
    checks = [*(question.check for question in questions), DOTTED, ALONE]
    return [rule(f"q{at}", check) for at, check in enumerate(checks)]


def told(findings: Iterable[Finding]) -> set[object]:
    """Return what findings say, without the order in which they say it."""
    return {
        (one.fingerprint, one.rule, one.severity, frozenset(one.subjects), frozenset(one.scopes), _items(one))
        for one in findings
    }


def _items(finding: Finding) -> frozenset[str]:
    found = finding.values.get("found", ())
    return frozenset(found if isinstance(found, tuple) else ())


@thorough
@given(orgs(), layouts, st.integers(0, 1_000_000), st.integers(1, 3), asked_of_all)
def test_order_and_files_do_not_matter(
    org: OrgSpec, layout: Layout, seed: int, files: int, asked: tuple[Question, ...]
) -> None:
    run = rules((*asked, *GRAPHS))
    other = replace(layout, shuffled=seed, files=files)
    assert told(report(org, layout, run, silent=IDS).findings) == told(report(org, other, run, silent=IDS).findings)


@thorough
@given(orgs(), layouts, asked_of_all)
def test_nested_and_flat_are_the_same(org: OrgSpec, layout: Layout, asked: tuple[Question, ...]) -> None:
    run = rules((*asked, *GRAPHS))
    ids = {one.id for one in run}
    nested, flat = (
        [one for one in report(org, replace(layout, flat=flat), run, silent=IDS).findings if one.rule in ids]
        for flat in (False, True)
    )
    assert told(nested) == told(flat)
