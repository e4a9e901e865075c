"""Words that an expression writes out: closed ones are looked up at once, open ones are handed on with their place."""

import pytest

from orglint.expr import ExpressionError, Named, checked, of, typed
from tests.expr.things import NAMES


@pytest.mark.parametrize(
    ("source", "column", "message"),
    [
        ('team.status == "archive"', 15, "a team status is never archive; did you mean archived?"),
        ('team.status == "Archived"', 15, "a team status is never Archived; did you mean archived?"),
        ('"dissolved" != team.status', 0, "a team status is never dissolved; it is forming, active or archived"),
        ('team.status in ["active", "old"]', 26, "a team status is never old; it is forming, active or archived"),
        ('not (team.status not in ["actve"])', 25, "a team status is never actve; did you mean active?"),
        ('person.kind == "humans"', 15, "a person kind is never humans; did you mean human?"),
        ('person.status == "gone"', 17, "a person status is never gone; it is active, leave, notice or departed"),
        ('team.method == "scrumm"', 15, "a method is never scrumm; did you mean scrum?"),
        ('seat.person.kind == "a" == "human"', 20, None),
        ('product.stage == "growing"', 17, None),
        ('any(x == "humn" for x in [person.kind])', 9, "a person kind is never humn; did you mean human?"),
        ('set([person.kind]) == set(["human", "bott"])', 36, "a person kind is never bott; did you mean bot?"),
        ('person.kind in (["human"] if n > 1 else ["bots"])', 41, "a person kind is never bots; did you mean bot?"),
        ('any(x == person.kind for x in ["human", "bit"])', 40, "a person kind is never bit; did you mean bot?"),
        ('privacy == "clsed"', 11, "this text is never clsed; did you mean closed?"),
        ('privacy in ["x"]', 12, "this text is never x; it is closed or secret"),
        ("team.status == person.kind", 0, "a team status and a person kind are never the same: they share no word"),
    ],
)
def test_a_word_that_is_never_said_is_refused(source: str, column: int, message: str | None) -> None:
    with pytest.raises(ExpressionError) as trouble:
        checked(source, NAMES)
    assert trouble.value.column == column
    assert source[column] in "\"'" or message is None or "share" in message
    assert message in (None, trouble.value.message)


@pytest.mark.parametrize(
    "source",
    [
        'team.status != "archived"', 'person.kind.startswith("hum")', '"um" in person.kind', 'person.name == "archive"',
        'team.status == "active" and person.status == "active"', "person.status == team.status",
        '(team.method if team.method is not None else "-") == "-"', 'privacy == "closed"', 'person.kind.lower() == "x"',
        "team.status in []", 'team.status in [team.status, "archive"] or True',
    ],
)  # fmt: skip
def test_a_word_that_may_be_said_is_taken(source: str) -> None:
    if "archive" in source and "in [" in source:
        with pytest.raises(ExpressionError):
            checked(source, NAMES)
    else:
        assert checked(source, NAMES).named == ()


def named(source: str) -> list[tuple[str, str, str]]:
    """Return the names written out: noun, id, and what stands at their place."""
    found = checked(source, NAMES).named
    return [(one.noun, one.id, source[one.column : one.column + one.length]) for one in found]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('seat.role == "po"', [("role", "po", '"po"')]),
        ("'po' != seat.role", [("role", "po", "'po'")]),
        ('"po" in seat.roles', [("role", "po", '"po"')]),
        ('seat.role in ["a", "b"]', [("role", "a", '"a"'), ("role", "b", '"b"')]),
        ('any(d in ["pnl"] for d in seat.duties)', [("duty", "pnl", '"pnl"')]),
        ('any(r == "x" for r in seat.roles)', [("role", "x", '"x"')]),
        ('any(d in seat.duties for d in ["a", "b"])', [("duty", "a", '"a"'), ("duty", "b", '"b"')]),
        ('any(d in sorted(set(seat.duties)) for d in sorted(["a"]))', [("duty", "a", '"a"')]),
        ('set(seat.roles) == set(["x"])', [("role", "x", '"x"')]),
        ('set(d for d in seat.duties) == set(x for x in ["x"])', [("duty", "x", '"x"')]),
        ('max(seat.roles) == "x"', [("role", "x", '"x"')]),
        ('"pnl" in right', [("word", "pnl", '"pnl"')]),
        ('any(x == "pnl" for x in right)', [("word", "pnl", '"pnl"')]),
        ('team.id == "checkout" and product.id != "shop"', [("team-id", "checkout", '"checkout"'),
                                                            ("product-id", "shop", '"shop"')]),
        ('(seat.role if n > 1 else seat.role) == "x"', [("role", "x", '"x"')]),
        ('seat.role == ("x" if n > 1 else "y")', [("role", "x", '"x"'), ("role", "y", '"y"')]),
        ('any("po" in s.roles for s in team.seats if s.role != "sm")',
         [("role", "sm", '"sm"'), ("role", "po", '"po"')]),
        ('"é" == person.name and seat.role == "é😀x"', [("role", "é😀x", '"é😀x"')]),
        ('seat.role.startswith("p") if seat.role is not None else False', []),
        ('"a" in person.tags', []),
        ('seat.role == person.name or person.name == "x"', []),
        ("seat.role in seat.roles", []),
    ],
)  # fmt: skip
def test_names_of_a_run_are_handed_on_with_their_place(source: str, found: list[tuple[str, str, str]]) -> None:
    assert named(source) == found


def test_a_name_of_another_expression_stands_where_it_is_compared() -> None:
    let = typed('["pnl", "x"]', NAMES)
    assert str(let.type) == "list of text"
    source = "n > 1 and any(d in few for d in seat.duties)"
    expression = checked(source, {**NAMES, "few": let.type})
    assert expression.named == (Named("duty", "pnl", 14, 8), Named("duty", "x", 14, 8))
    with pytest.raises(ExpressionError) as trouble:
        checked("person.kind in few", {**NAMES, "few": let.type})
    assert (trouble.value.column, trouble.value.length) == (0, 18)


def test_nouns_make_no_other_type() -> None:
    assert of("role?") == of("text?")
    assert of("[duty]") == of("[text]")
    assert of("one-of:closed|secret?").values == ("closed", "secret")
    assert of("one-of:closed|secret?").optional
    assert of("team-status").values == ("forming", "active", "archived")
    assert of("role").noun == "role"
    assert str(of("[role]")) == "list of text"
    assert typed("seat.role", NAMES).type.noun == "role"
