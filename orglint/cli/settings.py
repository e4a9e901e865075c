"""`orglint settings`: what the settings come to, and where each value comes from."""

from collections.abc import Iterator, Sequence
from json import dumps
from typing import TYPE_CHECKING, Annotated, Any

import typer

from orglint.cli.console import write
from orglint.cli.exits import Code
from orglint.cli.files import Files
from orglint.cli.options import FailOn, LeftOut, Only, Paths, SettingsPath
from orglint.cli.usage import Asked
from orglint.core.wording import joined, plural
from orglint.report.cells import safe, width

if TYPE_CHECKING:
    from orglint.rulebook.effective import Effect, Effective, Place, Value

FORMATS = ("text", "json")


def settings(
    paths: Paths = None,
    select_: Only = None,
    ignore: LeftOut = None,
    fail_on: FailOn = None,
    settings_path: SettingsPath = None,
    output_format: Annotated[
        str,
        typer.Option(
            "--format", help=f"{joined(FORMATS, 'or')}.", metavar="FORMAT", autocompletion=lambda: list(FORMATS)
        ),
    ] = "text",
) -> Code:
    """Print every setting as it holds.

    Each value comes with where it was said: a line of the settings, a profile, the command line, or nowhere.
    """
    asked = Asked()
    wanted = asked.one_of("--format", output_format, FORMATS)
    files = Files(asked, tuple(paths or ()), settings_path, "")
    selection = files.selection(asked, select_, ignore, fail_on)
    asked.stop()
    if any(one.units for one in selection.settings.overrides):
        _, selection = files.reading(selection)
    from orglint.rulebook.effective import Effective  # noqa: PLC0415 - only this command asks what holds

    found = Effective(selection, frozenset({"fail_on"} if fail_on is not None else ()))
    if wanted == "json":
        write(dumps(_document(found, selection.settings.path), ensure_ascii=False, indent=2) + "\n", exact=True)
    else:
        write("\n".join(_lines(found)) + "\n")
    return Code.CLEAN


def _document(found: "Effective", path: str) -> dict[str, Any]:
    return {
        "version": 1,
        "settings": path or None,
        "values": {name: one._asdict() for name, one in found.values.items()},
        "profiles": [one._asdict() for one in found.profiles],
        "rules": [_rule(one) for one in found.rules],
        "overrides": [
            {**one._asdict(), "rules": [_rule(rule) for rule in one.rules]} for one in found.overrides
        ],
    }  # fmt: skip


def _rule(effect: "Effect") -> dict[str, Any]:
    options = {name: one._asdict() for name, one in effect.options.items()}
    return {**effect._asdict(), "severity": effect.severity._asdict(), "options": options}


def _lines(found: "Effective") -> Iterator[str]:
    yield from _table([(name, _said(one), one.origin) for name, one in found.values.items()])
    yield "\nprofiles"
    yield from _table([(one.name, one.state, one.why) for one in found.profiles])
    yield "\nrules"
    yield from _rules(tuple(found.rules))
    for place in found.overrides:
        yield f"\noverride {safe(place.origin)}"
        yield from _place(place)


def _place(place: "Place") -> Iterator[str]:
    where = [(cls, _listed(names), "") for cls, names in place.where.items()]
    yield from _table([*where, ("profiles", _listed(place.profiles), "")])
    if place.rules:
        yield from _rules(place.rules)
    else:
        yield f"{plural(0, 'rule')} different"


def _rules(effects: "Sequence[Effect]") -> Iterator[str]:
    rows = []
    for one in effects:
        weight = one.severity.value if one.state != "off" else ""
        from_ = "" if one.severity.origin == "the rule" or not weight else f"; {weight} by {one.severity.origin}"
        options = "".join(f"; {name}: {_said(said)} by {said.origin}" for name, said in one.options.items())
        rows.append((one.rule, one.state, weight, f"{one.why}{from_}{options if weight else ''}"))
    yield from _table(rows)


def _said(one: "Value") -> str:
    """Return a value as a line shows it."""
    return _shown(one.value)


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return joined([f"{key} {_shown(said)}" for key, said in value.items()]) or "nothing"
    return _listed(value) if isinstance(value, list | tuple) else "counted" if value is None else str(value)


def _listed(values: Sequence[object]) -> str:
    return ", ".join(str(value) for value in values) or "nothing"


def _table(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Yield rows with their columns below each other."""
    shown = [[safe(cell) for cell in row] for row in rows]
    widths = [max(width(cell) for cell in column) for column in zip(*shown, strict=True)]
    for row in shown:
        yield "  ".join(cell + " " * (widths[at] - width(cell)) for at, cell in enumerate(row)).rstrip()
