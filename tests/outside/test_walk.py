"""Which files a folder leads to."""

import os
from pathlib import Path

import pytest

from orglint.core import Settings
from orglint.outside import NothingToCheck, gather
from orglint.outside.gitignore import Patterns
from orglint.outside.walk import walk

from .conftest import Fill

TEAM = "team: a\n"


def no_trouble(path: Path, error: OSError) -> None:
    raise AssertionError((path, error))


def walked(folder: str = ".", *, exclude: tuple[str, ...] = ()) -> list[str]:
    """Return the files that a walk finds, relative to the current folder."""
    patterns = Patterns(line.encode() for line in exclude)
    return [path.as_posix() for path, _ in walk(Path(folder), no_trouble, exclude=patterns)]


def test_the_endings_count_in_any_case(fill: Fill) -> None:
    fill(dict.fromkeys(("a.yaml", "b.YML", "c.Json", "d.txt", "e.yaml.bak", "yaml", "f.jsonl"), TEAM))
    assert walked() == ["a.yaml", "b.YML", "c.Json"]


def test_files_come_by_name_and_before_the_folders(fill: Fill) -> None:
    fill(dict.fromkeys(("b/z.yaml", "b/a/x.yaml", "a/y.yaml", "c.yaml", "B.yaml", "aa.yaml"), TEAM))
    assert walked() == ["B.yaml", "aa.yaml", "c.yaml", "a/y.yaml", "b/z.yaml", "b/a/x.yaml"]


def test_hidden_ones_and_settings_are_left_out(fill: Fill) -> None:
    fill(dict.fromkeys((".a.yaml", ".b/c.yaml", "d/.e/f.yaml", "orglint.yaml", "d/orglint.yml", "d/g.yaml"), TEAM))
    assert walked() == ["d/g.yaml"]


def test_a_hidden_folder_that_is_named_is_walked(fill: Fill) -> None:
    fill({".github/team.yaml": TEAM})
    assert walked(".github") == [".github/team.yaml"]


def test_a_folder_named_like_a_file_is_walked(fill: Fill) -> None:
    fill({"x.yaml/a.yaml": TEAM})
    assert walked() == ["x.yaml/a.yaml"]
    assert [source.path for source in gather(["x.yaml"], Settings()).sources] == ["x.yaml/a.yaml"]


class TestGitignore:
    def test_every_level_speaks_from_the_root_of_the_repository_down(self, fill: Fill) -> None:
        names = ("top.yaml", "org/gone.yaml", "org/teams/kept.yaml", "org/teams/mine.yaml", "org/teams/build/x.yaml")
        fill(
            {
                **dict.fromkeys(names, TEAM),
                ".git/HEAD": "",
                ".gitignore": "gone.yaml\nkept.yaml\n",
                "org/.gitignore": "!kept.yaml\nbuild/\n",
                "org/teams/.gitignore": "mine.yaml\n",
            }
        )
        assert walked() == ["top.yaml", "org/teams/kept.yaml"]
        assert walked("org") == ["org/teams/kept.yaml"]
        assert walked("org/teams") == ["org/teams/kept.yaml"]

    def test_a_slash_binds_a_pattern_to_its_folder(self, fill: Fill) -> None:
        names = ("a.yaml", "org/a.yaml", "org/b/c.yaml", "b/c.yaml", "d.yaml/e.yaml", "org/d.yaml")
        fill({**dict.fromkeys(names, TEAM), ".gitignore": "/a.yaml\nb/c.yaml\nd.yaml/\n"})
        assert walked() == ["org/a.yaml", "org/d.yaml", "org/b/c.yaml"]

    def test_all_but_some_may_be_kept(self, fill: Fill) -> None:
        fill({**dict.fromkeys(("a.yaml", "b/c.yaml", "b/keep.yaml"), TEAM), ".gitignore": "*\n!*/\n!keep.yaml\n"})
        assert walked() == ["b/keep.yaml"]

    def test_what_lies_in_a_folder_that_is_left_out_cannot_come_back(self, fill: Fill) -> None:
        fill({"b/a.yaml": TEAM, ".gitignore": "b/\n!b/a.yaml\n", "b/.gitignore": "!a.yaml\n"})
        assert walked() == []

    def test_outside_of_a_repository_only_what_is_walked_speaks(self, fill: Fill) -> None:
        fill(
            {
                **dict.fromkeys(("org/a.yaml", "org/b.yaml"), TEAM),
                ".gitignore": "a.yaml\n",
                "org/.gitignore": "b.yaml\n",
            }
        )
        assert walked("org") == ["org/a.yaml"]

    def test_the_file_of_a_worktree_marks_a_repository_too(self, fill: Fill) -> None:
        fill({"org/a.yaml": TEAM, ".gitignore": "a.yaml\n", ".git": "gitdir: elsewhere\n"})
        assert walked("org") == []

    def test_patterns_above_the_repository_say_nothing(self, fill: Fill) -> None:
        fill({"repo/org/a.yaml": TEAM, ".gitignore": "a.yaml\n", ".git/HEAD": "", "repo/.git/HEAD": ""})
        assert walked("repo/org") == ["repo/org/a.yaml"]

    def test_a_folder_that_is_named_is_walked_though_git_leaves_it_alone(self, fill: Fill) -> None:
        fill({"build/org/a.yaml": TEAM, "build/org/b.yaml": TEAM, ".git/HEAD": "", ".gitignore": "build/\nb.yaml\n"})
        assert walked("build/org") == ["build/org/a.yaml", "build/org/b.yaml"]

    def test_a_walk_through_a_link_asks_the_repository_behind_it(self, fill: Fill) -> None:
        root = fill(
            {"repo/org/a.yaml": TEAM, "repo/org/b.yaml": TEAM, "repo/.git/HEAD": "", "repo/.gitignore": "/org/a*"}
        )
        (root / "link").symlink_to(root / "repo/org")
        assert walked("link") == ["link/b.yaml"]


def test_what_is_excluded_is_not_even_entered(fill: Fill) -> None:
    fill(dict.fromkeys(("org/a.yaml", "org/archive/b.yaml", "org/archive/deep/c.yaml"), TEAM))
    assert walked(exclude=("org/archive/**",)) == ["org/a.yaml"]
    assert walked(exclude=("archive/",)) == ["org/a.yaml"]
    assert walked(exclude=("*.yaml", "!a.yaml")) == ["org/a.yaml"]


class TestLinks:
    def test_a_link_to_a_folder_is_not_followed(self, fill: Fill) -> None:
        root = fill({"org/a.yaml": TEAM})
        (root / "org/loop").symlink_to(root / "org")
        (root / "org/other.yaml").symlink_to(root / "org")
        assert walked() == ["org/a.yaml"]

    def test_links_to_files_lead_to_them_even_where_nothing_is(self, fill: Fill) -> None:
        root = fill({"a.txt": TEAM})
        (root / "a.yaml").symlink_to("a.txt")
        (root / "gone.yaml").symlink_to("nowhere")
        (root / "loop.yaml").symlink_to("loop.yaml")
        assert walked() == ["a.yaml", "gone.yaml", "loop.yaml"]


def test_a_folder_that_cannot_be_looked_into_is_told(fill: Fill, monkeypatch: pytest.MonkeyPatch) -> None:
    fill({"a.yaml": TEAM, "secret/b.yaml": TEAM})
    real = os.scandir

    def refuse(path: Path) -> object:
        if path.name == "secret":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", refuse)
    gathered = gather([], Settings())
    (problem,) = gathered.problems
    assert problem.message == "this folder cannot be read: permission denied"
    assert problem.lost
    assert [source.path for source in gathered.sources] == ["a.yaml"]


def test_an_empty_folder_is_nothing_to_check(fill: Fill) -> None:
    fill({"docs/readme.md": "", "docs/.hidden.yaml": TEAM})
    with pytest.raises(NothingToCheck, match=r"there is no \.yaml, \.yml or \.json file in docs"):
        gather(["docs"], Settings())
