"""One report by hand that holds every corner a format has to turn, an empty one, and a large one."""

from collections.abc import Mapping
from datetime import date

import pytest

from orglint.core import (
    Fault,
    Finding,
    Hidden,
    Inactive,
    Lines,
    Location,
    LookedAt,
    NotRun,
    Place,
    Position,
    Ref,
    Reference,
    Report,
    RuleInfo,
    Severity,
    Span,
    Value,
    fingerprint,
)

CHECKOUT = "teams/checkout.yaml"
WIDE = "people/名簿 é#1.yaml"
TABS = "tabs.yaml"
LONG = "long.yaml"
HOSTILE = "a,b:100%\x1b[31m\u202egpj.yaml"
COMMAND = "::error file=x::y.yaml"
EMPTY = "empty.yaml"
GONE = "gone.yaml"
BYTES = "caf\udce9.yaml"

_ITEMS = ", ".join(f"item-{n:03}" for n in range(120))
TEXTS = {
    CHECKOUT: """\
# the people who get every basket paid
team: checkout
method: scrum

products: [web-shop]

members:
  # asked for in May

  - person: ana
    role: product-owner
    duties: [backlog-ordering, market-research, "P&L"]
  - person: ben
    role: scrum-master

    duties:
      - impediments
      - line-management


  - {person: ana, role: scrum-master, duties: [pnl, pricing, pnl]}
""",
    WIDE: """\
people:
  山田太郎: {name: 山田 太郎, role: 製品責任者}
  rene\u0301e: {name: Rene\u0301e Ze\u0301ro, role: e\u0301le\u0300ve}
  🦊fox: {name: "🦊🦊 fox", role: 🧭-keeper}
  한글: {name: 각 \uff48\uff41\uff4c\uff46, role: ﾊﾝｶｸ}
""",
    TABS: "team:\tpay\r\nmembers:\t# who\r- {person: ana,\trole: x}\n",
    LONG: f"short: line\nlong: [{_ITEMS}]\nwide: {'長' * 200} end\n",
    HOSTILE: "team: \x1b[2Jx\nname: a\u202eb\u2066c\x00d\u200be\U000e0041 ##[error]f\n",
    COMMAND: "team: x\n",
    EMPTY: "",
}
_LINES = {path: Lines(text) for path, text in TEXTS.items()}


def at(path: str, words: str, text: str = "", *, nth: int = 1) -> Location:
    """Return a label on the nth place where words stand in a file."""
    start = -1
    for _ in range(nth):
        start = TEXTS[path].index(words, start + 1)
    return Location(_LINES[path].span(Place(path, start, start + len(words))), text)


def beyond(path: str, line: int, column: int, text: str = "") -> Location:
    """Return a label where there is no text."""
    return Location(Span(path, Position(line, column), Position(line, column)), text)


def finding(
    rule: str,
    message: str,
    primary: Location,
    *related: Location,
    subjects: tuple[Ref, ...] = (),
    scopes: tuple[Ref, ...] = (),
    values: Mapping[str, Value] | None = None,
    advice: tuple[str, ...] = (),
    lost: bool = False,
) -> Finding:
    return Finding(
        rule=rule,
        severity=RULES[rule].severity,
        message=message,
        primary=primary,
        related=related,
        subjects=subjects,
        scopes=scopes,
        values=values or {},
        help=advice,
        fingerprint=fingerprint(rule, message, primary),
        lost=lost,
    )


def _rule(name: str, severity: Severity, rationale: str = "", *advice: str) -> RuleInfo:
    sources = (Reference("A source", "page 1", "seen"), Reference("A number", "in common use", "folklore"))
    summary = f"What {name} finds."
    return RuleInfo(name, "product", summary, severity, rationale, advice, ("it is small",), sources, ("scrum",))


RULES = {
    rule.id: rule
    for rule in (
        _rule(
            "po-holds-pm-duty",
            Severity.ERROR,
            "the seat that orders the work also sets the market case for it, so neither is checked by the other\n",
            "move {right} to the product manager of {scope}",
        ),
        _rule(
            "too-many-places",
            Severity.WARNING,
            "What is said in many places is kept up to date in some of them, and a reader who meets one of the others\n"
            "has no way to know. The address of the longer story has no blank and stays whole: "
            f"https://example.org/{'very-' * 25}long\n\nA second paragraph, 全角の文字も桁で数えられ, "
            "is wrapped by the cells that it takes.",
            "keep {subject} in one place",
        ),
        _rule("wide-words", Severity.INFO),
        _rule("unreadable-file", Severity.ERROR, "A file that cannot be opened says nothing."),
        _rule("rule-that-broke", Severity.WARNING),
    )
}


def _of_the_team() -> list[Finding]:
    web_shop = (Ref("product", "web-shop"),)
    line = "{person: ana, role: scrum-master, duties: [pnl, pricing, pnl]}"
    return [
        finding(
            "po-holds-pm-duty",
            "the product owner of web-shop also holds market-research and pnl",
            at(CHECKOUT, "market-research", "belongs to the product manager"),
            at(CHECKOUT, '"P&L"', "belongs to the product manager"),
            at(CHECKOUT, "product-owner", "product owner of web-shop"),
            subjects=(Ref("person", "ana"),),
            scopes=web_shop,
            values={"right": ("market-research", "pnl"), "scope": ("web-shop",), "share": 0.5, "acting": True},
            advice=("move market-research and pnl to the product manager of web-shop",),
        ),
        finding(
            "po-holds-pm-duty",
            "three texts and two alike stand in one line",
            at(CHECKOUT, "scrum-master", "scrum master of checkout", nth=2),
            at(CHECKOUT, "ana", "one person", nth=2),
            at(CHECKOUT, "pnl", "belongs to the product manager", nth=1),
            at(CHECKOUT, "pnl", "belongs to the product manager", nth=2),
            at(CHECKOUT, "pricing", ""),
            at(CHECKOUT, "scrum-master", "two lines between are shown", nth=1),
            at(CHECKOUT, "line-management", "one line of context, none is empty"),
            at(CHECKOUT, "team", "far above"),
            subjects=(Ref("person", "ana"),),
            values={"endless": float("inf")},
        ),
        finding(
            "too-many-places",
            "labels overlap, touch, and say something else of the same place",
            at(CHECKOUT, line, "the whole"),
            at(CHECKOUT, "[pnl, pricing, pnl]", "a part"),
            at(CHECKOUT, "pricing", "a part of the part"),
            at(CHECKOUT, "pricing", "the same part"),
            at(CHECKOUT, ", pnl", "right behind"),
            advice=("take one",),
        ),
        finding(
            "too-many-places",
            "a span over several lines is underlined in its first",
            at(CHECKOUT, "person: ben\n    role: scrum-master\n", "goes on below"),
            at(CHECKOUT, "\n\nmembers", "begins at the end of a line"),
        ),
    ]


def _of_many_files() -> list[Finding]:
    return [
        finding(
            "too-many-places",
            "labels stand in other files, with and without a text",
            at(CHECKOUT, "checkout", "here"),
            at(TABS, "pay", "and here"),
            beyond(GONE, 30, 4, "and in a file that cannot be shown"),
            beyond(CHECKOUT, 2000, 1, "and behind the end"),
            beyond(EMPTY, 1, 1),
            at(TABS, "team", "and before that"),
        ),
        finding(
            "too-many-places",
            "more than twelve places",
            at(LONG, "item-000", "one"),
            *(at(LONG, f"item-{n:03}", "one more" if n % 2 else "") for n in (1, 2, 3, 60, 61, 62, 119)),
            *(at(CHECKOUT, "e", "", nth=nth) for nth in range(1, 9)),
        ),
        finding("unreadable-file", "an empty file says nothing", beyond(EMPTY, 1, 1), lost=True),
        finding("unreadable-file", "the file cannot be opened", beyond(GONE, 1, 1, "not there"), lost=True),
        finding("unreadable-file", "the name of a file is no UTF-8", beyond(BYTES, 1, 1)),
    ]


def _of_the_words() -> list[Finding]:
    return [
        finding(
            "wide-words",
            f"{name} is written in another script",
            at(WIDE, name, "a name"),
            at(WIDE, role, "a role"),
        )
        for name, role in (
            ("山田 太郎", "製品責任者"),
            ("Rene\u0301e Ze\u0301ro", "e\u0301le\u0300ve"),
            ("🦊🦊 fox", "🧭-keeper"),
            ("각 \uff48\uff41\uff4c\uff46", "ﾊﾝｶｸ"),
        )
    ]


def _of_the_screen() -> list[Finding]:
    return [
        finding("wide-words", "tabs stand before a label and in it", at(TABS, "ana,\trole", "blanks"), at(TABS, "x}")),
        finding("wide-words", "a label is longer than the window", at(LONG, "長" * 150, "cut")),
        finding(
            "wide-words", "labels stand too far apart", at(LONG, "item-001", "left"), at(LONG, "item-110", "right")
        ),
        finding(
            "po-holds-pm-duty",
            "a\x1b[31mb\u202ec\rd\ne\t100% ::error::x ##[error]y \U000e0041 [a](b)",
            at(HOSTILE, "b\u2066c\x00d\u200be", "say\x07s \u202e", nth=1),
            at(HOSTILE, "f", "behind"),
            subjects=(Ref("person", "a\u202eb"),),
            advice=("::warning::z\n" + "words, " * 12 + f"{'x' * 100} ::notice::at the begin of a line",),
        ),
        finding("wide-words", "a path looks like a command", at(COMMAND, "x")),
    ]


def _hidden() -> tuple[Hidden, ...]:
    one, two, three = (finding("too-many-places", f"hidden {n}", at(CHECKOUT, "ben", "here")) for n in range(3))
    return (
        Hidden(one, "ignored", "agreed in May\x1b[0m"),
        Hidden(two, "folded", "po-holds-pm-duty explains it"),
        Hidden(three, "ignored", "agreed in June"),
    )


@pytest.fixture(scope="session")
def report() -> Report:
    """The report with all corners."""
    findings = [*_of_the_team(), *_of_many_files(), *_of_the_words(), *_of_the_screen()]
    return Report(
        findings=tuple(sorted(findings, key=lambda one: one.order)),
        day=date(2026, 1, 31),
        looked_at=LookedAt(
            paths=tuple(TEXTS),
            documents=9,
            unmarked=("values\x1b.yaml",),
            people=31,
            teams=4,
            rules=42,
            inactive=(Inactive("span-too-wide", "no person says reports_to"),),
            profiles=("scrum", "split"),
        ),
        hidden=_hidden(),
        not_run=(NotRun("too-many-places", ("team:a", "team:b\u202e"), "an entry could not be read"),),
        faults=(Fault("rule-that-broke", "KeyError: 'x'\nin a second line"),),
        rules=RULES,
        lines=_LINES,
    )


@pytest.fixture(scope="session")
def empty() -> Report:
    """The report of an organisation without a fault."""
    return Report(findings=(), day=date(2026, 1, 31), looked_at=LookedAt(paths=("team.yaml",), people=1, teams=1))


@pytest.fixture(scope="session")
def large() -> Report:
    """Twenty thousand findings in one file, two labels each."""
    text = "".join(f"  - {{person: p{n}, role: product-owner, duties: [pnl, pricing]}}\n" for n in range(20_000))
    lines = Lines(text)
    path = "teams/large.yaml"

    def label(line: int, column: int, length: int, words: str) -> Location:
        return Location(Span(path, Position(line, column), Position(line, column + length)), words)

    findings = tuple(
        finding(
            "po-holds-pm-duty",
            f"the product owner of product-{n} also holds pnl and pricing",
            label(n, 54, 3, "belongs to the product manager"),
            label(n, 59, 7, "belongs to the product manager"),
            label(n, 24, 13, f"product owner of product-{n}"),
            advice=(f"move pnl and pricing to the product manager of product-{n}", "or write down why"),
        )
        for n in range(1, 20_001)
    )
    return Report(findings=findings, day=date(2026, 1, 31), rules=RULES, lines={path: lines})
