"""`orglint check`."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from orglint.cli.console import COLORS, colored, say, write
from orglint.cli.exits import Code, CouldNot, ending, fault_line, messages
from orglint.core import Report, Settings, Severity, nearest
from orglint.core.wording import joined
from orglint.outside import NothingToCheck, find, gather, load
from orglint.pipeline import judge, understand
from orglint.report import FAILED, FOR_PEOPLE, FORMATS, Style
from orglint.rulebook import Pointer, Selection, Unusable, built_in, select

Paths = Annotated[
    list[str] | None, typer.Argument(help="Files and folders; - reads standard input.", show_default=False)
]
Format = Annotated[str, typer.Option("--format", help=f"One of {joined(tuple(FORMATS), 'or')}.", metavar="FORMAT")]
OutputFile = Annotated[Path | None, typer.Option(help="Write the report here, and text for people to the terminal.")]
Names = Annotated[list[str] | None, typer.Option(help="Rules or families to run, and nothing else.", metavar="RULES")]
NotNames = Annotated[list[str] | None, typer.Option(help="Rules or families to leave out.", metavar="RULES")]
FailOn = Annotated[str | None, typer.Option(help="The least severity that fails: error, warning or info.")]
AsOf = Annotated[str | None, typer.Option(help="Judge this day instead of today (UTC).", metavar="YYYY-MM-DD")]
Color = Annotated[str, typer.Option(help="Colour: auto, always or never.")]
StdinName = Annotated[str, typer.Option(help="The file that standard input stands for.", metavar="PATH")]
SettingsPath = Annotated[Path | None, typer.Option("--settings", help="Take the settings from this file.")]
Statistics = Annotated[
    bool, typer.Option("--statistics", help="Count the findings of each rule instead of listing them.")
]
ExitZero = Annotated[bool, typer.Option("--exit-zero", help="End with 0 where findings would end with 1.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print findings and nothing else.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say what was looked at, hidden, and not run.")]
Traceback = Annotated[bool, typer.Option("--traceback", hidden=True)]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks for, checked."""

    format: str
    day: date
    style: Style
    output_file: Path | None


@ending
def check(
    paths: Paths = None,
    output_format: Format = "full",
    output_file: OutputFile = None,
    select_: Annotated[
        list[str] | None, typer.Option("--select", help="Run only these rules or families.", metavar="RULES")
    ] = None,
    ignore: NotNames = None,
    fail_on: FailOn = None,
    exit_zero: ExitZero = False,
    as_of: AsOf = None,
    color: Color = "auto",
    statistics: Statistics = False,
    stdin_filename: StdinName = "",
    settings_path: SettingsPath = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    traceback: Traceback = False,
) -> Code:
    """Check the files of an organisation.

    All files of a run are one organisation. Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 could not check,
    3 a fault in orglint itself.
    """
    del traceback  # looked for by the one place that ends a run
    style = Style(quiet=quiet, verbose=verbose, statistics=statistics)
    asked = _asked(output_format, as_of, color, output_file, style)
    try:
        selection = _selection(paths or [], settings_path, _split(select_), _split(ignore), fail_on)
        report = _report(paths or [], selection, asked.day, stdin_filename)
    except (CouldNot, NothingToCheck, Unusable) as trouble:
        if asked.format in FAILED:
            _deliver(FAILED[asked.format](messages(trouble)), "", asked)
        raise
    text = FORMATS[asked.format](report, asked.style)
    _deliver(text, FORMATS["full"](report, asked.style) if asked.output_file else "", asked)
    return _code(report, selection.settings.fail_on, exit_zero=exit_zero)


def _asked(output_format: str, as_of: str | None, color: str, output_file: Path | None, style: Style) -> Asked:
    """Check the words of the command line; raises CouldNot with all that are not known."""
    wrong = [*_unknown("format", output_format, tuple(FORMATS)), *_unknown("color", color, COLORS)]
    day = datetime.now(tz=UTC).date()
    if as_of is not None:
        try:
            day = date.fromisoformat(as_of)
        except ValueError:
            wrong.append(f"--as-of takes a day such as 2026-01-31, not {as_of}")
    if wrong:
        raise CouldNot(*wrong)
    to_terminal = output_format in FOR_PEOPLE or output_file is not None
    return Asked(output_format, day, replace(style, color=to_terminal and colored(color)), output_file)


def _unknown(option: str, word: str, known: tuple[str, ...]) -> list[str]:
    if word in known:
        return []
    near = nearest(word, known)
    hint = f"; did you mean {joined(near, 'or')}?" if near else ""
    return [f"--{option} takes {joined(known, 'or')}, not {word}{hint}"]


def _split(names: list[str] | None) -> tuple[str, ...]:
    """Return names that may be given several times or with commas between."""
    return tuple(name.strip() for listed in names or () for name in listed.split(",") if name.strip())


def _selection(
    paths: list[str], given: Path | None, chosen: tuple[str, ...], left_out: tuple[str, ...], fail_on: str | None
) -> Selection:
    """Return the rules to run: by the nearest settings file, and what the command line says over it."""
    wrong = _unknown("fail-on", fail_on or "error", tuple(severity.word for severity in reversed(Severity)))
    if wrong:
        raise CouldNot(*wrong)
    path = given or find(paths)
    settings, pointer, mistakes = load(path) if path else (Settings(), Pointer("the command line"), [])
    settings = settings._replace(select=chosen, ignore=left_out)
    if fail_on is not None:
        settings = settings._replace(fail_on=Severity.of(fail_on))
    return select(built_in(), settings, pointer, mistakes)


def _report(paths: list[str], selection: Selection, day: date, stdin_name: str) -> Report:
    """Read, understand, judge."""
    settings = selection.settings
    gathered = gather(paths, settings, stdin_name=stdin_name)
    reading = understand(
        gathered.sources, selection.book.vocabulary, problems=gathered.problems, closed=bool(settings.path)
    )
    return judge(reading, selection, day)


def _deliver(text: str, for_people: str, asked: Asked) -> None:
    """Write a report where it was asked for."""
    if asked.output_file is None:
        write(text, exact=asked.format not in FOR_PEOPLE)
        return
    try:
        asked.output_file.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise CouldNot(f"{asked.output_file} cannot be written: {(error.strerror or str(error)).lower()}") from None
    write(for_people)


def _code(report: Report, fail_on: Severity, *, exit_zero: bool) -> Code:
    if report.faults:
        say(*(fault_line(f"{fault.rule}: {fault.error}") for fault in report.faults))
        return Code.FAULT
    return Code.FOUND if report.fails(fail_on) and not exit_zero else Code.CLEAN
