"""Every way a run may end, in every format: one table."""

import json
import sys
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple

import pytest
from jsonschema import Draft7Validator, Draft202012Validator  # type: ignore[import-untyped]

from orglint.rulebook import Rule

from .conftest import CLEAN, ERROR, FOREIGN, HINT, LOST, ROOT, WARNING, Ended, Fill, run

FORMATS = ("full", "concise", "json", "sarif", "github")
Patch = Callable[[pytest.MonkeyPatch], None]


def broken_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the rules of one kind raise."""
    real = Rule.run

    def run_(rule: Rule, view: Any) -> Iterator[Any]:
        if rule.kind_name == "declared":
            raise RuntimeError("a mistake of ours")
        return real(rule, view)

    monkeypatch.setattr(Rule, "run", run_)


def broken_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let something raise that no rule stands for."""
    monkeypatch.setattr("orglint.cli.files.understand", _raising(RuntimeError("a mistake of ours")))


def interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let somebody press Ctrl-C."""
    monkeypatch.setattr("orglint.cli.files.understand", _raising(KeyboardInterrupt()))


def interrupted_early(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let somebody press Ctrl-C before a command is at work."""
    monkeypatch.setattr("typer.core.TyperGroup.main", _raising(KeyboardInterrupt()))


def _raising(trouble: BaseException) -> Callable[..., Any]:
    def stop(*_: object, **__: object) -> None:
        raise trouble

    return stop


class Case(NamedTuple):
    """What is asked, and how it ends; `says` is what stands in the report of a run that ends with 0, 1 or 3, else
    in standard error."""

    code: int
    words: tuple[str, ...]
    says: str = ""
    given: str | None = None
    patch: Patch | None = None
    also: str = ""
    """What stands in standard error where the run could be told of."""


FILES = {
    "clean.yaml": CLEAN,
    "hint.yaml": HINT,
    "warning.yaml": WARNING,
    "error.yaml": ERROR,
    "lost.yaml": LOST,
    "foreign/foreign.yaml": FOREIGN,
    "empty/readme.md": "",
    "bad/orglint.yaml": "profils: [split]\nrules: {orphn: off}\n",
    "bad/team.yaml": CLEAN,
    "strict/orglint.yaml": "fail_on: warning\n",
    "strict/team.yaml": WARNING,
    "nothing/orglint.yaml": "include: ['*.json']\n",
    "mixed/team.yaml": CLEAN,
    "mixed/foreign.yaml": f"{FOREIGN}---\n{FOREIGN}",
    "mixed/broken.yaml": "{{ template }}: [\n",
    "mixed/broken.json": '{"kind": [',
    "mixed/empty.yaml": "",
    "broken/template.yaml": "{{ template }}: [\n",
    "broken/empty.yaml": "",
    "slip/team.yaml": "taem: a\nmembers: [ana]\n",
}

CASES = {
    "clean": Case(0, ("clean.yaml",)),
    "a hint": Case(0, ("hint.yaml",), "duty-synonym"),
    "a warning": Case(0, ("warning.yaml",), "unknown-role"),
    "an error": Case(1, ("error.yaml",), "unknown-key"),
    "a clean file and one with an error": Case(1, ("clean.yaml", "error.yaml"), "unknown-key"),
    "a team among other things": Case(0, ("mixed",)),
    "--fail-on info, clean": Case(0, ("clean.yaml", "--fail-on", "info")),
    "--fail-on info, a hint": Case(1, ("hint.yaml", "--fail-on", "info"), "duty-synonym"),
    "--fail-on warning, a hint": Case(0, ("hint.yaml", "--fail-on", "warning"), "duty-synonym"),
    "--fail-on warning, a warning": Case(1, ("warning.yaml", "--fail-on", "warning"), "unknown-role"),
    "--fail-on warning, an error": Case(1, ("error.yaml", "--fail-on", "warning"), "unknown-key"),
    "--fail-on error, a warning": Case(0, ("warning.yaml", "--fail-on", "error"), "unknown-role"),
    "--fail-on error, an error": Case(1, ("error.yaml", "--fail-on", "error"), "unknown-key"),
    "fail_on of the settings": Case(1, ("strict",), "unknown-role"),
    "--fail-on over the settings": Case(0, ("strict", "--fail-on", "error"), "unknown-role"),
    "--exit-zero, an error": Case(0, ("error.yaml", "--exit-zero"), "unknown-key"),
    "--exit-zero, a lost file": Case(0, ("lost.yaml", "--exit-zero"), "yaml-syntax"),
    "--exit-zero, a path that is not there": Case(2, ("gone.yaml", "--exit-zero"), "gone.yaml does not exist"),
    "--exit-zero, a fault": Case(3, ("error.yaml", "--exit-zero"), "unknown-key", patch=broken_rules),
    "a file that does not parse": Case(1, ("lost.yaml",), "yaml-syntax"),
    "a lost file whose rule is left out": Case(1, ("lost.yaml", "--ignore", "yaml-syntax"), "yaml-syntax"),
    "a lost file whose rule is not run": Case(1, ("lost.yaml", "--select", "orphan"), "yaml-syntax"),
    "an error whose rule is left out": Case(0, ("error.yaml", "--ignore", "unknown-key")),
    "an error whose rule is not run": Case(0, ("error.yaml", "--select", "orphan,scrum")),
    "a word one slip away": Case(1, ("slip",), "unknown-key"),
    "a file of something else": Case(1, ("foreign/foreign.yaml",), "unmarked-file"),
    "standard input, clean": Case(0, ("-",), given=CLEAN),
    "standard input, an error": Case(1, ("-", "--stdin-filename", "new.yaml"), "new.yaml", given=ERROR),
    "standard input, empty": Case(1, ("-",), "unmarked-file", given=""),
    "a path that is not there": Case(2, ("clean.yaml", "gone.yaml"), "gone.yaml does not exist"),
    "a folder without files": Case(2, ("empty",), "there is no .yaml, .yml or .json file in empty"),
    "settings that include nothing": Case(2, ("nothing",), "no file of the organisation of nothing/orglint.yaml"),
    "a folder of something else": Case(2, ("foreign",), "nothing in foreign is about an organisation (1 file"),
    "a folder of what does not parse": Case(2, ("broken",), "nothing in broken is about an organisation"),
    "settings": Case(2, ("bad",), "bad/orglint.yaml:1:1: profils is no key here; did you mean profiles?"),
    "settings that are not there": Case(2, (".", "--settings", "clen.yaml"), "did you mean clean.yaml?"),
    "an unknown option": Case(2, ("clean.yaml", "--slect", "a"), "no option --slect; did you mean --select?"),
    "an option without its value": Case(2, ("clean.yaml", "--as-of"), "option '--as-of' requires an argument"),
    "an unknown rule": Case(2, ("clean.yaml", "--select", "orphn"), "--select names orphn, and there is no such"),
    "an unknown rule left out": Case(2, ("clean.yaml", "--ignore", "scrm"), "did you mean scrum?"),
    "an unknown severity": Case(2, ("clean.yaml", "--fail-on", "eror"), "--fail-on takes error, warning or info"),
    "an unknown colour": Case(2, ("clean.yaml", "--color", "blue"), "--color takes auto, always or never, not blue"),
    "an impossible day": Case(2, ("clean.yaml", "--as-of", "2026-02-30"), "--as-of takes a day such as 2026-01-31"),
    "a name for no standard input": Case(2, ("clean.yaml", "--stdin-filename", "a"), "- is not among the paths"),
    "a rule that raises": Case(
        3, ("error.yaml",), "unknown-key", patch=broken_rules,
        also="a fault in orglint itself: role-excludes: RuntimeError: a mistake of ours",
    ),
    "a fault elsewhere": Case(3, ("clean.yaml",), patch=broken_reader, also="RuntimeError: a mistake of ours"),
    "interrupted": Case(130, ("clean.yaml",), patch=interrupted, also="orglint: interrupted"),
    "interrupted early": Case(130, ("clean.yaml",), patch=interrupted_early, also="orglint: interrupted"),
}  # fmt: skip


@cache
def validator(report_format: str) -> Any:
    path = "docs/schemas/report.schema.json" if report_format == "json" else "tests/schemas/sarif-2.1.0.json"
    schema = json.loads((ROOT / path).read_text(encoding="utf-8"))
    return (Draft202012Validator if report_format == "json" else Draft7Validator)(schema)


def checked(report_format: str, text: str) -> Any:
    """Return a document of a format for machines, which keeps to its schema."""
    document = json.loads(text)
    assert [error.message for error in validator(report_format).iter_errors(document)] == []
    return document


def could_not_check(report_format: str, text: str) -> list[str]:
    """Return why nothing could be checked, as a document says it."""
    document = checked(report_format, text)
    if report_format == "json":
        return list(document["could_not_check"])
    (invocation,) = document["runs"][0]["invocations"]
    assert not invocation["executionSuccessful"]
    return [note["message"]["text"] for note in invocation["toolExecutionNotifications"]]


@pytest.mark.parametrize("report_format", FORMATS)
@pytest.mark.parametrize("name", CASES)
def test_how_a_run_ends(name: str, report_format: str, fill: Fill, monkeypatch: pytest.MonkeyPatch) -> None:
    case = CASES[name]
    fill(FILES)
    if case.patch is not None:
        case.patch(monkeypatch)
    ended = run("check", "--format", report_format, *case.words, given=case.given)
    assert ended.code == case.code, ended
    assert "Traceback" not in ended.err
    if case.code in {0, 1} or (case.code == 3 and case.says):
        assert_reported(ended, report_format, case)
    else:
        assert_told(ended, report_format, case)


def assert_reported(ended: Ended, report_format: str, case: Case) -> None:
    """A report stands in standard output, and standard error holds nothing but faults."""
    assert case.says in ended.out
    assert (ended.err == "") == (ended.code < 3)
    assert all(line.startswith("orglint: a fault in orglint itself: ") for line in ended.err.splitlines())
    assert case.also in ended.err
    if report_format in {"json", "sarif"}:
        checked(report_format, ended.out)


def assert_told(ended: Ended, report_format: str, case: Case) -> None:
    """Standard error says why, and standard output is empty or a document that says so too."""
    lines = ended.err.splitlines()
    assert lines
    assert all(line.startswith("orglint: ") for line in lines)
    assert case.also in ended.err
    if case.code == 2:
        assert case.says in ended.err
    if case.code == 2 and report_format in {"json", "sarif"}:
        assert [f"orglint: {line}" for line in could_not_check(report_format, ended.out)] == lines
    else:
        assert ended.out == ""


def test_an_unknown_format_has_no_document(fill: Fill) -> None:
    fill(FILES)
    ended = run("check", "clean.yaml", "--format", "jsn")
    said = "orglint: --format takes full, concise, json, sarif or github, not jsn; did you mean json?\n"
    assert ended == (2, "", said)


def test_several_mistakes_are_told_at_once(fill: Fill) -> None:
    fill(FILES)
    words = "--format jsn --color x --as-of 1 --fail-on eror --select orphn --ignore x --stdin-filename y gone.yaml bad"
    code, out, err = run("check", *words.split())
    assert (code, out) == (2, "")
    for said in ("--format", "--color", "--as-of", "--fail-on", "--select", "--ignore", "--stdin-filename"):
        assert f"orglint: {said} " in err
    assert "gone.yaml does not exist" in err
    fill({"orglint.yaml": "profils: [split]\n"})
    assert "orglint.yaml:1:1: profils is no key here" in run("check", *words.split()).err


def test_all_that_is_wrong_with_settings_is_told_in_the_order_of_the_file(fill: Fill) -> None:
    fill(FILES)
    key, rule = run("check", "bad").err.splitlines()
    assert key == "orglint: bad/orglint.yaml:1:1: profils is no key here; did you mean profiles?"
    assert rule.startswith("orglint: bad/orglint.yaml:2:")
    assert rule.endswith(": there is no rule or family orphn; did you mean orphan?")


class TestFaults:
    def test_one_line_says_what_where_and_where_to_report_it(self, fill: Fill, monkeypatch: pytest.MonkeyPatch) -> None:
        fill(FILES)
        broken_reader(monkeypatch)
        (line,) = run("check", "clean.yaml").err.splitlines()
        assert line.startswith(
            "orglint: a fault in orglint itself: RuntimeError: a mistake of ours (test_exit_codes.py,"
        )
        assert line.endswith("; report it at https://github.com/orglint/orglint/issues with the file that shows it")

    def test_who_asks_sees_where_it_happened(self, fill: Fill, monkeypatch: pytest.MonkeyPatch) -> None:
        fill(FILES)
        broken_reader(monkeypatch)
        ended = run("check", "clean.yaml", env={"ORGLINT_TRACEBACK": "1"})
        assert ended.code == 3
        assert "Traceback (most recent call last)" in ended.err

    def test_a_fault_while_a_mistake_is_told_is_a_fault(self, fill: Fill, monkeypatch: pytest.MonkeyPatch) -> None:
        fill(FILES)
        monkeypatch.setattr("orglint.cli.usage.told", _raising(AttributeError("gone")))
        assert run("check", "--nope").code == 3

    def test_the_other_commands_end_the_same(self, monkeypatch: pytest.MonkeyPatch) -> None:
        broken, stopped = _raising(RuntimeError("a mistake of ours")), _raising(KeyboardInterrupt())
        monkeypatch.setitem(sys.modules["orglint.cli.rules_list"].__dict__, "built_in", broken)
        monkeypatch.setitem(sys.modules["orglint.cli.files"].__dict__, "built_in", stopped)
        assert run("rules").code == 3
        assert run("explain", "orphan").code == 130


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("chek",),
            "there is no command chek; there are check, explain, rules, schema and settings; did you mean check?",
        ),
        (("--nope",), "there is no option --nope; orglint --help lists all"),
        (("check", "-x"), "there is no option -x; orglint check --help lists all"),
        (("check", "--quiet=yes"), "option '--quiet' does not take a value; orglint check --help tells more"),
        (("explain",), "RULE is missing; orglint explain --help tells more"),
        (("explain", "orphan", "b"), "explain takes PATHS together with --for, which says whom it is about"),
        (("schema", "rules"), "orglint schema takes org, settings or rule, not rules; did you mean rule?"),
        (("schema",), "NAME is missing; orglint schema --help tells more"),
        (("rules", "--format", "yaml"), "--format takes table or json, not yaml"),
        (("check", "--select", ","), "--select takes rules or families, and names none; orglint rules lists them"),
        (("check", "--select", "po-hold"), "and there is no such rule or family; did you mean po-holds-pm-duty?"),
        (("check", "a\x1b[31m\nb"), "a\\u001b[31m\\u000ab does not exist"),
    ],
)
def test_wrong_usage_reads_well(words: tuple[str, ...], said: str) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert said in err
    assert len(err.splitlines()) == 1


def test_a_rule_that_cannot_be_read_may_be_named(fill: Fill) -> None:
    fill({"org.yaml": "team: a", "orglint.yaml": "rule_dirs: [own]", "own/core/probe.yaml": "sumary: s"})
    code, _, err = run("check", "--select", "probe")
    assert code == 2
    assert "sumary is no key here" in err
    assert "names probe" not in err


def test_no_command_at_all_shows_the_help() -> None:
    code, out, err = run()
    assert (code, out) == (2, "")
    assert "check     Check the files of an organisation." in err
