"""Rules at work: grades, small organisations, needs, rules that break; and what is wrong with a rule file."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from orglint.core import Settings
from orglint.kinds import Found, Where, limit
from orglint.org import View
from orglint.pipeline import judge
from orglint.rulebook import Rule, Selection, built_in
from orglint.rulebook.lint import mistakes
from tests.rulebook.small import book, judged, rule, understood

HEADS = {"kind": "limit", "per": "team", "metric": "headcount", "max": 0}
PAIR = {"kind": "exclusive", "within": "team", "between": [{"roles": ["product-owner"]}, {"duties": ["pnl", "audit"]}]}


# Grades


@pytest.mark.parametrize(
    ("check", "when", "text", "severity"),
    [
        (PAIR, '"pnl" in right', "duties: [pnl]", "error"),
        (PAIR, '"pnl" in right', "duties: [audit]", "warning"),
        (PAIR, 'len(found) > 2 and "product-owner" in left', "duties: [audit, pnl]", "error"),
        (PAIR, 'unit.method == "scrum"', "duties: [pnl]", "error"),
        (PAIR, 'person.kind == "human" and today > today', "duties: [pnl]", "warning"),
        (HEADS, "value > 0", "duties: [pnl]", "error"),
        (HEADS, "value > 1", "duties: [pnl]", "warning"),
        (HEADS, 'team.id == "t"', "duties: [pnl]", "error"),
        (
            {"kind": "limit", "per": "person", "metric": "allocation", "max": "50%"},
            "value > 0.7",
            "duties: [pnl]",
            "error",
        ),
        (
            {"kind": "limit", "per": "seat", "metric": "allocation", "max": "50%"},
            "value > 0.9",
            "duties: [pnl]",
            "warning",
        ),
        ({"kind": "count", "count": "any", "per": "team", "at_most": 0}, "n == 1", "duties: [pnl]", "error"),
        (
            {"kind": "reserved", "duties": ["pnl"], "to": ["product-manager"]},
            '"pnl" in found',
            "duties: [pnl]",
            "error",
        ),
        ({"kind": "graph", "edge": "parent", "acyclic": True}, '"t" in path', "duties: [pnl]", "error"),
    ],
)
def test_the_first_grade_that_holds_decides(check: dict[str, Any], when: str, text: str, severity: str) -> None:
    graded = rule("graded", check, grades=[{"severity": "info", "when": "1 > 2"}, {"severity": "error", "when": when},
                                           {"severity": "info", "when": "2 > 3"}])  # fmt: skip
    assert not mistakes(graded)
    team = (
        f"team: t\nmethod: scrum\nparent: t\nmembers: [{{person: ana, role: product-owner, allocation: 80%, {text}}}]\n"
    )
    report = judged(team, graded)
    assert not report.faults
    assert [one.severity.word for one in report.findings if one.rule == "graded"] == [severity]


# Small organisations


@pytest.mark.parametrize(("humans", "severity"), [(4, "info"), (5, "error"), (6, "error")])
def test_below_a_headcount_a_finding_is_a_hint(humans: int, severity: str) -> None:
    people = "".join(f"  p{at}: {{}}\n" for at in range(humans - 1))
    text = f"""
people:
  ana: {{}}
  bot: {{kind: bot}}
  gone: {{status: departed}}
  past: {{until: 2026-05-31}}
  later: {{since: 2026-06-02}}
  empty: {{kind: vacancy}}
  all: {{kind: group}}
{people}
teams: {{t: {{members: [{{person: ana, role: product-owner, duties: [pnl]}}]}}}}
"""
    apart = rule("apart", PAIR, family="segregation", severity="error", min_headcount=5)
    (found,) = judged(text, apart).findings
    assert found.severity.word == severity
    assert (len(found.help) > 1) is (severity == "info")


def test_a_headcount_belongs_to_some_families_only() -> None:
    for family, count in (("segregation", 0), ("independence", 0), ("continuity", 0), ("product", 1), ("scrum", 1)):
        assert len(mistakes(rule("x", PAIR, family=family, min_headcount=5))) == count


# Needs


@pytest.mark.parametrize(
    ("fact", "without", "with_it"),
    [
        ("person.reports_to", "people: {ana: {}}", "people: {ana: {reports_to: none}}"),
        ("person.tags", "people: {ana: {}}", "people: {ana: {tags: [a]}}"),
        ("person.reports", "people: {ana: {}}", "people: {ana: {reports_to: ben}}"),
        ("team.products", "team: t", "team: t\nproducts: [p]"),
        ("team.seats", "team: t", "team: t\nmembers: [ana]"),
        (
            "seat.acting",
            "team: t\nmembers: [{person: a, role: dev}]",
            "team: t\nmembers: [{person: a, role: dev, acting: yes}]",
        ),
        ("seat.allocation", "team: t\nmembers: [a]", "team: t\nmembers: [{person: a, role: dev, allocation: 50%}]"),
        ("activity.duty", "activities: {a: {}}", "activities: {a: {duty: pnl}}"),
        ("product.teams", "products: {p: {}}", "products: {p: {teams: [t]}}"),
    ],
)
def test_a_rule_is_inactive_until_somebody_says_what_it_needs(fact: str, without: str, with_it: str) -> None:
    needy = rule("needy", HEADS, needs=[fact])
    assert not mistakes(needy)
    for text, inactive in ((without, ("needy",)), (with_it, ())):
        report = judged(text, needy)
        assert (tuple(one.rule for one in report.looked_at.inactive if " says " in one.why), report.faults) == (
            inactive,
            (),
        )


# Rules that break


def broken(name: str, *, after: int) -> Rule:
    def check(view: View, params: Any, where: Where) -> Iterator[Found]:
        for at, found in enumerate(limit.check(view, params, where)):
            if at == after:
                raise RuntimeError("broken")
            yield found
        if after < 0:
            raise RuntimeError("broken")

    made = rule(name, HEADS)
    made.__dict__["kind"] = replace(limit.KIND, check=check)
    return made


def test_a_kind_that_raises_loses_only_its_rule() -> None:
    text = "teams: {t: {members: [ana]}, u: {members: [ben]}}\nfoo: 1\n"
    fine = rule("fine", HEADS)
    reading = understood(text)
    made = book(broken("first", after=0), fine, broken("second", after=1), broken("third", after=-1))
    report = judge(reading, Selection(made, Settings()), date(2026, 6, 1))
    assert [one.rule for one in report.findings] == ["fine", "fine", "unknown-key"]
    assert [one.rule for one in report.faults] == ["first", "second", "third"]
    assert report.faults[0].error.startswith("RuntimeError: broken (check, line ")


def test_an_unknown_fact_loses_only_its_rule() -> None:
    report = judged("team: t\nmembers: [ana]", rule("needy", HEADS, needs=["team.foo"]), rule("fine", HEADS))
    assert ([one.rule for one in report.faults], [one.rule for one in report.findings]) == (["needy"], ["fine"])


# What is wrong with a rule


@pytest.mark.parametrize(
    ("check", "more", "message"),
    [
        (
            {"kind": "exclsive"},
            {},
            (
                "there is no kind exclsive; did you mean exclusive?; "
                "there are exclusive, reserved, count, limit, graph, field, sets, expiry and assert"
            ),
        ),
        ({**HEADS, "mx": 1}, {}, "mx is no key here; did you mean max?"),
        ({"kind": "limit", "per": "team", "max": 1}, {}, "metric is missing"),
        ({**HEADS, "metric": "headcont"}, {}, "there is no headcont of a team; did you mean headcount?"),
        ({"kind": "limit", "per": "team", "metric": "headcount"}, {}, "limit takes min or max"),
        ({"kind": "limit", "per": "team", "metric": "headcount", "min": 0}, {}, "min 0 can never be crossed"),
        ({**HEADS, "min": 3, "max": 2}, {}, "min is larger than max, so that nothing is inside"),
        ({"kind": "count", "count": "any", "per": "team"}, {}, "count takes at_least, at_most or exactly"),
        ({"kind": "count", "count": "any", "per": "team", "at_least": 0}, {}, "at_least 0 can never be crossed"),
        (
            {"kind": "count", "count": "any", "per": "team", "at_least": 1, "exactly": 1},
            {},
            "exactly goes without at_least and at_most",
        ),
        (
            {"kind": "count", "count": "accountble", "per": "activity", "at_least": 1},
            {},
            "accountble is no letter of an activity; did you mean accountable?",
        ),
        (
            {"kind": "count", "count": "accountable", "per": "team", "at_least": 1},
            {},
            "letters are counted per activity, and nowhere else",
        ),
        (
            {"kind": "count", "count": {}, "per": "team", "at_least": 1},
            {},
            "a selector names roles, duties, groups of them, lines or teams",
        ),
        (
            {"kind": "reserved", "duties": [], "to": ["developer"]},
            {},
            "reserved takes duties, and the roles they belong to",
        ),
        (
            {"kind": "graph", "edge": "parent"},
            {},
            "graph takes acyclic, single_root, no_orphans, max_depth, passes or avoids",
        ),
        (
            {"kind": "graph", "edge": "dotted", "single_root": "yes"},
            {},
            "dotted lines make no tree; only acyclic, passes and avoids go with them",
        ),
        ({"kind": "exclusive", "within": "team"}, {}, "exclusive takes one of between, pairs and among"),
        ({**PAIR, "at_most": 2}, {}, "at_most goes with among"),
        (
            {"kind": "exclusive", "within": "team", "among": {"duties": ["a", "b"]}},
            {},
            "among takes at_most, a number of at least 1",
        ),
        (
            {"kind": "exclusive", "within": "team", "among": {"duties": ["a", "b"]}, "at_most": 2},
            {},
            "at_most 2 can never be exceeded by 2 items",
        ),
        (
            HEADS,
            {"when": 'team.methd == "scrum"'},
            "a team has no methd; did you mean method?",
        ),
        (HEADS, {"unless": 'tm.id == "a"'}, "there is no tm here; there are team and today"),
        (HEADS, {"unless": 'team.id == "a") or (team.id == "b"'}, None),
        (
            HEADS,
            {"grades": [{"severity": "info", "when": "n > 1"}]},
            'there is no n here; a text stands in quotes, as in "n"',
        ),
        (
            HEADS,
            {"message": "{holder} is full"},
            "there is no {holder} here; there are subject, scope, value and bounds",
        ),
        (
            HEADS,
            {"message": "{team.name} is full"},
            "there is no {team.name} here; there are subject, scope, value and bounds",
        ),
        (HEADS, {"help": ["ask {subjct}"]}, "there is no {subjct} here; did you mean subject?"),
        (HEADS, {"options": {"mx": "most"}}, "the option mx is no bound or list of check, and has no default"),
        (HEADS, {"needs": ["team.prodcts"]}, "there is no fact team.prodcts; did you mean team.products?"),
        (HEADS, {"valid": []}, "a rule shows at least one valid example, in which it finds nothing"),
        (
            HEADS,
            {"invalid": []},
            "a rule shows at least one invalid example, with `# finding` where it finds something",
        ),
        (HEADS, {"message": ""}, "message is missing"),
        (
            {"kind": "assert", "for_each": "seat", "assert": "seat.since < today"},
            {},
            "seat.since may be missing; write `seat.since is not None and …` before",
        ),
        ({"kind": "assert", "for_each": "seat", "assert": "seat.acting"}, {"message": "{seat.rol}"}, None),
    ],
)
def test_a_rule_that_cannot_be_right_is_told(check: dict[str, Any], more: dict[str, Any], message: str | None) -> None:
    told = [mistake.message for mistake in mistakes(rule("x", check, **more))]
    assert len(told) == 1, told
    if message is not None:
        assert told == [message]


def test_all_mistakes_of_a_rule_are_told_at_once() -> None:
    wrong = rule(
        "x",
        {**HEADS, "metric": "heads"},
        when="tm",
        unless="1",
        message="{a}",
        options={"b": "c"},
        valid=[],
        needs=["x.y"],
    )
    assert len(mistakes(wrong)) == 7


def test_when_narrows_what_is_asserted() -> None:
    known = rule(
        "x", {"kind": "assert", "for_each": "seat", "assert": "seat.since < today"}, when="seat.since is not None"
    )
    assert not mistakes(known)
    text = "assignments: [{person: ana, role: developer, since: 2026-06-01}, {person: ben, role: developer}]"
    report = judged(text, known)
    assert not report.faults
    assert [one.subjects[0].id for one in report.findings] == ["ana"]


@pytest.mark.parametrize(
    ("check", "when"),
    [
        ({**PAIR, "within": "team"}, 'unit.type == "platform"'),
        ({**PAIR, "within": "product"}, "unit.stage is None and len(unit.seats) > 0"),
        ({**PAIR, "within": ["product", "system"]}, 'person.kind == "human"'),
        ({**PAIR, "within": "org"}, 'person.kind == "human"'),
        (
            {"kind": "count", "count": "any", "per": ["team", "product", "org"], "at_most": 0},
            "unit.kind is None and len(unit.tags) == 0",
        ),
        ({"kind": "count", "count": "any", "per": ["product", "system"], "at_most": 0}, "unit.stage is None"),
        ({"kind": "count", "count": "any", "per": "org", "at_most": 0}, 'org.name == "acme"'),
    ],
)
def test_conditions_work_for_what_belongs_to_no_unit(check: dict[str, Any], when: str) -> None:
    text = """
organization: acme
assignments: [{person: ana, role: product-owner, duties: [pnl]}]
teams: {t: {members: [{person: ben, role: product-owner, duties: [pnl]}]}}
"""
    made = rule("x", check, when=when)
    assert not mistakes(made)
    assert not judged(text, made).faults


# The book that ships


def test_every_rule_that_the_reader_and_the_resolver_speak_of_is_in_the_book() -> None:
    text = """
people: {Ana: {since: 2026-02-30, until: [], foo: 1}, dev: {since: 2026-03-01, until: 2026-01-01}}
teams:
  t: {members: [ana, ANA, {person: dev, role: [devloper, manager], duties: ["P&L", pnll, roadmap], x: 1}]}
  T: {}
  u: {members: [{person: zoe}]}
activities: {a: {accountable: dev}}
a: 1
a: 2
---
- list
--- # orglint: ignore[nothing]
foo: [
"""
    files = {"a.yaml": text, "b.yaml": "version: 1\n", "c.yaml": "team: t # orglint: ignore[duty-synonym] x\n"}
    reading = understood(files)
    known = built_in()
    rules = {problem.rule for problem in reading.problems}
    assert rules <= set(known.rules)
    assert rules >= {
        "impossible-date",
        "wrong-type",
        "unknown-key",
        "date-order",
        "handle-spelling",
        "duplicate-seat",
        "unknown-role",
        "unknown-duty",
        "ambiguous-duty",
        "duty-synonym",
        "duplicate-id",
        "ambiguous-name",
        "duplicate-key",
        "unmarked-file",
        "unknown-reference",
    }
    report = judge(reading, Selection(known, Settings()), date(2026, 6, 1))
    assert {"unused-ignore", "unknown-ignore", "ignore-without-reason"} <= set(known.rules)
    assert not report.faults
