"""What overrides make different: profiles, rules, severities and options, for units and for what files declare."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from orglint.core import Override, Report, RuleSetting, Settings, Severity, Source
from orglint.org import View
from orglint.pipeline import judge
from orglint.rulebook import Rule, RuleText, Selection, Unusable, built_in, named, select
from orglint.rulebook.standing import Standing, Standings
from tests.rulebook.small import DAY, book, profile, rule, understood

HEADS = {"kind": "limit", "per": "team", "metric": "headcount", "max": 0}
PER_PRODUCT = {"kind": "limit", "per": "product", "metric": "teams", "max": 0}
PROFILES = {
    "split": profile(contradicts=["unified"], why_contradicts="two people there, one here"),
    "unified": profile(contradicts=["split", "safe"], rules={"wide": {"max": "2"}}),
    "safe": profile(implies=["split"], contradicts=["unified"], why_contradicts="market and money"),
    "less": profile(implies=["unified"]),
    "scrum": profile(),
    "strict": profile(implies=["loose"], rules={"wide": {"severity": "error", "max": "1"}}),
    "loose": profile(rules={"wide": {"severity": "info", "max": "3"}}),
}
WIDE = rule("wide", {**HEADS, "max": 9}, options={"max": "most people"}, message="{value} of {options.max}")
RULES = (
    rule("in-core", HEADS, profiles=["core"]),
    rule("in-split", HEADS, profiles=["split"]),
    rule("in-unified", HEADS, profiles=["unified"], family="scaling"),
    rule("in-scrum", HEADS, profiles=["scrum"], family="scrum"),
    rule("early", HEADS, profiles=["core"], status="preview"),
    rule("of-products", PER_PRODUCT, profiles=["split"]),
    WIDE,
)
TEAMS = """
teams:
  a: {members: [ana, ben]}
  b: {members: [ana, ben, cid]}
  c: {members: [ana, ben, cid, dan]}
"""
OFF, ON = RuleSetting(on=False), RuleSetting(on=True)


def over(at: int = 0, *, paths: str = "", profiles: tuple[str, ...] = (), **said: object) -> Override:
    """Return an override: units by class, and rules by name with `_`; paths are the beginning of some."""
    units = {cls: tuple(names.split()) for cls, names in said.items() if isinstance(names, str)}
    rules = {name.replace("_", "-"): one for name, one in said.items() if isinstance(one, RuleSetting)}
    covers = {"covers": lambda path: path.startswith(paths), "paths": (paths,)} if paths else {}
    return Override(at, units, profiles=profiles, rules=rules, **covers)  # type: ignore[arg-type] # two more fields


def looked(
    files: str | Mapping[str, str], *overrides: Override, chosen: tuple[Rule, ...] = RULES, **said: object
) -> Report:
    """Judge files under some overrides, as a run does."""
    settings = Settings(overrides=tuple(one._replace(at=at) for at, one in enumerate(overrides)), **said)  # type: ignore[arg-type] # keywords of settings
    reading = understood(files)
    report = judge(reading, named(select(book(*chosen, profiles=PROFILES), settings), reading.org), DAY)
    assert not report.faults
    return report


def on(files: str | Mapping[str, str], *overrides: Override, **said: Any) -> dict[str, list[str]]:
    """Return which rules speak of each scope, without the one that looks at everything."""
    found: dict[str, list[str]] = {}
    for one in looked(files, *overrides, **said).findings:
        found.setdefault(one.scopes[0].id, []).append(one.rule)
    return {scope: sorted(rules) for scope, rules in sorted(found.items())}


def refused(files: str, *overrides: Override, **said: Any) -> list[str]:
    """Return why settings are refused."""
    with pytest.raises(Unusable) as trouble:
        looked(files, *overrides, **said)
    return [mistake.message for mistake in trouble.value.mistakes]


# Profiles


def test_a_profile_that_an_override_names_is_on_there_and_wins_over_split() -> None:
    other = {"a": ["in-core", "in-split"], "b": ["in-core", "in-unified", "wide"], "c": ["in-core", "in-split"]}
    assert on(TEAMS, over(team="b", profiles=("unified",))) == other
    assert on(TEAMS, over(team="b", profiles=("unified",)), profiles=("split",)) == other


def test_a_profile_of_a_method_never_comes_to_a_team_with_another_one() -> None:
    text = "teams: {a: {members: [x]}, b: {method: kanban, members: [x]}, c: {method: scrum, members: [x]}}"
    found = on(text, over(team="a b", profiles=("scrum",)))
    assert found == {"a": ["in-core", "in-scrum", "in-split"], "b": ["in-core", "in-split"],
                     "c": ["in-core", "in-scrum", "in-split"]}  # fmt: skip


def test_what_an_override_names_stands_against_what_a_method_brings_along() -> None:
    text = "teams: {a: {method: less, members: [x]}, b: {method: less, members: [x]}}"
    assert on(text, over(team="b", profiles=("split",))) == {
        "a": ["in-core", "in-unified"],
        "b": ["in-core", "in-split"],
    }


def test_profiles_named_for_the_same_unit_that_contradict_each_other_are_refused() -> None:
    why = "the profiles unified and safe contradict each other: market and money"
    split = "the profiles split and unified contradict each other: two people there, one here"
    assert refused(TEAMS, over(team="b", profiles=("unified",)), profiles=("safe",)) == [why]
    assert refused(TEAMS, over(team="b", profiles=("split",)), profiles=("unified",)) == [split]
    assert refused(TEAMS, over(team="b", profiles=("split", "unified"))) == [split]
    both = "; an override before names one, this one the other, and both hold for "
    pair = (over(team="a b", profiles=("split",)), over(team="B", profiles=("unified",)))
    assert refused(TEAMS, *pair) == [f"{split}{both}team B"]
    apart = (over(team="a", profiles=("split",)), over(team="b", profiles=("unified",)))
    assert on(TEAMS, *apart)["b"] == ["in-core", "in-unified", "wide"]
    met = (over(team="b", profiles=("split",)), over(paths="org", profiles=("unified",)))
    assert refused(TEAMS, *met) == [f"{split}{both}the same units"]


# Rules


def test_a_rule_is_on_or_off_for_a_team() -> None:
    plain = ["in-core", "in-split"]
    assert on(TEAMS, over(team="b", in_core=OFF)) == {"a": plain, "b": ["in-split"], "c": plain}
    assert on(TEAMS, over(team="b", product=OFF)) == {"a": plain, "c": plain}
    assert on(TEAMS, over(team="b", early=ON), rules={"product": OFF}) == {"b": ["early"]}
    assert on(TEAMS, over(team="b", product=ON), rules={"product": OFF, "in-core": OFF}) == {"b": ["early", "in-split"]}
    assert on(TEAMS, over(team="b", scrum=ON)) == {"a": plain, "b": ["in-core", "in-scrum", "in-split"], "c": plain}


def test_later_overrides_win_key_by_key() -> None:
    first = over(team="a b", wide=RuleSetting(True, Severity.ERROR, {"max": "1"}), in_core=OFF)
    second = over(team="b c", wide=RuleSetting(True, None, {"max": "2"}), in_split=OFF)
    found = looked(TEAMS, first, second).findings
    wide = {one.scopes[0].id: (one.severity.word, one.message) for one in found if one.rule == "wide"}
    assert wide == {"a": ("error", "2 of 1"), "b": ("error", "3 of 2"), "c": ("warning", "4 of 2")}
    assert sorted((one.scopes[0].id, one.rule) for one in found if one.rule != "wide") == [
        ("a", "in-split"), ("c", "in-core"),
    ]  # fmt: skip


def test_an_override_holds_for_what_only_its_teams_work_on() -> None:
    text = """
products: {p: {teams: [a, b]}, q: {teams: [a, c]}, r: {teams: [c]}}
teams: {a: {members: [x]}, b: {members: [x]}, c: {members: [x]}}
"""
    found = on(text, over(team="A b", of_products=OFF), over(product="r", of_products=OFF))
    assert {scope for scope, rules in found.items() if "of-products" in rules} == {"q"}


def test_an_override_holds_for_what_a_file_declares() -> None:
    files = {
        "org/a.yaml": "team: a\nmembers: [ana]\n",
        "vendors/b.yaml": "team: b\nmembers: [ana]\n",
        "vendors/c.yaml": "assignments: [{person: ana, team: a, role: developer}]\n",
    }
    assert on(files, over(paths="vendors", in_core=OFF)) == {"a": ["in-core", "in-split"], "b": ["in-split"]}


def test_a_finding_about_nothing_stands_where_its_file_is() -> None:
    files = {
        "a.yaml": "assignments: [{person: ana, role: devloper}]\npeople: {ana: {}, cid: {reports_to: cid}}\n",
        "b.yaml": "assignments: [{person: ben, role: devloper, foo: 1}]\npeople: {ben: {}, dan: {reports_to: dan}}\n",
    }
    loop = rule("loop", {"kind": "graph", "edge": "reports_to", "acyclic": True})
    here = over(paths="b", loop=OFF, unknown_key=OFF, unknown_role=RuleSetting(True, Severity.INFO))
    found = [
        (one.primary.span.path, one.rule, one.severity.word) for one in looked(files, here, chosen=(loop,)).findings
    ]
    assert found == [
        ("a.yaml", "unknown-role", "error"), ("a.yaml", "loop", "warning"), ("b.yaml", "unknown-role", "info"),
    ]  # fmt: skip


def test_what_is_lost_is_told_wherever_it_is() -> None:
    found = looked({"a.yaml": "team: a\n", "b.yaml": "team: [\n"}, over(paths="b", yaml_syntax=OFF)).findings
    assert [(one.rule, one.lost) for one in found] == [("yaml-syntax", True)]


# Options of profiles


def test_a_profile_sets_options_and_the_one_that_implies_wins() -> None:
    found = [one for one in looked(TEAMS, profiles=("strict",)).findings if one.rule == "wide"]
    assert [(one.severity.word, one.message) for one in found] == [
        ("error", "2 of 1"),
        ("error", "3 of 1"),
        ("error", "4 of 1"),
    ]
    said = {"wide": RuleSetting(True, None, {"max": "3"})}
    assert [one.message for one in looked(TEAMS, profiles=("strict",), rules=said).findings if one.rule == "wide"] == [
        "4 of 3"
    ]


def test_options_of_a_profile_hold_where_it_is_on() -> None:
    report = looked(TEAMS, over(team="b", profiles=("loose",)), over(team="c", profiles=("strict",)))
    found = [one for one in report.findings if one.rule == "wide"]
    assert [(one.scopes[0].id, one.severity.word, one.message) for one in found] == [("c", "error", "4 of 1")]


# Names


def test_unknown_units_are_refused_once_the_organisation_is_known() -> None:
    wrong = over(team="a bb", product="shop", in_core=OFF)
    assert refused(TEAMS, wrong) == ["there is no team bb; did you mean b?", "there is no product shop"]
    settings = Settings(overrides=(wrong,))
    lost = understood({"a.yaml": TEAMS, "b.yaml": "team: [\n"})
    assert named(select(book(*RULES, profiles=PROFILES), settings), lost.org).unnamed == {}


def test_unknown_names_in_overrides_are_told_at_once() -> None:
    wrong = over(team="a", profiles=("unifed",), in_cor=OFF, wide=RuleSetting(True, None, {"mx": "1"}),
                 product=RuleSetting(True, None, {"max": "1"}))  # fmt: skip
    assert refused(TEAMS, wrong, over(team="b", wide=RuleSetting(True, None, {"max": "many"}))) == [
        "there is no profile unifed; did you mean unified?",
        "there is no rule or family in-cor; did you mean in-core?",
        "wide has no option mx; did you mean max?",
        "product is a family, and a family has no options",
        "max takes a number from 0 up, or a share such as 25%, not 'many'",
    ]


# What else depends on it


def test_a_comment_hides_nothing_only_where_its_rule_was_on() -> None:
    files = {
        "a.yaml": "team: a # orglint: ignore[wide] reason\nmembers: [ana]\n",
        "b.yaml": "team: b # orglint: ignore[wide] reason\nmembers: [ana]\n",
    }
    found = looked(files, over(team="b", wide=OFF)).findings
    assert [one.primary.span.path for one in found if one.rule == "unused-ignore"] == ["a.yaml"]


def test_a_rule_that_is_on_nowhere_says_so() -> None:
    report = looked(TEAMS, over(team="b", in_core=OFF))
    assert "in-core" not in {one.rule for one in report.looked_at.inactive}
    report = looked("people: {ana: {}}", over(paths="elsewhere", early=ON))
    assert {one.rule: one.why for one in report.looked_at.inactive}["of-products"] == "there are no products"
    assert "off for all that there is" in {one.rule: one.why for one in report.looked_at.inactive}["early"]


def test_a_headcount_in_the_settings_replaces_counting() -> None:
    pair = {"kind": "exclusive", "within": "team", "between": [{"roles": ["product-owner"]}, {"duties": ["pnl"]}]}
    apart = rule("apart", pair, family="segregation", severity="error", min_headcount=5)
    text = "team: t\nmembers: [{person: ana, role: product-owner, duties: [pnl]}]\n"
    for count, severity in ((None, "info"), (4, "info"), (5, "error")):
        (found,) = looked(text, chosen=(apart,), headcount=count).findings
        assert found.severity.word == severity


def test_standings_are_each_there_once() -> None:
    org = understood("teams: {a: {method: scrum}, b: {method: scrum}, c: {}}").org
    assert Standings(org).all == (Standing(), Standing(frozenset({"scrum"})))
    overrides = (over(team="a", in_core=OFF),)
    assert Standings(org, overrides).all == (
        Standing(), Standing(frozenset({"scrum"}), (0,)), Standing(frozenset({"scrum"})),
    )  # fmt: skip


def test_two_selections_of_one_view_stay_apart() -> None:
    reading = understood(TEAMS)
    view = View(reading.org, DAY)
    plain = Selection(book(*RULES, profiles=PROFILES), Settings())
    other = replace(plain, settings=Settings(overrides=(over(team="a", in_core=OFF),)))
    assert plain.is_somewhere(RULES[0], view)
    ref = reading.org.teams["a"].ref
    assert (plain.is_on(RULES[0], ref, view), other.is_on(RULES[0], ref, view)) == (True, False)


# Profile files


def test_what_a_profile_names_is_there() -> None:
    text = """\
title: t
for_whom: w
implies: [scrumm]
contradicts: [splt]
rules:
  orphn: {severity: error}
  span-too-wide: {maks: 3}
  many-roots: {severity: fatal}
"""
    texts = [RuleText(Source("profiles/ours.yaml", text), "profiles")]
    wrong = [str(mistake) for mistake in built_in().with_own(texts)[1]]
    assert wrong == ["profiles/ours.yaml:8:26: rules.many-roots.severity takes info, warning or error, not 'fatal'"]
    texts = [RuleText(Source("profiles/ours.yaml", text.replace("fatal", "error")), "profiles")]
    assert [str(mistake) for mistake in built_in().with_own(texts)[1]] == [
        "profiles/ours.yaml:3:11: there is no profile scrumm; did you mean scrum?",
        "profiles/ours.yaml:4:15: there is no profile splt; did you mean split?",
        "profiles/ours.yaml:6:3: there is no rule orphn; did you mean orphan?",
        "profiles/ours.yaml:7:19: span-too-wide has no option maks; there are: max",
    ]


def test_a_ring_of_profiles_is_harmless() -> None:
    ring = {"one": profile(implies=["two"]), "two": profile(implies=["one"])}
    assert Selection(book(profiles=ring), Settings(profiles=("two",))).profiles == ("core", "two", "one")
