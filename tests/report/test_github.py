"""Annotations come out of the runner's grammar as they went in, and nothing else is read as a command."""

from datetime import date
from re import DOTALL, fullmatch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orglint.core import Finding, Location, Position, Report, Severity, Span
from orglint.report import FORMATS, Style
from orglint.report.cells import safe

COMMANDS = {"error", "warning", "notice", "debug", "group", "endgroup", "add-mask", "stop-commands", "set-output"}
LEVEL = {"error": Severity.ERROR, "warning": Severity.WARNING, "notice": Severity.INFO}
Command = tuple[str, dict[str, str], str]


def command(line: str) -> Command | None:
    """Read a line as the runner does: `::name key=value,key=value::data`, or the older `##[name key=value]data`."""
    found = fullmatch(r"\s*::([^ ]*?)(?: (.*?))?::(.*)", line, DOTALL)
    if found and found[1] in COMMANDS:
        pairs = [pair.split("=", 1) for pair in (found[2] or "").strip().split(",") if pair]
        return found[1], {key: unescaped(value, ":,") for key, value in pairs}, unescaped(found[3])
    old = line.partition("##[")[2].partition("]")[0].partition(" ")[0]
    return (old, {}, "") if old in COMMANDS else None


def unescaped(text: str, also: str = "") -> str:
    for char in f"\r\n{also}%":
        text = text.replace(f"%{ord(char):02X}", char)
    return text


def rendered(*findings: Finding, quiet: bool = True) -> list[str]:
    text = FORMATS["github"](Report(findings, date(2026, 1, 31)), Style(quiet=quiet))
    assert text == "" or text.endswith("\n")
    return text.split("\n")[:-1]


def finding(
    severity: Severity = Severity.ERROR,
    message: str = "m",
    path: str = "a.yaml",
    span: tuple[int, int, int, int] = (1, 1, 1, 2),
    advice: tuple[str, ...] = (),
) -> Finding:
    line, column, last, end = span
    where = Location(Span(path, Position(line, column), Position(last, end)), "")
    return Finding("a-rule", severity, message, where, (), (), (), {}, advice, "f")


HOSTILE = st.text(
    st.one_of(st.sampled_from("%:,=#[]\r\n\t ;A0D2C35é🦊\x1b\u202e"), st.characters()), min_size=1, max_size=12
)


@given(message=HOSTILE, path=HOSTILE.filter(lambda path: not path.startswith("=")), advice=HOSTILE)
def test_what_goes_in_comes_out(message: str, path: str, advice: str) -> None:
    (line,) = rendered(finding(message=message, path=path, advice=(advice, "and more")))
    name, properties, data = command(line) or ("", {}, "")
    assert name == "error"
    assert properties["file"].rstrip() == safe(path).rstrip()
    assert properties["title"] == "orglint a-rule"
    assert data == f"{safe(message)}\n{safe(advice)}"


@given(st.lists(st.tuples(st.sampled_from(Severity), HOSTILE, HOSTILE), max_size=40), st.booleans())
def test_only_annotations_are_commands(drawn: list[tuple[Severity, str, str]], quiet: bool) -> None:
    lines = rendered(*(finding(severity, message, path) for severity, message, path in drawn), quiet=quiet)
    commands = [found for line in lines if (found := command(line))]
    assert all(name in LEVEL for name, _, _ in commands)
    assert lines[: len(commands)] == [line for line in lines if command(line)]
    more = [data for _, properties, data in commands if "file" not in properties]
    assert len(lines) == len(drawn) + len(more) + (not quiet)
    for name in LEVEL:
        assert sum(one == name for one, _, _ in commands) <= 10


@pytest.mark.parametrize("format_name", ["full", "concise"])
@given(message=HOSTILE, path=st.sampled_from(["::error::", " ::error file=a::b", "##[error]"]) | HOSTILE, note=HOSTILE)
def test_text_for_people_holds_no_commands(format_name: str, message: str, path: str, note: str) -> None:
    advice = (f"{'x' * 120} ::error::{note}", f"##[error]{note}")
    report = Report((finding(message=message, path=path, advice=advice),), date(2026, 1, 31))
    for line in FORMATS[format_name](report, Style(verbose=True)).split("\n"):
        assert command(line) is None


@pytest.mark.parametrize(
    ("counts", "annotated", "told"),
    [
        ({"notice": 10}, {"notice": 10}, ""),
        ({"error": 10, "warning": 10, "notice": 10}, {"error": 10, "warning": 10, "notice": 10}, ""),
        ({"error": 11}, {"error": 10, "notice": 1}, "1 more finding in the log of this step"),
        ({"notice": 11}, {"notice": 10}, "2 more findings in the log of this step"),
        ({"error": 12, "notice": 10}, {"error": 10, "notice": 10}, "3 more findings in the log of this step"),
        ({}, {}, ""),
    ],
)
def test_ten_of_each_level(counts: dict[str, int], annotated: dict[str, int], told: str) -> None:
    findings = [finding(LEVEL[name], path=f"{name}-{n:02}") for name, count in counts.items() for n in range(count)]
    lines = rendered(*findings)
    commands = [found for line in lines if (found := command(line))]
    assert {name: sum(one == name for one, _, _ in commands) for name, _, _ in commands} == annotated
    assert [data for _, properties, data in commands if "file" not in properties] == [told] * bool(told)
    for one in findings:
        assert sum(one.primary.span.path in line for line in lines) == 1


def test_the_gravest_come_first() -> None:
    severities = [Severity.INFO, Severity.ERROR, Severity.WARNING, Severity.ERROR]
    lines = rendered(*(finding(severity, str(at)) for at, severity in enumerate(severities)))
    assert [found[2] for line in lines if (found := command(line))] == ["1", "3", "2", "0"]


POSITIONS = st.tuples(*[st.integers(1, 5)] * 4)


@given(POSITIONS)
def test_columns_go_with_one_line_only(span: tuple[int, int, int, int]) -> None:
    (line,) = rendered(finding(span=span))
    _, properties, _ = command(line) or ("", {}, "")
    assert int(properties["endLine"]) >= int(properties["line"])
    assert ("col" in properties) == ("endColumn" in properties) == (span[0] == span[2])
    if "col" in properties:
        assert int(properties["endColumn"]) >= int(properties["col"])
