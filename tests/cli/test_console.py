"""Consoles that take little, or nothing any more: a run ends with its own code all the same."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from orglint.cli import console

from .conftest import CLEAN, ERROR, Fill, process, run, surroundings

NAMES = "team: 山田é\nmember: ['🦊']\n"


def into_a_closed_pipe(*words: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command line whose reader has gone before the first word."""
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "orglint", *words]
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, env=surroundings(), timeout=60, check=False)
    os.close(writer)
    return done


class TestClosedPipes:
    @pytest.mark.parametrize(
        ("words", "code"),
        [
            (("check", "clean.yaml"), 0),
            (("check", "error.yaml"), 1),
            (("check", "error.yaml", "--format", "sarif"), 1),
            (("check", "gone.yaml", "--format", "json"), 2),
            (("rules",), 0),
            (("--help",), 0),
            (("--version",), 0),
        ],
    )
    def test_the_code_stays(self, words: tuple[str, ...], code: int, fill: Fill) -> None:
        fill({"clean.yaml": CLEAN, "error.yaml": ERROR})
        done = into_a_closed_pipe(*words)
        assert done.returncode == code
        assert done.stderr == (b"orglint: gone.yaml does not exist\n" if code == 2 else b"")

    def test_the_code_stays_where_head_takes_the_first_line(self, fill: Fill) -> None:
        fill({f"{number}.yaml": f"team: t{number}\nmember: [a]\n" for number in range(300)})
        script = '"$0" -m orglint check . | head -n 1; exit "${PIPESTATUS[0]}"'
        done = subprocess.run(
            ["bash", "-c", script, sys.executable], capture_output=True, env=surroundings(), timeout=60, check=False
        )
        assert done.returncode == 1
        assert done.stdout.startswith(b"error[unknown-key]")
        assert done.stderr == b""

    def test_the_code_stays_where_there_is_no_output_at_all(self, fill: Fill) -> None:
        fill({"error.yaml": ERROR})
        for closed, code in ((">&-", 1), (">&- 2>&-", 1)):
            script = f'"$0" -m orglint check error.yaml {closed}'
            done = subprocess.run(["bash", "-c", script, sys.executable], env=surroundings(), timeout=60, check=False)
            assert done.returncode == code

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
    def test_a_full_disk_is_no_finding_and_no_fault(self, fill: Fill) -> None:
        fill({"error.yaml": ERROR})
        with Path("/dev/full").open("wb") as full:
            command = [sys.executable, "-m", "orglint", "check", "error.yaml"]
            done = subprocess.run(
                command, stdout=full, stderr=subprocess.PIPE, env=surroundings(), timeout=60, check=False
            )
        assert (done.returncode, done.stderr) == (2, b"orglint: standard output: no space left on device\n")


class TestEncodings:
    @pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
    def test_text_is_escaped_and_documents_are_utf_8(self, encoding: str, fill: Fill) -> None:
        fill({"naïve.yaml": NAMES})
        env = {"PYTHONIOENCODING": encoding}
        text = process("check", "naïve.yaml", env=env)
        assert text.returncode == 1
        shown = text.stdout.decode(encoding)
        assert ("na\\xefve.yaml" if encoding == "ascii" else "naïve.yaml") in shown
        assert "\\u5c71\\u7530" in shown
        document = process("check", "naïve.yaml", "--format", "json", env=env)
        assert document.returncode == 1
        assert json.loads(document.stdout.decode("utf-8"))["looked_at"]["files"] == ["naïve.yaml"]

    def test_errors_are_escaped(self) -> None:
        done = process("check", "山田.yaml", "--slect", env={"PYTHONIOENCODING": "ascii"})
        assert (done.returncode, done.stdout) == (2, b"")
        missing = process("check", "山田.yaml", env={"PYTHONIOENCODING": "ascii"})
        assert missing.stderr == b"orglint: \\u5c71\\u7530.yaml does not exist\n"

    def test_names_of_any_bytes(self, fill: Fill) -> None:
        name = os.fsdecode(b"caf\xe9.yaml")
        fill({name: ERROR})
        assert json.loads(run("check", name, "--format", "json").out)["looked_at"]["files"] == [name]
        for report_format in ("full", "concise", "sarif", "github"):
            assert run("check", name, "--format", report_format).code == 1
        assert run("check", os.fsdecode(b"\xe9"), "--format", "json").code == 2


class TestColor:
    @pytest.mark.parametrize(
        ("words", "env", "colored"),
        [
            ((), {}, False),
            (("--color", "auto"), {}, False),
            (("--color", "always"), {}, True),
            (("--color", "never"), {}, False),
            ((), {"FORCE_COLOR": "1"}, True),
            ((), {"NO_COLOR": "1"}, False),
            ((), {"NO_COLOR": ""}, False),
            ((), {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
            ((), {"NO_COLOR": "", "FORCE_COLOR": "1"}, True),
            (("--color", "always"), {"NO_COLOR": "1"}, True),
            (("--color", "never"), {"FORCE_COLOR": "1"}, False),
        ],
    )
    def test_the_option_stands_over_the_surroundings(
        self, words: tuple[str, ...], env: dict[str, str], colored: bool, fill: Fill
    ) -> None:
        fill({"error.yaml": ERROR})
        for report_format in ("full", "concise"):
            assert ("\x1b[" in run("check", "error.yaml", "--format", report_format, *words, env=env).out) is colored
        for report_format in ("json", "sarif", "github"):
            assert "\x1b[" not in run("check", "error.yaml", "--format", report_format, *words, env=env).out

    def test_a_terminal_is_coloured_unless_it_is_a_dumb_one(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("NO_COLOR", raising=False)
        monkeypatch.delenv("FORCE_COLOR", raising=False)
        monkeypatch.setenv("TERM", "xterm")
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
        assert console.colored("auto")
        monkeypatch.setenv("TERM", "dumb")
        assert not console.colored("auto")
        monkeypatch.setattr("sys.stdout", None)
        assert not console.colored("auto")

    def test_a_page_is_coloured_too(self) -> None:
        assert "\x1b[" in run("explain", "orphan", "--color", "always").out
        assert "\x1b[" not in run("explain", "orphan", "--color", "always", "--markdown").out
        assert "\x1b[" not in run("explain", "orphan").out


class TestOutputFile:
    def test_the_report_is_written_beside_the_text_of_the_terminal(self, fill: Fill) -> None:
        root = fill({"error.yaml": ERROR})
        ended = run("check", "error.yaml", "--format", "json", "--output-file", "report.json")
        assert (ended.code, ended.err) == (1, "")
        assert ended.out.startswith("error[unknown-key]: ")
        assert (root / "report.json").read_bytes() == run("check", "error.yaml", "--format", "json").out.encode()

    def test_what_is_written_is_never_coloured(self, fill: Fill) -> None:
        root = fill({"error.yaml": ERROR})
        ended = run("check", "error.yaml", "--color", "always", "--output-file", "report.txt")
        assert "\x1b[" in ended.out
        assert (root / "report.txt").read_text(encoding="utf-8") == run("check", "error.yaml").out

    @pytest.mark.parametrize(
        ("path", "why"),
        [
            ("no/report.json", "there is no folder no"),
            (".", "is a directory"),
            ("e.yaml/r", "there is no folder e.yaml"),
        ],
    )
    def test_what_cannot_be_written_is_told_after_the_text(self, path: str, why: str, fill: Fill) -> None:
        fill({"e.yaml": ERROR})
        ended = run("check", "e.yaml", "--format", "json", "--output-file", path)
        assert ended.code == 2
        assert ended.err == f"orglint: {path} cannot be written: {why}\n"
        assert ended.out.startswith("error[unknown-key]: ")

    def test_why_nothing_could_be_checked_stands_in_the_file(self, fill: Fill) -> None:
        root = fill({})
        for option in (("--output-file", "r.json"), ("--output-file=r.json",)):
            ended = run("check", "gone.yaml", "--format=json", *option)
            assert ended == (2, "", "orglint: gone.yaml does not exist\n")
            assert json.loads((root / "r.json").read_bytes())["could_not_check"] == ["gone.yaml does not exist"]
            (root / "r.json").unlink()

    def test_a_name_of_any_characters_is_written(self, fill: Fill) -> None:
        root = fill({os.fsdecode(b"caf\xe9.yaml"): ERROR, "山田.yaml": CLEAN})
        for report_format in ("full", "concise", "json", "sarif", "github"):
            assert run("check", ".", "--format", report_format, "--output-file", "r").code == 1
            assert (root / "r").read_text(encoding="utf-8")
