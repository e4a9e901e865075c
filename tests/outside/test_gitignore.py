"""Patterns mean what git takes them to mean: git itself is asked."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from random import Random
from re import search
from time import perf_counter

import pytest

from orglint.outside.gitignore import Ignored, Patterns

from .conftest import Fill

PIECES = (
    *("a", "b", "c.yaml", ".", "é", "-", " "),
    *("*", "**", "***", "?", "/", "[ab]", "[!a]", "[^b]", "[a-c]", "[]a]", "[a-]", "[\\]b]", "[c-a]"),
    *("\\a", "\\*", "\\ ", "\\!", "\\#", "#", "!", "**/", "/**", "/**/", "*.yaml"),
)
NAMES = ("a", "b", "ab", "ba", "c.yaml", "a.yaml", "é", "a b", "b ", "#a", "!a", "a*", "]", "-", "aéb")
FOLDERS = ("a", "b", "ab", "c.yaml", "!a", "aéb")


def made_tree(root: Path, random: Random) -> list[str]:
    """Make folders and files of odd names; returns their paths, those of folders with a slash at the end."""
    for _ in range(120):
        folder = root.joinpath(*(random.choice(FOLDERS) for _ in range(random.randint(0, 3))))
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / random.choice(NAMES)).touch()
        except (FileExistsError, NotADirectoryError):
            continue
    found = [path for path in root.rglob("*") if ".git" not in path.parts]
    return sorted(f"{path.relative_to(root).as_posix()}{'/' if path.is_dir() else ''}" for path in found)


def lines(random: Random) -> str:
    """Make a few patterns; none has a name before two stars, where git does something else than its manual says."""
    made = ""
    while not made or random.random() < 0.6:
        line = "".join(random.choice(PIECES) for _ in range(random.randint(1, 4)))
        if not search(r"[^/*]\*\*", line):
            ends = ("", "", "", "/", "\r"), ("", "", "", "!")
            made += random.choice(ends[1]) + line + random.choice(ends[0]) + "\n"
    return made


def ignored_by_git(root: Path, paths: list[str]) -> set[str]:
    asked = "\0".join(path.rstrip("/") for path in paths).encode()
    command = ["git", "-c", "core.excludesFile=/dev/null", "-C", str(root), "check-ignore", "-z", "--stdin"]
    done = subprocess.run(command, input=asked, capture_output=True, check=False)
    assert done.returncode in {0, 1}, done.stderr
    return set(done.stdout.decode().split("\0")) - {""}


def ignored_by_us(root: Path, path: str) -> bool:
    """Ask as a walk does: from the top, and no further than to what is left out."""
    steps = path.rstrip("/").split("/")
    ignored = Ignored().within(root, 0)
    for depth in range(1, len(steps) + 1):
        folder = depth < len(steps) or path.endswith("/")
        if ignored.has(tuple(map(os.fsencode, steps[:depth])), folder=folder):
            return True
        ignored = ignored.within(root.joinpath(*steps[:depth]), depth)
    return False


def cases(root: Path, folders: list[str], random: Random) -> Iterator[str]:
    """Write `.gitignore` files, again and again; yields what stands in them."""
    for _ in range(40):
        written = {".": lines(random), random.choice(folders): lines(random)}
        for folder, text in written.items():
            (root / folder / ".gitignore").write_bytes(text.encode())
        yield repr(written)
        for folder in written:
            (root / folder / ".gitignore").unlink()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_patterns_mean_what_git_takes_them_to_mean(seed: int, tmp_path: Path) -> None:
    random = Random(seed)  # noqa: S311 - the same cases in every run
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    paths = made_tree(tmp_path, random)
    for written in cases(tmp_path, [path for path in paths if path.endswith("/")], random):
        theirs = ignored_by_git(tmp_path, paths)
        ours = {path.rstrip("/") for path in paths if ignored_by_us(tmp_path, path)}
        assert ours == theirs, written


def test_a_mark_at_the_beginning_and_names_that_are_no_utf_8(fill: Fill) -> None:
    root = fill({".gitignore": b"\xef\xbb\xbffirst\ncaf\xe9\n"})
    ignored = Ignored().within(root, 0)
    assert ignored.has((b"first",), folder=False)
    assert ignored.has((b"caf\xe9",), folder=False)


@pytest.mark.parametrize(
    "line", ["!", "/", "\\", "[", "a\\", "//", "  ", "!/", "[z-a]", "\0", "[]", "[!]", "[[:alpha:]]"]
)
def test_what_means_nothing_is_no_mistake(line: str) -> None:
    assert not Patterns([line.encode()]).decide((b"a",), folder=True)


def test_many_stars_take_no_longer() -> None:
    begin = perf_counter()
    assert not Patterns([b"*a" * 40 + b"b"]).decide((b"a" * 250,), folder=False)
    assert not Patterns([b"**/a/" * 20 + b"b"]).decide((b"a",) * 400, folder=False)
    assert perf_counter() - begin < 1


def test_the_last_line_decides_and_what_lies_in_a_folder_that_is_meant_is_meant() -> None:
    patterns = Patterns([b"org/", b"!org/archive/", b"org/archive/keep.yaml"])
    assert patterns.cover((b"org", b"team.yaml"))
    assert not patterns.cover((b"org", b"archive", b"old.yaml"))
    assert patterns.cover((b"org", b"archive", b"keep.yaml"))
    assert not patterns.cover((b"other.yaml",))


def test_a_file_that_cannot_be_read_says_nothing(fill: Fill, monkeypatch: pytest.MonkeyPatch) -> None:
    root = fill({".gitignore": "a\n"})

    def refuse(_self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert not Ignored().within(root, 0).has((b"a",), folder=False)


def test_a_folder_of_that_name_says_nothing(fill: Fill) -> None:
    root = fill({".gitignore/a": "a\n"})
    assert Ignored().within(root, 0) == Ignored()
