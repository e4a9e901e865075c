"""What every rule of the book promises: examples that hold, sources, good ids, plain words, one report per problem."""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import combinations, product
from re import IGNORECASE, fullmatch
from re import compile as regex
from typing import Any

import pytest

from orglint.core import Source
from orglint.core.wording import placeholders
from orglint.document import read
from orglint.kinds import BUILT_IN, BY_NAME
from orglint.kinds.apart import Exclusive
from orglint.rule_examples import Outcome, outcomes
from orglint.rulebook import FAMILIES, Rule, built_in, compiled_text, declared, folder
from orglint.rulebook.lint import mistakes

BOOK = built_in()
RULES = tuple(BOOK.rules.values())
EXAMPLES = [
    pytest.param(rule, at, id=f"{rule.id}: {example.name}")
    for rule in RULES
    for at, example in enumerate(rule.examples)
]
EVIDENCE = {"seen", "quoted", "standard", "logic", "folklore"}
BLAME = regex(
    r"\b(violates?|violations?|violated|wrong|bad|should have|failed to|invalid|illegal|please)\b", IGNORECASE
)
"""Words that judge people instead of naming a fact."""
FIRST_WORDS_NOT_IN_IDS = {"no", "not", "check", "rule", "must", "is", "has", "missing", "allow"}
"""An id names the fault: it is read after "allow" and "ignore"."""


@cache
def judged(rule: str) -> list[Outcome]:
    return list(outcomes(BOOK, BOOK.rules[rule]))


def per_rule(*, but_built_in: bool = False) -> pytest.MarkDecorator:
    chosen = [rule for rule in RULES if not (but_built_in and rule.is_built_in)]
    return pytest.mark.parametrize("rule", chosen, ids=lambda rule: str(rule.id))


# Examples


@pytest.mark.parametrize(("rule", "at"), EXAMPLES)
def test_an_example_finds_what_it_marks(rule: Rule, at: int) -> None:
    outcome = judged(rule.id)[at]
    assert not outcome.report.faults
    assert outcome.holds, str(outcome)


@per_rule()
def test_examples_show_both_sides(rule: Rule) -> None:
    valid, invalid = judged(rule.id)[: len(rule.file.valid)], judged(rule.id)[len(rule.file.valid) :]
    assert not any(outcome.expected for outcome in valid)
    assert all(outcome.expected for outcome in invalid)
    assert valid
    assert invalid or rule.file.not_shown


@per_rule()
def test_examples_have_names_of_their_own(rule: Rule) -> None:
    names = [example.name for example in rule.examples]
    assert len(names) == len(set(names))


# Promises


@per_rule()
def test_a_rule_says_what_why_and_what_next(rule: Rule) -> None:
    assert rule.info.summary.endswith(".")
    assert rule.info.rationale
    assert rule.info.help
    assert all(rule.info.help)
    assert rule.info.since
    assert rule.info.profiles


@per_rule()
def test_a_rule_names_its_sources_and_how_they_were_met(rule: Rule) -> None:
    assert rule.info.references
    for reference in rule.info.references:
        assert reference.title
        assert reference.locator
        assert reference.evidence in EVIDENCE


@per_rule()
def test_a_rule_belongs_to_profiles_that_exist(rule: Rule) -> None:
    assert set(rule.info.profiles) <= set(BOOK.profiles)


@per_rule()
def test_an_id_is_kebab_case_the_name_of_its_file_and_names_the_fault(rule: Rule) -> None:
    assert fullmatch(r"[a-z]+(-[a-z]+)*", rule.id)
    assert rule.id.split("-")[0] not in FIRST_WORDS_NOT_IN_IDS
    assert len(rule.id) <= 32
    assert (folder() / rule.family / f"{rule.id}.yaml").is_file()


def test_folders_are_families() -> None:
    folders = {file.parent.name for file in folder().glob("*/*.yaml")} - {"profiles", "vocabulary"}
    assert folders == set(BOOK.families)
    assert folders <= set(FAMILIES)


def test_ids_are_in_one_family_only() -> None:
    names = [file.stem for family in FAMILIES for file in (folder() / family).glob("*.yaml")]
    assert sorted(names) == sorted(BOOK.rules)


@per_rule()
def test_a_rule_has_no_mistakes(rule: Rule) -> None:
    assert not list(mistakes(rule))


@per_rule()
def test_only_rules_with_a_check_of_their_own_carry_a_message(rule: Rule) -> None:
    assert bool(rule.file.message) is not rule.is_built_in
    if rule.is_built_in:
        assert not any(placeholders(text) for text in rule.file.help)


def test_every_kind_is_used() -> None:
    used = {rule.kind_name for rule in RULES} | {"field", "sets", "expiry"}  # so far only rules of organisations' own
    assert used == {BUILT_IN, declared.NAME, *(kind.name for kind in BY_NAME.values())}


def test_folded_rules_name_rules_that_can_be_on_together() -> None:
    for rule in RULES:
        for other in rule.file.explained_by:
            assert set(rule.info.profiles) & set(BOOK.rules[other].info.profiles)


# Words


def texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    for item in data.values() if isinstance(data, Mapping) else data if isinstance(data, list) else ():
        yield from texts(item)


@pytest.mark.parametrize("name", sorted(file.relative_to(folder()).as_posix() for file in folder().glob("*/*.yaml")))
def test_texts_blame_nobody(name: str) -> None:
    file = read(Source(name, (folder() / name).read_text(encoding="utf-8")))
    assert not file.problems
    assert [text for document in file.documents for text in texts(document.data) if BLAME.search(text)] == []


@per_rule(but_built_in=True)
def test_a_message_is_one_sentence_that_states_a_fact(rule: Rule) -> None:
    message = rule.file.message
    assert not message.endswith(".")
    assert not regex(r"\bmust\b", IGNORECASE).search(message)
    assert message[0] == "{" or message[0].islower()


@per_rule(but_built_in=True)
def test_a_message_speaks_of_a_seat_or_a_unit_and_not_of_a_person(rule: Rule) -> None:
    people = ["{holder}", "{seat.person}", "{person.id}"]
    if "person" in rule.params.subjects():
        people.append("{subject}")
    assert not rule.file.message.startswith(tuple(people))


# One problem, one report


def pairs(rule: Rule) -> set[frozenset[str]]:
    """Return the words that a rule keeps apart, two by two."""
    params = rule.params
    assert isinstance(params, Exclusive)
    if params.among is not None:
        return {frozenset(pair) for pair in combinations((*params.among.roles, *params.among.duties), 2)}
    if params.between is not None:
        left, right = ((*side.roles, *side.duties) for side in params.between)
        return {frozenset(pair) for pair in product(left, right) if pair[0] != pair[1]}
    return {frozenset(pair) for pair in params.pairs}


@pytest.mark.parametrize("profile", sorted(BOOK.profiles))
def test_two_duties_are_kept_apart_by_one_rule_of_a_profile(profile: str) -> None:
    rules = [rule for rule in RULES if rule.kind_name == "exclusive" and profile in rule.info.profiles]
    for one, other in combinations(rules, 2):
        assert not pairs(one) & pairs(other), f"{one.id} and {other.id}"


# The compiled book


def test_the_compiled_book_is_fresh() -> None:
    compiled = folder() / "built.json"
    assert compiled.read_text(encoding="utf-8") == compiled_text(folder()), "run python -m orglint.rulebook"
