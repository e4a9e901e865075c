"""Texts in, a report out: what is shown, in which order, what was looked at; and that much of it stays quick."""

import gc
from dataclasses import replace
from datetime import date
from time import perf_counter

import pytest

from orglint.core import Inactive, Label, Place, Problem, Report, Settings, Source
from orglint.pipeline import Reading, judge, understand
from orglint.rulebook import Rule, Selection
from tests.rulebook.small import DAY, VOCABULARY, book, judged, profile, rule, understood

BOTH = rule(
    "both", {"kind": "exclusive", "within": "team", "between": [{"roles": ["product-owner"]}, {"duties": ["pnl"]}]}
)
LONELY = rule("lonely", {"kind": "graph", "edge": "reports_to", "no_orphans": True})
ABSENT = rule("absent", {"kind": "count", "count": {"roles": ["product-owner"]}, "per": "product", "at_least": 1})
NEEDY = rule("needy", LONELY.file.check, needs=["person.tags"])


def selected(*rules: Rule) -> Selection:
    return Selection(book(*rules), Settings())


def report(sources: list[Source], *rules: Rule) -> Report:
    return judge(understand(sources, VOCABULARY), selected(*rules), DAY)


def test_the_same_reading_may_be_judged_often_and_by_several_selections() -> None:
    reading = understood(
        "people: {ana: {}}\nteams: {t: {members: [{person: ana, role: product-owner, duties: [pnl]}]}}"
    )
    first = judge(reading, selected(BOTH, LONELY), DAY)
    again = judge(reading, selected(BOTH, LONELY), DAY)
    other = judge(reading, selected(BOTH), date(2026, 6, 2))
    assert first.findings == again.findings
    assert [one.rule for one in first.findings] == ["lonely", "both"]
    assert ([one.rule for one in other.findings], other.day) == (["both"], date(2026, 6, 2))


def test_the_order_of_the_sources_does_not_matter() -> None:
    texts = {
        "b.yaml": "people: {ana: {foo: 1}}\n",
        "a.yaml": "teams: {t: {members: [{person: ana, role: product-owner, duties: [pnl]}]}}\nbar: 1\n",
        "c.yaml": "team: [\n",
    }
    there, back = (
        report([Source(path, texts[path]) for path in paths], BOTH, LONELY)
        for paths in (list(texts), list(texts)[::-1])
    )
    assert there.findings == back.findings
    places = [one.primary for one in there.findings]
    assert places == sorted(places)
    assert there.looked_at == back.looked_at


def test_a_finding_is_shown_if_any_of_its_labels_is() -> None:
    texts = {
        "a.yaml": "team: t\nmembers: [{person: ana, role: product-owner}]\n",
        "b.yaml": "assignments: [{person: ana, team: t, duties: [pnl]}]\nfoo: 1\n",
        "c.yaml": "teams: {u: {members: [{person: ben, role: product-owner, duties: [pnl]}]}}\nbar: 1\n",
    }
    for shown, expected in (
        ("a.yaml", ["both"]), ("b.yaml", ["both", "unknown-key"]), ("c.yaml", ["both", "unknown-key"]), ("", []),
    ):  # fmt: skip
        found = report([Source(path, text, shown=path == shown) for path, text in texts.items()], BOTH)
        assert [one.rule for one in found.findings] == expected


def test_a_lost_document_is_always_shown_and_blocks_claims_of_absence() -> None:
    sources = [Source("a.yaml", "products: {p: {}}\n"), Source("b.yaml", "team: [", shown=False)]
    found = report(sources, ABSENT)
    assert [(one.rule, one.lost) for one in found.findings] == [("yaml-syntax", True)]
    assert [(one.rule, one.subjects) for one in found.not_run] == [("absent", ("product:p",))]
    assert found.fails(found.findings[0].severity)
    assert [one.rule for one in report(sources[:1], ABSENT).findings] == ["absent"]


def test_what_could_not_be_opened_is_lost_too() -> None:
    gone = Problem(Label(Place("x.yaml", 0, 0)), rule="unreadable-file", message="x.yaml cannot be opened", lost=True)
    reading = understand([Source("a.yaml", "products: {p: {}}\n")], VOCABULARY, problems=[gone])
    found = judge(reading, selected(ABSENT), DAY)
    assert [one.rule for one in found.findings] == ["unreadable-file"]
    assert len(found.not_run) == 1


def test_blocked_claims_are_said_of_what_is_in_doubt_and_of_nothing_else() -> None:
    text = """
products: {p: {teams: [t]}, q: {}, r: {memebers: [ana]}}
teams: {t: {members: [{person: ana, rol: product-owner}]}}
"""
    found = judged(text, ABSENT)
    assert [one.subjects[0].id for one in found.findings if one.rule == "absent"] == ["q"]
    assert [one.subjects for one in found.not_run] == [("product:p", "product:r")]


@pytest.mark.parametrize(
    ("check", "text", "blocked"),
    [
        (
            {"kind": "graph", "edge": "reports_to", "no_orphans": True},
            "people: {ana: {reports_to: [b]}, ben: {}}",
            "person:ana",
        ),
        (
            {"kind": "limit", "per": "team", "metric": "headcount", "min": 2},
            "teams: {t: {memebers: [a]}, u: {}}",
            "team:t",
        ),
        (
            {"kind": "count", "count": "accountable", "per": "activity", "at_least": 1},
            "activities: {a: {accountble: x}, b: {}}",
            "activity:a",
        ),
        (
            {"kind": "count", "count": "any", "per": "team", "at_least": 1},
            "teams: {t: {members: [[a]]}, u: {}}",
            "team:t",
        ),
    ],
)
def test_every_claim_of_absence_is_blocked_by_a_lost_entry(check: dict[str, object], text: str, blocked: str) -> None:
    found = judged(text, rule("absence", check))
    assert [one.subjects for one in found.not_run] == [(blocked,)]
    assert len([one for one in found.findings if one.rule == "absence"]) == 1
    lost = judged(f"{text}\nfoo: 1\n", rule("absence", check))
    assert [len(one.subjects) for one in lost.not_run] == [2]


def test_a_maximum_is_judged_in_doubt_as_well() -> None:
    check = {"kind": "count", "count": "any", "per": "team", "at_most": 1}
    found = judged("teams: {t: {memebers: [x], members: [a, b]}}\n", rule("crowded", check))
    assert [one.rule for one in found.findings] == ["unknown-key", "crowded"]
    assert found.not_run == ()


def test_the_report_says_what_was_looked_at() -> None:
    files = {
        "b.yaml": "people: {ana: {}, ben: {}}\nproducts: {p: {}}\nactivities: {a: {}}\n"
        "assignments: [{person: ana, role: dev}]\n",
        "a.yaml": "team: t\n---\nteam: u\nmembers: [ben, none]\n",
    }
    looked_at = judged(files, BOTH, NEEDY).looked_at
    assert (looked_at.paths, looked_at.documents, looked_at.people, looked_at.teams, looked_at.products) == (
        ("a.yaml", "b.yaml"), 3, 2, 2, 1,
    )  # fmt: skip
    assert (looked_at.activities, looked_at.seats, looked_at.inactive) == (
        1, 3, (Inactive("needy", "no person says tags"),),
    )  # fmt: skip


def test_a_report_knows_the_rules_that_it_names_and_no_others() -> None:
    found = judged("people: {ana: {foo: 1}}\nteams: {t: {members: [ana]}}\n", BOTH, LONELY, NEEDY)
    assert set(found.rules) == {"unknown-key", "lonely"}


def test_the_collector_of_garbage_is_as_it_was() -> None:
    assert gc.isenabled()
    judged("team: t\n", BOTH)
    assert gc.isenabled()
    gc.disable()
    try:
        judged("team: t\n", BOTH)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_nothing_is_an_organisation_too() -> None:
    found = judge(understand([], VOCABULARY), selected(BOTH, LONELY, ABSENT), DAY)
    assert (found.findings, found.faults, found.not_run) == ((), (), ())


def test_settings_of_one_run_do_not_leak_into_another() -> None:
    reading = understood("teams: {t: {method: scrum, members: [{person: ana, role: product-owner, duties: [pnl]}]}}")
    scrum = rule("scrum-only", BOTH.file.check, profiles=["scrum"])
    profiles = {"scrum": profile(), "kanban": profile()}
    selection = Selection(book(scrum, profiles=profiles), Settings())
    assert len(judge(reading, selection, DAY).findings) == 1
    other = understood("teams: {t: {method: kanban, members: [{person: ana, role: product-owner, duties: [pnl]}]}}")
    assert len(judge(other, selection, DAY).findings) == 0
    assert replace(selection, only=("scrum-only",)).running == selection.running[:1]


# Much of it: what would take minutes if every seat were compared with every other one

MANY = 1_500
RULES = (
    BOTH,
    rule("among", {"kind": "exclusive", "within": "team", "among": {"duties": ["pnl", "audit"]}, "at_most": 1}),
    rule("reserved", {"kind": "reserved", "duties": ["pnl"], "to": ["product-manager"]}),
    rule("each", {"kind": "count", "count": {"each_duty": "required"}, "per": "product", "at_least": 1}),
    rule("dotted", {"kind": "graph", "edge": "dotted", "acyclic": True}),
    rule("line", {"kind": "graph", "edge": "reports_to", "acyclic": True}),
    rule("heads", {"kind": "limit", "per": "team", "metric": "headcount", "max": 10}),
)


def lines(before: str, each: str, count: int = MANY) -> str:
    return before + "".join(each.format(at=at, next=at + 1) for at in range(count))


@pytest.mark.parametrize(
    "text",
    [
        "team: a\n---\n" * MANY,
        lines("assignments:\n", "- {{person: ana, role: product-owner, duties: [pnl], team: t{at}}}\n"),
        lines(
            "assignments:\n- {person: ana, role: product-owner}\n", "- {{person: ana, duties: [pnl], product: p{at}}}\n"
        ),
        lines("assignments:\n", "- {{person: ana, role: [product-owner, r{at}], duties: [pnl, d{at}]}}\n"),
        "assignments:\n" + "- {person: ana, role: product-owner, team: t}\n" * MANY,
        lines("people:\n", "  a{at}: {{reports_to: a{next}, dotted: [a{next}]}}\n"),
        lines("people:\n", f"  a{{at}}: {{{{dotted: [{', '.join(f'a{at}' for at in range(120))}]}}}}\n", 120),
        lines("teams:\n", "  t{at}: {{includes: [t{next}], members: [a{at}]}}\n", 2_000),
        lines("roles:\n", "  r{at}: {{implies: [r{next}], duties: [pnl]}}\n")
        + "assignments: [{person: a, role: r0}]\n",
        lines("rotations: {r: {sites: {", "s{at}: [a], ") + "}}}\n",
        "team: t\n" + "# orglint: ignore[both] x\n" * MANY + "mission: x\n",
        lines(
            "team: t\nmembers:\n", "- {{person: Ana{at}, role: devloper{at}, duties: [pnll{at}], since: x}}\n", 1_500
        ),
        lines(
            "people: {ana: {}}\nactivities:\n", "  a{at}: {{accountable: ben{at}, responsible: [ana, ana]}}\n", 2_000
        ),
    ],
    ids=[
        "documents",
        "scopes",
        "one everywhere",
        "all everywhere",
        "one seat",
        "chain",
        "dense",
        "included",
        "implied",
        "sites",
        "comments",
        "mistakes",
        "names",
    ],
)
def test_much_of_it_is_judged_in_a_moment(text: str) -> None:
    begin = perf_counter()
    reading: Reading = understood(text)
    found = judge(reading, selected(*RULES), DAY)
    assert not found.faults
    assert perf_counter() - begin < 5
