"""The figures of limits and the lines of graphs, compared with a second and naive reading."""

from random import Random
from typing import Any

import pytest

from orglint.core import OwnKey, Settings, Source
from orglint.org import FACTS, Fact, Model
from orglint.pipeline import judge, understand
from orglint.rulebook import Selection
from tests.rulebook.small import DAY, VOCABULARY, book, judged, rule

SEEDS = range(25)


def drawn(seed: int) -> Random:
    """Return what draws organisations, the same ones each time."""
    return Random(seed)  # noqa: S311 - examples, not secrets


def told(text: str, check: dict[str, Any], *, when: str = "") -> set[tuple[Any, Any]]:
    """Return whom a check tells of, and the value."""
    more = {"when": when} if when else {}
    report = judged(text, rule("r", check, message="{subject}", **more))
    return {(one.values["subject"], one.values["value"]) for one in report.findings if one.rule == "r"}


def line(random: Random, size: int) -> dict[int, int | None]:
    """Draw who reports to whom, loops among it."""
    return {at: random.choice((None, random.randrange(size))) for at in range(size)}


def written(above: dict[int, int | None], rest: str = "") -> str:
    """Write who reports to whom."""
    rows = (f"  p{at}: {{reports_to: {'none' if up is None else f'p{up}'}}}" for at, up in above.items())
    return "people:\n" + "\n".join(rows) + "\n" + rest


def walked(above: dict[int, int | None], start: int) -> tuple[list[int], bool]:
    """Return who stands above somebody, and whether the line ends."""
    seen: list[int] = []
    at = above[start]
    while at is not None and at not in seen:
        seen.append(at)
        at = above[at]
    return seen, at is None


@pytest.mark.parametrize("seed", SEEDS)
def test_a_depth_is_the_number_of_people_above(seed: int) -> None:
    above = line(drawn(seed), 7)
    lines = {at: walked(above, at) for at in above}
    expected = {(f"p{at}", len(up)) for at, (up, ends) in lines.items() if ends and len(up) > 1}
    assert told(written(above), {"kind": "limit", "per": "person", "metric": "depth", "max": 1}) == expected


@pytest.mark.parametrize("seed", SEEDS)
def test_a_line_passes_or_avoids_who_holds_a_role(seed: int) -> None:
    random = drawn(seed)
    above = line(random, 7)
    held = random.sample(range(7), 2)
    text = written(
        above, f"assignments:\n  - {{person: p{held[0]}, role: auditor}}\n  - {{person: p{held[1]}, role: SM}}\n"
    )
    roles = ["auditor", "scrum-master"]
    meets = {at: any(up in held for up in walked(above, at)[0]) for at in above}
    avoids = {who for who, _ in told(text, {"kind": "graph", "edge": "reports_to", "avoids": roles})}
    passes = {who for who, _ in told(text, {"kind": "graph", "edge": "reports_to", "passes": roles})}
    assert avoids == {f"p{at}" for at in above if meets[at]}
    assert passes == {f"p{at}" for at in above if not meets[at] and above[at] is not None}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_tree_of_teams_counts_each_human_once(seed: int) -> None:
    random = drawn(seed)
    above = {at: random.choice((None, random.randrange(at))) if at else None for at in range(5)}
    who = {at: random.sample("abcd", 2) for at in above}
    rows = (
        f"  t{at}: {{members: [{', '.join(who[at])}]"
        + (f", parent: t{above[at]}" if above[at] is not None else "")
        + "}"
        for at in above
    )
    trees = {at: [one for one in above if one == at or at in walked(above, one)[0]] for at in above}
    expected = {(f"t{at}", len({person for one in tree for person in who[one]})) for at, tree in trees.items()}
    text = "teams:\n" + "\n".join(rows)
    assert told(text, {"kind": "limit", "per": "team-tree", "metric": "headcount", "max": 0}) == expected
    below = {(f"t{at}", len(tree) - 1) for at, tree in trees.items() if len(tree) > 1}
    assert told(text, {"kind": "limit", "per": "team-tree", "metric": "child-teams", "max": 0}) == below


def test_shares_look_behind_roles_and_add_up_over_rotations() -> None:
    text = """
    people: {ana: {}, ben: {}}
    products: {p: {}, q: {}}
    assignments:
      - {person: ben, role: product-owner, product: p}
    activities:
      a: {accountable: ana}
      b: {accountable: product-owner, product: p}
      c: {accountable: product-owner, product: q}
      d: {responsible: ana}
    rotations:
      r1: {layers: 1, members: [ana, ben]}
      r2: {layers: 2, sites: {x: [ana, cy, di, eve], y: [fay, gil]}}
    """
    share = {"kind": "limit", "per": "person", "max": 0}
    assert {who: round(value, 2) for who, value in told(text, {**share, "metric": "accountable-share"})} == {
        "ana": 0.33,
        "ben": 0.33,
    }
    oncall = dict(told(text, {**share, "metric": "oncall-share"}))
    assert oncall == {"ana": 0.75, "ben": 0.5, "cy": 0.25, "di": 0.25, "eve": 0.25, "fay": 0.5, "gil": 0.5}


def test_a_field_chooses_the_bound() -> None:
    text = """
    people:
      {boss: {tags: [other, coach]}, lead: {}, a: {reports_to: boss}, b: {reports_to: boss}, c: {reports_to: lead}}
    """
    check = {"kind": "limit", "per": "person", "metric": "direct-reports"}
    assert told(text, {**check, "max": {"by": "tags", "coach": 1, "other": 9, "else": 1}}) == {("boss", 2)}
    assert told(text, {**check, "max": {"by": "tags", "other": 2, "coach": 1, "else": 0}}) == {("lead", 1)}
    assert told(text, {**check, "max": {"by": "tags", "supervisor": 0}}) == set()


def test_approvals_look_behind_roles_and_leave_out_oneself() -> None:
    text = """
    people: {ana: {}, ben: {}}
    assignments: [{person: ben, role: auditor}]
    activities:
      a: {responsible: ana, accountable: [ana, auditor]}
      b: {responsible: ben, accountable: ana}
    """
    assert told(text, {"kind": "graph", "edge": "approves", "acyclic": True}) == {("ana", "ben")}


def test_deputies_may_run_in_a_circle() -> None:
    text = """
    people: {ana: {}, ben: {}}
    assignments:
      - {person: ana, role: auditor, deputy: ben}
      - {person: ben, role: auditor, deputy: ana}
    """
    assert told(text, {"kind": "graph", "edge": "deputy", "acyclic": True}) == {("ana", "ben")}


@pytest.mark.parametrize(
    ("check", "why"),
    [
        (
            {"kind": "graph", "edge": "deputy", "max_depth": 2},
            "deputies make no tree; only acyclic, passes and avoids go with them",
        ),
        (
            {"kind": "graph", "edge": "parent", "passes": ["auditor"]},
            "a team holds no role; passes and avoids go with edges between people",
        ),
        (
            {"kind": "graph", "edge": "dotted", "passes": ["auditor"], "avoids": ["auditor"]},
            "no line both passes and avoids auditor",
        ),
        (
            {"kind": "limit", "per": "team", "metric": "headcount", "max": {"by": "tags"}},
            "max names a field and no number",
        ),
        (
            {"kind": "limit", "per": "team", "metric": "headcount", "min": {"by": "tags", "a": 0}},
            "min 0 can never be crossed",
        ),
    ],
)
def test_what_can_never_be_found_is_told(check: dict[str, Any], why: str) -> None:
    assert rule("r", check).params.impossible() == why


def test_a_field_that_is_not_there_is_told_with_the_nearest() -> None:
    check = {"kind": "limit", "per": "team", "metric": "headcount", "max": {"by": "typ", "a": 1}}
    assert list(rule("r", check).params.unknown(FACTS)) == [
        (("max", "by"), "a team has no field typ; did you mean type?")
    ]

    numbered = {**check, "per": "person", "metric": "seats", "max": {"by": "fte", "a": 1}}
    assert list(rule("r", numbered).params.unknown(FACTS)) == [
        (("max", "by"), "a bound is chosen by a text or a list of texts, and fte is none")
    ]


OWN: Model = {**FACTS, "team": {**FACTS["team"], "x_privacy": Fact("one-of:open|secret?"), "x_label": Fact("text?")}}


@pytest.mark.parametrize(
    ("bound", "why"),
    [
        ({"by": "method", "scrm": 0}, "method of a team is never scrm; did you mean scrum?"),
        ({"by": "status", "archved": 0, "else": 9}, "status of a team is never archved; did you mean archived?"),
        ({"by": "status", "active": 1, "els": 0}, "status of a team is never els; did you mean else?"),
        ({"by": "x-privacy", "secrt": 1}, "x-privacy of a team is never secrt; did you mean secret?"),
        ({"by": "x-privacy", "low": 1, "else": 2}, "x-privacy of a team is never low; it is open or secret"),
        ({"by": "tags", "coach": 1, "els": 0}, "tags is compared with els; did you mean else?"),
        ({"by": "x-label", "Else": 0}, "x-label is compared with Else; did you mean else?"),
        ({"by": "tags", "els": 0, "else": 3}, ""),
        ({"by": "tags", "other": 0}, ""),
        ({"by": "status", "archived": 0, "else": 9}, ""),
        ({"by": "x-privacy", "secret": 1}, ""),
    ],
)
def test_a_bound_that_no_value_ever_chooses_is_told(bound: dict[str, Any], why: str) -> None:
    params = rule("r", {"kind": "limit", "per": "team", "metric": "headcount", "max": bound}).params
    assert [message for _, message in params.unknown(OWN)] == ([why] if why else [])


def test_a_line_is_told_at_its_first_edge() -> None:
    text = """
people:
  ana: {reports_to: ben}
  ben: {reports_to: cy}
  cy: {reports_to: none}
assignments: [{person: cy, role: auditor}]
"""
    check = {"kind": "graph", "edge": "reports_to", "avoids": ["auditor"]}
    (found,) = judged(text, rule("r", check, when='person.id == "ana"', message="{path}")).findings
    spans = [found.primary.span, *(one.span for one in found.related)]
    assert [(span.start.line, span.start.column) for span in spans] == [(3, 21), (4, 21)]
    assert found.values["path"] == ("ana", "ben", "cy")


LEFT = """
people:
  ana: {reports_to: none}
  bob: {reports_to: ana, %s}
  cid: {reports_to: bob}
  dd: {reports_to: cid}
assignments: [{person: ana, role: product-owner}]
"""


@pytest.mark.parametrize("said", ["status: departed", "kind: bot", "kind: vacancy", "until: 2020-01-01"])
def test_a_line_goes_on_above_who_is_not_there(said: str) -> None:
    text = LEFT % said
    line = {"kind": "graph", "edge": "reports_to"}
    assert told(text, {**line, "passes": ["product-owner"]}) == set()
    assert told(text, {**line, "avoids": ["product-owner"]}) == {("cid", "ana"), ("dd", "ana")}
    assert told(text, {**line, "max_depth": 1}) == {("cid", 3)}
    assert told(text, {**line, "max_depth": 3}) == {("dd", 4)}
    assert told(text, {**line, "no_orphans": True, "single_root": True, "acyclic": True}) == set()


def test_who_is_not_there_has_no_finding() -> None:
    shapes = {"kind": "graph", "edge": "reports_to", "no_orphans": True, "single_root": True, "acyclic": True}
    gone = "reports_to: none, status: departed"
    assert told(f"people: {{ana: {{reports_to: none}}, bob: {{{gone}}}, cid: {{status: departed}}}}", shapes) == set()
    loop = "people: {ana: {reports_to: bob}, bob: {reports_to: ana, status: departed}}"
    assert told(loop, shapes) == set()
    top = f"people: {{bob: {{{gone}}}, cid: {{reports_to: bob}}, dd: {{reports_to: cid}}}}"
    assert told(top, {"kind": "graph", "edge": "reports_to", "max_depth": 2}) == {("dd", 3)}


def test_below_a_level_that_the_rule_leaves_out_the_next_one_is_told() -> None:
    text = "people: {ana: {reports_to: none}, bob: {reports_to: ana}, cid: {reports_to: bob}, dd: {reports_to: cid}}"
    check = {"kind": "graph", "edge": "reports_to", "max_depth": 1}
    found = judged(text, rule("r", check, when='person.id != "bob"')).findings
    assert [(one.subjects[0].id, one.values["value"]) for one in found] == [("cid", 3)]


def test_a_key_of_ones_own_chooses_the_bound() -> None:
    text = "teams: {a: {x-label: small, members: [ana]}, b: {x-label: large, members: [ana]}, c: {members: [ana]}}"
    extra = {"team": {"x-label": OwnKey("text")}}
    reading = understand([Source("org.yaml", text)], VOCABULARY, extra=extra)
    check = {"kind": "limit", "per": "team", "metric": "headcount"}
    bound = {"max": {"by": "x-label", "small": 0, "else": 9}}
    report = judge(reading, Selection(book(rule("r", {**check, **bound})), Settings(extra=extra)), DAY)
    assert [one.subjects[0].id for one in report.findings if one.rule == "r"] == ["a"]
