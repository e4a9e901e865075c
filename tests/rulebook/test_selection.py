"""Which rules run, for whom, and what their findings weigh: profiles, settings, selection."""

from collections.abc import Mapping
from typing import Any

import pytest

from orglint.core import Override, RuleSetting, Settings, Severity, Source
from orglint.document import read
from orglint.pipeline import judge
from orglint.rulebook import Selection, Unusable, select
from orglint.rulebook.lint import mistakes
from orglint.rulebook.mistakes import Pointer
from orglint.rulebook.selection import named
from orglint.rulebook.spec import ProfileFile
from tests.rulebook.small import DAY, book, judged, profile, rule, understood

FULL = {"kind": "limit", "per": "team", "metric": "headcount", "max": 0}
PROFILES = {
    "split": profile(contradicts=["unified"], why_contradicts="two people there, one here"),
    "unified": profile(contradicts=["split"]),
    "scrum": profile(),
    "kanban": profile(),
    "scrum-strict": profile(implies=["scrum"], rules={"in-core": {"severity": "error"}}),
    "less": profile(implies=["unified"], rules={"in-core": {"severity": "info"}}),
    "raci": profile(rules={"in-raci": {"severity": "error"}}),
}
RULES = (
    rule("in-core", FULL, profiles=["core"]),
    rule("in-split", FULL, profiles=["split"]),
    rule("in-unified", FULL, profiles=["unified"], family="scaling"),
    rule("in-scrum", FULL, profiles=["scrum"], family="scrum"),
    rule("in-less", FULL, profiles=["less"], family="scaling"),
    rule("in-both", FULL, profiles=["scrum", "kanban"], family="scrum"),
    rule("in-raci", FULL, profiles=["raci"], family="decisions"),
    rule("early", FULL, profiles=["core"], status="preview"),
)


def teams(**methods: str) -> str:
    entries = (
        f"  {name}: {{{f'method: {method}, ' if method else ''}members: [ana]}}\n" for name, method in methods.items()
    )
    return f"teams:\n{''.join(entries)}"


def on(text: str, *, profiles: tuple[str, ...] = (), **settings: object) -> dict[str, list[str]]:
    """Return which rules speak of each scope."""
    made = Settings(profiles=profiles, **settings)  # type: ignore[arg-type] # keywords of settings
    found: dict[str, list[str]] = {}
    for one in judged(text, *RULES, settings=made, profiles=PROFILES).findings:
        found.setdefault(one.scopes[0].id, []).append(one.rule)
    return {scope: sorted(rules) for scope, rules in found.items()}


# Profiles


def test_core_and_split_are_on_where_nothing_is_said() -> None:
    assert on(teams(a="")) == {"a": ["in-core", "in-split"]}
    assert Selection(book(*RULES, profiles=PROFILES), Settings()).profiles == ("core", "split")


def test_split_is_off_where_a_named_or_implied_profile_contradicts_it() -> None:
    assert on(teams(a=""), profiles=("unified",)) == {"a": ["in-core", "in-unified"]}
    assert on(teams(a=""), profiles=("less",)) == {"a": ["in-core", "in-less", "in-unified"]}
    one_sided = {**PROFILES, "split": profile(contradicts=["raci"]), "unified": profile()}
    assert Selection(book(*RULES, profiles=one_sided), Settings(profiles=("raci",))).profiles == ("core", "raci")


def test_a_named_profile_brings_along_what_it_implies() -> None:
    assert on(teams(a=""), profiles=("scrum-strict", "raci")) == {
        "a": ["in-both", "in-core", "in-raci", "in-scrum", "in-split"],
    }


def test_a_method_is_on_for_each_team_that_says_it_and_never_for_one_that_says_another() -> None:
    text = teams(a="scrum", b="kanban", c="", d="none")
    plain = ["in-core", "in-split"]
    assert on(text) == {
        "a": ["in-both", "in-core", "in-scrum", "in-split"],
        "b": ["in-both", *plain],
        "c": plain,
        "d": plain,
    }
    named = on(text, profiles=("scrum",))
    assert named == {"a": ["in-both", "in-core", "in-scrum", "in-split"], "b": ["in-both", *plain],
                     "c": ["in-both", "in-core", "in-scrum", "in-split"], "d": plain}  # fmt: skip
    assert on(text, profiles=("scrum-strict",)) == named


def test_a_method_is_on_for_products_whose_teams_say_no_other() -> None:
    text = """
products: {p: {teams: [a, b]}, q: {teams: [a, c]}, r: {teams: [a], method: kanban}, s: {}}
teams: {a: {method: scrum}, b: {}, c: {method: kanban}}
"""
    per_product = rule("few", {"kind": "count", "count": "any", "per": "product", "at_least": 1}, profiles=["scrum"])
    found = judged(text, per_product, profiles=PROFILES).findings
    assert [one.scopes[0].id for one in found] == ["p"]


def test_a_method_brings_along_what_it_implies_for_its_teams_only() -> None:
    text = teams(a="less", b="", c="scrum")
    assert on(text) == {
        "a": ["in-core", "in-less", "in-unified"],
        "b": ["in-core", "in-split"],
        "c": ["in-both", "in-core", "in-scrum", "in-split"],
    }


def test_what_somebody_chose_stands_against_what_a_method_implies() -> None:
    assert on(teams(a="less"), profiles=("split",)) == {"a": ["in-core", "in-less", "in-split"]}


def test_a_method_adjusts_rules_for_its_teams_only() -> None:
    found = judged(teams(a="less", b=""), *RULES, profiles=PROFILES).findings
    assert [one.severity.word for one in found if one.rule == "in-core"] == ["info", "warning"]


def test_a_problem_without_scope_belongs_to_its_subject() -> None:
    loop = rule("loop", {"kind": "graph", "edge": "parent", "acyclic": True}, profiles=["scrum"])
    text = "teams: {a: {method: scrum, parent: a}, b: {method: kanban, parent: b}, c: {parent: c}}"
    assert [one.subjects[0].id for one in judged(text, loop, profiles=PROFILES).findings] == ["a"]


def test_a_contradiction_between_named_profiles_is_refused_with_the_reason() -> None:
    with pytest.raises(Unusable) as trouble:
        select(book(*RULES, profiles=PROFILES), Settings(profiles=("split", "unified")))
    assert [mistake.message for mistake in trouble.value.mistakes] == [
        "the profiles split and unified contradict each other: two people there, one here",
    ]
    with pytest.raises(Unusable):
        select(book(*RULES, profiles=PROFILES), Settings(profiles=("split", "less")))


def test_a_contradiction_is_told_with_the_reason_of_the_profile_that_declares_it() -> None:
    other = profile(contradicts=["third"], why_contradicts="owners differ")
    mine = {"one": profile(contradicts=["two"], why_contradicts="ends differ."), "two": other, "third": profile()}
    for profiles, reason in ((mine, ": ends differ"), ({**mine, "one": profile(contradicts=["two"])}, "")):
        with pytest.raises(Unusable) as trouble:
            select(book(profiles=profiles), Settings(profiles=("two", "one")))
        assert [mistake.message for mistake in trouble.value.mistakes] == [
            f"the profiles two and one contradict each other{reason}"
        ]


def test_a_profile_may_change_a_severity() -> None:
    found = judged(
        teams(a=""), *RULES, settings=Settings(profiles=("raci", "scrum-strict")), profiles=PROFILES
    ).findings
    assert {one.rule: one.severity.word for one in found} == {
        "in-core": "error", "in-split": "warning", "in-raci": "error", "in-scrum": "warning", "in-both": "warning",
    }  # fmt: skip


# Settings


def set_(**rules: RuleSetting) -> dict[str, list[str]]:
    return on(teams(a=""), rules={name.replace("_", "-"): said for name, said in rules.items()})


def test_a_rule_or_a_family_is_switched_on_and_off() -> None:
    assert set_(in_core=RuleSetting(on=False)) == {"a": ["in-split"]}
    assert set_(product=RuleSetting(on=False)) == {}
    assert set_(product=RuleSetting(on=False), in_core=RuleSetting(on=True)) == {"a": ["in-core"]}
    assert set_(decisions=RuleSetting(on=True)) == {"a": ["in-core", "in-raci", "in-split"]}
    assert set_(early=RuleSetting(on=True)) == {"a": ["early", "in-core", "in-split"]}
    assert set_(in_scrum=RuleSetting(on=True)) == {"a": ["in-core", "in-scrum", "in-split"]}


def test_a_method_rule_that_is_switched_on_stays_off_for_another_method() -> None:
    text = teams(a="kanban", b="")
    assert on(text, rules={"in-scrum": RuleSetting(on=True)})["a"] == ["in-both", "in-core", "in-split"]
    assert on(text, select=("in-scrum",)) == {"b": ["in-scrum"]}


def test_a_severity_replaces_grades_and_profiles() -> None:
    graded = rule("graded", FULL, grades=[{"severity": "error", "when": "value > 0"}])
    for settings, severity in (
        (Settings(), Severity.ERROR),
        (Settings(rules={"graded": RuleSetting(severity=Severity.INFO)}), Severity.INFO),
        (Settings(rules={"product": RuleSetting(severity=Severity.INFO)}), Severity.INFO),
        (
            Settings(
                rules={"product": RuleSetting(severity=Severity.INFO), "graded": RuleSetting(severity=Severity.WARNING)}
            ),
            Severity.WARNING,
        ),
        (Settings(profiles=("p",)), Severity.WARNING),
    ):
        profiles: Mapping[str, ProfileFile] = {"p": profile(rules={"graded": {"severity": "warning"}})}
        (found,) = judged(teams(a=""), graded, settings=settings, profiles=profiles).findings
        assert found.severity is severity


def test_an_option_replaces_a_bound() -> None:
    wide = rule("wide", {**FULL, "max": 3}, options={"max": "most people"})
    assert judged(teams(a=""), wide).findings == ()
    asked = Settings(rules={"wide": RuleSetting(options={"max": "0"})})
    assert [one.values["bounds"] for one in judged(teams(a=""), wide, settings=asked).findings] == ["at most 0"]


@pytest.mark.parametrize(
    ("settings", "messages"),
    [
        (Settings(profiles=("scrumm",)), ["there is no profile scrumm; did you mean scrum?"]),
        (
            Settings(rules={"in-cor": RuleSetting(on=True)}),
            ["there is no rule or family in-cor; did you mean in-core?"],
        ),
        (Settings(select=("prodct",)), ["there is no rule or family prodct; did you mean product?"]),
        (Settings(ignore=("nothing-like-it",)), ["there is no rule or family nothing-like-it"]),
        (Settings(rules={"wide": RuleSetting(options={"mx": "1"})}), ["wide has no option mx; did you mean max?"]),
        (
            Settings(rules={"in-core": RuleSetting(options={"max": "1"})}),
            ["in-core has no option max; there are: none"],
        ),
        (
            Settings(rules={"product": RuleSetting(options={"max": "1"})}),
            ["product is a family, and a family has no options"],
        ),
        (
            Settings(profiles=("a-b-c",), select=("x-y-z",)),
            ["there is no profile a-b-c", "there is no rule or family x-y-z"],
        ),
    ],
)
def test_unknown_names_stop_the_run_all_at_once(settings: Settings, messages: list[str]) -> None:
    wide = rule("wide", {**FULL, "max": 3}, options={"max": "most people"})
    with pytest.raises(Unusable) as trouble:
        select(book(*RULES, wide, profiles=PROFILES), settings)
    assert [mistake.message for mistake in trouble.value.mistakes] == messages


@pytest.mark.parametrize("value", ["many", "-1", "", "[1]"])
def test_an_option_that_no_check_can_be_made_with_stops_the_run(value: str) -> None:
    wide = rule("wide", {**FULL, "max": 3}, options={"max": "most people"})
    with pytest.raises(Unusable) as trouble:
        select(book(wide), Settings(rules={"wide": RuleSetting(options={"max": value})}))
    assert len(trouble.value.mistakes) == 1


@pytest.mark.parametrize("settings", [Settings(ignore=("old",)), Settings(rules={"old": RuleSetting(on=False)})])
def test_a_former_name_keeps_working(settings: Settings) -> None:
    made = book(rule("new", FULL, formerly=["old"]), *RULES, profiles=PROFILES)
    assert "new" not in {one.id for one in select(made, settings).running}
    assert [one.id for one in select(made, Settings(select=("old",))).running] == ["new"]


# Selection


def test_select_switches_some_on_and_everything_else_off() -> None:
    text = teams(a="") + "oops: 1\n"
    assert on(text, select=("in-raci",)) == {"a": ["in-raci"]}
    assert on(text, select=("early", "scaling")) == {"a": ["early", "in-less", "in-unified"]}
    found = judged(text, *RULES, settings=Settings(select=("in-core",)), profiles=PROFILES).findings
    assert [one.rule for one in found] == ["in-core"]
    found = judged(text, *RULES, settings=Settings(select=("unknown-key",)), profiles=PROFILES).findings
    assert [one.rule for one in found] == ["unknown-key"]
    found = judged(text, *RULES, settings=Settings(select=("hygiene",)), profiles=PROFILES).findings
    assert [one.rule for one in found] == ["unknown-key"]


def test_select_is_stronger_than_settings_and_ignore_is_stronger_than_select() -> None:
    off = {"in-core": RuleSetting(on=False)}
    assert on(teams(a=""), select=("in-core",), rules=off) == {"a": ["in-core"]}
    assert on(teams(a=""), select=("product",), ignore=("in-core",)) == {"a": ["early", "in-split"]}
    assert on(teams(a=""), ignore=("product",)) == {}
    assert on(teams(a=""), rules={"in-raci": RuleSetting(on=True)}, ignore=("decisions",)) == {
        "a": ["in-core", "in-split"]
    }


def test_the_report_says_what_was_on() -> None:
    report = judged(teams(a=""), *RULES, settings=Settings(select=("in-core",)), profiles=PROFILES)
    assert (report.looked_at.rules, report.looked_at.profiles) == (1, ("core", "split"))
    assert list(report.rules) == ["in-core"]


# Options


NAMED = {"kind": "assert", "for_each": "team", "assert": "team.id != options.name"}
LISTED = {**NAMED, "assert": "len(team.members) not in options.counts"}
MOST = {**FULL, "max": "1"}


def asked_with(
    check: Mapping[str, object], options: Mapping[str, object], said: Mapping[str, object], **more: Any
) -> str:
    """Judge with some options: what the run came to, or why it is refused."""
    made = rule("probe", check, options=options, **more)
    try:
        selection = select(book(made), Settings(rules={"probe": RuleSetting(options=said)}))
    except Unusable as trouble:
        return " | ".join(mistake.message for mistake in trouble.mistakes)
    report = judge(understood(teams(a="")), selection, DAY)
    return " ".join(str(fault) for fault in report.faults) or f"{len(report.findings)} found"


@pytest.mark.parametrize(
    ("default", "said", "outcome"),
    [
        ("nobody", "3", "0 found"),
        ("nobody", "true", "0 found"),
        ("nobody", "2026-01-01", "0 found"),
        ("nobody", "a", "1 found"),
        ("nobody", ["a", "b"], "name takes a text, not a list of a and b"),
    ],
)
def test_an_option_is_read_as_what_its_default_is(default: str, said: object, outcome: str) -> None:
    assert asked_with(NAMED, {"name": {"default": default, "means": "x"}}, {"name": said}) == outcome


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ([], "0 found"),
        ("1", "1 found"),
        (["2", "1"], "1 found"),
        (["one"], "counts takes a list, each a number, not 'one'"),
        ({"a": "b"}, "counts takes a list, each a number, not a mapping"),
    ],
)
def test_a_list_of_the_settings_holds_what_that_of_the_rule_holds(said: object, outcome: str) -> None:
    assert asked_with(LISTED, {"counts": {"default": ["77"], "means": "x"}}, {"counts": said}) == outcome


def test_a_bound_that_an_expression_cannot_be_asked_with_is_refused() -> None:
    by_tag = {"max": {"by": "tags", "x": "1", "else": "3"}}
    told = asked_with(MOST, {"max": "most"}, by_tag, when="options.max > 0")
    assert told.startswith("with this max, `options.max > 0` cannot be asked: ")
    assert asked_with(MOST, {"max": "most"}, by_tag) == "0 found"


def test_an_option_names_what_the_model_has() -> None:
    assert "tagz" in asked_with(MOST, {"max": "most"}, {"max": {"by": "tagz", "a": "1", "else": "2"}})
    field = {"kind": "field", "for": "team", "field": "tags", "required": True}
    assert "tagz" in asked_with(field, {"field": "which"}, {"field": "tagz"})
    assert asked_with(field, {"field": "which"}, {"field": "name"}) == "1 found"


def test_what_only_the_last_option_makes_unfit_is_told_there() -> None:
    count = {"kind": "count", "count": "members", "per": "team", "at_least": 1, "at_most": 5}
    made = rule("probe", {**count, "count": {"roles": ["developer"]}}, options={"at_least": "x", "at_most": "y"})
    settings = Settings(
        rules={"probe": RuleSetting(options={"at_least": "4"})},
        overrides=(Override(0, {"team": ("a",)}, rules={"probe": RuleSetting(options={"at_most": "3"})}),),
    )
    with pytest.raises(Unusable) as trouble:
        select(book(made), settings)
    assert [one.message for one in trouble.value.mistakes] == [
        "at_least 4 is more than at_most 3, so that every unit is found"
    ]


def test_options_of_what_orglint_checks_itself_are_told() -> None:
    with pytest.raises(Unusable) as trouble:
        select(book(), Settings(rules={"yaml-syntax": RuleSetting(options={"max": "1"})}))
    assert [one.message for one in trouble.value.mistakes] == ["yaml-syntax has no option max; there are: none"]


TO = """\
rules:
  probe:
    to: [developer, product-ownr]
overrides:
  - teams: [a]
    rules: {probe: {to: PO}}
"""
PROBE = {"kind": "reserved", "duties": ["audit"], "to": ["auditor"]}


def test_a_name_in_an_option_is_told_where_it_is_set() -> None:
    settings = Settings(
        rules={"probe": RuleSetting(options={"to": ["developer", "product-ownr"]})},
        overrides=(Override(0, {"team": ("a",)}, rules={"probe": RuleSetting(options={"to": "PO"})}),),
    )
    made = book(rule("probe", PROBE, options={"to": "who"}))
    pointer = Pointer("orglint.yaml", read(Source("orglint.yaml", TO)).documents[0], TO)
    org = understood(teams(a="", b="")).org
    with pytest.raises(Unusable) as trouble:
        named(select(made, settings, pointer), org)
    assert [str(one) for one in trouble.value.mistakes] == [
        "orglint.yaml:3:21: there is no role product-ownr; did you mean product-owner?",
        "orglint.yaml:6:25: there is no role PO; did you mean product-owner?",
    ]


def test_options_of_a_profile_and_of_the_settings_fit_together() -> None:
    count = {"kind": "count", "count": {"roles": ["developer"]}, "per": "team", "at_least": 1, "at_most": 5}
    made = rule("probe", count, options={"at_least": "x", "at_most": "y"})
    profiles = {"many": profile(rules={"probe": {"at_least": "4"}})}
    settings = Settings(profiles=("many",), rules={"probe": RuleSetting(options={"at_most": "3"})})
    with pytest.raises(Unusable) as trouble:
        named(select(book(made, profiles=profiles), settings), understood(teams(a="")).org)
    assert [one.message for one in trouble.value.mistakes] == [
        "at_least 4 is more than at_most 3, so that every unit is found"
    ]


# Grades


def test_grades_know_what_the_rule_knows_where_it_speaks() -> None:
    grade = {"severity": "error", "when": 'team.parent.id == "b"'}
    made = rule("below", FULL, when="team.parent is not None", grades=[grade])
    assert not mistakes(made)
    text = "teams:\n  a: {members: [ana], parent: b}\n  b: {members: [ana], parent: c}\n  c: {members: [ana]}\n"
    found = {one.scopes[0].id: one.severity for one in judged(text, made).findings}
    assert found == {"a": Severity.ERROR, "b": Severity.WARNING}


def test_a_grade_is_asked_only_of_what_the_rule_speaks_of() -> None:
    check = {"kind": "graph", "edge": "parent", "acyclic": True}
    grade = {"severity": "error", "when": 'team.mission.startswith("a")'}
    made = rule("ring", check, when="team.mission is not None", grades=[grade])
    text = "teams:\n  a: {members: [ana], parent: b}\n  b: {members: [ana], parent: a, mission: all}\n"
    assert not mistakes(made)
    report = judged(text, made)
    assert (len(report.findings), report.faults) == (1, ())
