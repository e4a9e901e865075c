"""`# orglint: ignore[rule-id] reason`, as the description has it."""

from textwrap import dedent

import pytest

from orglint.core import Report, Settings
from orglint.rulebook import Rule
from tests.rulebook.small import judged, rule

BOTH = rule(
    "both",
    {"kind": "exclusive", "within": "team", "between": [{"roles": ["product-owner"]}, {"duties": ["pnl"]}]},
    message="{holder} holds {found} in {scope}", formerly=["both-once"],
)  # fmt: skip
FULL = rule(
    "full", {"kind": "limit", "per": "team", "metric": "headcount", "max": 0}, family="capacity", message="full"
)
QUIET = rule("quiet", {"kind": "limit", "per": "team", "metric": "headcount", "max": 9}, family="capacity")


def report(text: str, *rules: Rule, settings: Settings | None = None) -> Report:
    return judged(dedent(text), *(rules or (BOTH, FULL)), settings=settings)


def shown(text: str, *rules: Rule) -> list[str]:
    return [
        f"{one.primary.span.start.line}:{one.primary.span.start.column} {one.rule} {one.message}"
        for one in report(text, *rules).findings
    ]


def hidden(text: str, *rules: Rule) -> list[tuple[str, str, str]]:
    return [(one.finding.rule, one.how, one.why) for one in report(text, *rules).hidden]


CONFLICT = """
    team: t
    members:
      - person: ana{a}
        role: product-owner{b}
        duties:{c}
          - market-research{d}
          - pnl{e}
"""


def conflict(**comments: str) -> str:
    return CONFLICT.format(**{key: f" # {comments[key]}" if key in comments else "" for key in "abcde"})


@pytest.mark.parametrize("line", ["b", "e"])
def test_a_comment_on_the_line_of_any_label_hides_the_whole_finding(line: str) -> None:
    text = conflict(**{line: "orglint: ignore[both] one of two until May"})
    assert hidden(text, BOTH) == [("both", "ignored", "one of two until May")]
    assert shown(text, BOTH) == []


@pytest.mark.parametrize("line", ["a", "c", "d"])
def test_a_comment_on_another_line_hides_nothing_and_is_told(line: str) -> None:
    text = conflict(**{line: "orglint: ignore[both] why not"})
    assert hidden(text, BOTH) == []
    assert [one.split(" ", 1)[1].split(" ")[0] for one in shown(text, BOTH)] in (
        ["both", "unused-ignore"],
        ["unused-ignore", "both"],
    )


def test_a_comment_on_a_line_of_its_own_speaks_for_the_next_line_that_is_none() -> None:
    text = """
        team: t
        members:
          - person: ana
            # orglint: ignore[both] small team
            # and another remark
            role: product-owner
            duties: [pnl]
    """
    assert hidden(text, BOTH) == [("both", "ignored", "small team")]
    assert shown(text, BOTH) == []
    assert shown(text.replace("role: product-owner", "note: x\n            role: product-owner"), BOTH) == [
        "5:23 unused-ignore this comment hides nothing: both finds nothing here",
        "9:14 both ana holds product-owner and pnl in t",
    ]


def test_a_comment_behind_a_value_does_not_speak_for_the_next_line() -> None:
    text = """
        team: t
        members:
          - person: ana # orglint: ignore[both] no
            role: product-owner
            duties: [pnl]
    """
    assert [one.split(" ")[1] for one in shown(text, BOTH)] == ["unused-ignore", "both"]


def test_one_comment_names_several_rules() -> None:
    text = """
        team: t # orglint: ignore[full, both] we are two
        members: [{person: ana, role: product-owner, duties: [pnl]}]
    """
    assert hidden(text) == [("full", "ignored", "we are two")]
    assert shown(text) == [
        "2:33 unused-ignore this comment hides nothing: both finds nothing here",
        "3:55 both ana holds product-owner and pnl in t",
    ]


def test_a_comment_speaks_for_its_rules_only() -> None:
    text = "team: t # orglint: ignore[quiet] no\nmembers: [ana]\n"
    assert [one.split(" ")[1] for one in shown(text, FULL, QUIET)] == ["full", "unused-ignore"]


@pytest.mark.parametrize("dash", ["", "- ", ": ", "-- "])
def test_the_reason_is_what_follows(dash: str) -> None:
    assert hidden(f"team: t # orglint: ignore[full] {dash}we are two\nmembers: [ana]\n") == [
        ("full", "ignored", "we are two")
    ]


@pytest.mark.parametrize("reason", ["", " ", " -", " :"])
def test_a_comment_without_a_reason_hides_nothing_and_is_told(reason: str) -> None:
    text = f"team: t # orglint: ignore[full]{reason}\nmembers: [ana]\n"
    assert shown(text) == [
        "1:7 full full",
        "1:9 ignore-without-reason this comment gives no reason, so it hides nothing",
    ]


@pytest.mark.parametrize(
    ("comment", "says"),
    [
        ("ignore[ful] x", "there is no rule ful; did you mean full?"),
        ("ignore[full, nothing] x", "there is no rule nothing"),
        ("ignore[] x", "ignore[] names the rules that it hides, and this one names none"),
        ("ignore x", "# orglint: takes ignore[rule-id] and a reason, not ignore x"),
        ("off", "# orglint: takes ignore[rule-id] and a reason, not off"),
        ("", "# orglint: takes ignore[rule-id] and a reason, not nothing"),
    ],
)
def test_a_comment_that_names_nothing_known_is_told(comment: str, says: str) -> None:
    told = [one for one in shown(f"team: t # orglint: {comment}\nmembers: [ana]\n") if "unknown-ignore" in one]
    assert [one.split("unknown-ignore ")[1] for one in told] == [says]


def test_an_unknown_rule_is_told_at_its_name() -> None:
    assert shown("team: t # orglint: ignore[full, ful] x\nmembers: [ana]\n") == [
        "1:33 unknown-ignore there is no rule ful; did you mean full?",
    ]


def test_a_former_name_still_hides() -> None:
    assert hidden(conflict(e="orglint: ignore[both-once] x"), BOTH) == [("both", "ignored", "x")]


def test_what_only_looks_like_a_comment_is_none() -> None:
    text = """
        team: t
        mission: "so # orglint: ignore[full] x"
        contact:
          note: |
            # orglint: ignore[full] y
        members: [ana]
    """
    assert shown(text) == ["2:7 full full"]


def test_findings_of_the_reader_are_ignored_in_the_same_way() -> None:
    text = "team: t\nmisson: x # orglint: ignore[unknown-key] our own word\n"
    assert hidden(text) == [("unknown-key", "ignored", "our own word")]


def test_a_lost_document_is_never_hidden() -> None:
    text = "# orglint: ignore[yaml-syntax] x\nteam: [ # orglint: ignore[yaml-syntax] y\n"
    found = report(text)
    assert [one.rule for one in found.findings if one.lost] == ["yaml-syntax"]
    assert found.hidden == ()


@pytest.mark.parametrize(
    "settings", [Settings(ignore=("yaml-syntax",)), Settings(select=("full",)), Settings(ignore=("hygiene",))]
)
def test_no_selection_hides_a_lost_document(settings: Settings) -> None:
    found = report("team: [", settings=settings)
    assert [(one.rule, one.severity.word) for one in found.findings] == [("yaml-syntax", "error")]


def test_unused_is_said_only_where_the_rule_was_on_and_ran() -> None:
    scrum = rule("strict", FULL.file.check, profiles=["scrum"], message="full")
    comment = "# orglint: ignore[strict] x"
    assert shown(f"team: t\nmethod: scrum {comment}\n", scrum) == []
    off = Settings(ignore=("full",))
    assert report("team: t # orglint: ignore[full] x\n", settings=off).findings == ()
    absent = rule("absent", {"kind": "count", "count": "any", "per": "team", "at_least": 1}, message="nobody")
    assert [one.split(" ")[1] for one in shown("team: t # orglint: ignore[absent] x\nmemebers: [a]\n", absent)] == [
        "unknown-key"
    ]
    needy = rule("needy", FULL.file.check, needs=["team.mission"], message="full")
    assert shown("team: t # orglint: ignore[needy] x\nmembers: [ana]\n", needy) == []


def test_a_comment_in_another_file_hides_by_its_own_label() -> None:
    files = {
        "a.yaml": "teams: {t: {members: [{person: ana, role: product-owner}]}}\n",
        "b.yaml": "assignments:\n  - person: ana\n    team: t\n    duties: [pnl] # orglint: ignore[both] x\n",
        "c.yaml": "assignments:\n  - person: ben\n    team: t\n    role: product-owner\n    duties: [pnl]\n",
    }
    found = judged(files, BOTH)
    assert [one.finding.subjects[0].id for one in found.hidden] == ["ana"]
    assert [one.subjects[0].id for one in found.findings] == ["ben"]
