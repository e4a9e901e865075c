"""Plugins: what a name stands for, what is never loaded, and what is told of one that gives no rules."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from orglint.core import Settings, Source
from orglint.outside import settings_for
from orglint.outside.plugins import rules_of
from orglint.rule_examples import outcomes
from orglint.rulebook import Rulebook, built_in

from .conftest import Fill

HEAD = "from orglint.plugin import Example, Grade, Label, NotJudged, Option, Problem, rule\n"
CHECK = """
def check(view, where):
    for team in view.units("team"):
        if where(team) and team.id in view.org.people:
            yield Problem(Label(team.named), {"subject": team.id}, (), (team.ref,), team.ref, (team,))


def made(name, **more):
    said = {
        "family": "hygiene", "summary": "A team bears the name of a person.", "severity": "warning",
        "message": "the team {subject} bears the name of a person", "rationale": "one is taken for the other",
        "help": ["give the team another name"], "check": check, "subjects": {"team": "team"},
        "placeholders": ["subject"],
        "valid": [Example("apart", "team: a\\nmembers: [ana]\\n")],
        "invalid": [Example("the same", "team: ana  # finding\\nmembers: [ana]\\n")],
    }
    return rule(name, **{**said, **more})
"""
ONE = f"{HEAD}{CHECK}\nRULES = [made('team-is-person')]\n"
LINES = (HEAD + CHECK).count("\n")
BOOK = built_in()


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    """Forget the modules that a test loads, and where they were looked for."""
    modules, path = set(sys.modules), list(sys.path)
    yield
    sys.path[:] = path
    for name in {*sys.modules} - modules:
        del sys.modules[name]


def with_rules(body: str) -> str:
    """Return a plugin of one list."""
    return f"{HEAD}{CHECK}\nRULES = [\n{body}\n]\n"


def book(name: str) -> Rulebook:
    """Return the book with a plugin about which there is nothing to tell."""
    rules, untold = rules_of([name])
    made, mistakes = BOOK.with_own((), python=rules)
    assert (untold, mistakes) == ([], [])
    return made


def install(fill: Fill, name: str = "house-rules", value: str = "house_rules", folder: str = "packages") -> Path:
    """Put a distribution into a folder, as an installer would, and return the folder."""
    fill({
        f"{folder}/{name}-1.dist-info/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n",
        f"{folder}/{name}-1.dist-info/entry_points.txt": f"[orglint.rules]\n{name} = {value}\n",
        f"{folder}/house_rules.py": ONE,
    })  # fmt: skip
    return Path(folder).resolve()


# What a name stands for


def test_a_file(fill: Fill) -> None:
    fill({"policies/teams.py": ONE})
    made = book("policies/teams.py")
    rule = made.rules["team-is-person"]
    assert (rule.own, rule.family, rule.kind_name) == (True, "hygiene", "python")
    assert [str(one) for one in outcomes(made, rule) if not one.holds] == []
    assert len(made.rules) == len(BOOK.rules) + 1


@pytest.mark.parametrize("value", ["house_rules", "house_rules:RULES"])
def test_an_installed_plugin(value: str, fill: Fill) -> None:
    sys.path.insert(0, str(install(fill, value=value)))
    assert "team-is-person" in book("house-rules").rules


def test_a_module(fill: Fill) -> None:
    fill({"packages/house/__init__.py": "", "packages/house/teams.py": ONE})
    sys.path.insert(0, str(Path("packages").resolve()))
    assert "team-is-person" in book("house.teams").rules


def test_a_plugin_that_is_named_twice_counts_once(fill: Fill) -> None:
    sys.path.insert(0, str(install(fill)))
    rules, untold = rules_of(["house-rules", "house_rules", "house-rules"])
    assert ([one.id for one in rules], untold) == (["team-is-person"], [])


def test_dataclasses_and_annotations_work_in_a_file(fill: Fill) -> None:
    made = (
        "from __future__ import annotations\nfrom dataclasses import dataclass\n\n@dataclass\nclass A:\n    a: int\n\n"
    )
    fill({"a.py": made + ONE})
    assert "team-is-person" in book("a.py").rules


def test_compiled_code_beside_a_file_is_neither_read_nor_left(fill: Fill) -> None:
    fill({"a.py": ONE})
    book("a.py")
    assert sorted(path.name for path in Path().iterdir()) == ["a.py"]


# What is never loaded


def test_what_is_installed_is_not_loaded(fill: Fill) -> None:
    sys.path.insert(0, str(install(fill)))
    assert rules_of([]) == ([], [])
    assert "house_rules" not in sys.modules


@pytest.mark.parametrize("first", [True, False])
def test_a_module_in_the_current_folder_is_not_loaded(first: bool, fill: Fill) -> None:
    fill({"house.py": ONE})
    before = [str(Path.cwd()), *sys.path] if first else ["", *sys.path]
    sys.path[:] = before
    hint = "a file is named with its ending: --plugin house.py"
    assert rules_of(["house"]) == ([], [f"--plugin names house, and there is no such plugin or module; {hint}"])
    assert "house" not in sys.modules
    assert sys.path == before


def test_the_current_folder_cannot_stand_in_for_an_installed_plugin(fill: Fill) -> None:
    packages = install(fill)
    fill({"house_rules.py": "raise RuntimeError('this ran')\n"})
    install(fill, value="elsewhere", folder=".")
    fill({"house_rules.py": "raise RuntimeError('this ran')\n"})
    sys.path[:] = [str(Path.cwd()), str(packages), *sys.path]
    assert "team-is-person" in book("house-rules").rules


def test_what_is_installed_in_place_is_found_where_it_is(fill: Fill) -> None:
    fill({"house.py": ONE})
    sys.path.append(str(Path.cwd()))
    assert "team-is-person" in book("house").rules


@pytest.mark.parametrize("key", ["plugin", "plugins"])
def test_no_settings_name_a_plugin(key: str, fill: Fill) -> None:
    fill({"orglint.yaml": f"{key}: [house.py]\n", "house.py": "raise RuntimeError('this ran')\n"})
    found = settings_for(["."])
    assert found.settings._replace(path="") == Settings()
    assert [str(one).partition(" here")[0] for one in found.mistakes] == [f"orglint.yaml:1:1: {key} is no key"]


# What is told


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("teems.py", "--plugin names teems.py, and there is no such file; did you mean teams.py?"),
        ("huose-rules", "--plugin names huose-rules, and there is no such plugin or module; did you mean house-rules?"),
        ("else.where", "--plugin names else.where, and there is no such plugin or module; installed: house-rules"),
        ("policies/teams",
         "--plugin takes an installed plugin, a module, or a file that ends in .py, not policies/teams"),
        ("", "--plugin takes an installed plugin, a module, or a file that ends in .py, not "),
        ("json", "the plugin json has no rules; RULES is a list of them, each made by orglint.plugin.rule"),
        ("empty.py", "the plugin empty.py has no rules; RULES is a list of them, each made by orglint.plugin.rule"),
        ("odd.py", "RULES[0] of the plugin odd.py is a dict and no rule, each made by orglint.plugin.rule"),
        ("raises.py", "the plugin raises.py cannot be loaded: ZeroDivisionError: division by zero (raises.py, line 3)"),
        ("open.py", "the plugin open.py cannot be loaded: SyntaxError: '(' was never closed (open.py, line 1)"),
        ("ends.py", "the plugin ends.py cannot be loaded: SystemExit: 0 (ends.py, line 2)"),
        ("needs.py",
         "the plugin needs.py cannot be loaded: ModuleNotFoundError: No module named 'nowhere' (needs.py, line 1)"),
        ("k.py",
         "the plugin k.py cannot be loaded: TypeError: rule() got an unexpected keyword argument 'fam' (k.py, line 2)"),
    ],
)  # fmt: skip
def test_a_name_that_gives_no_rules(name: str, told: str, fill: Fill) -> None:
    sys.path.insert(0, str(install(fill)))
    fill({
        "teams.py": ONE,
        "policies/teams.py": ONE,
        "empty.py": "RULES = []\n",
        "odd.py": "RULES = [{'id': 'a'}]\n",
        "raises.py": "def broken():\n    a = 0\n    return 1 / a\n\nbroken()\n",
        "open.py": "RULES = (\n",
        "ends.py": "import sys\nsys.exit(0)\n",
        "needs.py": "import nowhere\n",
        "k.py": "from orglint.plugin import rule\nrule('a', fam='b')\n",
    })  # fmt: skip
    assert rules_of([name]) == ([], [told])


def test_a_plugin_without_rules_costs_the_others_nothing(fill: Fill) -> None:
    fill({"a.py": ONE, "b.py": "1 / 0\n"})
    rules, untold = rules_of(["b.py", "a.py", "c.py"])
    assert ([one.id for one in rules], len(untold)) == (["team-is-person"], 2)


def test_what_a_plugin_prints_keeps_out_of_the_report(fill: Fill, capsys: pytest.CaptureFixture[str]) -> None:
    fill({"a.py": f"print('here')\n{ONE}"})
    book("a.py")
    assert capsys.readouterr() == ("", "here\n")


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("'Team Person'",
         "Team Person: the id of a rule is written in kebab-case, such as no-chair-liaison, not Team Person"),
        ("'a', family='My own'",
         "a: the id of a family is written in kebab-case, such as no-chair-liaison, not My own"),
        ("'a', message='{subjct}'", "a: message: there is no {subjct} here; did you mean subject?"),
        ("'a', help=['{x}']", "a: help.0: there is no {x} here; there are subject and scope"),
        ("'a', profiles=['coer']", "a: there is no profile coer; did you mean core?"),
        ("'a', explained_by=['orphn']", "a: there is no rule orphn; did you mean orphan?"),
        ("'a', when='team.metod is None'", "a: when: a team has no metod; did you mean method?"),
        ("'a', needs=['person.reportsto']", "a: there is no fact person.reportsto; did you mean person.reports_to?"),
        ("'a', valid=[]", "a: a rule shows at least one valid example, in which it finds nothing"),
        ("'a', message=''", "a: message is missing"),
        ("'a', min_headcount=5", "a: min_headcount belongs to segregation, independence and continuity"),
        ("'a', subjects={'team': 'tema'}",
         "a: looks_at.team takes person, seat, team, product, system, process, activity, unit or org, not tema"),
        ("'a', values={'n': 'figure'}", "a: the value n takes number, text, day, flag, [number] or [text], not figure"),
        ("'a', options={'most': Option('m', None)}",
         "a: the option most is no bound or list of check, and has no default"),
        ("'a', grades=[Grade('error', 'm > 1')], values={'n': 'number'}", "a: grades.0.when: there is no m here"),
        ("'a', check=lambda view: ()",
         "a: check is a function of two things: a view, and where, which says whether the rule speaks"),
        ("'a', check=1", "a: check is a function of two things: a view, and where, which says whether the rule speaks"),
        ("'orphan'",
         "orphan: orglint has a rule orphan of its own; an own rule takes another name, and settings adjust that one"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_rule(more: str, told: str, fill: Fill) -> None:
    fill({"a.py": with_rules(f"made({more})")})
    rules, _ = rules_of(["a.py"])
    _, mistakes = BOOK.with_own((), python=rules)
    assert [one.message.partition(";" if "grades" in told else "\0")[0] for one in mistakes] == [told]
    assert {one.path for one in mistakes} == {"a.py"}


def test_a_mistake_points_at_the_line_of_the_call(fill: Fill) -> None:
    body = "rule('a', severity='error', **said),\n\nrule(\n    'b',\n    severity='error',\n    **said,\n),"
    said = "family='hygiene', summary='S.', rationale='r', help=['h'], check=check, valid=[], invalid=[], message='m'"
    fill({"a.py": f"{HEAD}{CHECK}\nsaid = dict({said})\nRULES = [\n{body}\n]\n"})
    _, mistakes = BOOK.with_own((), python=rules_of(["a.py"])[0])
    assert {(one.message[:1], one.line) for one in mistakes} == {("a", LINES + 4), ("b", LINES + 6)}
    assert len(mistakes) == 4


def test_two_rules_of_one_name(fill: Fill) -> None:
    fill({"a.py": with_rules("made('a'),\nmade('a')")})
    _, mistakes = BOOK.with_own((), python=rules_of(["a.py"])[0])
    assert [one.message for one in mistakes] == ["a: there is another rule a, in a.py"]


def test_own_files_and_plugins_are_one_shelf(fill: Fill) -> None:
    fill({"a.py": with_rules("made('a', profiles=['house'])")})
    from orglint.rulebook import RuleText  # noqa: PLC0415 - only here

    profile = RuleText(Source("profiles/house.yaml", "title: t\nfor_whom: w\n"), "profiles")
    made, mistakes = BOOK.with_own([profile], python=rules_of(["a.py"])[0])
    assert (mistakes, made.rules["a"].file.profiles) == ([], ("house",))
