"""What the commands do with their options, in the few words that are theirs."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from orglint.cli import app
from orglint.report.cells import width
from orglint.rulebook import built_in

from .conftest import CLEAN, ERROR, FOREIGN, LOST, ROOT, WARNING, Fill, process, run, surroundings

RULES = tuple(built_in().rules)
COMMANDS: dict[str, Any] = vars(get_command(app))["commands"]


def ids(out: str) -> list[str]:
    """Return the rules of a report in one line each."""
    return re.findall(r"^\S+:\d+:\d+: (?:error|warning|info) (\S+) ", out, re.MULTILINE)


class TestSelection:
    FILES = {"a.yaml": "team: a\nmember: [x]\nmembers: [{person: ana, role: wizard, duties: [P&L]}]\n"}  # noqa: RUF012

    @pytest.mark.parametrize(
        ("words", "found"),
        [
            ((), ["unknown-key", "unknown-role", "duty-synonym"]),
            (("--select", "unknown-key"), ["unknown-key"]),
            (("--select", "unknown-key,unknown-role"), ["unknown-key", "unknown-role"]),
            (("--select", " unknown-key , unknown-role,"), ["unknown-key", "unknown-role"]),
            (("--select", "unknown-key", "--select", "unknown-role"), ["unknown-key", "unknown-role"]),
            (("--select", "hygiene"), ["unknown-key", "unknown-role", "duty-synonym"]),
            (("--select", "scrum"), []),
            (("--ignore", "unknown-key"), ["unknown-role", "duty-synonym"]),
            (("--ignore", "unknown-key,unknown-role", "--ignore=duty-synonym"), []),
            (("--ignore", "hygiene"), []),
            (("--select", "hygiene", "--ignore", "unknown-key"), ["unknown-role", "duty-synonym"]),
        ],
    )
    def test_rules_and_families_with_commas_or_again(
        self, words: tuple[str, ...], found: list[str], fill: Fill
    ) -> None:
        fill(self.FILES)
        ended = run("check", "a.yaml", "--format", "concise", *words)
        assert ids(ended.out) == found
        assert ended.code == (1 if "unknown-key" in found else 0)

    def test_a_former_name_still_works(self, fill: Fill, monkeypatch: pytest.MonkeyPatch) -> None:
        fill(self.FILES)
        monkeypatch.setattr("orglint.cli.usage._renamed", lambda _book: {"strange-key": "unknown-key"})
        assert ids(run("check", "a.yaml", "--format", "concise", "--select", "strange-key").out) == ["unknown-key"]
        assert run("explain", "strange-key").out.startswith("unknown-key ")


class TestDay:
    TEXT = "team: a\npeople: {ana: {}}\n"

    def test_a_day_is_judged(self, fill: Fill) -> None:
        text = """\
people:
  ana: {reports_to: none, until: 2026-03-31}
  ben: {reports_to: ana}
teams:
  a: {members: [{person: ben, role: developer}, {person: ana, role: developer}]}
"""
        fill({"a.yaml": text})
        before = run("check", "a.yaml", "--as-of", "2026-03-31", "--format", "json")
        after = run("check", "a.yaml", "--as-of", "2026-04-01", "--format", "json")
        assert json.loads(before.out)["day"] == "2026-03-31"
        assert json.loads(after.out)["day"] == "2026-04-01"
        assert json.loads(before.out)["findings"] != json.loads(after.out)["findings"]

    @pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
    def test_the_first_and_the_last_day_are_days(self, day: str) -> None:
        ended = run("check", str(ROOT / "examples" / "acme"), "--as-of", day)
        assert ended.code in {0, 1}, ended.err

    @pytest.mark.parametrize("day", ["20260131", "2026-W05-6", "2026-1-31", "31.01.2026", "today", "", "2026-01-31T00"])
    def test_another_spelling_is_told(self, day: str, fill: Fill) -> None:
        fill({"a.yaml": CLEAN})
        ended = run("check", "a.yaml", "--as-of", day)
        assert ended == (2, "", f"orglint: --as-of takes a day such as 2026-01-31, not {day or 'nothing'}\n")


class TestHowMuchIsTold:
    def test_statistics_count_instead_of_listing(self, fill: Fill) -> None:
        fill({"a.yaml": "team: a\nmember: []\nmemberz: []\n", "b.yaml": WARNING.replace("team: a", "team: b")})
        ended = run("check", ".", "--statistics")
        lines = ended.out.splitlines()
        assert [line.split() for line in lines[:2]] == [["2", "error", "unknown-key"], ["1", "warning", "unknown-role"]]
        assert lines[2].startswith("2 errors, 1 warning in 2 files")
        assert ended.code == 1

    def test_quiet_prints_findings_and_nothing_else(self, fill: Fill) -> None:
        fill({"a.yaml": CLEAN, "b.yaml": ERROR})
        assert run("check", "a.yaml", "-q") == (0, "", "")
        assert len(run("check", "b.yaml", "--quiet", "--format", "concise").out.splitlines()) == 1

    def test_verbose_says_what_was_looked_at_and_left_alone(self, fill: Fill) -> None:
        fill({"a.yaml": CLEAN, "b.yaml": FOREIGN, "c.yaml": "a: 1\n---\nb: 2\n", "d/e.yml": "- x\n"})
        ended = run("check", ".", "-v", "--as-of", "2026-06-01")
        lines = ended.out.splitlines()
        assert ended.code == 0
        assert "day: 2026-06-01" in lines
        assert "file: a.yaml" in lines
        alone = [line.rpartition(" ")[2] for line in lines if line.startswith("left alone")]
        assert alone == ["b.yaml", "c.yaml", "d/e.yml"]
        assert "left alone" not in run("check", ".").out

    def test_documents_tell_everything_anyway(self, fill: Fill) -> None:
        fill({"a.yaml": CLEAN, "b.yaml": FOREIGN})
        plain = run("check", ".", "--format", "json").out
        assert json.loads(plain)["looked_at"]["unmarked"] == ["b.yaml"]
        assert plain == run("check", ".", "--format", "json", "-q", "-v", "--statistics").out


class TestSettings:
    def test_one_changed_file_is_judged_in_its_whole_context(self, fill: Fill) -> None:
        fill(
            {
                "orglint.yaml": "",
                "a.yaml": "team: a\nparent: nobody\n",
                "b.yaml": ERROR,
                "p.yaml": "people: {ana: {}}\n",
            }
        )
        one = run("check", "a.yaml", "--format", "concise")
        assert ids(one.out) == ["unknown-reference"]
        assert one.out.startswith("a.yaml:2:9: ")
        assert len(ids(run("check", "--format", "concise").out)) == 2

    def test_a_finding_is_shown_if_any_of_its_places_lies_under_a_path(self, fill: Fill) -> None:
        fill({"orglint.yaml": "", "one/a.yaml": CLEAN, "two/a.yaml": CLEAN, "three/c.yaml": "team: c\n"})
        for path in ("one", "two", "two/a.yaml"):
            assert "duplicate-id" in run("check", path, "--format", "concise").out
        assert ids(run("check", "three", "--format", "concise").out) == []

    def test_teams_are_closed(self, fill: Fill) -> None:
        text = "team: a\nparent: elsewhere\nmembers: [ana]\n"
        fill({"alone/a.yaml": text, "org/a.yaml": text, "org/orglint.yaml": ""})
        assert run("check", "alone").code == 0
        assert "unknown-reference" in run("check", "org").out

    def test_standard_input_is_judged_as_the_file_it_stands_for(self, fill: Fill) -> None:
        fill({"org/orglint.yaml": "", "org/teams/a.yaml": CLEAN, "org/teams/b.yaml": "team: b\nparent: a\n"})
        words = ("check", "-", "--stdin-filename", "org/teams/b.yaml", "--format", "concise")
        assert run(*words, given="team: b\nparent: a\n").code == 0
        ended = run(*words, given="team: b\nparent: c\n")
        assert ended.out.startswith("org/teams/b.yaml:2:9: error unknown-reference ")

    def test_settings_from_elsewhere(self, fill: Fill) -> None:
        fill({"orglint.yaml": "rules: {unknown-key: off}\n", "a.yaml": ERROR, "main/settings.yaml": "fail_on: error\n"})
        assert run("check", "a.yaml").code == 0
        assert run("check", "a.yaml", "--settings", "main/settings.yaml").code == 1

    def test_one_file_is_named_in_two_ways(self, fill: Fill) -> None:
        root = fill({"a.yaml": ERROR})
        (root / "b.yaml").symlink_to("a.yaml")
        assert ids(run("check", ".", "a.yaml", "b.yaml", "--format", "concise").out) == ["unknown-key"]


class TestExplain:
    @pytest.mark.parametrize("rule", RULES)
    def test_every_rule_has_a_page(self, rule: str) -> None:
        code, out, err = run("explain", rule)
        assert (code, err) == (0, "")
        assert out.startswith(f"{rule} (")
        assert max(width(line) for line in out.splitlines()) <= 170

    def test_a_page_as_markdown(self) -> None:
        assert run("explain", "orphan", "--markdown").out.startswith("# orphan\n")

    @pytest.mark.parametrize(
        ("name", "said"),
        [
            ("po-hold-pm-duty", "there is no rule po-hold-pm-duty; did you mean po-holds-pm-duty?"),
            ("impossible", "there is no rule impossible; did you mean impossible-date?"),
            ("zzzzzzzzzz", "there is no rule zzzzzzzzzz; orglint rules lists all"),
            ("", "there is no rule nothing; orglint rules lists all"),
        ],
    )
    def test_an_unknown_one(self, name: str, said: str) -> None:
        code, out, err = run("explain", name)
        assert (code, out) == (2, "")
        assert err == f"orglint: {said}\n"


class TestRules:
    def test_a_table_of_all(self) -> None:
        out = run("rules").out
        lines = [line for line in out.splitlines() if line and " " in line]
        assert lines[0].split()[:4] == ["rule", "severity", "profiles", "finds"]
        assert [line.split()[0] for line in lines[1:]] == list(RULES)
        starts = {line.index(word) for line, word in zip(lines[1:], severities(), strict=True)}
        assert len(starts) == 1
        for family in built_in().families:
            assert f"\n{family}\n" in out

    def test_a_list_for_machines(self) -> None:
        listed = json.loads(run("rules", "--format", "json").out)
        assert [one["id"] for one in listed] == list(RULES)
        assert set(listed[0]) == {"id", "family", "kind", "severity", "status", "profiles", "summary", "own"}


class TestSchema:
    @pytest.mark.parametrize("name", ["org", "settings", "rule"])
    def test_a_schema_for_editors(self, name: str) -> None:
        code, out, err = run("schema", name)
        assert (code, err) == (0, "")
        assert out == (ROOT / "docs/schemas" / f"{name}.schema.json").read_text(encoding="utf-8")


def severities() -> Iterator[str]:
    """Yield the words of the severities of all rules in their order."""
    return (f" {rule.info.severity.word} " for rule in built_in().rules.values())


class TestVersion:
    def test_it_names_the_number_and_the_reader(self) -> None:
        code, out, err = run("--version")
        assert (code, err) == (0, "")
        assert re.fullmatch(rf"orglint {re.escape(version('orglint'))} \((C|pure Python) YAML reader\)\n", out)

    def test_a_copy_that_nobody_installed_says_so(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(name: str) -> str:
            raise PackageNotFoundError(name)

        monkeypatch.setattr("importlib.metadata.version", refuse)
        assert run("--version").out.startswith("orglint (not installed) (")


class TestHelp:
    @pytest.mark.parametrize("command", ["", *COMMANDS])
    def test_it_fits_80_columns(self, command: str) -> None:
        for option in ("--help", "-h"):
            code, out, err = run(*filter(None, (command, option)))
            assert (code, err) == (0, "")
            assert max(map(len, out.splitlines())) <= 80
            assert out.startswith("Usage: orglint")

    @pytest.mark.parametrize("command", COMMANDS)
    def test_every_command_option_and_argument_is_described(self, command: str) -> None:
        assert COMMANDS[command].help
        for param in COMMANDS[command].params:
            assert param.help, param.name
            assert param.help.endswith("."), param.name

    def test_every_command_is_listed_with_a_whole_sentence(self) -> None:
        listed = run("--help").out.partition("Commands:\n")[2]
        for command in COMMANDS:
            assert re.search(rf"^  {command} +[A-Z].*[^.]\.$", listed, re.MULTILINE)

    def test_the_exit_codes_are_told(self) -> None:
        assert "Exit codes: 0 " in run("check", "--help").out


class TestCompletion:
    @staticmethod
    def completed(words: str) -> list[str]:
        """Return what a shell is offered for the last word."""
        env = {"_ORGLINT_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
        done = process(env=env)
        assert (done.returncode, done.stderr) == (0, b"")
        return done.stdout.decode().split()

    @pytest.mark.parametrize(
        ("words", "offered"),
        [
            ("orglint ", ["check", "explain", "rules", "schema", "settings"]),
            ("orglint check --format s", ["sarif"]),
            ("orglint explain po-is", ["po-is-scrum-master"]),
            ("orglint schema s", ["settings"]),
            ("orglint chek --f", []),
        ],
    )
    def test_commands_formats_and_rules_are_offered(self, words: str, offered: list[str]) -> None:
        assert self.completed(words) == offered

    def test_the_script_can_be_shown(self) -> None:
        script = f'"{sys.executable}" -m orglint --show-completion'
        done = subprocess.run(
            ["bash", "-c", f"{script}; exit $?"], capture_output=True, env=surroundings(), timeout=60, check=False
        )
        if b"not supported" not in done.stderr and b"detect" not in done.stderr:
            assert done.returncode == 0, done.stderr
            assert b"_ORGLINT_COMPLETE" in done.stdout


def test_the_package_runs_as_a_module(fill: Fill) -> None:
    root = fill({"a.yaml": ERROR, "lost.yaml": LOST})
    done = process("check", "a.yaml", "--format", "concise")
    assert done.returncode == 1
    assert done.stdout.startswith(b"a.yaml:2:1: error unknown-key ")
    assert done.stderr == b""
    assert os.fspath(root) not in done.stdout.decode()


def test_nothing_of_what_is_linted_runs(fill: Fill) -> None:
    fill({"a.yaml": "team: !!python/object/apply:os.mkdir [made]\n", "sitecustomize.py": "raise SystemExit(9)\n"})
    fill({"orglint.py": "raise SystemExit(9)\n", "rich.py": "raise SystemExit(9)\n"})
    assert run("check", ".").code == 1
    assert not Path("made").exists()
