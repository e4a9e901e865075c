"""The commands of those who write rules, from a policy to a rule that is tested."""

import json
from typing import Any

import pytest

from orglint.core import Source
from orglint.document import read
from orglint.kinds import BY_NAME

from .conftest import Fill, run

RULE = """\
summary: One person chairs a group and speaks for it.
severity: error
profiles: [core]
check:
  kind: exclusive
  within: team
  between:
    - roles: [chair]
    - roles: [liaison]
options: {}
message: "the chair of {scope} is also its liaison"
rationale: Two people see more.
help: [name another liaison]
references:
  - {title: the policy, locator: section 2, evidence: logic}
valid:
  - name: two people
    source: |
      roles: {chair: {}, liaison: {}}
      teams:
        board:
          members:
            - {person: ana, role: chair}
            - {person: ben, role: liaison}
invalid:
  - name: one person
    source: |
      roles: {chair: {}, liaison: {}}
      teams:
        board:
          members:
            - person: ana
              role: [chair, liaison]  # finding
"""
OWN = "policies/own/no-chair-liaison.yaml"
ORG = "roles: {chair: {}, liaison: {}}\nteams: {board: {members: [{person: ana, role: [chair, liaison]}]}}\n"
SETTINGS = "rule_dirs: [policies]\n"


class TestCheck:
    def test_the_rules_of_orglint_itself(self, fill: Fill) -> None:
        fill({})
        code, out, err = run("rules", "check")
        assert (code, err) == (0, "")
        assert out.endswith(" rules of orglint itself: nothing to mend\n")

    def test_the_folders_that_settings_name(self, fill: Fill) -> None:
        fill({"orglint.yaml": SETTINGS, OWN: RULE, "org.yaml": ORG})
        assert run("rules", "check") == (0, "1 rule of policies: nothing to mend\n", "")

    def test_without_an_organisation_the_examples_declare_the_names(self, fill: Fill) -> None:
        fill({OWN: RULE})
        assert run("rules", "check", "policies").code == 0
        fill({OWN: RULE.replace("roles: [liaison]", "roles: [liasion]")})
        code, out, err = run("rules", "check", OWN)
        assert (code, out) == (2, "")
        assert err == f"orglint: {OWN}:9:15: there is no role liasion; did you mean liaison?\n"

    def test_with_an_organisation_it_declares_them(self, fill: Fill) -> None:
        fill({"orglint.yaml": SETTINGS, OWN: RULE, "org.yaml": ORG.replace("liaison: {}", "speaker: {}")})
        code, _, err = run("rules", "check")
        assert code == 2
        assert "there is no role liaison" in err

    def test_a_part_that_cannot_be_read_may_have_declared_them(self, fill: Fill) -> None:
        fill({"orglint.yaml": SETTINGS, OWN: RULE, "org.yaml": "teams: {a: {}}\n", "lost.yaml": "team: [a\n"})
        code, _, err = run("rules", "check")
        assert code == 0
        assert "names of roles, duties and teams were not looked up" in err

    def test_mistakes_of_both_steps_are_told_in_one_run(self, fill: Fill) -> None:
        other = RULE.replace("summary:", "summry:")
        fill({OWN: RULE.replace("[liaison]\n", "[liasion]\n"), "policies/own/second.yaml": other})
        code, _, err = run("rules", "check", "policies")
        assert code == 2
        assert "there is no role liasion" in err
        assert "summry is no key here; did you mean summary?" in err

    @pytest.mark.parametrize(
        ("path", "said"),
        [("policis", "policis does not exist; did you mean policies?"), ("empty", "there is no rule file in empty")],
    )
    def test_nothing_there(self, path: str, said: str, fill: Fill) -> None:
        (fill({OWN: RULE}) / "empty").mkdir()
        code, out, err = run("rules", "check", path)
        assert (code, out) == (2, "")
        assert said in err


class TestTest:
    def test_examples_that_hold(self, fill: Fill) -> None:
        fill({OWN: RULE})
        assert run("rules", "test", "policies") == (0, "2 examples of 1 rule: all give what they mark\n", "")

    def test_one_that_does_not_is_told_at_its_line(self, fill: Fill) -> None:
        fill({OWN: RULE.replace("role: [chair, liaison]  # finding", "role: [chair]  # finding")})
        code, out, _ = run("rules", "test", "policies")
        line = RULE.split("\n").index("              role: [chair, liaison]  # finding") + 1
        assert code == 1
        assert out.startswith(f"{OWN}:{line}: no-chair-liaison: invalid example 'one person': marked line 6 (")
        assert out.endswith("found nothing\n2 examples of 1 rule: 1 to look at\n")

    def test_an_invalid_example_without_a_mark(self, fill: Fill) -> None:
        fill({OWN: RULE.replace("  # finding", "")})
        code, out, _ = run("rules", "test", "policies")
        assert code == 1
        assert "no line is marked with # finding" in out

    def test_several_findings_on_a_line(self, fill: Fill) -> None:
        fill({OWN: RULE.replace("# finding", "# 2 findings")})
        code, out, _ = run("rules", "test", "policies")
        assert code == 1
        assert "marked 2 times line 6" in out

    def test_words_of_the_organisation_are_known_to_examples(self, fill: Fill) -> None:
        text = RULE.replace("      roles: {chair: {}, liaison: {}}\n", "")
        fill({"orglint.yaml": SETTINGS, OWN: text, "org.yaml": ORG})
        assert run("rules", "test").code == 0

    def test_a_rule_with_mistakes_is_not_tested(self, fill: Fill) -> None:
        fill({OWN: RULE.replace("{scope}", "{scoop}")})
        code, out, err = run("rules", "test", OWN)
        assert (code, out) == (2, "")
        assert "did you mean scope?" in err

    def test_a_change_that_no_example_notices(self, fill: Fill) -> None:
        text = RULE.replace("roles: [chair]", "roles: [chair, vice]").replace("{chair: {}", "{vice: {}, chair: {}")
        fill({OWN: text})
        code, out, _ = run("rules", "test", OWN, "--mutate")
        assert code == 1
        assert f"{OWN}:1: no-chair-liaison: no example notices: check.between.0.roles without vice\n" in out

    def test_one_that_is_listed_with_a_reason_and_one_listed_in_vain(self, fill: Fill) -> None:
        listed = "unnoticed:\n  check.within is team-tree: so few teams\n  check.within is org: so few teams\n"
        fill({OWN: RULE + listed})
        assert run("rules", "test", OWN, "--mutate").code == 0
        fill({OWN: RULE + listed + "  without when: there is none\n"})
        code, out, _ = run("rules", "test", OWN, "--mutate")
        assert code == 1
        assert "unnoticed lists what an example notices, or no change at all: without when" in out

    def test_built_in_ones_take_no_paths(self, fill: Fill) -> None:
        fill({OWN: RULE})
        assert run("rules", "test", "--built-in", OWN).code == 2


class TestNew:
    @pytest.mark.parametrize("kind", BY_NAME)
    def test_what_is_written_is_a_rule_that_holds(self, kind: str, fill: Fill) -> None:
        folder = fill({})
        code, out, err = run("rules", "new", kind, "my-rule")
        assert (code, err) == (0, "")
        assert (folder / "policies/own/my-rule.yaml").is_file()
        assert "rule_dirs: [policies/]" in out
        assert run("rules", "check", "policies") == (0, "1 rule of policies: nothing to mend\n", "")
        code, out, err = run("rules", "test", "policies", "--mutate")
        assert (code, err) == (0, ""), out

    def test_it_goes_where_settings_say(self, fill: Fill) -> None:
        folder = fill({"orglint.yaml": SETTINGS})
        out = run("rules", "new", "count", "two-maintainers", "--family", "continuity").out
        assert (folder / "policies/continuity/two-maintainers.yaml").is_file()
        assert "rule_dirs" not in out

    def test_what_is_there_stays(self, fill: Fill) -> None:
        folder = fill({OWN: RULE})
        code, _, err = run("rules", "new", "count", "no-chair-liaison")
        assert code == 2
        assert "is there already" in err
        assert (folder / OWN).read_text() == RULE

    @pytest.mark.parametrize(
        ("kind", "name", "said"),
        [
            ("exclusiv", "a-b", "there is no kind exclusiv; did you mean exclusive?; there are exclusive, "),
            ("count", "A_b", "the id of a rule is written in kebab-case, such as no-chair-liaison, not A_b"),
            ("count", "orphan", "there is a rule orphan, in orglint itself"),
        ],
    )
    def test_what_cannot_be(self, kind: str, name: str, said: str, fill: Fill) -> None:
        fill({})
        code, out, err = run("rules", "new", kind, name)
        assert (code, out) == (2, "")
        assert said in err


class TestShow:
    @staticmethod
    def shown(out: str) -> tuple[list[str], dict[str, Any]]:
        (document,) = read(Source("shown.yaml", out)).documents
        assert isinstance(document.data, dict)
        return [line for line in out.splitlines() if line.startswith("#")], document.data

    def test_a_rule_as_it_is(self, fill: Fill) -> None:
        fill({})
        code, out, err = run("rules", "show", "orphan")
        head, data = self.shown(out)
        assert (code, err) == (0, "")
        assert head[:2] == ["# structure/orphan, from orglint itself", "# on: by the profile core"]
        assert data["check"] == {"kind": "graph", "edge": "reports_to", "no_orphans": "true"}

    def test_settings_fill_in_bounds_and_severity(self, fill: Fill) -> None:
        fill({"orglint.yaml": "rules: {span-too-wide: {severity: info, max: 12}}\n"})
        head, data = self.shown(run("rules", "show", "span-too-wide").out)
        assert head[1] == "# on: the settings say so of span-too-wide"
        assert data["severity"] == "info"
        assert isinstance(data["check"], dict)
        assert data["check"]["max"] == "12"

    def test_a_rule_that_is_off(self, fill: Fill) -> None:
        fill({"orglint.yaml": "rules: {structure: off}\n"})
        assert "# off: the settings say so of its family structure" in run("rules", "show", "orphan").out

    def test_an_own_rule(self, fill: Fill) -> None:
        fill({"orglint.yaml": SETTINGS, OWN: RULE, "org.yaml": ORG})
        assert f"own/no-chair-liaison, from {OWN}" in run("rules", "show", "no-chair-liaison").out

    def test_one_that_is_not_there(self, fill: Fill) -> None:
        fill({})
        assert "did you mean orphan?" in run("rules", "show", "orphn").err


def test_own_rules_are_listed_and_marked(fill: Fill) -> None:
    fill({"orglint.yaml": SETTINGS, OWN: RULE, "org.yaml": ORG})
    assert "\nno-chair-liaison* " in run("rules").out
    assert run("rules").out == run("rules", "list").out
    listed = {one["id"]: one["own"] for one in json.loads(run("rules", "list", "--format", "json").out)}
    assert listed["no-chair-liaison"] is True
    assert listed["orphan"] is False


def test_every_command_tells_its_use() -> None:
    for command in ("list", "check", "test", "new", "show"):
        code, out, err = run("rules", command, "--help")
        assert (code, err) == (0, "")
        assert max(map(len, out.splitlines())) <= 80


def test_a_command_that_is_not_there() -> None:
    assert (
        "there is no command chek; there are check, list, new, show and test; did you mean check?"
        in run("rules", "chek").err
    )


def test_an_option_that_is_not_there() -> None:
    assert "there is no option --nope; orglint rules check --help lists all" in run("rules", "check", "--nope").err
    assert "KIND is missing; orglint rules new --help tells more" in run("rules", "new").err
