# ruff: noqa: E501 - a row of the table is one line
"""Mistakes of rule files: each is told where it stands, with the nearest known name, and all of them in one run."""

from collections.abc import Iterator

import pytest

from orglint.core import Override, Settings, Source
from orglint.rulebook import RuleText, Unusable, select
from orglint.rulebook.catalogue import Catalogue
from tests.rulebook.small import VOCABULARY, book, profile

RULE = """\
summary: A chair is also the liaison.
severity: error
profiles: [core]
check:
  kind: exclusive
  within: team
  between:
    - roles: [product-owner]
    - duties: [pnl, audit]
options: {within: where it is looked for}
when: unit.kind == "committee"
unless: person.name is None
message: "{holder} holds {right} of {scope}"
rationale: Two eyes see more than one.
help: ["give {right} to somebody else"]
references: [{title: Charter, locator: §3, evidence: seen}]
valid:
  - {name: nobody, source: "team: a"}
invalid:
  - {name: both, source: "team: a # finding"}
"""
COUNT = """\
summary: A team has one product owner.
severity: error
profiles: [core]
check:
  kind: count
  count: {roles: [product-owner]}
  per: team
  exactly: 1
message: "{subject} has {n}"
rationale: One decides.
help: [name one]
references: []
valid: [{name: v, source: "team: a"}]
invalid: [{name: i, source: "team: a # finding"}]
"""
ASSERT = """\
summary: A team is small.
severity: error
profiles: [core]
check:
  kind: assert
  for_each: team
  let: {made: len(team.products)}
  assert: made <= options.most
options: {most: {default: 3, means: most products}}
message: "{team.id} makes {made}, more than {options.most}"
rationale: Few things are done well.
help: [hand one over]
references: []
valid: [{name: v, source: "team: a"}]
invalid: [{name: i, source: "team: a # finding"}]
"""


def told(text: str, *more: tuple[str, str]) -> Iterator[str]:
    """Yield all mistakes of a rule file, the names that nothing declares last."""
    files = [RuleText(Source(path, said), "hygiene") for path, said in (("policies/chair.yaml", text), *more)]
    made, mistakes = book(profiles={"scrum": profile()}).with_own(files)
    for one in sorted(mistakes):
        yield f"{one.line}:{one.column}: {one.message}"
    if not mistakes:
        catalogue = Catalogue.of(VOCABULARY, ["checkout"])
        for rule in made.rules.values():
            if rule.own:
                yield from (f"{one.line}:{one.column}: {one.message}" for one in sorted(catalogue.unknown(rule)))


@pytest.mark.parametrize("text", [RULE, COUNT, ASSERT])
def test_the_rules_that_are_spoilt_here_are_fine_as_they_are(text: str) -> None:
    assert list(told(text)) == []


TABLE: list[tuple[str, str, str, str]] = [
    # keys
    (RULE, "summary:", "sumary:", "1:1: sumary is no key here; did you mean summary?"),
    (RULE, "rationale: Two eyes see more than one.\n", "", "1:1: rationale is missing"),
    (RULE, 'help: ["give {right} to somebody else"]\n', "", "1:1: help is missing"),
    (RULE, "severity: error", "severity: fatal", "2:11: severity takes info, warning or error, not 'fatal'"),
    (RULE, "profiles: [core]", "profiles: [coer]", "3:12: there is no profile coer; did you mean core?"),
    (RULE, "profiles: [core]", "profiles: []", "3:11: profiles names none, so that the rule never runs; core is always on"),
    (RULE, "evidence: seen", "evidence: saw",
     "16:54: references.0.evidence takes seen, quoted, standard, logic or folklore, not saw"),
    (RULE, "summary: A chair", "replaced_by: other\nsummary: A chair",
     "1:1: replaced_by goes with status: deprecated"),
    (RULE, "severity: error", "severity: error\nmin_headcount: 5",
     "3:1: min_headcount belongs to segregation, independence and continuity"),
    (RULE, "severity: error", "severity: error\nexplained_by: [chiar]", "3:16: there is no rule chiar; did you mean chair?"),
    (RULE, "severity: error", "severity: error\nexplained_by: [chair]",
     "3:16: chair is explained by chair in turn, so that both would vanish"),
    (RULE, "severity: error", "severity: error\nneeds: [person.reprts_to]",
     "3:9: there is no fact person.reprts_to; did you mean person.reports_to?"),
    # kinds and their keys
    (RULE, "kind: exclusive", "kind: exclusiv",
     ("5:9: there is no kind exclusiv; did you mean exclusive?; there are exclusive, reserved, count, limit, graph, "
     "field, sets, expiry and assert")),
    (COUNT, "kind: count\n  count: {roles: [product-owner]}\n  per: team\n  exactly: 1", "kind: declared\n  says: must_not",
     ("5:9: there is no kind declared; there are exclusive, reserved, count, limit, graph, field, sets, expiry and "
      "assert")),
    (RULE, "  kind: exclusive\n", "",
     "5:3: check names no kind; there are exclusive, reserved, count, limit, graph, field, sets, expiry and assert"),
    (RULE, "kind: exclusive", "kind: built-in", "5:9: built-in checks are made by orglint itself"),
    (RULE, "  within: team", "  withn: team\n  within: team", "6:3: withn is no key here; did you mean within?"),
    (RULE, "within: team", "within: tema", "6:11: within.0 takes org, team, product, team-tree, system, process, role or activity, not tema"),
    (RULE, "- roles: [product-owner]", "- role: [product-owner]", "8:7: role is no key here; did you mean roles?"),
    (RULE, "    - duties: [pnl, audit]\n", "", "8:5: between takes one more item"),
    (RULE, "  between:", "  at_most: 1\n  between:", "5:3: at_most goes with among"),
    (COUNT, "exactly: 1", "exactly: one", "8:12: exactly takes a whole number, or a share such as 25%, not 'one'"),
    (COUNT, "  exactly: 1\n", "", "5:3: count takes at_least, at_most or exactly"),
    (COUNT, "exactly: 1", "at_least: 0", "5:3: at_least 0 can never be crossed"),
    (COUNT, "exactly: 1", "exactly: 1\n  at_least: 1", "5:3: exactly goes without at_least and at_most"),
    (COUNT, "exactly: 1", "at_least: 3\n  at_most: 2", "5:3: at_least 3 is more than at_most 2, so that every unit is found"),
    (COUNT, "count: {roles: [product-owner]}", "count: acountable", "5:3: acountable is no letter of an activity; did you mean accountable?"),
    # expressions
    (RULE, "unit.kind ==", "unit.knd ==", "11:12: a team has no knd; did you mean kind?"),
    (RULE, "unit.kind ==", "unti.kind ==", "11:7: there is no unti here; did you mean unit?"),
    (RULE, 'unit.kind == "committee"', "unit.kind", "11:7: this must say yes or no, and is a text?; write `unit.kind is not None`"),
    (RULE, 'unit.kind == "committee"', 'unit.kind = "committee"', "11:17: write `==` to compare"),
    (RULE, 'when: unit.kind == "committee"', 'when: >\n  unit.kind == "committee" and\n  unit.nme is None',
     "13:8: a team has no nme; did you mean name?"),
    (RULE, 'unit.kind == "committee"', 'unit.status == "archive"',
     "11:22: a team status is never archive; did you mean archived?"),
    (RULE, "person.name is None", 'person.name.startswith("a")',
     "12:9: person.name may be missing; write `person.name is not None and …` before"),
    (RULE, "severity: error", 'severity: error\ngrades: [{severity: info, when: "len(rihgt) > 1"}]',
     "3:38: there is no rihgt here; did you mean right?"),
    (ASSERT, "made <= options.most", "made <= options.mots", "8:27: options has no mots; did you mean most?"),
    (ASSERT, "made <= options.most", "mde <= options.most", "8:11: there is no mde here; did you mean made?"),
    (ASSERT, "len(team.products)", "len(team.prodcts)", "7:24: a team has no prodcts; did you mean products?"),
    (ASSERT, "len(team.products)", "len(team.prodcts), more: made + 1",
     "7:24: a team has no prodcts; did you mean products?"),
    (ASSERT, "let: {made:", "let: {today: 1, made:", "7:9: a name of let is taken: today"),
    (ASSERT, "let: {made:", "let: {Made: 1, made:", "7:9: a name of let takes small letters, digits and _: Made"),
    # placeholders
    (RULE, "holds {right}", "holds {rihgt}", "13:26: there is no {rihgt} here; did you mean right?"),
    (RULE, '"give {right}', '"give {whom}',
     "15:14: there is no {whom} here; there are holder, scope, found, left, right and options.within"),
    (ASSERT, "{made}, more", "{mades}, more", "10:27: there is no {mades} here; did you mean made?"),
    # options
    (RULE, "options: {within:", "options: {withn:", "10:11: the option withn is no bound or list of check, and has no default"),
    (RULE, "{within: where it is looked for}", "{within: {means: where, default: team}}",
     "10:34: the default of within is what check says"),
    (ASSERT, "made <= options.most\noptions: {most: {default: 3,", "made <= 3\noptions: {most: {default: {a: b},",
     "9:27: default takes a text, a number, a day, yes or no, or a list of these, not a mapping"),
    (ASSERT, "{most: {default: 3,", "{mosty: {default: 3, means: x}, most: {default: 3,",
     "9:11: the option mosty is read nowhere"),
    (ASSERT, "{most: {default: 3,", "{for_each: which, most: {default: 3,",
     "9:11: for_each says what is checked, and is no option"),
    # examples
    (RULE, 'valid:\n  - {name: nobody, source: "team: a"}\n', "",
     "1:1: a rule shows at least one valid example, in which it finds nothing"),
    (RULE, 'invalid:\n  - {name: both, source: "team: a # finding"}\n', "",
     "1:1: a rule shows at least one invalid example, with `# finding` where it finds something"),
    (RULE, "{name: nobody,", "{name: nobody, as_of: 2026-13-01,",
     "18:27: valid.0.as_of is 2026-13-01, a day that no calendar has"),
    (RULE, "{name: nobody,", "{name: nobody, as_of: soon,",
     "18:27: valid.0.as_of takes a date such as 2026-01-31, not 'soon'"),
    (RULE, "{name: nobody, source", "{name: nobody, surce", "18:20: surce is no key here; did you mean source?"),
    # files
    (RULE, RULE, "- a\n- b\n", "1:1: this file takes a mapping"),
    (RULE, 'team: a # finding"}\n', 'team: a # finding"}\n---\nmore: 1\n',
     "22:1: a file holds one rule, and this is a second document"),
    (RULE, "severity: error", "severity: error\nseverity: info", "3:1: the key severity is said twice in one mapping"),
    (RULE, "profiles: [core]", "profiles: [core", "3:11: a [ is opened here and never closed"),
    # names that only the organisation knows
    (RULE, "[product-owner]", "[product-ower]", "8:15: there is no role product-ower; did you mean product-owner?"),
    (RULE, "[product-owner]", "[PO]", "8:15: there is no role PO; did you mean product-owner?"),
    (RULE, "[pnl, audit]", "[pnl, market trends]",
     "9:21: there is no duty market trends; did you mean market-research?"),
    (RULE, "[pnl, audit]", "[pnl, adit]", "9:21: there is no duty adit; did you mean audit?"),
    (RULE, "- duties: [pnl, audit]", "- duty_groups: [markt]", "9:21: there is no duty group markt; did you mean market?"),
    (RULE, "- duties: [pnl, audit]", "- lines: [4]", "9:15: there is no line 4; there are 1 and 3"),
    (RULE, 'unit.kind == "committee"', 'unit.id == "chekout"', "11:18: there is no team chekout; did you mean checkout?"),
    (RULE, "person.name is None", 'any("audti" in s.duties for s in person.seats)',
     "12:13: there is no duty audti; did you mean audit?"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "old", "new", "message"), TABLE, ids=[row[3] for row in TABLE])
def test_a_mistake_is_told_where_it_stands(text: str, old: str, new: str, message: str) -> None:
    assert text.count(old) >= 1
    assert list(told(text.replace(old, new, 1))) == [message]


def test_there_are_many_different_ones() -> None:
    assert len({row[3].split(": ", 1)[1] for row in TABLE}) >= 40


def test_all_are_told_in_one_run() -> None:
    text = RULE.replace("[core]", "[coer]").replace("unit.kind", "unit.knd").replace("{scope}", "{scop}")
    assert len(list(told(text))) == 3


def test_the_keys_of_a_check_are_told_beside_those_of_the_file() -> None:
    text = COUNT.replace("severity: error", "severity: eror").replace("  exactly: 1", "  exaclty: 1")
    assert list(told(text)) == [
        "2:11: severity takes info, warning or error, not 'eror'",
        "8:3: exaclty is no key here; did you mean exactly?",
    ]


def test_two_rules_with_one_name_are_told() -> None:
    assert list(told(RULE, ("other/chair.yaml", RULE))) == ["1:1: there is another rule chair, in policies/chair.yaml"]


def test_a_built_in_name_is_taken() -> None:
    made, mistakes = book().with_own([RuleText(Source("policies/yaml-syntax.yaml", RULE), "hygiene")])
    assert [one.message for one in mistakes] == [
        "orglint has a rule yaml-syntax of its own; an own rule takes another name, and settings adjust that one"
    ]
    assert not made.rules["yaml-syntax"].own


@pytest.mark.parametrize(
    ("path", "folder", "message"),
    [
        ("policies/NoChair.yaml", "hygiene", "not NoChair"),
        ("policies/x.yaml", "My Policies", "not My Policies"),
        ("policies/a_b.yaml", "hygiene", "not a_b"),
    ],
)
def test_names_are_written_in_kebab_case(path: str, folder: str, message: str) -> None:
    _, mistakes = book().with_own([RuleText(Source(path, RULE), folder)])
    assert [one.message.endswith(message) for one in mistakes] == [True]


def test_own_words_stand_in_the_organisation() -> None:
    _, mistakes = book().with_own([RuleText(Source("policies/vocabulary/roles.yaml", "roles: {}"), "vocabulary")])
    assert [one.message for one in mistakes] == [
        "own roles and duties stand in the files of the organisation, under roles: and duties:"
    ]


def test_what_names_a_file_that_cannot_be_read_is_told_nothing() -> None:
    house = RuleText(Source("policies/profiles/house.yaml", "title: t\nfor_whm: w\n"), "profiles")
    other = RuleText(Source("policies/profiles/other.yaml", "title: t\nfor_whom: w\nimplies: house\n"), "profiles")
    chair = RuleText(Source("policies/chair.yaml", RULE.replace("[core]", "[core, house]")), "chairs")
    probe = RuleText(Source("policies/probe.yaml", RULE.replace("summary:", "sumary:")), "probes")
    made, mistakes = book().with_own([house, other, chair, probe])
    overrides = (Override(0, {"team": ("a",)}, profiles=("house",)),)
    settings = Settings(profiles=("house",), select=("probe", "probes", "chair"), overrides=overrides)
    with pytest.raises(Unusable) as trouble:
        select(made, settings, mistakes=mistakes)
    assert [one.message for one in trouble.value.mistakes] == [
        "for_whm is no key here; did you mean for_whom?",
        "sumary is no key here; did you mean summary?",
    ]
