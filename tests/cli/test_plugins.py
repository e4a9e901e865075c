"""`--plugin`: what commands do with rules in Python, and that nothing else than the flag brings them."""

import json
from pathlib import Path

import pytest

from .conftest import CLEAN, Fill, process, run

PLUGIN = """
from orglint.plugin import Example, Grade, Label, NotJudged, Option, Problem, Ref, rule


def check(view, where):
    for team in view.units("team"):
        if not view.may_miss(team):
            yield NotJudged(team.ref)
        elif len(view.members(team)) < where.options.least and where(team):
            few = len(view.members(team))
            yield Problem(Label(team.named, "few"), {"subject": team.id, "n": few}, (), (team.ref,), team.ref, (team,))


def breaks(view, where):
    BREAK


def made(name, check, **more):
    return rule(
        name, family="capacity", summary="A team has few members.", severity="warning", check=check,
        message="{subject} has {n} members, at least {options.least}", rationale="nobody stands in for anybody",
        help=["let {subject} have more members"], subjects={"team": "team"}, placeholders=["subject"],
        values={"n": "number"}, options={"least": Option("least members", 2)},
        valid=[Example("two", "team: a\\nmembers: [ana, ben]\\n")],
        invalid=[Example("one", "team: a # finding\\nmembers: [ana]\\n")], **more,
    )


RULES = [
    made("team-of-few", check, when="team.method is None", grades=[Grade("error", "n == 0")]),
    made("team-breaks", breaks, status="preview"),
]
"""
FEW = "team: a\nmembers: [ana]\n"
FOUND = "a.yaml:1:7: warning team-of-few a has 1 members, at least 2\n"
CONCISE = ("--format", "concise", "--quiet", "--plugin", "few.py")


def plugin(broken: str = "raise KeyError('a')") -> str:
    """Return the plugin, with a rule in it that breaks in some way."""
    return PLUGIN.replace("BREAK", broken)


def test_a_rule_in_python_is_found_weighed_and_told(fill: Fill) -> None:
    fill({"few.py": plugin(), "a.yaml": FEW})
    ended = run("check", "a.yaml", *CONCISE)
    assert (ended.code, ended.out, ended.err) == (0, FOUND, "")
    fill({"a.yaml": "team: a\nmembers: []\n"})
    assert "1:7: error team-of-few a has 0 members" in run("check", "a.yaml", *CONCISE, "--select=team-of-few").out
    fill({"a.yaml": "team: a\nmethod: kanban\nmembers: [ana]\n"})
    assert "team-of-few" not in run("check", "a.yaml", *CONCISE).out


def test_settings_speak_of_it(fill: Fill) -> None:
    rules = "rules: {team-of-few: {severity: error, least: 4}}\n"
    fill({"few.py": plugin(), "a.yaml": "team: a\nmembers: [ana, ben, cho]\n", "orglint.yaml": rules})
    ended = run("check", *CONCISE, "a.yaml")
    assert (ended.code, ended.out) == (1, "a.yaml:1:7: error team-of-few a has 3 members, at least 4\n")
    fill({"orglint.yaml": "rules: {team-of-few: {least: many, most: 3}}\n"})
    assert run("check", *CONCISE, "a.yaml").err.splitlines() == [
        "orglint: orglint.yaml:1:30: least takes a number, not 'many'",
        "orglint: orglint.yaml:1:36: team-of-few has no option most; there are: least",
    ]


def test_it_is_selected_ignored_and_silenced_by_comment(fill: Fill) -> None:
    fill({"few.py": plugin(), "a.yaml": FEW})
    assert run("check", "a.yaml", *CONCISE, "--select", "team-of-few").out == FOUND
    assert run("check", "a.yaml", *CONCISE, "--ignore", "team-of-few").out == ""
    fill({"a.yaml": f"team: a  # orglint: ignore[team-of-few] two more next month\n{FEW.partition(chr(10))[2]}"})
    assert run("check", "a.yaml", *CONCISE).out == ""


def test_what_could_not_be_read_is_not_judged(fill: Fill) -> None:
    fill({"few.py": plugin(), "a.yaml": "team: a\nmembers: [ana, {person: [ben]}]\n"})
    report = json.loads(run("check", "a.yaml", "--plugin=few.py", "--format=json").out)
    assert "team-of-few" not in {one["rule"] for one in report["findings"]}
    assert "team-of-few" in json.dumps(report)


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ("raise KeyError('a')", "KeyError: 'a' (breaks, line "),
        ("raise SystemExit(0)", "RuntimeError: the check ends the process"),
        ("return None", "TypeError: the check returns nothing, and takes yield or a list"),
        ("yield 'a'", "TypeError: the check yields Problem or NotJudged, not str"),
        ("yield Problem(Label(view.org.site))", "ValueError: a problem gives no value for n and subject"),
        ("yield Problem(Label('a.yaml'), {'n': 1, 'subject': 'a'}, about=(1,))",
         "TypeError: a label is Label(site), such as Label(team.named)"),
        ("yield Problem(Label(view.org.site), {'n': 1, 'subject': None}, about=(1,))",
         "TypeError: subject is a text, a number or a tuple of texts, not NoneType"),
        ("yield Problem(Label(view.org.site), {'n': 1, 'subject': 'a'})",
         "ValueError: a problem says what it is about, such as about=(team,): the subjects of the rule in order"),
        ("yield Problem(Label(view.org.site), {'n': 1, 'subject': 'a'}, subjects=('team:a',), about=(1,))",
         "TypeError: subjects and scope are refs, such as team.ref"),
    ],
)  # fmt: skip
def test_a_rule_that_breaks_loses_only_itself(broken: str, told: str, fill: Fill) -> None:
    fill({"few.py": plugin(broken), "a.yaml": FEW, "orglint.yaml": "rules: {team-breaks: on}\n"})
    ended = run("check", "a.yaml", *CONCISE)
    assert (ended.code, ended.out) == (3, FOUND)
    assert ended.err.startswith(f"orglint: a fault in the rule team-breaks of few.py: {told}")
    assert "report it" not in ended.err


def test_no_rule_speaks_for_another_or_past_its_message(fill: Fill) -> None:
    said = "about=(next(iter(view.units('team'))),), rule='orphan', message='x', lost=True"
    broken = f"yield Problem(Label(view.org.site), {{'n': 1, 'subject': 'a'}}, {said})"
    fill({"few.py": plugin(broken), "a.yaml": FEW, "orglint.yaml": "rules: {team-breaks: on}\n"})
    out = run("check", "a.yaml", *CONCISE, "--select", "team-breaks").out
    assert out == "a.yaml:1:1: warning team-breaks a has 1 members, at least 2\n"


def test_when_holds_of_what_a_check_forgets_to_ask(fill: Fill) -> None:
    asked = plugin().replace("and where(team)", "")
    fill({"few.py": asked, "a.yaml": "team: a\nmethod: kanban\nmembers: [ana]\n"})
    assert "team-of-few" not in run("check", "a.yaml", *CONCISE).out


def test_it_has_a_page(fill: Fill) -> None:
    fill({"few.py": plugin()})
    ended = run("explain", "team-of-few", "--plugin", "few.py")
    assert ended.code == 0
    assert "team-of-few (warning or error)" in ended.out
    assert "warning[team-of-few]: a has 1 members, at least 2" in ended.out
    assert "- least (now 2): least members" in ended.out


def test_it_says_why_it_speaks_of_something(fill: Fill) -> None:
    fill({"few.py": plugin(), "a.yaml": FEW})
    words = ("a.yaml", "--plugin", "few.py", "--for", "team:a")
    assert "It finds: a has 1 members, at least 2" in run("explain", "team-of-few", *words).out
    ended = run("explain", "team-breaks", *words)
    assert (ended.code, ended.err) == (0, "")


def test_all_that_is_amiss_is_told_at_once(fill: Fill) -> None:
    fill({"few.py": plugin().replace('"team.method is None"', '"team.metod is None"'), "a.yaml": FEW, "b.py": "1 / 0"})
    ended = run("check", "a.yam", "--plugin", "few.py", "--plugin", "b.py", "--fail-on", "wrning")
    assert ended.code == 2
    lines = ended.err.splitlines()
    assert "orglint: the plugin b.py cannot be loaded: ZeroDivisionError: division by zero (b.py, line 1)" in lines
    assert any("few.py:" in line and "team-of-few: when: a team has no metod" in line for line in lines)
    assert any("a.yam" in line for line in lines)
    assert any("--fail-on" in line for line in lines)


def test_a_name_that_nothing_declares_stops_the_run(fill: Fill) -> None:
    made = plugin().replace("when=", "names={'role': ['product-ower']}, when=")
    fill({"few.py": made, "a.yaml": FEW})
    ended = run("check", "a.yaml", *CONCISE)
    assert ended.code == 2
    assert "team-of-few: there is no role product-ower; did you mean product-owner?" in ended.err


def test_without_the_flag_it_is_not_there(fill: Fill) -> None:
    fill({"few.py": plugin(), "a.yaml": FEW})
    assert "team-of-few" not in run("check", "a.yaml").out
    assert run("check", "a.yaml", "--select", "team-of-few").code == 2
    assert run("explain", "team-of-few").code == 2


@pytest.mark.parametrize("key", ["plugin", "plugins"])
def test_settings_that_name_a_plugin_stop_the_run(key: str, fill: Fill) -> None:
    fill({"orglint.yaml": f"{key}: [few.py]\n", "few.py": "open('ran', 'w').close()\n", "a.yaml": CLEAN})
    ended = run("check")
    assert (ended.code, Path("ran").exists()) == (2, False)
    assert f"orglint.yaml:1:1: {key} is no key here" in ended.err


def test_what_lies_in_the_folder_is_not_taken_for_a_module(fill: Fill) -> None:
    """Python itself looks in the current folder first where it runs a module."""
    fill({"few.py": "open('ran', 'w').close()\n", "a.yaml": CLEAN})
    ended = process("check", "--plugin", "few", "a.yaml")
    assert (ended.returncode, Path("ran").exists()) == (2, False)
    assert b"a file is named with its ending: --plugin few.py" in ended.stderr
