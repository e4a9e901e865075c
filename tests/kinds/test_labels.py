"""Where a finding points: the primary label first, the related ones behind, as the table of the kinds has it."""

from typing import Any

import pytest

from tests.rulebook.small import judged, rule

TEXT = """
organization: acme
people:
  ana: {reports_to: ben}
  ben: {reports_to: ana}
  cleo: {}
  dora: {reports_to: none}
products:
  p: {teams: [t]}
  q: {}
teams:
  t:
    members:
      - person: ana
        role: product-owner
        duties: [pnl, audit]
        allocation: 60%
      - {person: ben, role: PdM, allocation: 20%}
      - {person: ben, role: captain, allocation: 90%}
roles:
  captain: {duties: [backlog-ordering]}
activities:
  a: {accountable: [ana, ben, cleo]}
  b: {responsible: ana}
"""


@pytest.mark.parametrize(
    ("check", "places"),
    [
        # exclusive: the first place that brings in side B; then all others
        (
            {
                "kind": "exclusive",
                "within": "team",
                "between": [{"roles": ["product-owner"]}, {"duties": ["audit", "pnl"]}],
            },
            [["16:18 belongs to the product manager", "16:23 belongs to the auditor", "15:15 product owner of t"]],
        ),
        (
            {
                "kind": "exclusive",
                "within": "product",
                "between": [{"duties": ["backlog-ordering"]}, {"roles": ["product-manager"]}],
            },
            [["18:29 product manager of p", "19:29 brings backlog-ordering", "21:3 what the role captain brings"]],
        ),
        # among: the last place; then all others
        (
            {
                "kind": "exclusive",
                "within": "team",
                "among": {"roles": ["product-owner"], "duties": ["pnl", "audit"]},
                "at_most": 2,
            },
            [["16:23 belongs to the auditor", "15:15 product owner of t", "16:18 belongs to the product manager"]],
        ),
        # reserved: the duty; then the seat's role
        (
            {"kind": "reserved", "duties": ["pnl"], "to": ["product-manager"]},
            [["16:18 belongs to the product manager", "15:15 the role of the seat"]],
        ),
        # count, too few: the unit's id where declared; then those that count
        (
            {"kind": "count", "count": {"roles": ["product-owner"]}, "per": "product", "at_least": 2},
            [["9:3", "15:15 counts"], ["10:3"]],
        ),
        ({"kind": "count", "count": {"roles": ["auditor"]}, "per": "org", "at_least": 1}, [["2:15"]]),
        ({"kind": "count", "count": "accountable", "per": "activity", "at_least": 1}, [["24:3"]]),
        # count, too many: the second holder or name; then the others
        (
            {"kind": "count", "count": {"each_duty": "exclusive"}, "per": "product", "at_most": 1},
            [["19:29 one more", "15:15 the first"], ["18:29 one more", "16:18 the first"]],
        ),
        ({"kind": "count", "count": "any", "per": "team", "at_most": 1}, [["18:18 one more", "14:17 the first"]]),
        (
            {"kind": "count", "count": "accountable", "per": "activity", "at_most": 1},
            [["23:26 one more", "23:21 accountable", "23:31 accountable"]],
        ),
        (
            {"kind": "count", "count": "accountable", "per": "activity", "exactly": 2},
            [["23:26 one more", "23:21 accountable", "23:31 accountable"], ["24:3"]],
        ),
        (
            {"kind": "count", "count": "responsible", "per": "activity", "exactly": 0},
            [["24:20 one too many"]],
        ),
        # per person, each seat has its place
        (
            {"kind": "count", "count": "any", "per": "person", "at_most": 1},
            [["19:18 one more", "18:18 the first"]],
        ),
        # limit: the subject's id where declared; then what is counted
        (
            {"kind": "limit", "per": "person", "metric": "allocation", "max": "100%"},
            [["5:3", "18:46 takes a share", "19:50 takes a share"]],
        ),
        ({"kind": "limit", "per": "seat", "metric": "allocation", "max": "70%"}, [["19:50 takes a share"]]),
        # graph: the edge value, of a cycle the first in reading order; then the path
        (
            {"kind": "graph", "edge": "reports_to", "acyclic": True},
            [["4:21 the loop begins here", "5:21 goes on here"]],
        ),
        ({"kind": "graph", "edge": "reports_to", "no_orphans": True}, [["6:3"]]),
        # assert: the subject's id, of a seat its handle
        ({"kind": "assert", "for_each": "seat", "assert": 'seat.role != "captain"'}, [["19:18"]]),
        ({"kind": "assert", "for_each": "product", "assert": "len(product.teams) > 0"}, [["10:3"]]),
        ({"kind": "assert", "for_each": "org", "assert": 'org.name == "x"'}, [["2:15"]]),
    ],
)
def test_labels_stand_where_the_description_puts_them(check: dict[str, Any], places: list[list[str]]) -> None:
    found = [one for one in judged(TEXT, rule("r", check)).findings if one.rule == "r"]
    given = [
        [f"{at.span.start.line}:{at.span.start.column} {at.text}".strip() for at in (one.primary, *one.related)]
        for one in found
    ]
    assert sorted(given) == sorted(places)


def test_what_is_not_declared_is_pointed_at_where_it_is_first_mentioned() -> None:
    text = "team: t\nproducts: [p]\nmembers: [{person: ana, role: dev}, {person: ana, role: SM}]\n"
    check = {"kind": "limit", "per": "person", "metric": "seats", "max": 1}
    (found,) = judged(text, rule("r", check)).findings
    assert found.primary.span.start == (3, 20)
    (found,) = judged(text, rule("r", {"kind": "limit", "per": "product", "metric": "teams", "max": 0})).findings
    assert found.primary.span.start == (2, 12)


def test_without_a_name_the_organisation_is_the_first_line_of_the_first_file() -> None:
    files = {"b.yaml": "team: t\n", "a.yaml": "# nothing\nteam: u\n"}
    (found,) = judged(files, rule("r", {"kind": "count", "count": "any", "per": "org", "at_least": 1})).findings
    assert found.primary.span.path == "a.yaml"


@pytest.mark.parametrize(
    ("left", "right", "seat", "values"),
    [
        (["product-owner"], ["pnl"], "role: product-owner, duties: [pnl]", ("product-owner", "pnl")),
        (
            ["product-owner", "developer"],
            ["developer"],
            "role: [product-owner, developer]",
            ("product-owner", "developer"),
        ),
        (["developer"], ["developer"], "role: [product-owner, developer]", None),
        (
            ["developer", "product-owner"],
            ["product-owner", "developer"],
            "role: [product-owner, developer]",
            ("product-owner+developer", "product-owner+developer"),
        ),
    ],
)
def test_the_same_item_on_both_sides_is_no_conflict(
    left: list[str], right: list[str], seat: str, values: tuple[str, str] | None
) -> None:
    sides = [
        {"roles": [name for name in side if name != "pnl"], "duties": [name for name in side if name == "pnl"]}
        for side in (left, right)
    ]
    text = f"team: t\nmembers: [{{person: ana, {seat}}}]\n"
    found = judged(text, rule("r", {"kind": "exclusive", "within": "team", "between": sides})).findings
    given = [tuple("+".join(str(item) for item in one.values[side]) for side in ("left", "right")) for one in found]  # type: ignore[union-attr] # lists
    assert given == ([values] if values else [])


def test_one_problem_in_several_units_is_one_finding_and_one_of_several_seats_as_well() -> None:
    text = """
teams:
  t: {products: [p, q], members: [{person: ana, role: product-owner, duties: [pnl]}]}
  u: {products: [q], members: [{person: ana, duties: [pnl], role: developer}]}
"""
    check = {"kind": "exclusive", "within": "product", "between": [{"roles": ["product-owner"]}, {"duties": ["pnl"]}]}
    found = judged(text, rule("r", check)).findings
    assert [[scope.id for scope in one.scopes] for one in found] == [["p"], ["q"]]
    assert [len(one.related) for one in found] == [1, 2]
    one = "teams: {t: {products: [p, q], members: [{person: ana, role: product-owner, duties: [pnl]}]}}"
    (found_once,) = judged(one, rule("r", check)).findings
    assert [scope.id for scope in found_once.scopes] == ["p", "q"]


def test_a_conflict_that_is_to_come_says_from_when() -> None:
    text = "team: t\nmembers: [{person: ana, role: product-owner}, {person: ana, duties: [pnl], since: 2026-07-01}]\n"
    check = {"kind": "exclusive", "within": "team", "between": [{"roles": ["product-owner"]}, {"duties": ["pnl"]}]}
    (found,) = judged(text, rule("r", check, message="{holder} holds {found}")).findings
    assert found.message == "ana holds product-owner and pnl, from 2026-07-01 on"
    later = text.replace("team: t", "people: {ana: {since: 2026-08-01}}\n---\nteam: t")
    (found,) = judged(later, rule("r", check, message="{holder} holds {found}")).findings
    assert found.message == "ana holds product-owner and pnl, from 2026-08-01 on"
    for person in ("until: 2026-06-30", "status: departed", "kind: group", "kind: vacancy"):
        gone = text.replace("team: t", f"people: {{ana: {{{person}}}}}\n---\nteam: t")
        assert judged(gone, rule("r", check)).findings == ()
