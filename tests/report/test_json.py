"""The JSON report is what its published schema says, and the schema allows nothing else."""

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from orglint.core import Report
from orglint.report import FAILED, FORMATS, Style
from orglint.rule_examples import judged
from orglint.rulebook import built_in

SCHEMA = Path(__file__).parents[2] / "docs/schemas/report.schema.json"


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def rendered(report: Report) -> Any:
    return json.loads(FORMATS["json"](report, Style()), parse_constant=pytest.fail)


def test_schema_is_one(validator: Draft202012Validator) -> None:
    Draft202012Validator.check_schema(validator.schema)
    assert validator.schema["$id"] == "urn:orglint:report:1"


def test_reports_are_valid(validator: Draft202012Validator, report: Report, empty: Report) -> None:
    for one in (report, empty):
        validator.validate(rendered(one))


def test_reports_of_all_examples_are_valid(validator: Draft202012Validator) -> None:
    book = built_in()
    for rule in book.rules.values():
        for example in rule.examples:
            validator.validate(rendered(judged(book, rule, example)))


def test_run_that_could_not_check_is_valid(validator: Draft202012Validator) -> None:
    validator.validate(json.loads(FAILED["json"](["nothing to check"])))


def test_nothing_is_lost(report: Report) -> None:
    written = rendered(report)
    findings = [*report.findings, *(one.finding for one in report.hidden)]
    assert [one["id"] for one in written["findings"]] == [one.fingerprint for one in findings]
    assert [one["message"] for one in written["findings"]] == [one.message for one in findings]
    assert [len(one["related"]) for one in written["findings"]] == [len(one.related) for one in findings]
    assert sum(written["counts"].values()) == len(report.findings)


def test_text_can_be_written_and_looked_at(report: Report) -> None:
    text = FORMATS["json"](report, Style())
    text.encode("utf-8")
    assert not set("\x1b\x7f\u202e\u2066\u200b\U000e0041\udce9") & set(text)
    assert "##[" not in text


def objects(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from objects(value)
    elif isinstance(node, list):
        for value in node:
            yield from objects(value)


def damaged(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield copies of a document, each with one key less or one more than it should have."""
    for at, node in enumerate(objects(document)):
        for key in node:
            copy = deepcopy(document)
            del list(objects(copy))[at][key]
            yield f"without {key}", copy
        copy = deepcopy(document)
        list(objects(copy))[at]["extra"] = None
        yield f"with a key more beside {', '.join(node)}", copy


def small(report: Report) -> dict[str, Any]:
    """Return a document with one of everything."""
    document: dict[str, Any] = rendered(report)
    shown = next(one for one in document["findings"] if len(one["related"]) == 2 and len(one["values"]) == 4)
    hidden = next(one for one in document["findings"] if one["status"] == "ignored")
    shown["values"] = {}
    rule = document["rules"]["wide-words"]
    rule["references"] = rule["references"][:1]
    return {**document, "findings": [shown, hidden], "rules": {"wide-words": rule}}


def test_schema_is_tight(validator: Draft202012Validator, report: Report) -> None:
    document = small(report)
    validator.validate(document)
    free = {"without wide-words"}  # which rules are named depends on the findings
    loose = {what for what, copy in damaged(document) if validator.is_valid(copy)}
    assert loose - free == set()


def test_schema_of_a_failed_run_is_tight(validator: Draft202012Validator) -> None:
    document = json.loads(FAILED["json"](["nothing to check"]))
    assert not [what for what, copy in damaged(document) if validator.is_valid(copy)]
    assert not validator.is_valid({**document, "could_not_check": []})


@pytest.mark.parametrize(
    ("key", "value"),
    [("severity", "fatal"), ("status", "open"), ("id", "x"), ("rule", "No Rule"), ("why", "a new one has no reason")],
)
def test_values_are_checked(validator: Draft202012Validator, report: Report, key: str, value: str) -> None:
    document = small(report)
    document["findings"][0][key] = value
    assert not validator.is_valid(document)


def test_every_key_is_described(validator: Draft202012Validator) -> None:
    for node in objects(validator.schema):
        for name, sub in node.get("properties", {}).items() if isinstance(node.get("properties"), dict) else ():
            if isinstance(sub, dict) and "const" not in sub:
                target = validator.schema["$defs"].get(sub.get("$ref", "").removeprefix("#/$defs/"), {})
                assert "description" in sub or "description" in target, name
