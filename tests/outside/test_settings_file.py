"""Settings: everything that is wrong with them is told at once, each with its place."""

from pathlib import Path

import pytest

from orglint.core import OwnKey, RuleSetting, Settings, Severity
from orglint.outside import settings_for

from .conftest import Fill


def mistakes(fill: Fill, text: str | bytes, **others: str) -> list[str]:
    """Return what is wrong with settings, among other files."""
    fill({"orglint.yaml": text, **{f"{name}.yaml": content for name, content in others.items()}})
    return [str(mistake) for mistake in settings_for(["."]).mistakes]


def test_all_that_may_be_set(fill: Fill) -> None:
    text = """\
profiles: [split, scrum]
rules:
  orphan: off
  structure: on
  span-too-wide: {severity: warning, max: 10}
  many-roots: {severity: info}
include: org/*.yaml
exclude: [org/old.yaml]
fail_on: warning
"""
    assert mistakes(fill, text) == []
    settings = settings_for(["."]).settings
    assert settings._replace(path="", rules={}) == Settings(
        profiles=("split", "scrum"), include=("org/*.yaml",), exclude=("org/old.yaml",), fail_on=Severity.WARNING
    )
    assert settings.rules == {
        "orphan": RuleSetting(on=False),
        "structure": RuleSetting(on=True),
        "span-too-wide": RuleSetting(on=True, severity=Severity.WARNING, options={"max": "10"}),
        "many-roots": RuleSetting(on=True, severity=Severity.INFO),
    }


def test_overrides_own_keys_and_a_headcount(fill: Fill) -> None:
    text = """\
headcount: 120
overrides:
  - {teams: ledger, profiles: unified}
  - {paths: ["vendors/**", ./old/], products: [p], rules: {orphan: off, span-too-wide: {max: 3}}}
extra:
  team: {x-privacy: [closed, secret], x-ties: {list_of: team}, x-tags: {list_of: [a, b]}}
  person: {x-since: date}
"""
    fill({"sub/a.yaml": "team: a\n", "old/a.yaml": "team: a\n"})
    assert mistakes(fill, text) == []
    settings = settings_for(["."]).settings
    ledger, vendors = settings.overrides
    assert (ledger.units, ledger.profiles, ledger.covers("a.yaml")) == ({"team": ("ledger",)}, ("unified",), False)
    assert (vendors.at, vendors.units, vendors.paths) == (1, {"product": ("p",)}, ("vendors/**", "./old/"))
    assert vendors.rules == {"orphan": RuleSetting(on=False), "span-too-wide": RuleSetting(True, None, {"max": "3"})}
    meant = ("vendors/a.yaml", "vendors/b/c.yaml", "old/a.yaml", "sub/../old/a.yaml")
    assert [vendors.covers(path) for path in (*meant, "sub/a.yaml", "../vendors/a.yaml", "<stdin>")] == [
        *([True] * 4), False, False, False,
    ]  # fmt: skip
    assert settings.headcount == 120
    assert settings.extra == {
        "team": {
            "x-privacy": OwnKey("one-of", ("closed", "secret")),
            "x-ties": OwnKey("team", many=True),
            "x-tags": OwnKey("one-of", ("a", "b"), many=True),
        },
        "person": {"x-since": OwnKey("date")},
    }


def test_what_is_wrong_with_overrides(fill: Fill) -> None:
    text = """\
overrides:
  - {teams: [ledger]}
  - {rules: {orphan: maybe}}
  - {teems: [ledger], profiles: [unified]}
  - {paths: [orgg, team.yaml, "x/**"], rules: {orphan: off}}
  - text
  - {teams: [], profiles: [unified]}
"""
    assert mistakes(fill, text, org="team: a\n", team="team: b\n") == [
        "orglint.yaml:2:5: this override says nothing that is different: profiles or rules",
        "orglint.yaml:3:5: this override does not say where it holds: teams, products, systems, processes or paths",
        "orglint.yaml:7:5: this override does not say where it holds: teams, products, systems, processes or paths",
        "orglint.yaml:3:22: overrides.1.rules.orphan takes on, off, or a mapping of severity and options",
        "orglint.yaml:4:6: teems is no key here; did you mean teams?",
        "orglint.yaml:6:5: overrides.4 takes a mapping, not 'text'",
        "orglint.yaml:5:14: paths names orgg, which does not exist",
    ]
    assert mistakes(fill, "overrides: {teams: [a]}\n") == ["orglint.yaml:1:12: overrides takes a list, not a mapping"]


TYPES = "text, number, date, person, team, product, system, process, role or duty"


@pytest.mark.parametrize(
    ("extra", "told"),
    [
        ("{teem: {x-a: text}}", "9: there is no class teem; did you mean team?"),
        (
            "{org: {x-a: text}}",
            "9: there is no class org; there are person, seat, team, product, system, process and activity",
        ),
        ("{team: {label: text}}", "16: a key of your own begins with x-, as in x-label"),
        ("{team: {x-: text}}", "16: a key of your own begins with x-, as in x-label"),
        ("{team: {x-a: txt}}", f"21: extra.team.x-a takes {TYPES}, or a list of values, not 'txt'; did you mean text?"),
        ("{team: {x-a: [b, b]}}", "21: extra.team.x-a lists b twice"),
        ("{team: {x-a: []}}", "21: extra.team.x-a takes a list of at least one value, each a text"),
        ("{team: {x-a: [[b]]}}", "21: extra.team.x-a takes a list of at least one value, each a text"),
        ("{team: {x-a: {listof: text}}}", "21: extra.team.x-a takes one type, a list of values, or {list_of: …}"),
        (
            "{team: {x-a: {list_of: {list_of: text}}}}",
            f"21: extra.team.x-a takes {TYPES}, or a list of values, not a mapping",
        ),
        (
            "{team: {x-a-b: text, x-a_b: text}}",
            "29: x-a_b and x-a-b are both x_a_b to a rule; one of them takes another name",
        ),
        (
            "{team: {x-Größe: text}}",
            "16: a key of your own has letters a to z, digits, - and _, as in x-label, so that rules can name it",
        ),
        ("{team: {x-a: ['b|c']}}", "21: extra.team.x-a lists b|c; a value holds none of | ? [ ]"),
        ("{team: [x-a]}", "15: extra.team takes a mapping, not a list"),
        ("[x-a]", "8: extra takes a mapping, not a list"),
    ],
)
def test_what_is_wrong_with_own_keys(fill: Fill, extra: str, told: str) -> None:
    assert mistakes(fill, f"extra: {extra}\n") == [f"orglint.yaml:1:{told}"]


@pytest.mark.parametrize("count", ["0", "-1", "many", "1.5", "[3]", "'\N{FULLWIDTH DIGIT ONE}'", "99999999999"])
def test_a_headcount_is_a_whole_number(fill: Fill, count: str) -> None:
    (told,) = mistakes(fill, f"headcount: {count}\n")
    assert "headcount takes a whole number of at least 1, not " in told


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n", "\ufeff", "rules:\nfail_on:\ninclude: ~\n"])
def test_nothing_may_be_set(fill: Fill, text: str) -> None:
    assert mistakes(fill, text) == []


def test_several_mistakes_are_told_at_once(fill: Fill) -> None:
    text = """\
profils: [split]
rules:
  orphan: maybe
  many-roots: {severity: fatal}
  span-too-wide: off
include: [org, tem.yaml, '*.yaml', team.yaml]
fail_on: critical
exclude: [[x]]
"""
    assert mistakes(fill, text, team="team: a\n") == [
        "orglint.yaml:3:11: rules.orphan takes on, off, or a mapping of severity and options",
        "orglint.yaml:4:15: rules.many-roots takes info, warning or error, not 'fatal'",
        "orglint.yaml:8:11: exclude.0 takes a text, not a list",
        "orglint.yaml:7:10: fail_on takes info, warning or error, not 'critical'",
        "orglint.yaml:1:1: profils is no key here; did you mean profiles?",
        "orglint.yaml:6:11: include names org, which does not exist",
        "orglint.yaml:6:16: include names tem.yaml, which does not exist; did you mean team.yaml?",
    ]
    settings = settings_for(["."]).settings
    assert settings.rules == {"span-too-wide": RuleSetting(on=False)}  # what is fit is kept, and judged in turn


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- a\n", "1:1: settings are a mapping"),
        ("just a text\n", "1:1: settings are a mapping"),
        ("fail_on: error\n---\nfail_on: info\n", "3:1: settings are one document, and this is a second one"),
        ("rules: [orphan]\n", "1:8: rules takes a mapping, not a list"),
        ("fail_on: error\nfail_on: info\n", "2:1: the key fail_on is said twice"),
        ("include: [a\n", "1:10: "),
        (b"fail_on: \xe9\n", "1:1: these settings cannot be read: line 1 holds the byte 0xE9, which is no UTF-8"),
        ("fail_on: error\n".encode("utf-16"), "1:1: these settings cannot be read: it looks like UTF-16"),
    ],
)
def test_what_is_no_settings_is_told(fill: Fill, text: str | bytes, said: str) -> None:
    told = mistakes(fill, text)
    assert told
    assert told[0].startswith(f"orglint.yaml:{said}"), told


def test_a_file_that_cannot_be_opened_is_told(fill: Fill, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    fill({"orglint.yaml": ""})
    monkeypatch.setattr(Path, "open", refuse)
    (mistake,) = settings_for(["."]).mistakes
    assert mistake.message == "these settings cannot be read: permission denied"


def test_given_ones_that_are_no_file_are_told(fill: Fill) -> None:
    root = fill({"folder/a.yaml": "team: a\n"})
    (mistake,) = settings_for(["."], root / "folder").mistakes
    assert str(mistake) == "folder:1:1: these settings cannot be read: it is a folder, not a file"
