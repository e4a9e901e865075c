"""Rules broken on purpose: what is changed, and that the examples of the built-in rules notice."""

import pytest

from orglint.kinds import BUILT_IN
from orglint.rule_tests import Bench
from orglint.rulebook import Rule, built_in
from orglint.rulebook.mutants import broken, mutants
from orglint.rulebook.spec import RuleFile

BOOK = built_in()
RULES = [rule for rule in BOOK.rules.values() if not rule.is_built_in]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.id))
def test_the_examples_of_a_built_in_rule_notice_every_change(rule: Rule) -> None:
    found = Bench(BOOK, rule, BOOK.vocabulary).survivors()
    assert found.unnoticed == ()
    assert found.stale == ()


def test_rules_are_changed_at_all() -> None:
    assert Bench(BOOK, BOOK.rules["po-holds-pm-duty"], BOOK.vocabulary).survivors().tried > 9


def file(**said: object) -> RuleFile:
    texts = {"summary": "s", "severity": "error", "profiles": [], "rationale": "r", "help": [], "references": []}
    return RuleFile.model_validate({**texts, **said})


def changes(**said: object) -> list[str]:
    return [one.what for one in mutants(file(**said))]


def test_a_check_of_the_reader_is_left_alone() -> None:
    assert changes(check={"kind": BUILT_IN}) == []


def test_items_go_and_scopes_widen() -> None:
    check = {"kind": "exclusive", "within": "team", "between": [{"duties": ["a", "b"]}, {"roles": ["c"]}]}
    found = changes(check=check)
    assert "check.between.0.duties without a" in found
    assert "check.between.0.duties without b" in found
    assert "check.within is team-tree" in found
    assert "check.within is org" in found


@pytest.mark.parametrize(
    ("written", "others"), [("8", {"9", "7"}), ("0", {"1"}), ("25%", {"26%", "24%"}), ("2.5", {"3.5", "1.5"})]
)
def test_bounds_are_off_by_one(written: str, others: set[str]) -> None:
    found = changes(check={"kind": "limit", "per": "team", "metric": "headcount", "max": written})
    assert {what.removeprefix("check.max is ") for what in found if "max is" in what} == others


def test_bounds_that_a_field_chooses_are_off_by_one_each() -> None:
    found = changes(check={"kind": "limit", "per": "team", "metric": "m", "max": {"by": "tags", "a": "1", "else": "2"}})
    assert {"check.max.a is 2", "check.max.a is 0", "check.max.else is 3", "check.max.else is 1"} <= set(found)
    assert not any("max.by" in what for what in found)


def test_conditions_needs_and_defaults_change() -> None:
    check = {"kind": "assert", "for_each": "team", "let": {"n": "len(team.members)"}, "assert": "n <= options.most"}
    found = changes(check=check, when="team.a and team.b", needs=["team.mission"], options={
        "most": {"means": "m", "default": "3"},
    })  # fmt: skip
    assert {"without when", "when is team.a", "when is team.b", "needs without team.mission"} <= set(found)
    assert {"check.assert is n < options.most", "options.most.default is 4", "options.most.default is 2"} <= set(found)


@pytest.mark.parametrize(
    ("source", "others"),
    [
        ("a == 1", ["a != 1", "a == 2", "a == 0"]),
        ("a in ['x', 'y']", ["a not in ['x', 'y']", "a in ['y']", "a in ['x']"]),
        ("a is None or b", ["b", "a is None", "a is not None or b"]),
        ("a <", []),
    ],
)
def test_one_thing_of_an_expression_changes_at_a_time(source: str, others: list[str]) -> None:
    assert list(broken(source)) == others
