"""A rule as a page, for the terminal and as Markdown; what it prints below its example is the real output."""

from collections.abc import Iterator, Sequence
from textwrap import indent, wrap
from typing import Protocol

from orglint.core import Reference, Report
from orglint.report import FORMATS, Style
from orglint.rule_examples import judged, unmarked
from orglint.rulebook import Example, Rule, Rulebook
from orglint.rulebook.options import written

_WIDTH = 100
_EVIDENCE = {
    "seen": "read in the source",
    "quoted": "as quoted by others",
    "standard": "a well-known standard, cited by section",
    "logic": "follows from the words themselves",
    "folklore": "folklore: in common use, measured by nobody",
}


class Writer(Protocol):
    """Writes the parts of a page."""

    def title(self, rule: Rule) -> Iterator[str]:
        """Yield the head of the page."""

    def section(self, title: str, texts: Sequence[str], *, listed: bool = False) -> Iterator[str]:
        """Yield a section of sentences or of list items; nothing where there is no text."""

    def code(self, title: str, text: str, language: str) -> Iterator[str]:
        """Yield a section of text that is shown as it is."""


def page(book: Rulebook, rule: Rule, style: Style, *, markdown: bool = False) -> str:
    """Return the page of a rule."""
    write: Writer = _Markdown() if markdown else _Terminal(style)
    report = judged(book, rule, rule.file.invalid[0]) if rule.file.invalid else None
    lines = [
        *write.title(rule),
        *write.section("What it finds", [rule.info.summary]),
        *write.section("Why", [" ".join(rule.info.rationale.split())]),
        *_examples(rule, report, write, Style(color=style.color and not markdown, quiet=True, notes=False)),
        *write.section("What to do", _advice(rule, report), listed=True),
        *write.section("Fine when", rule.info.fine_when, listed=True),
        *write.section("Options", _options(rule), listed=True),
        *write.section("Silence it", [f"`# orglint: ignore[{rule.id}] the reason` on the line, or on a line above it"]),
        *write.section("Sources", [_source(one) for one in rule.info.references], listed=True),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _examples(rule: Rule, report: Report | None, write: Writer, style: Style) -> Iterator[str]:
    if report is not None:
        example = rule.file.invalid[0]
        yield from write.code(f"Example: {example.name}", _source_text(example), "yaml")
        yield from write.code("Output", FORMATS["full"](report, style).rstrip(), "text")
    if rule.file.valid:
        example = rule.file.valid[0]
        yield from write.code(f"Instead: {example.name}", _source_text(example), "yaml")


def _advice(rule: Rule, report: Report | None) -> tuple[str, ...]:
    """Return what to do, in the words of the example."""
    found = report.findings if report is not None else ()
    return next((finding.help for finding in found if finding.rule == rule.id), rule.info.help)


def severities(rule: Rule) -> str:
    """Say what the findings of a rule weigh: its own severity, other grades, and what a small organisation gets."""
    own = rule.info.severity
    grades = dict.fromkeys(grade.severity.word for grade in rule.file.grades if grade.severity is not own)
    said = " or ".join([own.word, *grades])
    few = rule.file.min_headcount
    return f"{said}; a hint below {few} people" if few else said


def _source_text(example: Example) -> str:
    return unmarked(example.source).rstrip()


def _options(rule: Rule) -> list[str]:
    now = written(rule.file, rule.options)
    return [f"`{name}` (now {_value(now[name])}): {option.means}" for name, option in rule.file.options.items()]


def _status(rule: Rule) -> str:
    return f"{rule.info.status} since {rule.info.since}" if rule.info.since else rule.info.status


def _value(value: object) -> str:
    return ", ".join(str(item) for item in value) if isinstance(value, list) else str(value)


def _source(reference: Reference) -> str:
    return f"{reference.title}, {reference.locator} ({_EVIDENCE[reference.evidence]})"


class _Terminal:
    """Writes a page for a terminal."""

    def __init__(self, style: Style) -> None:
        self._style = style

    def title(self, rule: Rule) -> Iterator[str]:
        severity = rule.info.severity
        profiles = ", ".join(rule.info.profiles)
        yield f"{self._style.paint(rule.id, 'bold')} ({self._style.weighed(severities(rule), severity)})"
        yield f"family {rule.family}, profiles {profiles}, {_status(rule)}"
        yield ""

    def section(self, title: str, texts: Sequence[str], *, listed: bool = False) -> Iterator[str]:
        if not any(texts):
            return
        yield self._style.paint(title, "bold")
        for text in texts:
            lead = "- " if listed else ""
            yield from wrap(
                text.replace("`", ""), _WIDTH, initial_indent=f"  {lead}", subsequent_indent="    "[: 2 + len(lead)]
            )
        yield ""

    def code(self, title: str, text: str, _language: str) -> Iterator[str]:
        yield self._style.paint(title, "bold")
        yield indent(text, "    ")
        yield ""


class _Markdown:
    """Writes a page as Markdown."""

    def title(self, rule: Rule) -> Iterator[str]:
        yield f"# {rule.id}"
        yield ""
        yield (
            f"Severity **{severities(rule)}** · family {rule.family} · profiles {', '.join(rule.info.profiles)}"
            f" · {_status(rule)}"
        )
        yield ""

    def section(self, title: str, texts: Sequence[str], *, listed: bool = False) -> Iterator[str]:
        if not any(texts):
            return
        yield f"## {title}"
        yield ""
        yield from (f"- {text}" if listed else text for text in texts)
        yield ""

    def code(self, title: str, text: str, language: str) -> Iterator[str]:
        yield f"## {title}"
        yield ""
        yield f"```{language}"
        yield text
        yield "```"
        yield ""
