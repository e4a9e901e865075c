"""A folder to stand in, and the command line run in it: in this process, or in one of its own."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.testing import CliRunner

from orglint.cli import app

ROOT = Path(__file__).parents[2]
CLEAN = "team: a\nmembers: [ana, ben]\n"
HINT = "team: a\nmembers: [{person: ana, duties: [P&L]}]\n"
WARNING = "team: a\nmembers: [{person: ana, role: wizard}]\n"
ERROR = "team: b\nmember: [ana]\n"
LOST = "team: [a\n"
FOREIGN = "services: {web: {image: nginx}}\n"

Fill = Callable[[Mapping[str, str | bytes]], Path]


class Ended(NamedTuple):
    """How a run ended, and what it wrote."""

    code: int
    out: str
    err: str


@pytest.fixture
def fill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fill:
    """Return a function that writes files, by their paths, into the folder that the test stands in."""
    monkeypatch.chdir(tmp_path)

    def write(files: Mapping[str, str | bytes]) -> Path:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return tmp_path

    return write


def run(*words: str, given: str | bytes | None = None, env: Mapping[str, str | None] | None = None) -> Ended:
    """Run a command line in this process, free of what the surroundings say about colour."""
    surroundings = {"NO_COLOR": None, "FORCE_COLOR": None, "ORGLINT_TRACEBACK": None, **(env or {})}
    done = CliRunner(env=surroundings).invoke(app, words, input=given, prog_name="orglint")
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return Ended(done.exit_code, done.stdout, done.stderr)


def process(
    *words: str, env: Mapping[str, str] | None = None, given: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    """Run a command line as somebody does who has installed it."""
    return subprocess.run(
        [sys.executable, "-m", "orglint", *words],
        input=given,
        capture_output=True,
        check=False,
        env=surroundings(env),
        timeout=60,
    )


def surroundings(env: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return an environment in which this checkout is what runs."""
    kept = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "FORCE_COLOR"}}
    path = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    return {**kept, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8", **(env or {})}
