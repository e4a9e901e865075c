"""Consequences fold into their cause."""

from typing import Any

import pytest

from orglint.core import Report, Severity
from orglint.rulebook import Mistake, Rule, Rulebook
from orglint.rulebook.lint import mistakes
from tests.rulebook.small import book, judged, profile, rule

TEXT = """
teams:
  t: {members: [{person: ana, role: product-owner, duties: [pnl, audit, development]}]}
  u: {members: [{person: ana, role: product-owner, duties: [pnl]}, {person: ben, duties: [pnl, audit]}]}
"""


def exclusive(name: str, left: str, right: str, **more: Any) -> Rule:
    check = {
        "kind": "exclusive",
        "within": "team",
        "between": [{"roles": [left], "duties": [left]}, {"duties": [right]}],
    }
    return rule(name, check, message="{scope}", **more)


def faults(of: Rulebook) -> list[Mistake]:
    return list(of.mistakes(name for name in of.rules if not of.rules[name].is_built_in))


def told(report: Report) -> list[str]:
    return [
        f"{one.rule} {one.severity.word} {one.subjects[0].id} {'+'.join(ref.id for ref in one.scopes)}"
        for one in report.findings
    ]


def test_a_finding_that_another_rule_explains_is_counted_and_not_listed() -> None:
    cause = exclusive("cause", "product-owner", "pnl", severity="info")
    effect = exclusive("effect", "pnl", "audit", explained_by=["cause"], severity="error")
    report = judged(TEXT, cause, effect)
    assert told(report) == ["cause error ana t", "cause info ana u", "effect error ben u"]
    assert [(one.finding.rule, one.how, one.why) for one in report.hidden] == [
        ("effect", "folded", "cause explains it")
    ]


def test_the_one_that_stays_takes_the_higher_severity() -> None:
    cause = exclusive("cause", "product-owner", "pnl", severity="error")
    effect = exclusive("effect", "pnl", "audit", explained_by=["cause"], severity="info")
    assert told(judged(TEXT, cause, effect)) == ["cause error ana t", "cause error ana u", "effect info ben u"]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2), (1, 2, 0), (0, 2, 1), (2, 0, 1)])
def test_the_end_of_a_chain_takes_the_highest_severity(order: tuple[int, ...]) -> None:
    rules = (
        exclusive("first", "product-owner", "pnl", severity="info"),
        exclusive("second", "pnl", "audit", explained_by=["first"], severity="warning"),
        exclusive("third", "audit", "development", explained_by=["second"], severity="error"),
    )
    report = judged(TEXT, *(rules[at] for at in order))
    assert told(report)[0] == "first error ana t"
    assert sorted((one.finding.rule, one.why) for one in report.hidden) == [
        ("second", "first explains it"), ("third", "second explains it"),
    ]  # fmt: skip


def test_a_finding_of_fewer_scopes_folds_and_one_of_more_does_not() -> None:
    text = """
products: {p: {teams: [t]}, q: {teams: [t]}}
teams: {t: {members: [{person: ana, role: product-owner, duties: [pnl, audit]}]}}
assignments: [{person: ana, product: p, duties: [development]}]
"""
    wide = exclusive("wide", "product-owner", "pnl")
    wide = rule("wide", {**wide.file.check, "within": "product"}, message="{scope}")
    narrow = {"kind": "exclusive", "within": "product", "between": [{"duties": ["development"]}, {"duties": ["pnl"]}]}
    report = judged(text, wide, rule("narrow", narrow, explained_by=["wide"], message="m"))
    assert told(report) == ["wide warning ana p+q"]
    report = judged(
        text, rule("wide", wide.file.check, explained_by=["narrow"], message="m"), rule("narrow", narrow, message="m")
    )
    assert sorted(told(report)) == ["narrow warning ana p", "wide warning ana p+q"]


def test_another_holder_or_scope_explains_nothing() -> None:
    cause = exclusive("cause", "product-owner", "development")
    effect = exclusive("effect", "product-owner", "pnl", explained_by=["cause"])
    other = exclusive("other", "pnl", "audit", explained_by=["effect"])
    report = judged(TEXT, cause, effect, other)
    assert told(report) == ["cause warning ana t", "effect warning ana u", "other warning ben u"]


def test_an_ignored_finding_folds_nothing() -> None:
    text = """
team: t
members:
  - person: ana
    role: product-owner # orglint: ignore[cause] we know
    duties:
      - pnl
      - audit
"""
    cause = exclusive("cause", "product-owner", "pnl")
    effect = exclusive("effect", "pnl", "audit", explained_by=["cause"])
    report = judged(text, cause, effect)
    assert told(report) == ["effect warning ana t"]
    assert [one.how for one in report.hidden] == ["ignored"]


def test_a_ring_is_refused_and_hides_nothing_where_it_is_run_all_the_same() -> None:
    one = exclusive("one", "product-owner", "pnl", explained_by=["two"])
    two = exclusive("two", "pnl", "audit", explained_by=["three"])
    three = exclusive("three", "product-owner", "audit", explained_by=["one"])
    assert [mistake.message for mistake in faults(book(one, two, three))] == [
        "two is explained by one in turn, so that both would vanish",
        "three is explained by two in turn, so that both would vanish",
        "one is explained by three in turn, so that both would vanish",
    ]
    assert {one.rule for one in judged(TEXT, one, two, three).findings} == {"one", "two", "three"}
    alone = exclusive("alone", "product-owner", "pnl", explained_by=["alone"])
    assert [mistake.message for mistake in faults(book(alone))] == [
        "alone is explained by alone in turn, so that both would vanish",
    ]
    assert told(judged(TEXT, alone))


def test_a_cause_that_is_unknown_or_never_runs_beside_is_refused() -> None:
    cause = exclusive("cause", "product-owner", "pnl", profiles=["scrum"])
    effect = exclusive("effect", "pnl", "audit", explained_by=["cause", "cuse"])
    assert [mistake.message for mistake in faults(book(cause, effect, profiles={"scrum": profile()}))] == [
        "effect and cause share no profile, so that neither ever explains the other",
        "there is no rule cuse; did you mean cause?",
    ]


def test_severities_have_an_order() -> None:
    assert Severity.INFO < Severity.WARNING < Severity.ERROR


def test_a_rule_may_be_its_own_pointer() -> None:
    assert not mistakes(exclusive("x", "product-owner", "pnl"))
