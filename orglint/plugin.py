"""Write rules in Python, for what data cannot say: what a plugin imports. Loaded only where `--plugin` asks for it.

A plugin is a module with a list `RULES`, each made by `rule()`. A rule in Python has what a rule file has, examples of
both sides among it, and is linted, run, reported and explained like one.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from inspect import currentframe
from textwrap import dedent
from typing import Any, Literal, NamedTuple, TypeAlias

from orglint.core import ORGANISATION, UNREAD, Label, NotJudged, Place, Problem, Ref, Reference, Site
from orglint.kinds import Found
from orglint.org import Activity, Org, Person, Seat, Team, Unit, View, Work
from orglint.rulebook.python_rule import ClassName, Noun, PythonCheck, PythonRule, Speaking, ValueType

Where: TypeAlias = Speaking
"""What a check asks of each subject: `where(team)`, and `where.options.most` for an option."""
Level: TypeAlias = Literal["info", "warning", "error"]

__all__ = [
    "ORGANISATION",
    "UNREAD",
    "Activity",
    "Example",
    "Found",
    "Grade",
    "Label",
    "NotJudged",
    "Option",
    "Org",
    "Person",
    "Place",
    "Problem",
    "Ref",
    "Reference",
    "Seat",
    "Site",
    "Team",
    "Unit",
    "View",
    "Where",
    "Work",
    "rule",
]


class Example(NamedTuple):
    """A small organisation. In an invalid one, `# finding` stands on each line of a primary label."""

    name: str
    source: str
    as_of: str = "2026-06-01"


class Option(NamedTuple):
    """What an organisation may set in its settings: what it means, and what it is unless said."""

    means: str
    default: str | float | bool | date | Sequence[str]


class Grade(NamedTuple):
    """Another severity, where an expression holds of the subject and of the values of a problem."""

    severity: Level
    when: str


def rule(
    id: str,  # noqa: A002 - the word of rule files and reports
    *,
    family: str,
    summary: str,
    severity: Level,
    message: str,
    rationale: str,
    help: Sequence[str],  # noqa: A002 - as above
    check: PythonCheck,
    valid: Sequence[Example],
    invalid: Sequence[Example],
    profiles: Sequence[str] = ("core",),
    subjects: Mapping[str, ClassName] | None = None,
    placeholders: Sequence[str] = (),
    values: Mapping[str, ValueType] | None = None,
    names: Mapping[Noun, Sequence[str]] | None = None,
    options: Mapping[str, Option] | None = None,
    references: Sequence[Reference] = (),
    fine_when: Sequence[str] = (),
    grades: Sequence[Grade] = (),
    when: str = "",
    unless: str = "",
    needs: Sequence[str] = (),
    explained_by: Sequence[str] = (),
    min_headcount: int = 0,
    since: str = "",
    status: Literal["preview", "stable", "deprecated"] = "stable",
    replaced_by: str = "",
    formerly: Sequence[str] = (),
) -> PythonRule:
    """Return a rule for `RULES`. What is not told here means what it means in a rule file.

    `check` yields a `Problem` for each thing found, and `NotJudged` for what could not be judged; it asks `where` of
    each subject first. `subjects` says what it hands to `where`, in order: the name that `when` uses, and the class.
    `placeholders` are the values of a problem that the message may name, `values` those that grades may look at too,
    with their types. `names` are the roles, duties and teams that the check speaks of, so that a name that nothing
    declares is told instead of never being found.
    """
    data: dict[str, Any] = {
        "summary": summary, "severity": severity, "profiles": profiles, "message": message, "rationale": rationale,
        "help": help, "valid": [_example(one) for one in valid], "invalid": [_example(one) for one in invalid],
        "references": references, "fine_when": fine_when, "grades": grades, "when": when, "unless": unless,
        "needs": needs, "explained_by": explained_by, "min_headcount": min_headcount, "since": since,
        "status": status, "replaced_by": replaced_by, "formerly": formerly,
        "options": {name: _option(one) for name, one in (options or {}).items()},
        "check": {"kind": "python", "looks_at": dict(subjects or {}), "names": dict(names or {})},
    }  # fmt: skip
    frame = currentframe()
    caller = frame.f_back if frame is not None else None
    path, line = (caller.f_code.co_filename, caller.f_lineno) if caller is not None else ("", 1)
    plain = {key: _plain(value) for key, value in data.items()}
    return PythonRule(id, family, plain, check, tuple(placeholders), dict(values or {}), path, line)


def _example(one: Any) -> Any:
    """Return an example with its source moved to the left, as it is indented in the module."""
    return one._replace(source=dedent(one.source).lstrip("\n")) if isinstance(one, Example) else one


def _option(one: Any) -> Any:
    """Return an option with its default as YAML would write it."""
    return one._replace(default=_written(one.default)) if isinstance(one, Option) else one


def _written(value: Any) -> Any:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    return [_written(item) for item in value] if isinstance(value, list | tuple) else str(value)


def _plain(value: Any) -> Any:
    """Return a value as a rule file would hold it: mappings and lists."""
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: _plain(item) for name, item in value._asdict().items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return {name: _plain(item) for name, item in value.items()} if isinstance(value, dict) else value
