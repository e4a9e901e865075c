"""A finding keeps its name when the file around it changes."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from orglint.core import Settings, Source
from orglint.pipeline import judge, understand
from orglint.rulebook import Selection, built_in
from tests.rulebook.small import DAY, judged, rule

BOTH = rule(
    "both", {"kind": "exclusive", "within": "team", "between": [{"roles": ["product-owner"]}, {"duties": ["pnl"]}]}
)
NOBODY = rule("nobody", {"kind": "count", "count": {"each_duty": "required"}, "per": "product", "at_least": 1})
FULL = rule("full", {"kind": "limit", "per": "person", "metric": "allocation", "max": "100%"})
LOOP = rule("loop", {"kind": "graph", "edge": "reports_to", "acyclic": True})
OURS = rule("ours", {"kind": "reserved", "duties": ["audit"], "to": ["auditor"]})
GONE = rule("gone", {"kind": "assert", "for_each": "seat", "assert": 'seat.person.status != "departed"'})
RULES = (BOTH, NOBODY, FULL, LOOP, OURS, GONE)
TEXT = """
people:
  ana: {reports_to: ben, kind: humn}
  ben: {reports_to: ana, foo: 1}
  cleo: {since: 2026-02-30, reports_to: bne, status: departed}
products:
  p: {}
teams:
  t:
    members:
      - {person: ana, role: product-owner, duties: [pnl, audit], allocation: 80%}
      - {person: Ana, role: developer, duties: ["P&L"], allocation: 80%}
      - {person: cleo, role: devloper}
      - {person: cleo, role: devloper, product: p}
"""


def prints(files: str | Mapping[str, str]) -> dict[str, list[str]]:
    """Return the fingerprints of each rule."""
    found: dict[str, list[str]] = {}
    for one in judged(files, *RULES).findings:
        found.setdefault(one.rule, []).append(one.fingerprint)
    return {name: sorted(several) for name, several in found.items()}


EXPECTED = prints(TEXT)


def test_there_is_something_of_everything() -> None:
    assert set(EXPECTED) == {
        "both",
        "nobody",
        "full",
        "loop",
        "ours",
        "gone",
        "wrong-type",
        "unknown-key",
        "impossible-date",
        "unknown-reference",
        "unknown-role",
        "handle-spelling",
        "duty-synonym",
    }


def test_fingerprints_are_unique_in_a_report() -> None:
    every = [one for several in EXPECTED.values() for one in several]
    assert len(every) == len(set(every)) >= 13


@pytest.mark.parametrize(
    "files",
    [
        "# a line more\n\n\n" + TEXT,
        TEXT.replace("\n", "\r\n"),
        TEXT.replace("  ", "     "),
        {"elsewhere/other.yml": TEXT},
        {"a.yaml": "organization: acme\n", "org.yaml": TEXT, "z.yaml": "organization: acme\n"},
        "\n".join(["teams:" + TEXT.split("teams:")[1], TEXT.split("teams:", maxsplit=1)[0]]),
        {"b.yaml": TEXT.split("teams:", maxsplit=1)[0], "a.yaml": "teams:" + TEXT.split("teams:")[1]},
        TEXT.replace("members:", "tags: [new]\n    members:\n      - zoe"),
        TEXT.replace("  ana:", "  zoe: {reports_to: none}\n  ana:"),
    ],
    ids=[
        "moved",
        "line ends",
        "indented",
        "renamed",
        "another first file",
        "sections changed",
        "split",
        "an item before",
        "an entry before",
    ],
)
def test_fingerprints_survive(files: str | Mapping[str, str]) -> None:
    if isinstance(files, str) and "zoe" in files:
        files = files.replace("people:\n", "people:\n  zoe: {reports_to: none}\n") if "zoe: {" not in files else files
    assert prints(files) == EXPECTED


def test_a_team_file_and_an_entry_of_teams_have_the_same_fingerprints() -> None:
    head, tail = TEXT.split("teams:")
    body = "\n".join(line[4:] for line in tail.splitlines()[2:])
    assert prints({"a.yaml": head, "t.yaml": f"team: t\n{body}\n"}) == EXPECTED


def test_the_spelling_of_a_handle_does_not_matter() -> None:
    one = prints("people: {ana: {}}\nteams: {t: {members: [{person: ana, role: product-owner, duties: [pnl]}]}}")
    other = prints('people: {Ana: {}}\nteams: {T: {members: [{person: "@Ana", role: PO, duties: [pnl]}]}}')
    assert one["both"] == other["both"]


def test_the_nearest_name_and_the_number_of_places_do_not_matter() -> None:
    one = prints("people: {ana: {}}\nteams: {t: {members: [anna]}}")
    other = prints("people: {ana: {}, annaa: {}}\nteams: {t: {members: [anna, {person: anna, role: developer}]}}")
    assert one["unknown-reference"] == other["unknown-reference"]


def test_another_text_at_fault_is_another_finding() -> None:
    one = prints("people: {ana: {kind: humn}}")
    other = prints("people: {ana: {kind: hunam}}")
    elsewhere = prints("people: {ben: {kind: humn}}")
    assert len({tuple(found["wrong-type"]) for found in (one, other, elsewhere)}) == 3


def test_the_same_mistake_twice_in_one_place_is_told_apart_by_its_number() -> None:
    found = prints("teams: {t: {members: [{person: a, role: devloper}, {person: b, role: devloper}]}}")["unknown-role"]
    alone = prints("teams: {t: {members: [{person: a, role: devloper}]}}")["unknown-role"]
    assert len(set(found)) == 2
    assert set(alone) < set(found)


def test_fingerprints_are_unique_in_the_examples() -> None:
    book = built_in()
    folder = Path(__file__).parents[2] / "examples"
    sources = [Source(str(path), path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.yaml"))]
    report = judge(understand(sources, book.vocabulary), Selection(book, Settings()), DAY)
    every = [one.fingerprint for one in (*report.findings, *(hidden.finding for hidden in report.hidden))]
    assert len(every) == len(set(every)) > 10
