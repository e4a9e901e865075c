"""The built-in vocabulary: complete, without collisions, and found by the words that people write."""

from collections.abc import Mapping

import pytest

from orglint.org.vocabulary import Duty, Role, Words, normal
from orglint.rulebook import Rule, built_in
from orglint.rulebook.catalogue import Catalogue

BOOK = built_in()
WORDS = BOOK.vocabulary
DUTIES, ROLES = WORDS.duty_words, WORDS.role_words
BOTH = pytest.mark.parametrize("words", [DUTIES, ROLES], ids=["duties", "roles"])
TITLES = """
accountable admin administrator agent analyst approver architecture assistant auditor board business captain chair
chief coach consultant contact controller coordinator customer designer director driver employee engineer executive
expert facilitator finance founder group guest head informed intern lead leader management manager master member
office officer operations operator ops organisation owner partner people person planning policy president process
product project quality release representative requester research responsible reviewer risk role security service
specialist staff stakeholder steward strategy supervisor support system team tech user vision work worker
"""
COMMON = frozenset(TITLES.split())
"""Words that say too little to be an alias: each is somebody's title, and nobody's role."""


# Complete, and consistent in itself


def test_there_are_all_duties_and_roles() -> None:
    assert len(WORDS.duties) == 143
    assert len(WORDS.roles) == 44


@pytest.mark.parametrize("entries", [WORDS.duties, WORDS.roles], ids=["duties", "roles"])
def test_ids_are_kebab_case(entries: Mapping[str, Role | Duty]) -> None:
    assert all(name == normal(name).replace(" ", "-") for name in entries)


def test_duties_are_described() -> None:
    for duty in WORDS.duties.values():
        assert duty.group, duty.id
        assert duty.level in {"strategic", "tactical", "operational"}, duty.id
        assert duty.orientation in {"internal", "external", "both"}, duty.id
        assert duty.required_per in {"", "product", "system", "process", "team"}, duty.id


def test_roles_have_titles_and_bring_something() -> None:
    for role in WORDS.roles.values():
        assert role.title, role.id
        assert role.duties or role.implies, role.id


def test_roles_name_duties_and_roles_that_exist() -> None:
    for role in WORDS.roles.values():
        assert {*role.duties, *role.may} <= set(WORDS.duties), role.id
        assert set(role.implies) <= set(WORDS.roles), role.id
        assert not set(role.duties) & set(role.may), role.id


def test_no_exclusive_duty_is_brought_by_two_roles() -> None:
    brought = {duty.id: WORDS.bringers.get(duty.id, ()) for duty in WORDS.duties.values() if duty.exclusive}
    assert {duty: roles for duty, roles in brought.items() if len(roles) > 1} == {}


def test_ambiguous_words_lead_to_what_exists() -> None:
    for words in (DUTIES, ROLES):
        for word, doubt in words.ambiguous.items():
            assert word == normal(word)
            assert len(doubt.candidates) > 1, word
            assert {*doubt.candidates, *doubt.in_roles.values()} <= words.ids, word
            assert set(doubt.in_roles) <= ROLES.ids, word


# No word stands for two things


@BOTH
def test_no_alias_is_a_common_word(words: Words) -> None:
    aliases = {normal(alias) for _, several in words.spoken for alias in several}
    assert not aliases & COMMON
    assert not aliases & set(words.ambiguous)


@BOTH
def test_no_id_is_ambiguous(words: Words) -> None:
    assert not {normal(name) for name in words.ids} & set(words.ambiguous)


@BOTH
def test_no_two_words_are_the_same_as_written(words: Words) -> None:
    meant: dict[str, set[str]] = {}
    for name, aliases in words.spoken:
        for word in (name, *aliases):
            meant.setdefault(normal(word), set()).add(name)
    assert {word: names for word, names in meant.items() if len(names) > 1} == {}


@BOTH
def test_no_two_words_are_the_same_without_wrapper_words(words: Words) -> None:
    """One word that is left is looked up as it is written, so that it may be a part of several."""
    meant: dict[str, set[str]] = {}
    for name, aliases in words.spoken:
        for word in (name, *aliases):
            meant.setdefault(words.stripped(normal(word)), set()).add(name)
    assert {word: names for word, names in meant.items() if len(names) > 1 and " " in word} == {}


# Found by what people write


@pytest.mark.parametrize(
    ("word", "duty"),
    [
        ("P&L", "pnl"),
        ("p & l", "pnl"),
        ("P/L", "pnl"),
        ("profit and loss", "pnl"),
        ("Profit & Loss", "pnl"),
        ("pnl ownership", "pnl"),
        ("P&L responsibility", "pnl"),
        ("own the P&L", "pnl"),
        ("full ownership of the P&L", "pnl"),
        ("Backlog Ordering", "backlog-ordering"),
        ("backlog_ordering", "backlog-ordering"),
        ("backlog grooming", "backlog-refinement"),
        ("manage the backlog", "backlog-management"),
        ("approve payments", "payment-approval"),
        ("conduct market research", "market-research"),
        ("define features", "feature-definition"),
        ("responsible for hiring", "hiring"),
        ("code reviews", "code-review"),
        ("A/B testing", "experimentation"),
        ("go/no-go", "release-approval"),
        ("you build it, you run it", "production-operations"),
        ("data owner", "data-ownership"),
    ],
)
def test_a_duty_is_found_by_other_words(word: str, duty: str) -> None:
    found = DUTIES.find(word)
    assert (found.id, found.how) == (duty, "synonym")


@pytest.mark.parametrize(
    ("word", "role"),
    [
        ("PO", "product-owner"),
        ("Product Owner", "product-owner"),
        ("Scrum Master", "scrum-master"),
        ("SM", "scrum-master"),
        ("Scrum Master / Team Coach", "scrum-master"),
        ("product manager", "product-manager"),
        ("PdM", "product-manager"),
        ("PjM", "project-manager"),
        ("head of product", "product-manager"),
        ("Software Engineers", "developer"),
        ("lead developer", "tech-lead"),
        ("CISO", "security-officer"),
        ("DPO", "data-protection-officer"),
        ("SRO", "project-executive"),
    ],
)
def test_a_role_is_found_by_other_words(word: str, role: str) -> None:
    found = ROLES.find(word)
    assert (found.id, found.how) == (role, "synonym")


@BOTH
def test_every_id_is_found_as_itself_and_every_alias_as_a_synonym(words: Words) -> None:
    for name, aliases in words.spoken:
        assert (words.find(name).id, words.find(name).how) == (name, "id")
        for alias in aliases:
            assert (words.find(alias).id, words.find(alias).how) == (name, "synonym")


@pytest.mark.parametrize(
    ("word", "role", "duty"),
    [
        ("roadmap", "product-owner", "product-roadmap"),
        ("own the roadmap", "product-owner", "product-roadmap"),
        ("roadmap", "product-manager", "product-roadmap"),
        ("roadmap", "architect", "technical-roadmap"),
        ("the roadmap", "tech-lead", "technical-roadmap"),
        ("vision", "product-manager", "product-vision"),
        ("set the strategy", "chief-product-owner", "product-strategy"),
        ("budget", "product-owner", "budget-ownership"),
    ],
)
def test_an_ambiguous_word_is_resolved_by_the_role_beside_it(word: str, role: str, duty: str) -> None:
    assert DUTIES.find(word, (role,)).id == duty
    assert DUTIES.find(word, ("finance-controller", role)).id == duty
    assert DUTIES.find(word, ("finance-controller",)).how == "ambiguous"


@BOTH
def test_an_ambiguous_word_alone_stays_open(words: Words) -> None:
    for word, doubt in words.ambiguous.items():
        for written in (word, word.upper(), f" {word} "):
            found = words.find(written)
            assert (found.how, found.candidates) == ("ambiguous", doubt.candidates), written


def test_short_forms_with_several_meanings_are_never_guessed() -> None:
    assert ROLES.find("PM").candidates == ("product-manager", "project-manager")
    assert DUTIES.find("PM").how == "ambiguous"
    assert DUTIES.find("PO").how == "ambiguous"
    assert DUTIES.find("own the roadmap").candidates == ("product-roadmap", "technical-roadmap")


@pytest.mark.parametrize("word", ["feeding the cat", "innovation", "thought leadership", "culture", "", "own the"])
def test_an_unknown_duty_stays_unknown(word: str) -> None:
    found = DUTIES.find(f" {word} ")
    assert (found.id, found.how) == (word, "unknown")


@pytest.mark.parametrize(
    "word",
    ["own the payment", "manage vendors", "lead the team", "define the process", "responsible for customers",
     "own the product", "management of the market", "full access"],
)  # fmt: skip
def test_one_word_that_is_left_matches_nothing_that_was_made_of_several(word: str) -> None:
    assert DUTIES.find(word).how == "unknown"


@pytest.mark.parametrize("word", ["paint mixer", "product", "scrum", "the lead of", "head", "officer", "coach"])
def test_an_unknown_role_stays_unknown(word: str) -> None:
    assert ROLES.find(word).how == "unknown"


# Rules speak of what exists


@pytest.mark.parametrize(
    "rule", [rule for rule in BOOK.rules.values() if not rule.is_built_in], ids=lambda rule: rule.id
)
def test_rules_name_roles_and_duties_that_exist(rule: Rule) -> None:
    known = Catalogue.of(WORDS).names
    for noun, named in rule.params.words().items():
        assert set(named) <= {*known[noun]} if noun != "team" else not named, noun
    conditions = " ".join((rule.file.when, rule.file.unless, *(grade.when for grade in rule.file.grades)))
    for word in quoted_ids(conditions):
        assert word in known["word"], word


def quoted_ids(expression: str) -> list[str]:
    """Return the texts in an expression that look like ids of several words."""
    return [word for word in expression.split('"')[1::2] if "-" in word]
