"""Which files are the organisation, which of them are shown, and what standard input stands for."""

import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from orglint.outside import Gathered, NothingToCheck, gather, missing, settings_for

from .conftest import Fill, Pipe

TEAM = "team: a\n"
SETTINGS = "orglint.yaml"


def lint(*paths: str, stdin_name: str = "", settings: Path | None = None) -> Gathered:
    """Gather as a command does: with the settings that are found from the paths."""
    found = settings_for(paths, settings, stdin_name)
    assert not found.mistakes
    return gather(paths, found.settings, root=found.root, stdin_name=stdin_name)


def names(gathered: Gathered) -> list[str]:
    return sorted(source.path for source in gathered.sources)


def shown(gathered: Gathered) -> list[str]:
    return sorted(source.path for source in gathered.sources if source.shown)


def named(gathered: Gathered) -> list[str]:
    return sorted(source.path for source in gathered.sources if source.named)


def files(*paths: str, settings: str | None = None) -> dict[str, str]:
    """Return files with a team each, and settings if there are any."""
    return dict.fromkeys(paths, TEAM) | ({} if settings is None else {SETTINGS: settings})


class TestOnce:
    """A file reached twice is read once."""

    def test_by_its_name_and_by_its_folder(self, fill: Fill) -> None:
        fill(files("org/a.yaml", "org/b.yaml"))
        gathered = lint("org", "org/a.yaml", "./org/../org/a.yaml", str(Path("org/a.yaml").absolute()))
        assert names(gathered) == ["org/a.yaml", "org/b.yaml"]
        assert named(gathered) == ["org/a.yaml"]

    def test_by_a_link_to_it(self, fill: Fill) -> None:
        root = fill(files("a.yaml"))
        (root / "b.yaml").symlink_to("a.yaml")
        assert names(lint(".")) == ["a.yaml"]
        assert names(lint("b.yaml", "a.yaml")) == ["b.yaml"]

    def test_by_a_link_to_its_folder(self, fill: Fill) -> None:
        root = fill(files("org/a.yaml"))
        (root / "link").symlink_to("org")
        assert names(lint("org", "link")) == ["org/a.yaml"]
        assert names(lint("link/a.yaml", "org")) == ["link/a.yaml"]

    def test_by_another_name_of_the_same_file(self, fill: Fill) -> None:
        root = fill(files("a.yaml"))
        os.link(root / "a.yaml", root / "b.yaml")
        assert names(lint(".")) == ["a.yaml"]

    def test_what_cannot_be_read_is_told_once(self, fill: Fill) -> None:
        root = fill({})
        (root / "loop.yaml").symlink_to("loop.yaml")
        assert len(lint("loop.yaml", ".", "./loop.yaml").problems) == 1

    def test_files_that_say_the_same_are_two(self, fill: Fill) -> None:
        fill(files("a.yaml", "b.yaml"))
        assert names(lint(".")) == ["a.yaml", "b.yaml"]


class TestWithoutSettings:
    def test_the_files_given_are_the_organisation(self, fill: Fill) -> None:
        fill(files("a.yaml", "b.yaml", "org/c.yaml"))
        gathered = lint("a.yaml", "org")
        assert names(gathered) == shown(gathered) == ["a.yaml", "org/c.yaml"]
        assert named(gathered) == ["a.yaml"]

    def test_no_path_is_the_current_folder(self, fill: Fill) -> None:
        fill(files("a.yaml", "org/c.yaml"))
        assert names(lint()) == ["a.yaml", "org/c.yaml"]

    def test_a_named_file_may_have_any_name(self, fill: Fill) -> None:
        fill(files("team.txt", ".hidden/team", "ignored.yaml") | {".git/HEAD": "", ".gitignore": "ignored.yaml"})
        assert named(lint("team.txt", ".hidden/team", "ignored.yaml")) == [".hidden/team", "ignored.yaml", "team.txt"]


class TestFindingSettings:
    def test_upward_from_the_paths_and_not_from_where_somebody_stands(self, fill: Fill) -> None:
        fill(files("one/a.yaml", "one/deep/er/b.yaml") | {"one/orglint.yaml": "", "orglint.yaml": "fail_on: info"})
        assert settings_for(["one/deep/er/b.yaml"]).root == Path("one").absolute()
        assert settings_for(["one"]).root == Path("one").absolute()
        assert settings_for([]).root == Path().absolute()
        assert settings_for(["one", "orglint.yaml"]).root == Path().absolute()

    def test_both_names_and_the_longer_ending_first(self, fill: Fill) -> None:
        fill({"a/orglint.yml": "fail_on: info", "b/orglint.yml": "fail_on: info", "b/orglint.yaml": "fail_on: warning"})
        assert settings_for(["a"]).settings.path.endswith("orglint.yml")
        assert settings_for(["b"]).settings.path.endswith("orglint.yaml")

    def test_a_folder_of_that_name_is_none(self, fill: Fill) -> None:
        fill({"a/orglint.yaml/x.yaml": TEAM, "orglint.yaml": ""})
        assert settings_for(["a"]).root == Path().absolute()

    def test_upward_from_what_standard_input_stands_for(self, fill: Fill) -> None:
        fill({"one/orglint.yaml": "", "one/teams/a.yaml": TEAM})
        assert settings_for(["-"], None, "one/teams/new.yaml").root == Path("one").absolute()
        assert not settings_for(["-"]).settings.path

    def test_paths_that_share_no_folder_share_no_settings(self, fill: Fill, monkeypatch: pytest.MonkeyPatch) -> None:
        fill({"orglint.yaml": ""})

        def refuse(_paths: Iterable[str]) -> str:
            raise ValueError("Paths don't have the same drive")

        monkeypatch.setattr(os.path, "commonpath", refuse)
        assert not settings_for(["a"]).settings.path


class TestWithSettings:
    def test_every_file_below_them_is_the_organisation_and_the_paths_choose_what_is_shown(self, fill: Fill) -> None:
        fill(files("people.yaml", "teams/a.yaml", "teams/b.json", settings=""))
        assert shown(lint()) == shown(lint(".")) == ["people.yaml", "teams/a.yaml", "teams/b.json"]
        one = lint("teams/a.yaml")
        assert names(one) == ["people.yaml", "teams/a.yaml", "teams/b.json"]
        assert shown(one) == named(one) == ["teams/a.yaml"]
        assert shown(lint("teams", "people.yaml")) == ["people.yaml", "teams/a.yaml", "teams/b.json"]
        assert named(lint("teams")) == []

    def test_from_a_folder_below_without_paths_all_is_shown(self, fill: Fill, monkeypatch: pytest.MonkeyPatch) -> None:
        root = fill(files("people.yaml", "teams/a.yaml", settings=""))
        monkeypatch.chdir(root / "teams")
        assert shown(lint()) == ["../people.yaml", "a.yaml"]

    def test_a_folder_whose_name_begins_alike_is_another(self, fill: Fill) -> None:
        fill(files("teams/a.yaml", "teams-old/b.yaml", settings=""))
        assert shown(lint("teams")) == shown(lint("teams/")) == ["teams/a.yaml"]

    def test_patterns_and_names_include(self, fill: Fill) -> None:
        text = "include: [org/**/*.yaml, people.yaml, '*.json', ./more/, .hidden]\n"
        paths = ("org/a.yaml", "org/deep/b.yaml", "org/c.yml", "people.yaml", "x/people.yaml", "x/y.json")
        fill(files(*paths, "more/d.yaml", ".hidden/e.yaml", "f.yaml", settings=text))
        gathered = lint()
        expected = [".hidden/e.yaml", "more/d.yaml", "org/a.yaml", "org/deep/b.yaml", "people.yaml", "x/y.json"]
        assert names(gathered) == expected
        assert named(gathered) == ["people.yaml"]

    def test_names_alone_include_nothing_else(self, fill: Fill) -> None:
        fill(files("a.yaml", "b.yaml", settings="include: a.yaml\n"))
        assert names(lint()) == ["a.yaml"]

    def test_a_pattern_may_take_back(self, fill: Fill) -> None:
        fill(files("a.yaml", "b.yaml", "org/a.yaml", settings="include: ['*.yaml', '!a.yaml']\n"))
        assert names(lint()) == ["b.yaml"]

    def test_a_name_may_lead_out_of_the_folder(self, fill: Fill) -> None:
        fill(files("org/a.yaml", "shared/b.yaml", "shared/old/c.yaml", "d.yaml"))
        fill({"org/orglint.yaml": "include: ['**', ../shared, ../d.yaml]\nexclude: ['../shared/old/']\n"})
        assert names(lint("org")) == ["d.yaml", "org/a.yaml", "shared/b.yaml"]
        assert shown(lint("org")) == ["org/a.yaml"]

    def test_what_is_excluded(self, fill: Fill) -> None:
        text = "include: [org, '*.yaml', org/archive/keep.yaml]\nexclude: [org/archive/**, other/]\n"
        paths = ("org/a.yaml", "org/archive/b.yaml", "org/archive/keep.yaml", "other/c.yaml", "d.yaml")
        fill(files(*paths, settings=text))
        assert names(lint()) == ["d.yaml", "org/a.yaml", "org/archive/keep.yaml"]

    def test_a_file_that_is_named_joins(self, fill: Fill) -> None:
        fill(files("org/a.yaml", "draft.yaml", "draft/b.yaml", settings="include: [org]\n"))
        gathered = lint("draft.yaml", "draft/b.yaml")
        assert names(gathered) == ["draft.yaml", "draft/b.yaml", "org/a.yaml"]
        assert shown(gathered) == named(gathered) == ["draft.yaml", "draft/b.yaml"]

    def test_a_file_reached_by_two_ways_is_shown_if_one_of_them_is(self, fill: Fill) -> None:
        root = fill(files("org/a.yaml", "org/b.yaml", settings=""))
        (root / "link.yaml").symlink_to("org/a.yaml")
        assert shown(lint("link.yaml")) == ["link.yaml"]
        assert names(lint("link.yaml")) == ["link.yaml", "org/b.yaml"]

    def test_who_comes_through_a_link_is_shown_the_same(self, fill: Fill) -> None:
        root = fill(files("org/teams/a.yaml", "org/b.yaml") | {"org/orglint.yaml": ""})
        (root / "link").symlink_to("org")
        (root / "teams").symlink_to("org/teams")
        assert shown(lint("link/teams")) == ["link/teams/a.yaml"]
        assert shown(lint("teams", settings=root / "org/orglint.yaml")) == ["org/teams/a.yaml"]

    def test_who_names_the_settings_asks_for_all_of_it(self, fill: Fill) -> None:
        fill(files("a.yaml", "org/b.yaml", settings=""))
        gathered = lint("orglint.yaml")
        assert shown(gathered) == ["a.yaml", "org/b.yaml"]
        assert named(gathered) == []

    def test_a_path_with_nothing_of_the_organisation_is_nothing_to_check(self, fill: Fill) -> None:
        fill(files("org/a.yaml", "docs/readme.md", "old/b.yaml", settings="exclude: [old]\n"))
        for path in ("docs", "old"):
            with pytest.raises(NothingToCheck, match=f"no file of the organisation of orglint.yaml lies in {path}"):
                lint(path)

    def test_an_organisation_without_files_is_nothing_to_check(self, fill: Fill) -> None:
        fill(files("a.yaml", settings="include: ['org/*']\n"))
        with pytest.raises(NothingToCheck, match=r"no file of the organisation of orglint.yaml lies in this folder"):
            lint()


class TestSettingsFromElsewhere:
    def test_they_speak_of_the_folder_of_the_organisations_own(self, fill: Fill) -> None:
        root = fill(files("org/a.yaml", "org/b.yaml", "main/c.yaml") | {"org/orglint.yaml": "exclude: ['*']\n"})
        fill({"main/orglint.yaml": "include: [a.yaml]\n"})
        assert names(lint("org", settings=root / "main/orglint.yaml")) == ["org/a.yaml"]

    def test_without_any_they_speak_of_the_current_folder(self, fill: Fill) -> None:
        root = fill(files("a.yaml", "org/b.yaml") | {".main/settings.yaml": "include: [org, a.yaml]\n"})
        gathered = lint("org", settings=root / ".main/settings.yaml")
        assert names(gathered) == ["a.yaml", "org/b.yaml"]
        assert shown(gathered) == ["org/b.yaml"]

    def test_a_shell_may_put_a_pipe_in_their_place(self, fill: Fill) -> None:
        fill(files("a.yaml", "b.yaml"))
        reader, writer = os.pipe()
        os.write(writer, b"include: [b.yaml]\n")
        os.close(writer)
        assert names(lint(".", settings=Path(f"/dev/fd/{reader}"))) == ["b.yaml"]
        os.close(reader)


class TestStandardInput:
    def test_alone_it_is_the_organisation(self, fill: Fill, pipe: Pipe) -> None:
        fill(files("a.yaml"))
        pipe("team: piped\n")
        (source,) = lint("-").sources
        assert source == ("<stdin>", "team: piped\n", True, True)

    def test_it_joins_what_is_given_beside(self, fill: Fill, pipe: Pipe) -> None:
        fill(files("a.yaml", "org/b.yaml"))
        pipe(TEAM)
        assert names(lint("-", "org")) == ["<stdin>", "org/b.yaml"]

    @pytest.mark.parametrize("name", ["org/b.yaml", "./org/../org/b.yaml", "link.yaml"])
    def test_it_stands_for_a_file_within_its_organisation(self, fill: Fill, pipe: Pipe, name: str) -> None:
        root = fill(files("a.yaml", "org/b.yaml", settings=""))
        (root / "link.yaml").symlink_to("org/b.yaml")
        pipe("team: piped\n")
        gathered = lint("-", stdin_name=name)
        texts = {source.path: source.text for source in gathered.sources}
        assert texts == {"a.yaml": TEAM, os.path.relpath(name): "team: piped\n"}
        assert shown(gathered) == named(gathered) == [os.path.relpath(name)]

    def test_it_may_stand_for_a_file_that_is_not_there_yet(self, fill: Fill, pipe: Pipe) -> None:
        fill({"org/a.yaml": TEAM, "org/orglint.yaml": ""})
        pipe(TEAM)
        gathered = lint("-", stdin_name="org/teams/new.yaml")
        assert names(gathered) == ["org/a.yaml", "org/teams/new.yaml"]
        assert shown(gathered) == ["org/teams/new.yaml"]

    def test_it_stands_for_the_file_even_where_that_is_given_too(self, fill: Fill, pipe: Pipe) -> None:
        fill(files("org/a.yaml", "org/b.yaml"))
        pipe("team: piped\n")
        gathered = lint("org", "org/b.yaml", "-", stdin_name="org/b.yaml")
        assert {source.path: source.text for source in gathered.sources} == {
            "org/a.yaml": TEAM,
            "org/b.yaml": "team: piped\n",
        }

    @pytest.mark.parametrize(
        ("content", "why"),
        [
            (b"team: caf\xe9\n", "line 1 holds the byte 0xE9, which is no UTF-8"),
            ("team: a\n".encode("utf-16"), "it looks like UTF-16; save it as UTF-8"),
        ],
    )
    def test_what_cannot_be_decoded_is_told(self, fill: Fill, pipe: Pipe, content: bytes, why: str) -> None:
        fill({})
        pipe(content)
        (problem,) = lint("-").problems
        assert problem.message == f"this file cannot be read: {why}"

    def test_no_more_is_read_than_may_be(self, fill: Fill, pipe: Pipe, monkeypatch: pytest.MonkeyPatch) -> None:
        fill({})
        pipe("#" * 100)
        monkeypatch.setattr("orglint.outside.texts.LARGEST", 99)
        (problem,) = lint("-").problems
        assert problem.message == "this file cannot be read: it is larger than 64 MB"

    def test_a_closed_one_is_told(self, fill: Fill, monkeypatch: pytest.MonkeyPatch) -> None:
        fill({})
        monkeypatch.setattr("sys.stdin", None)
        (problem,) = lint("-").problems
        assert problem.message == "this file cannot be read: it is closed"

    def test_an_empty_one_is_a_file(self, fill: Fill, pipe: Pipe) -> None:
        fill({})
        pipe("")
        assert names(lint("-")) == ["<stdin>"]


class TestMissing:
    def test_each_path_that_is_not_there_is_told_with_the_nearest_name(self, fill: Fill) -> None:
        fill(files("org/team.yaml", "b.yaml"))
        assert list(missing(["org/taem.yaml", "-", "b.yaml", "org", "nowhere", "nowhere", "no/where", ""])) == [
            "org/taem.yaml does not exist; did you mean org/team.yaml?",
            "nowhere does not exist",
            "no/where does not exist",
            "a path without a name does not exist",
        ]

    def test_what_cannot_be_looked_at_is_told(self, fill: Fill) -> None:
        fill(files("a.yaml"))
        assert list(missing(["a.yaml/b.yaml"])) == ["a.yaml/b.yaml cannot be looked at: not a directory"]
        assert list(missing(["x" * 300])) == [f"{'x' * 300} cannot be looked at: file name too long"]
        assert list(missing(["a\0b"])) == ["a\0b cannot be looked at: embedded null byte"]

    def test_a_link_that_leads_nowhere_is_there(self, fill: Fill) -> None:
        (fill({}) / "a.yaml").symlink_to("gone")
        assert list(missing(["a.yaml"])) == []
