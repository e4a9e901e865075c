"""What a small run does not load: a start is most of what it costs."""

import json
import subprocess
import sys

import pytest

from .conftest import CLEAN, Fill, process, surroundings

CODE = """
import json, sys
from orglint.cli import app
code = app(sys.argv[1:], standalone_mode=False)
print(json.dumps([int(code), sorted(sys.modules)]), file=sys.stderr)
"""
SLOW = {
    "rich", "pathspec", "rapidfuzz", "asyncio", "jsonschema", "orglint.rule_page",
    "orglint.outside.plugins", "orglint.rulebook.python_rule", "orglint.schemas",
}  # fmt: skip


def loaded(*words: str) -> tuple[int, set[str]]:
    """Run a command line in a process of its own; returns its code and the modules it loaded."""
    command = [sys.executable, "-c", CODE, *words]
    done = subprocess.run(command, capture_output=True, env=surroundings(), timeout=60, check=False)
    code, modules = json.loads(done.stderr.decode().splitlines()[-1])
    return code, set(modules)


@pytest.mark.parametrize("words", [("check", "a.yaml"), ("check", "."), ("check", "a.yaml", "--format", "json")])
def test_a_small_run_loads_nothing_slow(words: tuple[str, ...], fill: Fill) -> None:
    fill({"a.yaml": CLEAN, "docs/readme.md": ""})
    code, modules = loaded(*words)
    assert code == 0
    assert not modules & SLOW


def test_ignored_files_and_patterns_load_nothing_slow(fill: Fill) -> None:
    fill({"a.yaml": CLEAN, ".gitignore": "*.yml\n", "orglint.yaml": "exclude: [old/**]\n"})
    code, modules = loaded("check")
    assert code == 0
    assert not modules & SLOW


def test_the_nearest_name_loads_what_finds_it(fill: Fill) -> None:
    fill({"a.yaml": "team: a\nmember: [ana]\n"})
    code, modules = loaded("check", "a.yaml")
    assert code == 1
    assert "rapidfuzz" in modules


def test_nothing_of_the_current_folder_is_run(fill: Fill) -> None:
    trap = 'raise SystemExit("this ran")'
    fill({"a.yaml": "team: a\nmember: [ana]\n", "rapidfuzz.py": trap, "typer.py": trap, "pydantic/__init__.py": trap})
    done = process("check", "a.yaml")
    assert done.returncode == 1
    assert b"did you mean members?" in done.stdout
