"""Each of the common mistakes is named by its likely cause, where the cause is."""

from re import compile as regex

import pytest

from orglint.core import Lines, Place, Source
from orglint.document import parsers, read

BLAME = regex(r"(?i)\b(wrong|bad|invalid|illegal|error|please|should|failed)\b")
IN_TEXT = "a colon and a blank stand inside an unquoted text; the text needs quotes"
NO_BLANK = "a blank is missing behind the colon"
NO_BLANK_DASH = "a blank is missing behind the dash"
NO_COLON = "a key needs a colon and a blank behind it"
NEVER_CLOSED = "a quote is opened here and never closed"
BEHIND_QUOTE = "text follows the closing quote; the quotes belong around all of it"
BEHIND_QUOTE_LIST = "text follows the closing quote; a comma is missing, or the quotes belong around all of it"
BEHIND_QUOTE_PAIR = (
    "text follows the closing quote; a comma or a colon is missing, or the quotes belong around all of it"
)
DEEPER = "this line is indented deeper than the line above, which has its value already"
LIKE_NONE = "this line is indented like none of the keys above it"
TAB = "a tab stands where only blanks may indent"
END = "something follows the end of the document; --- begins another one"

MISTAKES = [
    # a tab
    ("team: a\nmembers:\n\t- ana\n", TAB, "3:1", "\t"),
    ("people:\n\tana: {name: A}\n", TAB, "2:1", "\t"),
    ("people:\n  ana:\n  \tname: A\n", TAB, "3:3", "\t"),
    ("team: a\nname: b\n\towns: [x]\n", TAB, "3:1", "\t"),
    ("members:\n  -\tperson: ana\n  \trole: po\n", TAB, "2:4", "\t"),
    # a missing blank
    ("team: a\nname:Ana\nowns: [x]\n", NO_BLANK, "2:5", ":"),
    ("team:a\nname: Ana\n", NO_BLANK, "1:5", ":"),
    ("# A team.\n\nteam:a # of ours\nname: Ana\n", NO_BLANK, "3:5", ":"),
    ("members:\n  - person:ana\n    role: po\n", NO_BLANK, "2:11", ":"),
    ("team: a\nowner :b\nname: c\n", NO_BLANK, "2:7", ":"),
    ("people:\n  ana:{name: A, title: B}\n", NO_BLANK, "2:6", ":"),
    ("members:\n  - ana\n  -ben\n", NO_BLANK_DASH, "3:3", "-"),
    ("members:\n  -ana # here\n  - ben\n", NO_BLANK_DASH, "2:3", "-"),
    ("members:\n  -person: ana\n   role: po\n", NO_BLANK_DASH, "2:3", "-"),
    # a colon and a blank in a text
    ("team: a\nmission: Get this: every basket\n", IN_TEXT, "2:18", ":"),
    ("members:\n  - note: see: there\n", IN_TEXT, "2:14", ":"),
    ("a: {note: see: there}\n", IN_TEXT, "1:14", ":"),
    ("note: the following:\n  - a\n", IN_TEXT, "1:20", ":"),
    ("name: “a: b”\n", "curly quotes do not quote; straight ones do", "1:7", "“"),
    # an open bracket
    ("team: a\nowns: [x, y\nmembers:\n  - ana\n", "a [ is opened here and never closed", "2:7", "["),
    ("people:\n  ana: {name: A\n  ben: {name: B}\n", "a { is opened here and never closed", "2:8", "{"),
    ("owns: [x, [y, z]\n", "a [ is opened here and never closed", "1:7", "["),
    ('{"a": {"b": 1}\n', "a { is opened here and never closed", "1:1", "{"),
    ("owns: [x}\n", "a [ is opened here, and a } is what comes to close it", "1:7", "["),
    ('{"a": [1, 2}\n', "a [ is opened here, and a } is what comes to close it", "1:7", "["),
    # a bracket too many
    ("owns: [x]]\n", "a ] closes nothing that is open", "1:10", "]"),
    ("a: 1\n}\nb: 2\n", "a } closes nothing that is open", "2:1", "}"),
    ("owns: [x] and y\n", "the closing ] ends the value, and more follows it", "1:11", "a"),
    # what is between brackets
    ('{"a": 1\n "b": 2}\n', "a comma is missing behind this", "1:7", "1"),
    ("a: {\n  b: 1\n  c: 2\n}\n", "a comma is missing behind this", "2:6", "1"),
    ("{'a': 1 'b': 2}\n", "a comma is missing before this", "1:9", "'b'"),
    ("a: [{b: 1} {c: 2}]\n", "a comma is missing before this", "1:12", "{"),
    ('duties: ["a" "b"]\n', BEHIND_QUOTE_LIST, "1:14", '"'),
    ('duties: ["P" and L, x]\n', BEHIND_QUOTE_LIST, "1:14", "a"),
    ('{"a" 1}\n', BEHIND_QUOTE_PAIR, "1:6", "1"),
    ("a: [b,, c]\n", "a value is missing before this comma", "1:7", ","),
    # an open quote
    ('team: a\nname: "Checkout\nowns: [x]\n', NEVER_CLOSED, "2:7", '"'),
    ("team: a\nname: 'Checkout\nowns: [x]\n", NEVER_CLOSED, "2:7", "'"),
    ('a: "b\n---\nc: d\n', NEVER_CLOSED, "1:4", '"'),
    ('name: "a\nmission: "b"\n', "a quote is opened here and not closed on its line", "1:7", '"'),
    ("name: 'a\nowns: ['x']\n", "a quote is opened here and not closed on its line", "1:7", "'"),
    # behind a quote
    ('name: "P" and L\n', BEHIND_QUOTE, "1:11", "a"),
    ("- 'P' and L\n", BEHIND_QUOTE, "1:7", "a"),
    ('name: "P": L\n', BEHIND_QUOTE, "1:10", ":"),
    (
        "name: 'Ana's team'\n",
        "this quote ends the text; an apostrophe inside single quotes is written twice",
        "1:11",
        "'",
    ),
    # escapes
    ('a: "C:\\path"\n', "\\p begins no escape here; in single quotes a backslash stands for itself", "1:7", "\\p"),
    ('a: "\\u12"\n', "\\u begins no escape here; in single quotes a backslash stands for itself", "1:5", "\\u"),
    # indentation
    ("team: a\n  name: b\n", DEEPER, "2:3", "name"),
    ("people:\n  ana:\n    name: A\n      title: B\n", DEEPER, "4:7", "title"),
    ("members:\n  - person: ana\n     role: po\n", DEEPER, "3:6", "role"),
    ("people:\n   ana: 1\n  ben: 2\n", LIKE_NONE, "3:3", "b"),
    (
        "members:\n  - person: ana\n   role: po\n",
        "this line is indented between the dash and the text of the item above",
        "3:4",
        "r",
    ),
    ("members:\n  - ana\n    role: po\n", "a key stands below a list item that is a text already", "3:5", "role"),
    (" team: a\nname: b\n", "this line is indented less than the first line of its document", "2:1", "n"),
    ("a: |\n    x\n  y\n", "the text behind | ends above, since this line is indented less than its first", "3:3", "y"),
    ("a: >\ntext\nb: 1\n", "the text behind > is indented no deeper than its key", "2:1", "text"),
    # list items
    (
        "members:\n    - ana\n  - ben\n",
        "this list item begins in another column than the items above",
        "3:3",
        "-",
    ),
    ("a:\n  b:\n - c\n", "this list item is indented less than the line above", "3:2", "-"),
    ("a: 1\n- b\n", "a list item stands among the keys of a mapping", "2:1", "-"),
    ("- a\nb: 1\n", "a key stands among the items of a list", "2:1", "b"),
    ("members: - ana\n", "a list begins on a line of its own, not behind a colon", "1:10", "-"),
    ("members:\n  * ana\n", "a list item begins with a dash; * begins an alias", "2:3", "*"),
    # signs at the beginning of a text
    ("team: a\nlead: @ana\n", "a text that begins with @ needs quotes", "2:7", "@"),
    ("members: [@ana, ben]\n", "a text that begins with @ needs quotes", "1:11", "@"),
    ("people:\n  @ana: {}\n", "a text that begins with @ needs quotes", "2:3", "@"),
    ("a: %80\n", "a text that begins with % needs quotes", "1:4", "%"),
    ("a: `x`\n", "a text that begins with ` needs quotes", "1:4", "`"),
    ("a: , b\n", "a text that begins with , needs quotes", "1:4", ","),
    ("a: *\n", "a text that begins with * needs quotes, since * begins an alias", "1:4", "*"),
    ("a: & b\n", "a text that begins with & needs quotes, since & begins an anchor", "1:4", "&"),
    ("a: !x{y}\n", "a text that begins with ! needs quotes, since ! begins a tag", "1:4", "!"),
    ("a: ? b\n", "a text that begins with ? needs quotes, since ? begins a key", "1:4", "?"),
    ("a: >= 5\n", "a text that begins with > needs quotes, since > begins a text on the lines below", "1:4", ">"),
    ("a: | b\n", "a text that begins with | needs quotes, since | begins a text on the lines below", "1:4", "|"),
    # a key without a colon
    ("team: a\nmembers\n  - ana\n", NO_COLON, "2:1", "members"),
    ("team: a\nmethod scrum\nowns: [x]\n", NO_COLON, "2:1", "method scrum"),
    ("team: a\nmethod scrum\n", NO_COLON, "2:1", "method scrum"),
    ("team # of ours\nname: x\n", NO_COLON, "1:1", "team # of ours"),
    ("team = a\nname: b\n", NO_COLON, "1:1", "team = a"),
    # documents
    ("team: a\n... x\n", END, "2:5", "x"),
    ("{a: 1}\n{b: 2}\n", END, "2:1", "{"),
    ("--- a: 1\n", "a mapping begins on a line of its own below ---", "1:6", ":"),
    ("%YAML 1.2\na: 1\n", "--- is missing between the directive above and the document", "2:1", "a"),
    ("% a comment\na: 1\n", "a line that begins with % is a directive; a comment begins with #", "1:1", "%"),
    ("%YAML 2.0\n---\na: 1\n", "%YAML names a version that is not known here", "1:1", "%"),
    # others
    ("a: 1\n<<<<<<< HEAD\nb: 2\n=======\n", "a mark of an unfinished merge is left in the file", "2:1", "<<<<<<< HEAD"),
    (f"{'k' * 1100}: 1\n", "a key is longer than 1024 characters", "1:1", "k" * 1100),
    # what libyaml alone refuses hides no mistake further down
    ("a: {url: https://x}\nb: [c?]\nd: @e\n", "a text that begins with @ needs quotes", "3:4", "@"),
]


def told(text: str) -> tuple[str, str, str]:
    """Return what is said of a lost text, where, and what is underlined."""
    found = read(Source("x.yaml", text))
    assert found.lost
    problem = found.problems[-1]
    assert problem.lost
    assert problem.rule == "yaml-syntax"
    place = problem.label.at
    assert isinstance(place, Place)
    line, column = Lines(text).position(place.start)
    return problem.message, f"{line}:{column}", text[place.start : place.end]


@pytest.mark.parametrize(("text", "message", "at", "underlined"), MISTAKES, ids=[text[:40] for text, *_ in MISTAKES])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=repr)
@pytest.mark.parametrize("fast", [True, False], ids=["fast", "pure"])
def test_the_cause_is_named_where_it_is(
    text: str, message: str, at: str, underlined: str, line_end: str, fast: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not fast:
        monkeypatch.setattr(parsers, "fast_is_there", lambda: False)
    assert told(text.replace("\n", line_end)) == (message, at, underlined)


def test_the_cause_is_named_in_a_long_file() -> None:
    before = "".join(f"  p{at}: {{name: P{at}, title: 'It''s {at}'}}\n" for at in range(5_000))
    text = f"people:\n{before}  ana: {{name: Ana, title: PO\n{before}"
    assert told(text) == ("a { is opened here and never closed", "5002:8", "{")


@pytest.mark.skipif(not parsers.fast_is_there(), reason="the other parser reads it all")
@pytest.mark.parametrize(
    ("text", "message", "at", "underlined"),
    [
        (
            "a: {b: https://x}\n",
            "a text in brackets that contains : needs quotes in a file as long as this",
            "1:8",
            "https://x",
        ),
        (
            "a: [b, 12:30]\n",
            "a text in brackets that contains : needs quotes in a file as long as this",
            "1:8",
            "12:30",
        ),
        ("a: [b, why?]\n", "a text in brackets that contains ? needs quotes in a file as long as this", "1:11", "?"),
        (
            '{"a": "\\ud83d\\ude00"}\n',
            "a character written in two halves is taken only in files shorter than this",
            "1:8",
            "\\ud83d",
        ),
    ],
)
def test_what_is_read_only_in_shorter_files(text: str, message: str, at: str, underlined: str) -> None:
    assert not read(Source("x.yaml", text)).problems
    assert told(text + "#" * parsers.PURE_LIMIT) == (message, at, underlined)


def test_sentences_are_plain() -> None:
    for _, message, _, _ in MISTAKES:
        assert not BLAME.search(message)
        assert not message.endswith(".")
        assert "  " not in message
