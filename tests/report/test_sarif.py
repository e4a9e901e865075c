"""SARIF is valid by its published schema, and its columns, addresses and references mean what they say."""

import json
from datetime import date
from pathlib import Path
from re import fullmatch
from typing import Any
from urllib.parse import unquote_to_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator  # type: ignore[import-untyped]

from orglint.core import Finding, Lines, Location, Place, Report, RuleInfo, Severity, Span
from orglint.report import FAILED, FORMATS, Style
from orglint.rule_examples import judged
from orglint.rulebook import built_in

SCHEMA = Path(__file__).parents[1] / "schemas/sarif-2.1.0.json"
RELATIVE = r"(?:[A-Za-z0-9_.~/-]|%[0-9A-F]{2})+"
"""A relative reference with nothing in it that an address would read as more than a path."""


@pytest.fixture(scope="module")
def validator() -> Draft7Validator:
    return Draft7Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def run_of(report: Report) -> Any:
    (run,) = json.loads(FORMATS["sarif"](report, Style()), parse_constant=pytest.fail)["runs"]
    return run


def places(run: Any) -> list[Any]:
    found = [at for one in run["results"] for at in (*one["locations"], *one.get("relatedLocations", []))]
    return [at["physicalLocation"] for at in found]


def test_schema_is_one(validator: Draft7Validator) -> None:
    Draft7Validator.check_schema(validator.schema)


def test_reports_are_valid(validator: Draft7Validator, report: Report, empty: Report) -> None:
    for one in (report, empty):
        validator.validate(json.loads(FORMATS["sarif"](one, Style())))
    validator.validate(json.loads(FAILED["sarif"](["nothing to check", ""])))


def test_reports_of_all_examples_are_valid(validator: Draft7Validator) -> None:
    book = built_in()
    for rule in book.rules.values():
        for example in rule.examples[:2]:
            report = judged(book, rule, example)
            validator.validate(json.loads(FORMATS["sarif"](report, Style())))
            check_references(run_of(report))


def check_references(run: Any) -> None:
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    names = [result["partialFingerprints"]["orglint/v1"] for result in run["results"]]
    assert all(names)
    assert len(set(names)) == len(names)


def test_rules_and_fingerprints_stand(report: Report) -> None:
    check_references(run_of(report))


def test_what_code_scanning_requires_is_never_empty(report: Report) -> None:
    for rule in run_of(report)["tool"]["driver"]["rules"]:
        texts = [rule[name]["text"] for name in ("shortDescription", "fullDescription", "help")]
        assert all(texts)
        assert all(len(text) <= 1024 for text in texts[:2])
        assert "{" not in rule["help"]["text"] + rule["help"]["markdown"]
        assert len(rule["properties"]["tags"]) <= 20
    for result in run_of(report)["results"]:
        assert result["message"]["text"]
        assert len(result["locations"]) == 1


def test_a_rule_that_nobody_knows_is_named_all_the_same(validator: Draft7Validator, report: Report) -> None:
    unknown = report._replace(rules={})
    validator.validate(json.loads(FORMATS["sarif"](unknown, Style())))
    check_references(run_of(unknown))


def test_addresses_are_relative_and_encoded(report: Report) -> None:
    uris = {place["artifactLocation"]["uri"] for place in places(run_of(report))}
    assert all(fullmatch(RELATIVE, uri) for uri in uris), uris
    paths = {where.span.path for one in report.findings for where in (one.primary, *one.related)}
    assert {unquote_to_bytes(uri) for uri in uris} == {path.encode("utf-8", "surrogateescape") for path in paths}


def test_messages_show_what_acts_and_link_nowhere(report: Report) -> None:
    text = FORMATS["sarif"](report, Style())
    text.encode("utf-8")
    assert not set("\x1b\x7f\u202e\u2066\u200b") & set(text)
    (hostile,) = (one for one in run_of(report)["results"] if "100%" in one["message"]["text"])
    assert "\\u001b[31mb\\u202ec" in hostile["message"]["text"]
    assert "](" not in hostile["message"]["text"]


def test_what_did_not_run_is_told(report: Report) -> None:
    (invocation,) = run_of(report)["invocations"]
    assert invocation["executionSuccessful"] is False
    told = {(note["level"], note["associatedRule"]["id"]) for note in invocation["toolExecutionNotifications"]}
    assert told == {("error", "rule-that-broke"), ("note", "too-many-places")}


def sliced_utf16(line: str, start: int, end: int) -> str:
    """Return a stretch of a line, given by 1-based UTF-16 columns, as a reader of SARIF would cut it."""
    units = line.encode("utf-16-le", "surrogatepass")
    return units[2 * (start - 1) : 2 * (end - 1)].decode("utf-16-le", "surrogatepass")


def finding_at(span: Span) -> Finding:
    return Finding("a-rule", Severity.ERROR, "m", Location(span, ""), (), (), (), {}, (), "f")


WORDS = st.text(st.sampled_from("ab🦊𝒳é\u0301山 :\t"), max_size=8)


@given(before=WORDS, label=WORDS, after=WORDS, lines_before=st.lists(WORDS, max_size=2))
def test_columns_count_utf16(before: str, label: str, after: str, lines_before: list[str]) -> None:
    text = "\n".join([*lines_before, before + label + after])
    start = len(text) - len(after) - len(label)
    lines = Lines(text)
    span = lines.span(Place("a.yaml", start, start + len(label)))
    rules = {"a-rule": RuleInfo("a-rule", "family", "summary", Severity.ERROR)}
    report = Report((finding_at(span),), day=date(2026, 1, 31), rules=rules, lines={"a.yaml": lines})
    (place,) = places(run_of(report))
    region = place["region"]
    line = lines.line(region["startLine"])
    assert region["startLine"] == region["endLine"]
    assert sliced_utf16(line, region["startColumn"], region["endColumn"]) == label
