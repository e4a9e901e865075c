"""`orglint check`."""

from dataclasses import replace
from pathlib import Path

from orglint.cli.console import COLORS, colored, say, write
from orglint.cli.exits import Code, fault_line, save
from orglint.cli.files import Files
from orglint.cli.options import (
    AsOf,
    Color,
    ExitZero,
    FailOn,
    Format,
    LeftOut,
    Only,
    OutputFile,
    Paths,
    Plugins,
    Quiet,
    SettingsPath,
    Statistics,
    StdinName,
    Verbose,
)
from orglint.cli.usage import Asked, CouldNot
from orglint.core import Fault, Report, Severity
from orglint.outside import reason
from orglint.pipeline import judge
from orglint.report import FOR_PEOPLE, FORMATS, Style


def check(
    paths: Paths = None,
    output_format: Format = "full",
    output_file: OutputFile = None,
    select_: Only = None,
    ignore: LeftOut = None,
    fail_on: FailOn = None,
    exit_zero: ExitZero = False,
    as_of: AsOf = None,
    color: Color = "auto",
    statistics: Statistics = False,
    stdin_filename: StdinName = "",
    settings_path: SettingsPath = None,
    plugin: Plugins = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> Code:
    """Check the files of an organisation.

    All files of a run are one organisation. Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 could not check,
    3 a fault in orglint itself.
    """
    asked = Asked()
    report_format = asked.one_of("--format", output_format, FORMATS)
    style = Style(colored(asked.one_of("--color", color, COLORS)), quiet, verbose, statistics)
    day = asked.day(as_of)
    files = Files(asked, tuple(paths or ()), settings_path, stdin_filename, plugin or ())
    selection = files.selection(asked, select_, ignore, fail_on)
    asked.stop()
    reading, selection = files.reading(selection)
    report = judge(reading, selection, day)
    _deliver(report, report_format, style, output_file)
    return _code(report, selection.settings.fail_on, exit_zero=exit_zero)


def _deliver(report: Report, report_format: str, style: Style, file: Path | None) -> None:
    """Write a report where it was asked for; raises CouldNot where a file cannot be written."""
    plain = replace(style, color=False)
    if file is None:
        for_people = report_format in FOR_PEOPLE
        write(FORMATS[report_format](report, style if for_people else plain), exact=not for_people)
        return
    write(FORMATS["full"](report, style))
    try:
        save(FORMATS[report_format](report, plain), file)
    except OSError as error:
        why = reason(error) if file.parent.is_dir() else f"there is no folder {file.parent}"
        raise CouldNot(f"{file} cannot be written: {why}") from None


def _code(report: Report, fail_on: Severity, *, exit_zero: bool) -> Code:
    if report.faults:
        say(*(_told(fault) for fault in report.faults))
        return Code.FAULT
    return Code.FOUND if report.fails(fail_on) and not exit_zero else Code.CLEAN


def _told(fault: Fault) -> str:
    if fault.plugin:
        return f"a fault in the rule {fault.rule} of {fault.plugin}: {fault.error}"
    return fault_line(f"{fault.rule}: {fault.error}")
