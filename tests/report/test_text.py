"""Text for people: labels stand under the words they speak of, and nothing acts on the screen."""

from datetime import date
from itertools import groupby
from re import fullmatch, sub
from typing import NamedTuple
from unicodedata import category, east_asian_width

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orglint.core import (
    Finding,
    Hidden,
    Lines,
    Location,
    LookedAt,
    Place,
    Position,
    Report,
    RuleInfo,
    Severity,
    Span,
)
from orglint.report import FORMATS, Style
from orglint.report.cells import WINDOW

DAY = date(2026, 1, 31)
PATH = "org.yaml"
CHARS = (
    "ab -:[]#{}'\"\t山ｱ\uff21é\u0301\u0e31🦊\U0001d4b3\u1100\u1161"
    "\x00\x1b\x7f\x85\xad\u200b\u200d\u202e\u2066\ufeff\U000e0041"
)
LINE_ENDS = ["\n", "\r", "\r\n"]
BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def shown_as(line: str, at: int) -> str:
    """Return how one character of a line is shown."""
    char = line[at]
    if char == "\t":
        return "    "
    if category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} or line[max(0, at - 2) : at + 1] == "##[":
        return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"
    return char


def cells(char: str) -> int:
    """Count the cells of a character as a terminal does."""
    if category(char) in {"Mn", "Me"} or "\u1160" <= char <= "\u11ff":
        return 0
    return 2 if east_asian_width(char) in {"W", "F"} else 1


def column(line: str, at: int) -> int:
    """Return the 0-based column of a character of a line."""
    return sum(cells(char) for before in range(at) for char in shown_as(line, before))


def cells_of(line: str, start: int, end: int) -> range:
    """Return the columns of a stretch of a line; one of no length points at the character that stands there."""
    first = column(line, start)
    return range(first, max(column(line, min(max(end, start + 1), len(line))), first + 1))


class Shown(NamedTuple):
    """A source line of a rendered finding, and what stands below it."""

    number: int
    text: str
    below: list[str]


def source_lines(rendered: str) -> list[Shown]:
    """Read the source lines of a rendered finding back."""
    found: list[Shown] = []
    for line in rendered.split("\n"):
        if numbered := fullmatch(r" *(\d+) \| ?(.*)", line):
            found.append(Shown(int(numbered[1]), numbered[2], []))
        elif (under := fullmatch(r" +\| (.*)", line)) and found:
            found[-1].below.append(under[1])
    return found


def report_of(text: str, primary: Location, *related: Location, message: str = "m") -> Report:
    one = Finding("a-rule", Severity.ERROR, message, primary, related, (), (), {}, ("do it",), "f")
    rules = {"a-rule": RuleInfo("a-rule", "family", "summary", Severity.ERROR, "because")}
    return Report((one,), DAY, rules=rules, lines={PATH: Lines(text)})


def full(report: Report, style: Style | None = None) -> str:
    return FORMATS["full"](report, style or Style(quiet=True))


def label(text: str, start: int, end: int, words: str = "") -> Location:
    return Location(Lines(text).span(Place(PATH, min(start, end), max(start, end))), words)


ANY_LINE = st.text(st.sampled_from(CHARS), max_size=14)
TEXTS = st.lists(st.tuples(ANY_LINE, st.sampled_from(LINE_ENDS)), max_size=8).map(
    lambda lines: "".join(line + end for line, end in lines)
)
WORDS = st.sampled_from(["", "owner of it", "belongs to somebody", "山 here", "a\x1b[0m\u202eb\nc"])
SPANS = st.tuples(st.integers(0, 130), st.integers(0, 130), WORDS)


@given(TEXTS, st.lists(SPANS, min_size=1, max_size=16), st.sampled_from([PATH, "gone.yaml"]))
def test_any_span_of_any_text(text: str, spans: list[tuple[int, int, str]], other: str) -> None:
    labels = [label(text, min(start, len(text)), min(end, len(text)), words) for start, end, words in spans]
    labels[1:] = [one._replace(span=one.span._replace(path=other)) if at % 3 == 2 else one
                  for at, one in enumerate(labels[1:], 1)]  # fmt: skip
    report = report_of(text, *labels, message="a\tb\x1b[31m\u202ec\n::error::d")
    rendered = full(report)
    assert rendered == full(report)
    check_screen(rendered)
    colored = full(report, Style(color=True, quiet=True))
    assert sub(r"\x1b\[[0-9;]*m", "", colored) == rendered
    for name in ("full", "concise"):
        check_screen(FORMATS[name](report, Style(verbose=True)))


@given(st.tuples(*[st.integers(1, 400)] * 4), st.text(st.sampled_from("ab\n"), max_size=8))
def test_any_position_even_where_no_text_is(at: tuple[int, int, int, int], text: str) -> None:
    start, end = sorted((Position(*at[:2]), Position(*at[2:])))
    check_screen(full(report_of(text, Location(Span(PATH, start, end), "here"))))


def check_screen(rendered: str) -> None:
    """Check that nothing in a text acts on a screen."""
    for char in rendered:
        assert char == "\n" or category(char) not in {"Cc", "Cs", "Zl", "Zp"}, repr(rendered)
        assert char not in BIDI
    assert all(line == line.rstrip() for line in rendered.split("\n"))


PIECE = st.text(st.sampled_from(CHARS), max_size=5)
"""Three of them fit into a window, whatever escapes they need."""


@given(PIECE, PIECE, PIECE, st.sampled_from(LINE_ENDS))
def test_carets_stand_under_the_label(before: str, words: str, after: str, end: str) -> None:
    line = before + words + after
    text = f"first{end}{line}{end}last"
    start = len("first" + end + before)
    (shown,) = (one for one in source_lines(full(report_of(text, label(text, start, start + len(words))))) if one.below)
    assert shown.number == 2
    assert shown.text == "".join(shown_as(line, at) for at in range(len(line))).rstrip()
    (under,) = (one for one in shown.below if one)
    under_it = cells_of(line, len(before), len(before) + len(words))
    assert under == " " * under_it.start + "^" * len(under_it)


NARROW = st.text(st.sampled_from("ab [],山🦊"), min_size=1, max_size=30)


@given(NARROW, st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.sampled_from("xyz")), min_size=1))
def test_every_label_of_a_line_is_underlined(line: str, spans: list[tuple[int, int, str]]) -> None:
    labels = [label(line, min(start, len(line)), min(end, len(line)), words) for start, end, words in spans[:11]]
    shown = source_lines(full(report_of(line, *labels)))[0]
    strokes = {(at, char) for row in shown.below for at, char in enumerate(row) if char in "^-"}
    spans_of = [(one.span.start.column - 1, one.span.end.column - 1) for one in labels]
    expected = {at for start, end in spans_of for at in cells_of(line, start, end)}
    assert {at for at, _ in strokes} == expected
    primary = column(line, labels[0].span.start.column - 1)
    assert (primary, "^") in strokes
    said = [char for row in shown.below for char in row if char in "xyz"]
    assert set(said) == {one.text for one in labels}


LONG = st.text(st.sampled_from("ab:,山🦊"), min_size=WINDOW, max_size=4 * WINDOW)


@given(LONG, st.lists(st.tuples(st.integers(0, 640), st.integers(0, 30)), min_size=1, max_size=4))
def test_long_lines_are_shown_where_the_labels_are(line: str, spans: list[tuple[int, int]]) -> None:
    starts = [min(start, len(line) - 1) for start, _ in spans]
    ends = [min(start + length + 1, len(line)) for start, (_, length) in zip(starts, spans, strict=True)]
    labels = [label(line, *ends_of) for ends_of in zip(starts, ends, strict=True)]
    shown = source_lines(full(report_of(line, *labels)))
    seen = []
    for one in shown:
        assert sum(map(cells, one.text)) <= WINDOW
        by_cell = [char for char in one.text for _ in range(cells(char))]
        for row in one.below:
            for drawn, run in groupby(enumerate(row), key=lambda at: at[1]):
                if drawn != " ":
                    at = [position for position, _ in run]
                    seen.append("".join(by_cell[at[0] : at[-1] + 1]))
    for start, end in zip(starts, ends, strict=True):
        words = "".join(char * cells(char) for char in line[start:end])
        assert any(words in one for one in seen), (words, seen)


def test_a_label_longer_than_the_window_is_shown_from_its_start() -> None:
    line = "x" * 300 + "begin" + "y" * 400
    (shown,) = source_lines(full(report_of(line, label(line, 300, 700, "long"))))
    assert shown.text.startswith("...begin")
    assert shown.text.endswith("...")
    assert len(shown.text) == WINDOW
    assert shown.below[0] == "   " + "^" * (WINDOW - 6) + " long"


SAMPLE = """\
error[po-holds-pm-duty]: the product owner of web-shop also holds market-research and pnl
  --> teams/checkout.yaml:12:32
   |
10 |   - person: ana
11 |     role: product-owner
   |           ------------- product owner of web-shop
12 |     duties: [backlog-ordering, market-research, "P&L"]
   |                                ^^^^^^^^^^^^^^^  ^^^^^ belong to the product manager
   |
   = why: the seat that orders the work also sets the market case for it, so neither is checked by the other
   = help: move market-research and pnl to the product manager of web-shop
   = more: orglint explain po-holds-pm-duty
"""


def test_a_finding_reads_as_promised(report: Report) -> None:
    """The sample of the README and the design, to the letter."""
    assert SAMPLE + "\n" in full(report)


def test_summary_reads_as_promised(report: Report) -> None:
    """Counts of nothing are left out, but for errors, warnings, people and teams."""
    error = next(one for one in report.findings if one.severity is Severity.ERROR)
    seen = LookedAt(paths=("a", "b", "c"), people=31, teams=4, rules=42)
    hidden = tuple(Hidden(error, "folded" if at % 4 else "ignored", "why") for at in range(7))
    one = Report((error,), DAY, seen, hidden)
    last = FORMATS["concise"](one, Style()).splitlines()[-1]
    assert last == "1 error, 0 warnings in 3 files (31 people, 4 teams; 42 rules, 2 ignored, 5 folded)"
    none = Report((), DAY, seen._replace(paths=("a",), people=1, teams=1, products=2, systems=1, rules=1))
    assert FORMATS["full"](none, Style()) == (
        "nothing found in 1 file (1 person, 1 team, 2 products, 1 system; 1 rule)\n"
    )


def test_quiet_says_only_what_was_found(report: Report, empty: Report) -> None:
    assert len(FORMATS["concise"](report, Style(quiet=True)).splitlines()) == len(report.findings)
    assert [FORMATS[name](empty, Style(quiet=True)) for name in ("full", "concise", "github")] == ["", "", ""]


def test_notes_hang_and_wrap(report: Report) -> None:
    for line in full(report).splitlines():
        note = fullmatch(r" +(?:= (?:why|help): )?(.*)", line)
        if note and "^" not in line and "|" not in line and " " in note[1]:
            assert sum(map(cells, note[1])) <= 100, line


def test_more_than_twelve_labels_are_counted() -> None:
    text = "\n".join("abcdefgh")
    labels = [label(text, 2 * at, 2 * at + 1) for at in range(8)]
    rendered = full(report_of(text, *labels, *labels[:5]))
    assert "  = and 1 more place\n" in rendered
    assert "more place" not in full(report_of(text, *labels, *labels[:4]))


@pytest.mark.parametrize(
    ("first", "second", "between"),
    [(1, 2, []), (1, 3, [2]), (1, 4, [2, 3]), (1, 5, ["...", 4]), (1, 9, ["...", 8]), (2, 8, ["..."])],
)
def test_gaps_between_labelled_lines(first: int, second: int, between: list[object]) -> None:
    lines = ["one", "two", "three", "four", "five", "six", "", "eight", "nine"]
    text = "\n".join(lines)
    starts = [sum(len(line) + 1 for line in lines[: number - 1]) for number in (first, second)]
    shown = full(report_of(text, *(label(text, start, start + 2) for start in starts))).split("\n")
    numbers = [
        int(line.split(" ")[0]) if line[0] != "." else line for line in shown if line[:1].isdigit() or line[:1] == "."
    ]
    assert numbers == [*([first - 1] if first > 1 else []), first, *between, second]


def test_context_that_is_empty_is_left_out() -> None:
    text = "\n  \nabc\n"
    assert [one.number for one in source_lines(full(report_of(text, label(text, 4, 7))))] == [3]


def test_a_file_that_cannot_be_shown_is_named_with_what_is_said_of_it() -> None:
    gone = Location(Span("gone.yaml", Position(3, 5), Position(3, 6)), "over there")
    rendered = full(report_of("abc", label("abc", 0, 3), gone))
    assert "\n ::: gone.yaml:3:5 over there\n  |\n" in rendered


def test_no_rule_is_no_fault(report: Report) -> None:
    assert "= why" not in full(report._replace(rules={}))


def test_what_says_the_same_is_as_much_at_fault() -> None:
    text = "one\ntwo\nthree\n"
    labels = (label(text, 4, 7, "counts twice"), label(text, 8, 13, "counts twice"), label(text, 0, 3, "counts once"))
    assert [one.below[0] for one in source_lines(full(report_of(text, *labels)))] == [
        "--- counts once",
        "^^^ counts twice",
        "^^^^^ counts twice",
    ]
