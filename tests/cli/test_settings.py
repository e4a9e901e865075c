"""`orglint settings`: every value as it holds, where it comes from, and what is wrong with it."""

from json import loads
from typing import Any

import pytest

from orglint.rulebook import built_in

from .conftest import Fill, run

SETTINGS = """\
profiles: [scrum-strict, sod-it]
rules:
  span-too-wide: {severity: warning, max: 12}
  structure: off
  many-roots: on
  duty-unowned: off
fail_on: warning
headcount: 120
include: [org/]
rule_dirs: [policies]
overrides:
  - {teams: [Ledger], profiles: [unified]}
  - paths: ["org/vendors/**"]
    rules:
      product-without-pm: off
      span-too-wide: {max: 3}
      duty-unowned: {severity: info}
extra: {team: {x-privacy: [closed, secret], x-ties: {list_of: team}, x-label: text}}
"""
OURS = """\
title: Ours
for_whom: Us.
rules:
  scrum-team-too-large: {severity: error, max: 7}
"""


@pytest.fixture
def files(fill: Fill) -> Fill:
    fill({"orglint.yaml": SETTINGS, "org/ledger.yaml": "team: ledger\n", "policies/profiles/ours.yaml": OURS})
    return fill


def document(*words: str) -> dict[str, Any]:
    code, out, err = run("settings", "--format", "json", *words)
    assert (code, err) == (0, "")
    found: dict[str, Any] = loads(out)
    return found


def rules(found: dict[str, Any]) -> dict[str, Any]:
    return {one["rule"]: one for one in found["rules"]}


def profiles(found: dict[str, Any]) -> dict[str, tuple[str, str]]:
    return {one["name"]: (one["state"], one["why"]) for one in found["profiles"]}


@pytest.mark.usefixtures("files")
def test_values_and_where_they_come_from() -> None:
    found = document()["values"]
    assert {name: (one["value"], one["origin"]) for name, one in found.items()} == {
        "fail_on": ("warning", "orglint.yaml:7"),
        "include": (["org/"], "orglint.yaml:9"),
        "exclude": ([], "default"),
        "rule_dirs": (["policies"], "orglint.yaml:10"),
        "headcount": (120, "orglint.yaml:8"),
        "extra": (
            {"team": {"x-privacy": "[closed, secret]", "x-ties": "{list_of: team}", "x-label": "text"}},
            "orglint.yaml:18",
        ),
    }
    assert document("--fail-on", "info")["values"]["fail_on"] == {"value": "info", "origin": "command line"}


@pytest.mark.usefixtures("files")
def test_profiles_and_why_they_are_on() -> None:
    found = profiles(document())
    assert list(found)[:5] == ["core", "scrum-strict", "sod-it", "scrum", "split"]
    assert found["core"] == ("on", "always")
    assert found["scrum-strict"] == ("on", "orglint.yaml:1")
    assert found["scrum"] == ("on", "implied by scrum-strict")
    assert found["split"] == ("on", "default")
    assert found["unified"] == ("in places", "orglint.yaml:12")
    assert found["less"] == ("in places", "where a unit works by less")
    assert found["gdpr"] == found["ours"] == ("off", "nobody names it")


def test_split_is_off_with_its_reason(fill: Fill) -> None:
    fill({"orglint.yaml": "profiles: [unified]\n", "a.yaml": "team: a\n"})
    assert profiles(document())["split"] == ("off", "unified contradicts it")


@pytest.mark.usefixtures("files")
def test_rules_and_why_they_are_on() -> None:
    found = rules(document())
    assert list(found) == list(built_in().rules)
    assert {name: (found[name]["state"], found[name]["why"]) for name in (
        "many-roots", "orphan", "span-too-wide", "po-holds-pm-duty", "payment-create-approve", "duty-unowned",
    )} == {
        "many-roots": ("on", "orglint.yaml:5"),
        "orphan": ("off", "orglint.yaml:4 (family structure)"),
        "span-too-wide": ("on", "orglint.yaml:3"),
        "po-holds-pm-duty": ("on", "profile split"),
        "payment-create-approve": ("off", "not on: profile sod-finance"),
        "duty-unowned": ("in places", "orglint.yaml:6, and overrides"),
    }  # fmt: skip
    assert found["span-too-wide"]["severity"] == {"value": "warning", "origin": "orglint.yaml:3"}
    assert found["span-too-wide"]["options"] == {"max": {"value": "12", "origin": "orglint.yaml:3"}}
    assert found["po-is-scrum-master"]["severity"] == {"value": "error", "origin": "profile scrum-strict"}
    assert found["po-holds-pm-duty"]["severity"]["origin"] == "the rule and its grades"
    assert found["scrum-team-too-large"]["options"] == {"max": {"value": "10", "origin": "the rule"}}


def test_options_of_a_profile(fill: Fill) -> None:
    settings = "profiles: [ours, scrum]\nrule_dirs: [policies]\n"
    fill({"orglint.yaml": settings, "a.yaml": "team: a\n", "policies/profiles/ours.yaml": OURS})
    found = rules(document())["scrum-team-too-large"]
    assert found["options"] == {"max": {"value": "7", "origin": "profile ours"}}
    assert found["severity"] == {"value": "error", "origin": "profile ours"}


@pytest.mark.usefixtures("files")
def test_what_is_different_where() -> None:
    ledger, vendors = document()["overrides"]
    assert (ledger["origin"], ledger["where"]) == ("orglint.yaml:12", {"team": ["Ledger"]})
    assert ledger["profiles"] == ["core", "unified", "scrum-strict", "sod-it", "scrum"]
    assert {(one["rule"], one["state"]) for one in ledger["rules"]} >= {("po-holds-pm-duty", "off")}
    assert vendors["where"] == {"path": ["org/vendors/**"]}
    assert {one["rule"]: (one["state"], one["why"], one["severity"]["value"]) for one in vendors["rules"]} == {
        "product-without-pm": ("off", "orglint.yaml:15", "warning"),
        "span-too-wide": ("on", "orglint.yaml:16", "warning"),
        "duty-unowned": ("on", "orglint.yaml:17", "info"),
    }
    (wide,) = [one for one in vendors["rules"] if one["rule"] == "span-too-wide"]
    assert wide["options"] == {"max": {"value": "3", "origin": "orglint.yaml:16"}}


@pytest.mark.usefixtures("files")
def test_what_the_command_line_says_comes_first() -> None:
    found = rules(document("--select", "orphan"))
    assert [(name, one["why"]) for name, one in found.items() if one["state"] == "on"] == [("orphan", "--select")]
    assert rules(document("--ignore", "many-roots"))["many-roots"]["why"] == "--ignore"


def test_without_settings_all_is_as_it_comes(fill: Fill) -> None:
    fill({"a.yaml": "team: a\n"})
    found = document()
    assert (found["settings"], {one["origin"] for one in found["values"].values()}) == (None, {"default"})
    assert [name for name, (state, _) in profiles(found).items() if state == "on"] == ["core", "split"]


@pytest.mark.usefixtures("files")
def test_text_for_people() -> None:
    code, out, err = run("settings")
    assert (code, err) == (0, "")
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert "fail_on warning orglint.yaml:7" in lines
    assert "extra team x-privacy [closed, secret], x-ties {list_of: team} and x-label text orglint.yaml:18" in lines
    assert "unified in places orglint.yaml:12" in lines
    wide = "span-too-wide on warning orglint.yaml:3; warning by orglint.yaml:3; max: 12 by orglint.yaml:3"
    assert wide in lines
    assert lines[lines.index("override orglint.yaml:13") + 1] == "path org/vendors/**"


def test_all_mistakes_are_told(files: Fill) -> None:
    wrong = SETTINGS.replace("[Ledger]", "[ledgr]")
    files({"orglint.yaml": wrong})
    told = "orglint: orglint.yaml:12:14: there is no team ledgr; did you mean ledger?\n"
    assert run("settings") == (2, "", told)
    assert run("check") == (2, "", told)
    files({"orglint.yaml": wrong.replace("sod-it", "sod-ti").replace("headcount: 120", "headcount: many")})
    code, out, err = run("settings", "--fail-on", "eror")
    assert (code, out) == (2, "")
    assert err.splitlines() == [
        "orglint: --fail-on takes error, warning or info, not eror; did you mean error?",
        "orglint: orglint.yaml:1:26: there is no profile sod-ti; did you mean sod-it?",
        "orglint: orglint.yaml:8:12: headcount takes a whole number of at least 1, not 'many'",
    ]
