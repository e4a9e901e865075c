"""What identity governance asks of roles and duties, in small cases: each is written with the kinds there are."""

from typing import Any

import pytest

from orglint.core import Finding, Report
from tests.rulebook.small import judged, rule

ROLES = {"kind": "exclusive", "within": "org"}
PAYS = {"duties": ["payment-initiation"]}
APPROVES = {"duties": ["payment-approval"]}
PEOPLE = """
people:
  boss: {reports_to: none, department: board, company: acme}
  mia: {reports_to: boss, department: finance, company: acme}
  ana: {reports_to: mia, department: finance, company: acme}
  ben: {reports_to: mia, department: sales, company: acme}
  cleo: {reports_to: boss, department: audit, company: firm}
  dora: {company: firm}
"""


def report(text: str, check: dict[str, Any], **more: Any) -> Report:
    found = judged(text, rule("r", check, **more))
    assert not found.faults, found.faults
    return found


def judge(text: str, check: dict[str, Any], **more: Any) -> list[Finding]:
    return [one for one in report(text, check, **more).findings if one.rule == "r"]


def seats(*said: str) -> str:
    """Return assignments from `person: rest`."""
    return PEOPLE + "assignments:\n" + "".join(f"  - {{{one}}}\n" for one in said)


def pay(payer: str, approver: str) -> str:
    return seats(f"person: {payer}, duties: [payment-initiation]", f"person: {approver}, duties: [payment-approval]")


def conflict(**said: Any) -> dict[str, Any]:
    return {"kind": "exclusive", "within": "org", "between": [PAYS, APPROVES], **said}


@pytest.mark.parametrize(
    ("said", "payer", "approver", "holders"),
    [
        ({}, "ana", "ana", ["ana"]),
        ({}, "ana", "ben", []),
        ({"independence": "I1"}, "ana", "ana", ["ana"]),
        ({"independence": "I2"}, "ana", "ben", ["mia"]),
        ({"independence": "I2"}, "ana", "mia", ["mia"]),
        ({"independence": "I2"}, "boss", "ana", ["boss"]),
        ({"independence": "I2"}, "ana", "cleo", []),
        ({"independence": "I2"}, "dora", "dora", ["dora"]),
        ({"independence": "I3"}, "ana", "mia", ["finance"]),
        ({"independence": "I3"}, "ana", "ana", ["finance"]),
        ({"independence": "I3"}, "ana", "ben", []),
        ({"holder": "company"}, "ana", "ben", ["acme"]),
        ({"holder": "company"}, "ana", "cleo", []),
    ],
)
def test_two_duties_are_apart_by_the_measure_that_is_asked_for(
    said: dict[str, Any], payer: str, approver: str, holders: list[str]
) -> None:
    assert [one.values["holder"] for one in judge(pay(payer, approver), conflict(**said))] == holders


@pytest.mark.parametrize("grade", ["I2", "I3"])
def test_where_line_or_department_is_not_said_the_rule_does_not_run_for_the_pair(grade: str) -> None:
    missed = report(pay("ana", "dora"), conflict(independence=grade)).not_run
    assert [one.subjects for one in missed] == [("person:dora",)]
    assert not report(pay("ana", "ben"), conflict(independence=grade)).not_run
    assert not report(pay("dora", "dora"), conflict(independence=grade)).not_run


def test_a_team_holds_what_its_people_hold() -> None:
    text = seats(
        "person: ana, team: t", "person: ben, team: t", "person: cleo, team: u",
        "person: ana, duties: [payment-initiation]", "person: ben, duties: [payment-approval]",
        "person: cleo, duties: [payment-approval]",
    )  # fmt: skip
    (found,) = judge(text, conflict(holder="team"), when='team.id == "t"')
    assert found.values["holder"] == "t"
    assert not judge(text, conflict(holder="team"), when='team.id == "u"')


def test_static_exclusion_with_a_cardinality_counts_inherited_roles() -> None:
    among = {"among": {"role_groups": ["product"], "duties": ["audit"]}, "at_most": 1}
    (found,) = judge(seats("person: ana, role: chief-product-owner"), {**ROLES, **among})
    assert found.values["found"] == ("chief-product-owner", "product-owner")
    assert not judge(seats("person: ana, role: product-owner"), {**ROLES, **among})


def test_classes_of_duties_exclude_each_other() -> None:
    sides = [{"duty_groups": ["control"]}, {"lines": ["1"]}]
    (found,) = judge(seats("person: ana, role: [developer, sponsor]"), {**ROLES, "between": sides})
    assert found.values["left"] == ("budget-approval",)


def test_a_conflict_belongs_to_a_relation() -> None:
    check = {**conflict(), "within": "process"}
    one = "person: ana, process: {}, duties: [payment-initiation]"
    other = "person: ana, process: {}, duties: [payment-approval]"
    assert len(judge(seats(one.format("buy"), other.format("buy")), check)) == 1
    assert not judge(seats(one.format("buy"), other.format("sell")), check)


@pytest.mark.parametrize(("parent", "found"), [("", []), ("top", ["top"])])
def test_a_tree_of_teams_is_one_place(parent: str, found: list[str]) -> None:
    above = f"parent: {parent}" if parent else ""
    text = f"""
teams:
  top: {{}}
  a: {{{above}}}
  b: {{{above}}}
assignments:
  - {{person: ana, team: a, duties: [payment-initiation]}}
  - {{person: ana, team: b, duties: [payment-approval]}}
"""
    assert [one.scopes[0].id for one in judge(text, {**conflict(), "within": "team-tree"})] == found
    assert not judge(text, {**conflict(), "within": "team"})


def test_in_an_activity_those_hold_who_are_named_in_it() -> None:
    text = pay("ana", "ben") + "activities:\n  buy: {responsible: ana, accountable: ben}\n  sell: {responsible: ana}\n"
    check = {**conflict(independence="I2"), "within": "activity"}
    (found,) = judge(text, check, when='unit.id == "buy"')
    assert found.scopes[0].id == "buy"
    assert not judge(text, check, when='unit.id == "sell"')


@pytest.mark.parametrize(
    ("said", "numbers"),
    [
        ({"per": "org", "at_most": 2}, [4]),
        ({"per": "org", "at_least": 5}, [4]),
        ({"per": "org", "at_least": 4, "at_most": 4}, []),
        ({"per": "org", "exactly": "100%"}, []),
        ({"per": "org", "at_most": "75%"}, [4]),
        ({"per": "org", "distinct": "company", "at_least": 3}, [2]),
        ({"per": "org", "distinct": "company", "exactly": 2}, []),
        ({"per": "org", "group_by": "company", "at_most": 2}, [3]),
        ({"per": "company", "at_least": 2}, [1]),
        ({"per": "company", "at_most": 2}, [3]),
        ({"per": "person", "at_most": 1}, [2]),
        ({"per": "team-tree", "at_most": 2}, [3]),
        ({"per": "team", "at_most": 2}, []),
        ({"per": "activity", "at_least": 3}, [2]),
    ],
)
def test_holders_have_a_least_and_a_most(said: dict[str, Any], numbers: list[int]) -> None:
    text = seats(
        "person: ana, team: a", "person: ana, team: b", "person: ben, team: a", "person: mia, team: b", "person: cleo",
    ).replace("  dora: {company: firm}\n", "") + (
        "teams: {top: {}, a: {parent: top}, b: {parent: top}}\n"
        "activities: {buy: {responsible: ana, accountable: ben}}\n"
    )  # fmt: skip
    found = judge(text, {"kind": "count", "count": "any", **said})
    assert [one.values["n"] for one in found] == numbers


def test_per_employer_the_item_names_the_employer() -> None:
    (found,) = judge(
        seats("person: ana, role: auditor", "person: ben, role: auditor"),
        {"kind": "count", "count": {"roles": ["auditor"]}, "per": "org", "group_by": "company", "at_most": 1},
        message="{n} {item}",
    )
    assert found.message == "2 auditor of acme"


def test_where_an_employer_is_not_said_it_may_be_the_one_that_is_missing() -> None:
    text = (
        "people: {ana: {company: acme}, ben: {}}\nassignments: [{person: ana, role: dev}, {person: ben, role: dev}]\n"
    )
    check = {"kind": "count", "count": "any", "per": "org", "distinct": "company", "at_least": 2}
    found = report(text, check)
    assert not found.findings
    assert [one.rule for one in found.not_run] == ["r"]


def test_a_selector_names_teams() -> None:
    text = "teams:\n  a: {members: [{person: ana}, {person: ben, role: auditor}]}\n  b: {members: [cleo]}\n"
    count = {"kind": "count", "per": "org", "at_most": 0}
    numbers = [
        [one.values["n"] for one in judge(text, {**count, "count": said})]
        for said in ({"teams": ["a"]}, {"teams": ["a", "b"]}, {"teams": ["a"], "roles": ["auditor"], "all": True})
    ]
    assert numbers == [[2], [3], [1]]


@pytest.mark.parametrize(
    ("check", "said"),
    [
        ({**ROLES, "pairs": [["audit", "audit"]]}, "both sides are audit, and the same item twice is no conflict"),
        ({**ROLES, "among": {"roles": ["a", "b"]}, "at_most": 2}, "at_most 2 can never be exceeded by 2 items"),
        (conflict(holder="team", independence="I2"),
         "independence says who the holder is, so that holder goes without it"),
        ({"kind": "count", "count": "any", "per": "org", "at_least": 0}, "at_least 0 can never be crossed"),
        ({"kind": "count", "count": "any", "per": "org", "at_least": 3, "at_most": 2},
         "at_least 3 is more than at_most 2, so that every unit is found"),
        ({"kind": "count", "count": "any", "per": "org", "at_most": "101%"}, "at_most 101% is more than everybody"),
        ({"kind": "count", "count": "any", "per": "org", "at_most": "100%"}, "at_most 100% can never be exceeded"),
        ({"kind": "count", "count": "any", "per": "org", "group_by": "company", "at_least": 1},
         "group_by goes with at_most alone"),
        ({"kind": "count", "count": "accountable", "per": "org", "at_most": 1},
         "letters are counted per activity, and nowhere else"),
    ],
)  # fmt: skip
def test_what_can_never_be_crossed_is_told(check: dict[str, Any], said: str) -> None:
    assert rule("r", check).params.impossible() == said


def test_a_company_is_a_text_for_conditions() -> None:
    text = seats("person: ana, role: dev", "person: cleo, role: dev")
    check = {"kind": "count", "count": "any", "per": "company", "at_most": 0}
    (found,) = judge(text, check, when='company == "acme"', message="{subject}: {n}")
    assert found.message == "acme: 1"


def test_what_a_rule_names_is_told_by_noun() -> None:
    sides = [{"role_groups": ["product"], "teams": ["a"]}, {"duty_groups": ["control"], "lines": ["1"]}]
    params = rule("r", {**ROLES, "between": sides}).params
    named = {noun: words for noun, words in params.words().items() if words}
    assert named == {"role group": ("product",), "team": ("a",), "duty group": ("control",), "line": ("1",)}
    assert tuple(params.selectors()) == ("one side", "the other side")
