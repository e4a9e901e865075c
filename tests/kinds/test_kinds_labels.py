"""Where findings of fields, sets and dates point, and what they say there."""

from typing import Any

import pytest

from orglint.core import Finding
from orglint.rulebook.lint import mistakes
from tests.rulebook.small import judged, rule

TEXT = """
organization: acme
people:
  ana: {title: Lead, contact: {mail: ana@x.org}, tags: [b, A], company: Acme}
  ben: {reports_to: none, company: " ACME", certifications: [psm, {name: cka, expires: 2026-05-01}]}
  Cleo: {tags: b, status: departed, until: 2026-01-01}
products:
  p: {name: Shop, teams: [t], risks: {value: ana}}
teams:
  t:
    parent: u
    contact: {slack: "#t", mail: t at x.org}
    members:
      - person: ana
        role: [developer, product-owner]
        until: 2026-06-11
      - ben
      - {person: Cleo, until: 2026-01-01}
      - {person: dora, role: SM, since: 2025-01-01, until: 2026-05-31}
    alumni: [eve, ben]
    interactions: [{team: u}, {team: u, since: 2026-01-01, until: 2026-12-31}]
  u: {members: [ben, dora]}
activities:
  Price: {accountable: ana}
roles:
  captain: {title: Captain}
  mate: {duties: [development]}
duties:
  stock-taking: {group: operations}
"""


def told(check: dict[str, Any], text: str = TEXT) -> list[Finding]:
    report = judged(text, rule("r", check))
    assert not report.faults
    return [one for one in report.findings if one.rule == "r"]


def places(found: Finding) -> list[str]:
    return [f"{at.span.start.line}:{at.span.start.column} {at.text}".strip() for at in (found.primary, *found.related)]


def field(of: str, name: str | list[str], **asked: Any) -> dict[str, Any]:
    return {"kind": "field", "for": of, "field": name, **asked}


def expiry(of: str, name: str, **asked: Any) -> dict[str, Any]:
    return {"kind": "expiry", "for": of, "field": name, **asked}


def sets(of: str, left: Any, relation: str, right: Any) -> dict[str, Any]:
    return {"kind": "sets", "for": of, "left": left, "relation": relation, "right": right}


LEADS = {"roles": ["product-owner"]}


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        # field: the subject's id where the value is missing, all fields at once
        (
            field("person", ["title", "company"], required=True),
            [["5:3 says no title"], ["6:3 says no title or company"]],
        ),
        (field("person", "reports_to", required=True), [["4:3 says no reports_to"], ["6:3 says no reports_to"]]),
        (field("team", "contact.slack", required=True), [["22:3 says no contact.slack"]]),
        (field("product", "risks.viability", required=True), [["8:3 says no risks.viability"]]),
        (field("seat", "role", required=True), [["17:9 says no role"], ["22:17 says no role"], ["22:22 says no role"]]),
        (field("role", "title", required=True), [["27:3 says no title"]]),
        (field("duty", "title", required=True), [["29:3 says no title"]]),
        # the value, or the item of a list
        (field("person", "tags", one_of=["a", "c"]), [["4:57 takes a or c"], ["6:16 takes a or c"]]),
        (field("person", "tags", sorted=True), [["4:60 sorts before b"]]),
        (field("team", "contact.mail", format="email"), [["12:34 takes an email address such as ana@example.org"]]),
        (field("person", "id", format="kebab-case"), [["6:3 takes kebab-case such as web-shop"]]),
        (field("activity", "id", format="kebab-case"), [["24:3 takes kebab-case such as web-shop"]]),
        (field("seat", "roles", one_of=["developer"]), [["15:27 takes developer"]]),
        # unique: the second holder, and the first
        (field("person", "company", unique=True), [["5:36 once more", "4:73 the first, of ana"]]),
        (field("person", "tags", unique=True), [["6:16 once more", "4:57 the first, of ana"]]),
        # sets: the first name too many, or the subject's id
        (sets("team", "members", "subset_of", "parent.members"), [["14:17"]]),
        (sets("team", "alumni", "disjoint_from", "members"), [["20:19", "17:9 here too"]]),
        (sets("team", LEADS, "subset_of", {"team": "u"}), [["14:17"]]),
        (
            sets("team", {"team": "U"}, "equals", "members"),
            [["22:22", "14:17 missing on the other side"]],
        ),
        (sets("product", LEADS, "subset_of", "members"), [["14:17"]]),
        (sets("org", LEADS, "subset_of", {"roles": ["scrum-master"]}), [["14:17"]]),
        # expiry: the value; the subject's id, of an entry within it that entry
        (expiry("seat", "until"), [["19:60 ended 1 day ago"]]),
        (expiry("seat", "until", warn_days=10), [["16:16 ends in 10 days"], ["19:60 ended 1 day ago"]]),
        (expiry("seat", "until", warn_days=9), [["19:60 ended 1 day ago"]]),
        (expiry("seat", "until", max_days=9), [["16:16 10 days from today, at most 9"], ["19:60 ended 1 day ago"]]),
        (expiry("seat", "until", required=True), [["17:9 says no until"], ["19:60 ended 1 day ago"],
                                                  ["22:17 says no until"], ["22:22 says no until"]]),
        (expiry("person", "certifications.expires", required=True),
         [["5:62 says no certifications.expires"], ["5:88 ended 31 days ago"]]),
        (expiry("team", "interactions.until", max_days=363), [["21:67 364 days from 2026-01-01, at most 363"]]),
        (expiry("team", "interactions.until", max_days=364), []),
    ],
)  # fmt: skip
def test_labels_stand_where_the_description_puts_them(check: dict[str, Any], expected: list[list[str]]) -> None:
    assert sorted(places(one) for one in told(check)) == sorted(expected)


def test_values_name_the_subject_the_field_and_the_days() -> None:
    check = expiry("seat", "until", warn_days=10)
    grades = [{"severity": "error", "when": "days is not None and days < 0"}]
    report = judged(TEXT, rule("r", check, message="{field} of {subject} is {value}, {days}", grades=grades))
    assert [(one.severity.word, one.message, one.values["days"]) for one in report.findings if one.rule == "r"] == [
        ("warning", "until of ana is 2026-06-11, in 10 days", 10),
        ("error", "until of dora is 2026-05-31, 1 day ago", -1),
    ]


def test_a_date_that_is_not_said_has_no_days() -> None:
    text = "team: t\nmembers: [{person: ana, role: dev}, {person: ben, role: dev, until: 2026-06-03}]\n"
    check = expiry("seat", "until", required=True, warn_days=9)
    grades = [
        {"severity": "error", "when": "days is not None and days < 5"},
        {"severity": "info", "when": "days is None"},
    ]
    report = judged(text, rule("r", check, message="{subject}: {value}, {days}", grades=grades))
    assert [(one.severity.word, one.message) for one in report.findings if one.rule == "r"] == [
        ("info", "ana: not said, not said"),
        ("error", "ben: 2026-06-03, in 2 days"),
    ]
    (mistake,) = mistakes(rule("r", check, grades=[{"severity": "error", "when": "days < 5"}]))
    assert "days is not None" in mistake.message


def test_several_missing_fields_are_named_together() -> None:
    found = judged(TEXT, rule("r", field("role", ["title", "group"], required=True), message="{subject}: {field}"))
    assert [one.message for one in found.findings if one.rule == "r"] == ["captain: group", "mate: title and group"]


def test_the_last_day_has_not_ended() -> None:
    text = "team: t\nmembers: [{person: ana, role: dev, until: 2026-06-01}]\n"
    assert not told(expiry("seat", "until"), text)
    (found,) = told(expiry("seat", "until", warn_days=0), text)
    assert places(found) == ["2:43 ends today"]


def test_conditions_look_at_the_subject_by_its_own_name() -> None:
    check = field("person", "title", required=True)
    report = judged(TEXT, rule("r", check, when='person.status == "active"'))
    assert [one.subjects[0].id for one in report.findings if one.rule == "r"] == ["ben"]
    several = field("", "name", required=True) | {"for": ["team", "product"]}
    report = judged(TEXT, rule("r", several, when='unit.id != "u"'))
    assert [one.subjects[0].id for one in report.findings if one.rule == "r"] == ["t"]


# Absence


LOST = "people: {ana: {title: [x, {}], name: }}\nteams: {t: {members: [{person: [x]}, ana], parent: u}, u: {}}\n"


def test_nothing_is_missed_where_a_part_was_not_understood() -> None:
    report = judged(LOST, rule("r", field("person", "name", required=True)))
    assert [one.subjects for one in report.not_run] == [("person:ana",)]
    assert not [one for one in report.findings if one.rule == "r"]


def test_what_is_only_mentioned_misses_nothing() -> None:
    text = "team: t\nproducts: [p]\nmembers: [ana]\n"
    assert not told(field("product", "name", required=True), text)
    assert not told(field("person", "name", required=True), text)
    assert not told(sets("product", {"roles": ["none"]}, "subset_of", "members"), text)


def test_nobody_is_missed_in_a_team_of_which_a_seat_was_not_understood() -> None:
    text = """
teams:
  t: {parent: u, members: [ana, ben]}
  u: {members: [ben, {person: [x]}], includes: [v]}
  v: {members: [cleo]}
"""
    report = judged(text, rule("r", sets("team", "members", "subset_of", "parent.members")))
    assert [one.subjects for one in report.not_run] == [("team:t",)]
    report = judged(text, rule("r", sets("org", {"team": "v"}, "subset_of", {"roles": ["auditor"]})))
    assert [one.subjects for one in report.not_run] == [("org:",)]


def test_members_of_included_teams_are_members_and_a_doubt_among_them_counts() -> None:
    text = "teams: {t: {parent: u, members: [ana]}, u: {includes: [v]}, v: {members: [ana]}}\n"
    check = sets("team", "members", "subset_of", "parent.members")
    assert not told(check, text)
    doubt = text.replace("v: {members: [ana]}", "v: {members: [ben, {person: [x]}]}")
    assert [one.subjects for one in judged(doubt, rule("r", check)).not_run] == [("team:t",)]


def test_a_seat_of_no_unit_is_enough_and_never_too_much() -> None:
    text = """
teams: {t: {members: [ben]}}
people: {ana: {}, ben: {}}
assignments: [{person: ana, role: auditor}]
"""
    assert not told(sets("team", {"roles": ["auditor"]}, "subset_of", "members"), text)
    everywhere = text.replace("[ben]", "[ana]")
    assert not told(sets("team", "members", "subset_of", {"roles": ["auditor"]}), everywhere)


def test_where_only_somebody_is_missing_the_subject_is_pointed_at() -> None:
    text = "teams: {t: {members: [{person: ana, role: SM}, ben]}}\n"
    (found,) = told(sets("team", {"roles": ["scrum-master"]}, "equals", "members"), text)
    assert (places(found), found.values["diff"]) == (["1:9", "1:48 missing on the other side"], ("ben",))


def test_a_unit_without_a_parent_is_not_compared_with_one() -> None:
    assert not told(sets("team", "members", "equals", "parent.members"), "team: t\nmembers: [ana]\n")


def test_alumni_and_people_who_left_may_have_ended() -> None:
    text = """
people: {ana: {until: 2026-05-01}, ben: {status: departed, until: 2026-05-01}}
teams:
  t:
    members: [{person: ana, until: 2026-05-01, role: dev}, {person: ben, until: 2026-05-01, role: dev}]
    alumni: [{person: cleo, until: 2026-05-01}]
"""
    assert not told(expiry("seat", "until"), text)
    assert [places(one) for one in told(expiry("person", "until"), text)] == [["2:23 ended 31 days ago"]]
