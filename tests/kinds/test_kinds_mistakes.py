"""What a rule about fields, sets or dates asks in vain is told before any file is read."""

from collections.abc import Mapping
from typing import Any

import pytest

from orglint.kinds import BY_NAME, Params
from orglint.org import FACTS, Fact, Model
from orglint.rulebook.lint import mistakes
from tests.rulebook.small import rule

KEYS = {"x_privacy": Fact("one-of:open|secret?"), "x_areas": Fact("[one-of:north|south]")}
OWN: Model = {**FACTS, "team": {**FACTS["team"], "x_label": Fact("text?"), "x_review": Fact("day?"), **KEYS}}


def made(**check: Any) -> Params:
    return BY_NAME[check["kind"]].params.model_validate(check)


def field(name: str, of: str = "team", **asked: Any) -> Params:
    return made(**{"kind": "field", "for": of, "field": name, **asked})


def expiry(name: str, of: str = "team", **asked: Any) -> Params:
    return made(**{"kind": "expiry", "for": of, "field": name, **asked})


def sets(left: Any, right: Any, of: str | list[str] = "team", relation: str = "subset_of") -> Params:
    return made(**{"kind": "sets", "for": of, "left": left, "relation": relation, "right": right})


def limit(by: str) -> Params:
    return made(kind="limit", per="team", metric="headcount", max={"by": by, "a": 1})


@pytest.mark.parametrize(
    ("params", "says"),
    [
        (field("name"), "field takes required, unique, one_of, format or sorted"),
        (field("name", one_of=[]), "one_of is empty, so that no value fits it"),
        (made(kind="field", **{"for": "team", "field": []}, required=True), "field names at least one field"),
        (
            made(kind="field", **{"for": ["team", "person"], "field": "name"}, required=True),
            "only team, product, system and process go together in for",
        ),
        (made(kind="field", **{"for": [], "field": "name"}, required=True), "for names at least one class"),
        (field("name", required=True), ""),
        (sets("members", "members"), "left and right are the same people"),
        (sets({"team": "a"}, {"team": "a"}, relation="equals"), "left and right are the same people"),
        (sets("alumni", "members", of="product"), "only a team has alumni"),
        (sets("members", "parent.members", of="org"), "the organisation has no parent"),
        (sets("members", {}), "a selector names roles, duties, groups of them, lines or teams"),
        (
            sets("members", {"team": "a", "roles": ["dev"]}),
            "a side is a group of people, a team or a selector, and one of these alone",
        ),
        (sets({"roles": ["dev"]}, "members"), ""),
        (made(kind="expiry", **{"for": "seat", "field": []}), "field names at least one date"),
        (expiry("until", of="seat"), ""),
    ],
)
def test_checks_that_can_never_find_anything_are_told(params: Params, says: str) -> None:
    assert params.impossible().startswith(says)
    assert bool(params.impossible()) == bool(says)


@pytest.mark.parametrize(
    ("params", "told"),
    [
        (field("labl", required=True), {("field", 0): "a team has no labl"}),
        (field("missoin", required=True), {("field", 0): "a team has no missoin; did you mean mission?"}),
        (
            field("x-labl", required=True),
            {("field", 0): "x-labl of a team is not declared in extra; did you mean x-label?"},
        ),
        (field("x-label", required=True), {}),
        (field("x_label", required=True), {("field", 0): "a team has no x_label; did you mean x-label?"}),
        (expiry("x_review"), {("field", 0): "a team has no x_review; did you mean x-review?"}),
        (limit("x_label"), {("max", "by"): "a team has no field x_label; did you mean x-label?"}),
        (limit("x-label"), {}),
        (
            field("x-label", of="product", required=True),
            {("field", 0): "x-label of a product is not declared in extra"},
        ),
        (field("name.first", required=True), {("field", 0): "name of a team holds no keys of its own"}),
        (field("contcat.slack", required=True), {("field", 0): "a team has no contcat; did you mean contact?"}),
        (field("contact.slack", required=True), {}),
        (
            field("risks.valeu", of="product", required=True),
            {("field", 0): "a product has no risk valeu; did you mean value?"},
        ),
        (field("risks.value", of="product", required=True), {}),
        (field("titel", of="role", required=True), {("field", 0): "a role has no titel; did you mean title?"}),
        (field("id", required=True), {("required",): "a team always has an id"}),
        (field("name", sorted=True), {("sorted",): "name of a team is no list, so that there is nothing to sort"}),
        (
            field("products", sorted=True),
            {("sorted",): "products of a team is gathered from several places, so that it has no order"},
        ),
        (field("tags", sorted=True), {}),
        (
            field("status", one_of=["activ", "archived"]),
            {("one_of", 0): "status of a team is never activ; did you mean active?"},
        ),
        (
            field("type", one_of=["stream-alignd"]),
            {("one_of", 0): "type of a team is never stream-alignd; did you mean stream-aligned?"},
        ),
        (
            field("x-privacy", one_of=["open", "low"]),
            {("one_of", 1): "x-privacy of a team is never low; it is open or secret"},
        ),
        (
            field("x-areas", one_of=["nort"]),
            {("one_of", 0): "x-areas of a team is never nort; did you mean north?"},
        ),
        (field("status", one_of=["Active"]), {}),
        (made(kind="field", **{"for": "team", "field": ["status", "x-privacy"]}, one_of=["active", "open"]), {}),
        (made(kind="field", **{"for": "team", "field": ["status", "kind"]}, one_of=["activ"]), {}),
        (field("tags", one_of=["activ"]), {}),
        (expiry("name"), {("field", 0): "name of a team is no date"}),
        (expiry("x-review"), {}),
        (
            expiry("since", of="seat"),
            {("field", 0): "since is where a period begins, and expiry looks at where it ends"},
        ),
        (expiry("untli", of="seat"), {("field", 0): "a seat has no untli; did you mean until?"}),
        (
            expiry("certifications.expire", of="person"),
            {("field", 0): "a person has no certifications.expire; did you mean certifications.expires?"},
        ),
        (expiry("certifications.expires"), {("field", 0): "a team has no certifications"}),
    ],
)
def test_fields_that_the_model_lacks_are_told(params: Params, told: Mapping[tuple[str | int, ...], str]) -> None:
    assert dict(params.unknown(OWN)) == told


@pytest.mark.parametrize(
    ("check", "says"),
    [
        ({"kind": "field", "for": "squad", "field": "name", "required": "true"}, "for.0 takes person, seat, team"),
        ({"kind": "field", "for": "team", "field": "id", "format": "snake"}, "format takes kebab-case, email, url"),
        ({"kind": "expiry", "for": "seat", "field": "until", "warn_days": "-1"}, "warn_days is at least 0, not '-1'"),
        ({"kind": "expiry", "for": "seat", "field": "until", "max_days": "0"}, "max_days is at least 1, not '0'"),
        (
            {"kind": "sets", "for": "team", "left": "membrs", "relation": "equals", "right": "alumni"},
            "takes members, alumni, parent.members, a selector or {team: id}, not 'membrs'; did you mean members?",
        ),
        (
            {"kind": "sets", "for": "team", "left": "members", "relation": "in", "right": "alumni"},
            "relation takes subset_of",
        ),
        ({"kind": "exclusive", "within": "org", "pairs": [["a", "b", "c"]]}, "pairs.0 takes two words, not 3"),
        ({"kind": "exclusive", "within": "org", "pairs": [["a", "b"], ["a"]]}, "pairs.1 takes two words, not 1"),
        ({"kind": "field", "for": "team", "field": "id", "formt": "url"}, "formt is no key here; did you mean format?"),
    ],
)
def test_slips_in_a_check_are_told_with_what_it_takes(check: dict[str, Any], says: str) -> None:
    (mistake, *_) = mistakes(rule("r", check))
    assert says in mistake.message


def test_the_words_of_both_sides_are_known() -> None:
    words = sets({"roles": ["dev"], "duties": ["pnl"]}, {"team": "a"}).words()
    assert (words["role"], words["duty"], words["team"]) == (("dev",), ("pnl",), ("a",))
    assert [*sets({"roles": ["dev"]}, "members").selectors()] == ["left"]


@pytest.mark.parametrize(
    "params",
    [
        field("tags", one_of=["a"], required=True),
        sets({"roles": ["dev"], "as": ["dev"]}, "parent.members"),
        sets({"team": "a"}, {"duties": ["pnl"]}, of="org", relation="equals"),
        expiry("until", of="seat", warn_days=3, max_days=9, required=True),
    ],
)
def test_compiled_parameters_are_the_same_again(params: Params) -> None:
    again = type(params).trusted(params.compiled())
    assert type(params).model_validate(params.compiled()) == params
    assert (again.impossible(), dict(again.subjects())) == (params.impossible(), dict(params.subjects()))


@pytest.mark.parametrize("kind", ["field", "sets", "expiry"])
def test_every_key_says_what_it_takes(kind: str) -> None:
    fields = BY_NAME[kind].params.model_fields
    assert [name for name, one in fields.items() if name != "kind" and not one.description] == []
