"""Wherever both parsers accept a text, they give the same values at the same places."""

from typing import NamedTuple

import pytest

from orglint.core import Place, Problem, Source
from orglint.document import Data, Document, parsers, read, reader
from orglint.document.builder import Builder, Unreadable
from tests.document.mutants import LINE_ENDS, corpus, mutants

CHUNKS = 10
MUTANTS = 20_000

pytestmark = pytest.mark.skipif(not parsers.fast_is_there(), reason="there is one parser only")


class Outcome(NamedTuple):
    """Everything a parser's events become."""

    documents: list[tuple[Data, list[int], list[int], list[int], set[int], set[int]]]
    problems: list[Problem]
    limit: str


def outcome(parser: parsers.Parser, text: str) -> Outcome | None:
    """Build with one parser; nothing where it refuses."""
    builder = Builder("x.yaml", text)
    limit = ""
    try:
        builder.run(parser(text))
    except Unreadable as unreadable:
        limit = unreadable.problem.message
    except parsers.SYNTAX_ERRORS:
        return None
    return Outcome([everything(document) for document in builder.documents], builder.problems, limit)


def everything(document: Document) -> tuple[Data, list[int], list[int], list[int], set[int], set[int]]:
    places = list(document.starts), list(document.ends), list(document.nexts)
    return document.data, *places, document.shadowed, document.merges


def both(text: str) -> tuple[Outcome | None, Outcome | None]:
    blanked, _ = reader._blanked(Source("x.yaml", text))
    return outcome(parsers.fast, blanked), outcome(parsers.pure, blanked)


def in_order(outcome: Outcome) -> list[tuple[list[str], list[int], list[int]]]:
    """Keys in their order, which the equality of mappings leaves out, and starts sorted: they never decrease."""
    return [(keys_in_order(data), starts, sorted(starts)) for data, starts, *_ in outcome.documents]


def keys_in_order(data: Data) -> list[str]:
    if isinstance(data, dict):
        return [word for key, value in data.items() for word in (key, *keys_in_order(value))]
    return [word for item in data for word in keys_in_order(item)] if isinstance(data, list) else []


def assert_equal(text: str) -> bool:
    """Compare the two; returns whether both accept the text."""
    fast, pure = both(text)
    if fast is None or pure is None:
        return False
    assert fast == pure, repr(text)
    assert in_order(fast) == in_order(pure), repr(text)
    assert all(starts == ordered for _, starts, ordered in in_order(fast)), repr(text)
    return True


@pytest.mark.parametrize("line_end", LINE_ENDS, ids=repr)
@pytest.mark.parametrize(("name", "text"), corpus().items(), ids=corpus())
def test_corpus_reads_alike(name: str, text: str, line_end: str) -> None:
    accepted = assert_equal(text.replace("\n", line_end))
    assert accepted or name in {"export.json", "flow.yaml", "tabs.yaml"}, "libyaml refuses these three only"


@pytest.mark.parametrize("line_end", LINE_ENDS, ids=repr)
@pytest.mark.parametrize(("name", "text"), corpus().items(), ids=corpus())
def test_corpus_is_read_without_the_c_parser_too(
    name: str, text: str, line_end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_it = read(Source(name, text.replace("\n", line_end)))
    monkeypatch.setattr(parsers, "fast_is_there", lambda: False)
    without = read(Source(name, text.replace("\n", line_end)))
    assert not with_it.lost
    assert not without.lost
    assert [everything(document) for document in with_it.documents] == [
        everything(document) for document in without.documents
    ]
    assert (with_it.comments, with_it.problems) == (without.comments, without.problems)


@pytest.mark.parametrize("seed", range(CHUNKS))
def test_mutants_read_alike(seed: int) -> None:
    accepted = sum(map(assert_equal, mutants(seed, MUTANTS // CHUNKS)))
    assert accepted > MUTANTS // CHUNKS // 3, "too few mutants are YAML to say anything"


@pytest.mark.parametrize("seed", range(CHUNKS))
def test_mutants_never_raise(seed: int) -> None:
    for text in mutants(1000 + seed, 200):
        found = read(Source("x.yaml", text))
        assert found.lost == any(problem.lost for problem in found.problems)
        for problem in found.problems:
            place = problem.label.at
            assert isinstance(place, Place)
            assert 0 <= place.start <= place.end <= len(text), repr(text)


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("{url: https://x.example/a?b#c, at: 12:30}", {"url": "https://x.example/a?b#c", "at": "12:30"}),
        ("[why?, a?b, -1, http://x]", ["why?", "a?b", "-1", "http://x"]),
        (r'"\ud83d\ude00"', "😀"),
        (r'"\ud83d"', "\ufffd"),
        ('{"a":1,"b":[2]}', {"a": "1", "b": ["2"]}),
        ("- a\tb\t# c\n- \n", ["a\tb", None]),
        ("a:\tb\nc: d\n\t\ne: f", {"a": "b", "c": "d", "e": "f"}),
        ("a: |\n \n  b\n", {"a": "\nb\n"}),
        ("a: |\n  \tb\n", {"a": "\tb\n"}),
        ("a: x\n...\n...\n", {"a": "x"}),
        ("--- |\ntext\n", "text\n"),
        ("- &a?b c\n", ["?b c"]),
        ("- !x &a b\n- *a\n", ["b", "b"]),
    ],
)
@pytest.mark.parametrize("fast", [True, False])
def test_what_one_parser_alone_gets_wrong(text: str, data: Data, fast: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not fast:
        monkeypatch.setattr(parsers, "fast_is_there", lambda: False)
    assert [document.data for document in read(Source("x.yaml", text)).documents] == [data]
