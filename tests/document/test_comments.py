"""A comment for orglint is found where it is a comment, and nowhere else."""

import pytest

from orglint.core import Lines, Source
from orglint.document import parsers, read


@pytest.fixture(params=[True, False], ids=["fast", "pure"], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if not request.param:
        monkeypatch.setattr(parsers, "fast_is_there", lambda: False)


def found(text: str) -> list[tuple[str, str]]:
    """Return where each comment begins, as line:column, and what it says."""
    lines = Lines(text)
    comments = read(Source("x.yaml", text)).comments
    assert all(text[place.start] == "#" for place, _ in comments)
    assert all(text[place.start : place.end].endswith(said or ":") for place, said in comments)
    positions = [lines.position(place.start) for place, _ in comments]
    return [(f"{line}:{column}", said) for (line, column), (_, said) in zip(positions, comments, strict=True)]


@pytest.mark.parametrize(
    ("text", "comments"),
    [
        ("", []),
        ("a: 1\n", []),
        ("# orglint: x", [("1:1", "x")]),
        ("# orglint: x\n# orglint: y\n", [("1:1", "x"), ("2:1", "y")]),
        ("a: 1 # orglint: ignore[b] why\n", [("1:6", "ignore[b] why")]),
        ("a: 1\t#orglint:x  \nb: 2\n", [("1:6", "x")]),
        ("a: 1 #   orglint:\n", [("1:6", "")]),
        ("a:\n  # orglint: x\n  - b\n", [("2:3", "x")]),
        ("a: # orglint: x\n  b: 1\n", [("1:4", "x")]),
        ("- # orglint: x\n- a\n", [("1:3", "x")]),
        ("a: &b # orglint: x\n  c\n", [("1:7", "x")]),
        ("a: b\n# orglint: x\n", [("2:1", "x")]),
        ("a: 1\n--- # orglint: x\nb: 2 # orglint: y\n... # orglint: z\n", [("2:5", "x"), ("3:6", "y"), ("4:5", "z")]),
        ("%YAML 1.2 # orglint: x\n---\na: 1\n", [("1:11", "x")]),
        # no comments: what follows no blank, and the texts of others
        ("a: b# orglint: x\n", []),
        ("a: 1 # see # orglint: x\n", [("1:12", "x")]),
        ("a: 1 # orglint\n# ORGLINT: x\n", []),
        # in quotes
        ("a: '# orglint: x'\n", []),
        ('a: "b # orglint: x"\n', []),
        ('a: "b\n  # orglint: x\n  c"\n', []),
        ("'# orglint: x': 1 # orglint: y\n", [("1:19", "y")]),
        ('a: "b" # orglint: x\n', [("1:8", "x")]),
        ('a: "" # orglint: x\n', [("1:7", "x")]),
        # in block style
        ("a: |\n  b\n  # orglint: x\n  c\n", []),
        ("a: >-\n  # orglint: x\n", []),
        ("a: | # orglint: x\n  # orglint: y\n  b\n", [("1:6", "x")]),
        ("a: | # orglint: x\nb: 1 # orglint: y\n", [("1:6", "x"), ("2:6", "y")]),
        ("a: |\n  b\n# orglint: x\nc: 1\n", [("3:1", "x")]),
        ("a: |\n  b\n\n # orglint: x\n", [("4:2", "x")]),
        ("- |\n b\n # orglint: x\n- # orglint: y\n", [("4:3", "y")]),
        ("a: &b !!str | # orglint: x\n  # orglint: y\n", [("1:15", "x")]),
        # in brackets
        ("a: [b, # orglint: x\n  c] # orglint: y\n", [("1:8", "x"), ("2:6", "y")]),
        ("a: [ # orglint: x\n]\n", [("1:6", "x")]),
        ("a: {b: 'c # orglint: x', # orglint: y\n}\n", [("1:26", "y")]),
        ("a: [b # orglint: x\n, c]\n", [("1:7", "x")]),
        # where keys and values are out of the ordinary
        ("? [a, b]\n? c # orglint: x\n: 'd # orglint: y'\n", [("2:5", "x")]),
        ("a: &b x\nc: *b # orglint: x\n<<: {} # orglint: y\n", [("2:7", "x"), ("3:8", "y")]),
        ("a: b\n  c # orglint: x\n", [("2:5", "x")]),
        # where the file is lost
        ("a: [ # orglint: x\n", [("1:6", "x")]),
        ("# orglint: x\n@\n", [("1:1", "x")]),
        ("a: '# orglint: x'\nb: [ # orglint: y\n", [("2:6", "y")]),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=repr)
def test_comments(text: str, comments: list[tuple[str, str]], line_end: str) -> None:
    assert found(text.replace("\n", line_end)) == comments


def test_comments_of_many_documents_are_found_in_their_own() -> None:
    text = "".join("---\na: '# orglint: no' # orglint: yes\n" for _ in range(500))
    assert [said for _, said in found(text)] == ["yes"] * 500


def test_a_comment_after_characters_that_are_read_as_blanks() -> None:
    assert found("a: 1\0# orglint: x\nb: 'c\u2028# orglint: y'\n") == [("1:6", "x")]
