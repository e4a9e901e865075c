"""Whatever lies on a disk ends as a finding or as nothing to check: never in a fault, and never in a wait."""

import os
import signal
import socket
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from orglint.core import Settings
from orglint.outside import Gathered, gather
from orglint.pipeline import judge, understand
from orglint.rulebook import built_in, select

from .conftest import Fill

TEAM = "team: a\n"
FOREIGN = "version: 3\nservices: {web: {image: nginx}}\n"
Make = Callable[[Path], object]


@pytest.fixture(autouse=True)
def no_wait() -> Iterator[None]:
    """Break off what waits for somebody to write into a pipe."""

    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(20)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def bound(path: Path) -> None:
    """Put a socket where a file is expected; its path must be short."""
    here = Path.cwd()
    os.chdir(path.parent)
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(path.name)
    os.chdir(here)


def linked_pipe(path: Path) -> None:
    """Put a link to a pipe where a file is expected."""
    os.mkfifo(path.parent / "pipe")
    path.symlink_to("pipe")


def sparse(path: Path) -> None:
    """Make a file that says it is larger than may be read, and takes no room."""
    with path.open("wb") as file:
        file.truncate(64 * 1024 * 1024 + 1)


def found(paths: list[str]) -> list[str]:
    """Return what a run says of paths, a line for each finding."""
    gathered = gather(paths, Settings())
    selection = select(built_in(), Settings())
    reading = understand(gathered.sources, selection.book.vocabulary, problems=gathered.problems)
    report = judge(reading, selection, date(2026, 6, 1))
    assert not report.faults
    return [f"{one.rule}: {one.message}" for one in report.findings]


UNREADABLE: dict[str, tuple[Make, str]] = {
    "a link that leads nowhere": (
        lambda path: path.symlink_to("gone"), "it is a link to gone, which does not exist",
    ),
    "a link to itself": (lambda path: path.symlink_to(path), "it is a link that leads back to itself"),
    "a pipe": (os.mkfifo, "it is a pipe, not a file"),
    "a link to a pipe": (linked_pipe, "it is a pipe, not a file"),
    "a socket": (bound, "it is a socket, not a file"),
    "a device": (lambda path: path.symlink_to("/dev/zero"), "it is a device, not a file"),
    "too large": (sparse, "it is larger than 64 MB"),
    "UTF-16": (lambda path: path.write_bytes(TEAM.encode("utf-16")), "it looks like UTF-16; save it as UTF-8"),
    "UTF-16 without its mark": (
        lambda path: path.write_bytes(TEAM.encode("utf-16-le")), "it looks like UTF-16; save it as UTF-8",
    ),
    "big-endian UTF-16 without its mark": (
        lambda path: path.write_bytes(TEAM.encode("utf-16-be")), "it looks like UTF-16; save it as UTF-8",
    ),
    "Latin-1": (
        lambda path: path.write_bytes(b"team: a\nname: caf\xe9\n"), "line 2 holds the byte 0xE9, which is no UTF-8",
    ),
    "Latin-1 as JSON": (
        lambda path: path.write_bytes(b'{"name": "\xe9", "team" : "a"}'),
        "line 1 holds the byte 0xE9, which is no UTF-8",
    ),
}  # fmt: skip


@pytest.mark.parametrize("path", ["x.yaml", "."])
@pytest.mark.parametrize("case", UNREADABLE)
def test_what_cannot_be_read_is_a_finding_named_or_met(case: str, path: str, fill: Fill) -> None:
    make, why = UNREADABLE[case]
    root = fill({"other.yaml": "organization: acme\n"})
    make(root / "x.yaml")
    assert found([path]) == [f"unreadable-file: this file cannot be read: {why}"]


def refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing be opened, as for somebody who may not; a test may well be run by somebody who may everything."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)


def test_what_nobody_may_read_is_a_finding(fill: Fill, monkeypatch: pytest.MonkeyPatch) -> None:
    fill({"x.yaml": TEAM})
    refused(monkeypatch)
    problems = [gather([path], Settings()).problems for path in ("x.yaml", ".")]
    messages = [problem.message for told in problems for problem in told]
    assert messages == ["this file cannot be read: permission denied"] * 2


def test_a_file_that_goes_away_while_it_is_read_is_a_finding(fill: Fill, monkeypatch: pytest.MonkeyPatch) -> None:
    fill({"x.yaml": TEAM})
    real = Path.open

    def gone(path: Path, mode: str) -> object:
        path.unlink()
        return real(path, mode)

    monkeypatch.setattr(Path, "open", gone)
    (problem,) = gather(["x.yaml"], Settings()).problems
    assert problem.message == "this file cannot be read: no such file or directory"


@pytest.mark.parametrize(
    "data", [b"title: caf\xe9\n", "title: steam\n".encode("utf-16"), b"kind: \xff\nupstream: \xe9\nx-team: \xe9\n"]
)
def test_what_was_only_met_and_is_about_something_else_may_be_of_any_encoding(data: bytes, fill: Fill) -> None:
    fill({"x.yaml": data, "team.yaml": TEAM})
    gathered = gather(["."], Settings())
    assert not gathered.problems
    reading = understand(gathered.sources, built_in().vocabulary)
    assert reading.unmarked == ("x.yaml",)
    assert [problem.rule for problem in gather(["x.yaml"], Settings()).problems] == ["unreadable-file"]


FINE = {
    "empty": b"",
    "blank": b" \n\n",
    "a comment": b"# nothing\n",
    "a mark and nothing else": b"\xef\xbb\xbf",
    "foreign": FOREIGN.encode(),
    "a list": b"- a\n- b\n",
    "a text": b"just words\n",
    "broken and foreign": b"a: [b\n",
    "broken templates": b"{{- if .Values.x }}\nkind: a\n",
}


@pytest.mark.parametrize("case", FINE)
def test_what_was_only_met_and_holds_no_word_of_an_organisation_is_left_alone(case: str, fill: Fill) -> None:
    fill({"x.yaml": FINE[case], "team.yaml": TEAM})
    assert found(["."]) == []


@pytest.mark.parametrize("case", FINE)
def test_what_was_named_and_holds_no_word_of_an_organisation_is_a_finding(case: str, fill: Fill) -> None:
    fill({"x.yaml": FINE[case]})
    lines = found(["x.yaml"])
    assert lines
    assert {line.split(":")[0] for line in lines} <= {"unmarked-file", "wrong-type", "yaml-syntax"}


def test_a_broken_file_that_was_met_is_judged_if_a_line_begins_with_a_word_of_an_organisation(fill: Fill) -> None:
    fill({"x.yaml": "name: [a\nteam: b\n", "y.yaml": "name: [a\n  team: b\n", "z.yaml": TEAM})
    (line,) = found(["."])
    assert line.startswith("yaml-syntax: ")


def test_a_word_one_slip_away_is_a_finding_named_or_met(fill: Fill) -> None:
    fill({"x.yaml": "taem: b\nmembers: [ana]\n"})
    slip = "unknown-key: taem is no word of an organisation; did you mean team or teams?"
    assert [line.split("?")[0][:60] for line in found(["."])] == [slip[:60]]
    assert [line.split("?")[0][:60] for line in found(["x.yaml"])] == [slip[:60]]


def test_a_mark_at_the_beginning_is_none_of_the_text(fill: Fill) -> None:
    fill({"x.yaml": "\ufeffteam: a\n"})
    assert found(["x.yaml"]) == []
    assert gather(["x.yaml"], Settings()).sources[0].text == TEAM


NAMES = [
    "a b.yaml",
    "a\nb.yaml",
    "a\tb\x1b[31m.yaml",
    "naïve 山田.yaml",
    "-.yaml",
    "--select.yaml",
    "a\u202eb.yaml",
    "%41.yaml",
]


@pytest.mark.parametrize("name", [*NAMES, os.fsdecode(b"caf\xe9.yaml")])
def test_a_file_may_have_any_name(name: str, fill: Fill) -> None:
    root = fill({name: "team: a\nmember: [b]\n"})
    for paths in ([name], ["."], [str(root / name)]):
        gathered = gather(paths, Settings())
        assert [source.path for source in gathered.sources] == [name]
        assert [line.split(":")[0] for line in found(paths)] == ["unknown-key"]


def test_all_of_it_is_told_in_one_run(fill: Fill) -> None:
    root = fill({f"{number}.yaml": data for number, data in enumerate(FINE.values())})
    for number, (make, _) in enumerate(UNREADABLE.values()):
        folder = root / f"folder{number}"
        folder.mkdir()
        make(folder / "x.yaml")
    fill({"team.yaml": "team: a\nmember: [b]\n", "broken.yaml": "team: [\n"})
    rules = [line.split(":")[0] for line in found(["."])]
    assert rules.count("unreadable-file") == len(UNREADABLE)
    assert rules.count("yaml-syntax") == rules.count("unknown-key") == 1
    assert len(rules) == len(UNREADABLE) + 2


def test_what_is_lost_is_always_told_though_other_paths_are_shown(fill: Fill) -> None:
    root = fill({"orglint.yaml": "", "org/a.yaml": TEAM})
    (root / "gone.yaml").symlink_to("nowhere")
    gathered: Gathered = gather(["org"], Settings(path="orglint.yaml"))
    assert [problem.lost for problem in gathered.problems] == [True]
