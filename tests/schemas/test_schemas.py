"""The schemas for editors take what orglint takes, and refuse what it refuses for its shape."""

from copy import deepcopy
from json import dumps
from pathlib import Path
from re import search
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from pydantic import ValidationError

from orglint.cli.schema import NAMES
from orglint.core import Source
from orglint.document import read
from orglint.kinds import BUILT_IN, BY_NAME
from orglint.org.schema import MARKERS, NESTED, SECTIONS, Entry, Seat
from orglint.outside.shapes import SettingsFile
from orglint.rule_examples import unmarked
from orglint.rulebook.spec import RuleFile
from orglint.schemas import SCHEMAS, text
from tests.test_docs import PAGES, Block, blocks, names

from .editor import BOOK, SHAPE, properties, refused, seen, told, validator

ROOT = Path(__file__).parents[2]
RULE_FILES = sorted(
    path for path in (ROOT / "rules").glob("*/*.yaml") if path.parent.name not in ("profiles", "vocabulary")
)
DOCUMENTS = sorted(path for path in (ROOT / "examples").rglob("*.yaml") if path.name != "orglint.yaml")
EXAMPLES = [
    pytest.param(unmarked(example.source), id=f"{rule.id}: {example.name}")
    for rule in BOOK.rules.values()
    for example in rule.examples
    if rule.id not in {"yaml-syntax", "unreadable-file", "duplicate-key", "unmarked-file"}
]
BLOCKS = [block for page in PAGES for block in blocks(page) if block.language == "yaml"]
OTHERS = {"settings", "profile", "rule", "refused", "not-organisation"}
ORGANISATIONS = [block for block in BLOCKS if not OTHERS & block.said.keys()]
OWN_RULES = [block for block in BLOCKS if "rule" in block.said]
SETTINGS = [block for block in BLOCKS if "settings" in block.said]

MODELS: list[type[Entry]] = [Seat, *SECTIONS.values(), *NESTED.values()]
per_schema = pytest.mark.parametrize("name", SCHEMAS)


# What each schema is


@per_schema
def test_a_schema_is_one(name: str) -> None:
    schema = validator(name).schema
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"urn:orglint:{name}:1"


@per_schema
def test_a_schema_is_published_as_it_is(name: str) -> None:
    assert (ROOT / "docs/schemas" / f"{name}.schema.json").read_text(encoding="utf-8") == text(name, BOOK)


@per_schema
def test_every_reference_leads_somewhere_and_every_definition_is_used(name: str) -> None:
    schema = validator(name).schema
    said = dumps(schema)
    for part in schema["$defs"]:
        assert f'"#/$defs/{part}"' in said, part
    for found in said.split('"#/$defs/')[1:]:
        assert found.partition('"')[0] in schema["$defs"]


@per_schema
def test_every_property_says_what_it_is_for(name: str) -> None:
    for route, one in properties(validator(name).schema):
        said = one.get("description", "" if route != "/$defs/check/kind" else "Each kind says it itself.")
        assert said.endswith("."), route
        assert len(said) < 200, route


def test_the_command_knows_every_schema() -> None:
    assert tuple(SCHEMAS) == NAMES


def test_every_key_of_every_model_is_there() -> None:
    defs = validator("org").schema["$defs"]
    for model in MODELS:
        assert set(defs[model.__name__]["properties"]) == set(model.model_fields)
    assert set(defs["part"]["properties"]) == {*MARKERS, "$schema"}
    assert set(validator("settings").schema["properties"]) == set(SettingsFile.model_fields)
    rule = validator("rule").schema
    assert set(rule["properties"]) == {*RuleFile.model_fields, "$schema"}
    for kind in BY_NAME.values():
        fields = kind.params.model_fields.items()
        assert set(rule["$defs"][f"check_{kind.name}"]["properties"]) == {one.alias or name for name, one in fields}


# What is taken


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_examples_are_taken(path: Path) -> None:
    assert refused("org", *seen(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("block", ORGANISATIONS, ids=str)
def test_a_page_is_taken_as_orglint_takes_it(block: Block) -> None:
    expected = bool(SHAPE & names(block.said.get("expect", "")))
    assert bool(refused("org", *seen(block.text))) == expected


@pytest.mark.parametrize("source", EXAMPLES)
def test_an_example_of_a_rule_is_taken_as_orglint_takes_it(source: str) -> None:
    assert bool(refused("org", *seen(source))) == bool(told(source)), (refused("org", *seen(source)), told(source))


@pytest.mark.parametrize("block", SETTINGS, ids=str)
def test_settings_are_taken(block: Block) -> None:
    assert refused("settings", *seen(block.text)) == []


def test_settings_of_the_example_are_taken() -> None:
    assert refused("settings", *seen((ROOT / "examples/acme/orglint.yaml").read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("block", OWN_RULES, ids=str)
def test_a_rule_of_a_page_is_taken(block: Block) -> None:
    assert refused("rule", *seen(block.text)) == []


@pytest.mark.parametrize("path", RULE_FILES, ids=lambda path: str(path.stem))
def test_rules_are_taken(path: Path) -> None:
    assert refused("rule", *seen(path.read_text(encoding="utf-8"))) == []


# What is refused


@pytest.mark.parametrize(
    "source",
    [
        "team: a\nmember: [ana]",
        "team: [a]",
        "team: a\npeople: {ana: {}}",
        "team: a\nmethod: scrumm",
        "team: a\nmembers: [[ana]]",
        "team: a\nmembers: [{persn: ana}]",
        "team: a\nmembers: [{person: [ana]}]",
        "team: a\nmembers: [{person: ana, since: soon}]",
        "team: a\nmembers: [{person: ana, allocation: much}]",
        "team: a\nmembers: [{person: ana, allocation: 80}]",
        "team: a\nmembers: [{person: ana, acting: maybe}]",
        "team: a\nmembers: [{person: ana, role: {id: x}}]",
        "team: a\nproducts: {shop: {}}",
        "team: a\ncontact: here",
        "team: a\ninteractions: [{team: b, mode: talk}]",
        "people: [ana]",
        "people: {ana: Ana Lima}",
        "people: {ana: {employmnt: employee}}",
        "people: {ana: {kind: robot}}",
        "people: {ana: {certifications: [{name: cissp, expires: 2027}]}}",
        "people: {ana: {fte: [1]}}",
        "products: {shop: {risks: ana}}",
        "products: {shop: {risks: {value: ana, cost: ben}}}",
        "processes: {pay: {steps: [create]}}",
        "processes: {pay: {steps: {create: [payment-initiation]}}}",
        "processes: {pay: {min_people: two}}",
        "rotations: {on-call: {hours: 9to5}}",
        "rotations: {on-call: {sites: {zurich: {ana: 1}}}}",
        "roles: {lead: {line: 4}}",
        "roles: {lead: {holders: 2}}",
        "duties: {count: {required_per: person}}",
        "assignments: {person: ana}",
        "assignments: [ana]",
        "organization: [acme]",
        "organization: acme\nprojects: {}",
        "activities: {price: {accountable: {ana: 1}}}",
    ],
)
def test_what_orglint_refuses_is_refused(source: str) -> None:
    assert told(source)
    assert refused("org", *seen(source))


@pytest.mark.parametrize(
    "source",
    [
        "team: a\nmembers: ana",
        "team: 7\nmembers: [ana, ~, 12, {person: ana, role: [developer, my-role], acting: No, allocation: 0.5}]",
        "team: a\nx-own: [1, {a: b}]\ncontact: {any: {thing: 1}}\n$schema: ./org.schema.json",
        "people: {x-all: 3, ana: , ben: {certifications: cissp, since: 2026-01-31, fte: 80%}}",
        "roles: {lead: {line: 2, holders: {min: 1}, member: no, members: [ana]}}",
        "processes: {pay: {steps: {create: payment-initiation, x-own: [1]}, min_people: '2'}}",
        "rotations: {on-call: {hours: 24x7, members: ana, sites: {zurich: ana, denver: [ben]}}}",
        "assignments: [{person: ana, role: developer}, ]",
        "products:\nteams: {a: {interactions: b}, b: {interactions: [a, {team: c}]}}",
    ],
)
def test_what_orglint_takes_is_taken(source: str) -> None:
    assert told(source) == []
    assert refused("org", *seen(source)) == []


@pytest.mark.parametrize(
    "source",
    [
        "profils: [split]", "profiles: {split: on}", "rules: [orphan]", "rules: {orphan: maybe}",
        "rules: {orphan: true}", "rules: {orphan: {severity: fatal}}", "rules: {orphan: {max: 3}}",
        "rules: {span-too-wide: {most: 3}}", "rules: {structure: {max: 3}}", "include: {org: 1}", "fail_on: critical",
    ],
)  # fmt: skip
def test_settings_with_a_mistake_are_refused(source: str) -> None:
    assert refused("settings", *seen(source))


RULE = """\
summary: A seat says nothing about itself.
severity: info
profiles: [core]
rationale: Because.
help: say it
references: []
check: CHECK
"""


def is_understood(source: str) -> bool:
    """Return whether orglint understands the check of a rule."""
    document = read(Source("a-rule.yaml", source)).documents[0]
    try:
        check = RuleFile.model_validate(document.data).check
        if check.get("kind") == BUILT_IN:
            return len(check) == 1
        return not BY_NAME[check.get("kind", "")].params.model_validate(check).impossible()
    except (ValidationError, KeyError):
        return False


@pytest.mark.parametrize(
    "check",
    [
        "{}", "{kind: exclusiv}", "{kind: built-in, more: 1}", "{kind: exclusive, within: [teams]}",
        "{kind: reserved, duties: [pnl]}", "{kind: count, count: everybody, per: team, at_most: 1}",
        "{kind: count, count: any, per: team, at_most: some}", "{kind: limit, per: person, metric: reports, max: 8}",
        "{kind: limit, per: person, metric: direct-reports, max: many}", "{kind: graph, edge: friends}",
        "{kind: field, for: person, field: name, required: perhaps}",
        "{kind: sets, for: team, left: members, right: alumni}",
        "{kind: expiry, for: seat, field: until, warn_days: -1}", "{kind: assert, for_each: person}",
        "{kind: exclusive, within: team, between: [{roles: [developer]}, {rolls: [developer]}]}",
    ],
)  # fmt: skip
def test_a_rule_with_a_check_that_no_kind_takes_is_refused(check: str) -> None:
    source = RULE.replace("CHECK", check)
    assert refused("rule", *seen(source))
    assert not is_understood(source)


@pytest.mark.parametrize(
    "check",
    [
        "{kind: built-in}", "{kind: exclusive, within: team, between: [{roles: developer}, {duties: [pnl, my-duty]}]}",
        "{kind: count, count: any, per: team, at_most: 40%}",
        "{kind: count, count: accountable, per: activity, exactly: 1}",
        "{kind: limit, per: team, metric: headcount, max: {by: tags, large: 20, else: 10}}",
        "{kind: limit, per: person, metric: allocation, max: 105%}",
        "{kind: field, for: [team, product], field: x-label, required: yes, one_of: [1, two]}",
        "{kind: sets, for: team, left: members, relation: disjoint_from, right: {team: audit}}",
        "{kind: expiry, for: seat, field: until, warn_days: 30}",
        "{kind: assert, for_each: person, let: {n: count(person.seats)}, assert: n < 3}",
        "{kind: graph, edge: reports_to, acyclic: true, avoids: [internal-auditor]}",
        "{kind: reserved, duties: pnl, to: product-manager}",
    ],
)  # fmt: skip
def test_a_rule_with_a_check_of_a_kind_is_taken(check: str) -> None:
    source = RULE.replace("CHECK", check)
    assert refused("rule", *seen(source)) == []
    assert is_understood(source)


@pytest.mark.parametrize("change", ["summary", "severity", "profiles", "rationale"])
def test_a_rule_without_what_it_needs_is_refused(change: str) -> None:
    whole = seen(RULE.replace("CHECK", "{kind: built-in}"))[0]
    assert refused("rule", whole) == []
    assert refused("rule", {key: value for key, value in whole.items() if key != change})
    assert refused("rule", {**whole, f"{change}s": "more"})


# Both agree on documents that somebody has changed


VALUES: list[Any] = [
    None, "", "ana", "scrum", "80%", "2026-01-31", "yes", True, 0, 1, 7, 0.5, [], ["ana"], [None], [["ana"]],
    [{"team": "a"}], {}, {"person": "ana"}, {"team": "a"}, {"x-own": 1}, {"strange": 1}, {"name": ["a"]},
    [{"name": {"a": 1}}], "bot", [1, "2"],
]  # fmt: skip
WHOLE = [one for path in DOCUMENTS for one in seen(path.read_text(encoding="utf-8"))]
KEYS = sorted({key for one in MODELS for key in one.model_fields} | MARKERS)


def places(value: Any) -> list[tuple[Any, Any]]:
    """Return every container of a document with each of its keys."""
    steps = list(value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ())
    return [*((value, key) for key, _ in steps), *(place for _, item in steps for place in places(item))]


@st.composite
def changed(draw: st.DrawFn) -> Any:
    """Draw a document of the examples in which one or two things are other ones."""
    document = deepcopy(draw(st.sampled_from(WHOLE)))
    for _ in range(draw(st.integers(1, 2))):
        holder, key = draw(st.sampled_from(places(document)))
        if isinstance(holder, list) or draw(st.booleans()):
            holder[key] = deepcopy(draw(st.sampled_from(VALUES)))
        elif draw(st.booleans()):
            holder[draw(st.sampled_from([*KEYS, "x-own", f"{key}s"]))] = holder.pop(key)
        else:
            holder[draw(st.sampled_from([*KEYS, "strange", "x-own"]))] = deepcopy(draw(st.sampled_from(VALUES)))
    return document


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(changed())
def test_schema_and_orglint_agree_on_changed_documents(document: Any) -> None:
    assume(MARKERS & document.keys())  # what is no part of an organisation is told once, and not looked at
    source = dumps(document)
    assert bool(refused("org", document)) == bool(told(source)), (refused("org", document), told(source))


def test_the_check_names_its_kind() -> None:
    """An editor shows what a kind finds while its name is typed."""
    for kind in BY_NAME.values():
        said = validator("rule").schema["$defs"][f"check_{kind.name}"]["properties"]["kind"]
        assert said["const"] == kind.name
        assert search(rf"^`{kind.name}`: ", said["description"])
