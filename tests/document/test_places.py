"""Every value and key is found where it is written."""

from collections.abc import Iterable
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orglint.core import Lines, Route, Site, Source
from orglint.document import Document, parsers, read
from tests.document.pages import Page, Span

PATH = "x.yaml"
RANDOMS = st.randoms(use_true_random=False)
SETTINGS = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def spans(document: Document, routes: Iterable[Route], *, key: bool = False) -> dict[Route, Span]:
    places = {route: document.place(Site(PATH, document.number, route, key)) for route in routes}
    return {route: (place.start, place.end) for route, place in places.items()}


def assert_found(page: Page) -> None:
    found = read(Source(PATH, page.text))
    assert [problem.message for problem in found.problems] == []
    assert [document.data for document in found.documents] == [written.data for written in page.documents]
    for document, written in zip(found.documents, page.documents, strict=True):
        assert spans(document, written.nodes) == written.nodes
        assert spans(document, written.keys, key=True) == written.keys
        for route, source in written.scalars.items():
            start, end = spans(document, [route])[route]
            assert page.text[start:end] == source


@SETTINGS
@given(RANDOMS)
def test_what_is_written_is_read_where_it_stands(random: Random) -> None:
    assert_found(Page(random))


def test_many_pages_are_read_where_they_stand() -> None:
    for seed in range(1000):
        assert_found(Page(Random(seed)))  # noqa: S311 - no secret


def test_pages_are_read_alike_without_the_c_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsers, "fast_is_there", lambda: False)
    for seed in range(150):
        assert_found(Page(Random(seed)))  # noqa: S311 - no secret


@settings(SETTINGS, max_examples=50)
@given(RANDOMS, st.lists(st.one_of(st.integers(0, 3), st.sampled_from(["", "a", "members", "<<"])), max_size=4))
def test_a_route_that_does_not_exist_is_where_its_nearest_ancestor_is(random: Random, strange: list[str | int]) -> None:
    page = Page(random)
    for document, written in zip(read(Source(PATH, page.text)).documents, page.documents, strict=True):
        for route in written.nodes:
            beyond = [(*route, "no such key", *strange), (*route, 4_000, *strange)]
            assert set(spans(document, beyond).values()) == {written.nodes[route]}


def found_at(text: str, route: Route, *, key: bool = False, number: int = 0) -> tuple[str, str]:
    """Return what stands at a route, and where that begins as line:column."""
    document = read(Source(PATH, text)).documents[number]
    place = document.place(Site(PATH, number, route, key))
    line, column = Lines(text).position(place.start)
    return text[place.start : place.end], f"{line}:{column}"


TEAM = """\
# The team that sells.
team: checkout        # a team file
members:
  - carol
  - person: ana
    role: [product-owner, 'scrum-master']
    note: >-
      Get every
      basket paid.

    since:
  -
  - {person: ben, tags: [], x-😀: "é\\u00e9", until: }
lead: &lead ana
deputy: *lead
contact:
  slack: "#checkout"   # quoted

  # and nothing more
"""


@pytest.mark.parametrize(
    ("route", "text", "at"),
    [
        (("team",), "checkout", "2:7"),
        (("members", 0), "carol", "4:5"),
        (("members", 1, "role"), "[product-owner, 'scrum-master']", "6:11"),
        (("members", 1, "role", 0), "product-owner", "6:12"),
        (("members", 1, "role", 1), "'scrum-master'", "6:27"),
        (("members", 1, "note"), ">-\n      Get every\n      basket paid.", "7:11"),
        (("members", 1, "since"), "since", "11:5"),
        (("members", 2), "-", "12:3"),
        (("members", 3, "tags"), "[]", "13:25"),
        (("members", 3, "x-😀"), '"é\\u00e9"', "13:34"),
        (("members", 3, "until"), "until", "13:45"),
        (("lead",), "ana", "14:13"),
        (("deputy",), "*lead", "15:9"),
        (("contact",), 'slack: "#checkout"', "17:3"),
        (("contact", "slack"), '"#checkout"', "17:10"),
        (("contact", "mail"), 'slack: "#checkout"', "17:3"),
        (("members", 9, "person"), TEAM[TEAM.index("- carol") : TEAM.index("}") + 1], "4:3"),
        (("nothing", "of", 1, "this"), TEAM[TEAM.index("team:") : TEAM.index("   # quoted")], "2:1"),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=repr)
def test_places_of_a_team_file(route: Route, text: str, at: str, line_end: str) -> None:
    found, where = found_at(TEAM.replace("\n", line_end), route)
    assert found.replace(line_end, "\n") == text
    assert where == at


@pytest.mark.parametrize(
    ("text", "route", "value", "key"),
    [
        # an alias and all behind it stand where the alias is used
        ("a: &x {b: [1]}\nc: *x\n", ("c",), "*x", "c"),
        ("a: &x {b: [1]}\nc: *x\n", ("c", "b", 0), "*x", "c"),
        ("- &x [1, {y: 2}]\n- *x\n", (1, 1, "y"), "*x", "*x"),
        ("&k key: 1\nb: {*k : 2}\n", ("b", "key"), "2", "*k"),
        # a merged key stands at its <<, and own keys win, wherever << stands
        ("a: &x {b: 1, c: 2}\nd:\n  <<: *x\n  b: 3\n", ("d", "b"), "3", "b"),
        ("a: &x {b: 1, c: 2}\nd:\n  b: 3\n  <<: *x\n", ("d", "b"), "3", "b"),
        ("a: &x {b: 1, c: 2}\nd:\n  <<: *x\n  b: 3\n", ("d", "c"), "<<", "<<"),
        ("a: &x {b: 1, c: {e: 2}}\nd: {<<: [*x, {f: 1}]}\n", ("d", "c", "e"), "<<", "<<"),
        ("a: &x {b: 1}\nd: {<<: [*x, {f: [1]}]}\n", ("d", "f", 0), "<<", "<<"),
        ("a: &x {b: 1}\ne: &y {<<: *x, c: 2}\nf: {<<: *y}\n", ("f", "b"), "<<", "<<"),
        ('"<<": {a: 1}\n', ("<<", "a"), "1", "a"),
        # an empty value stands at its key, an empty item at its dash
        ("a:\nb: 1\n", ("a",), "a", "a"),
        ("a: &x\nb: 1\n", ("a",), "a", "a"),
        ("a: !!null\nb: 1\n", ("a",), "a", "a"),
        ("'a' : # nothing\n", ("a",), "'a'", "'a'"),
        ("? a\n? b\n", ("a",), "a", "a"),
        ("{a, b: , c: 1}\n", ("a",), "a", "a"),
        ("{a, b: , c: 1}\n", ("b",), "b", "b"),
        ("- # nothing - here\n- b\n", (0,), "-", "-"),
        ("a:\n-\n- b\n", ("a", 0), "-", "-"),
        ("- - -\n", (0, 0, 0), "-", "-"),
        ("- &x\n- *x\n", (0,), "&x", "&x"),
        ("a: ''\n", ("a",), "''", "a"),
        ("a: ~\n", ("a",), "~", "a"),
        # an anchor or a tag is no part of a value or a key
        ("a: &x !!str b\n", ("a",), "b", "a"),
        ("a: !!str &x b\n", ("a",), "b", "a"),
        ("a: &x # c\n  b: 1\n", ("a",), "b: 1", "a"),
        ("a: &x\n  &y b: 1\n", ("a",), "&y b: 1", "a"),
        ("a: &x\n  - 1\n  - 2\nb: 3\n", ("a",), "- 1\n  - 2", "a"),
        ("a: !!seq\n- 1\n- 2\nb: 3\n", ("a",), "- 1\n- 2", "a"),
        ("- &x [1,\n  2] # c\n", (0,), "[1,\n  2]", "[1,\n  2]"),
        ("a: !<tag:yaml.org,2002:seq> [b]\n", ("a",), "[b]", "a"),
        ("&x a: &y !!str\nb: 1\n", ("a",), "a", "a"),
        # a block ends with its last child
        ("a:\n  b:\n    - c\n\n  # no part of it\nd: 1\n", ("a",), "b:\n    - c", "a"),
        ("a:\n  b: 1\n  c:\n\nd: 1\n", ("a",), "b: 1\n  c", "a"),
        ("a:\n  - b\n  -\n\nd: 1\n", ("a",), "- b\n  -", "a"),
        ("a:\n  - |\n    b\n\n\nd: 1\n", ("a",), "- |\n    b", "a"),
        ("a:\n  ? b\n\nd: 1\n", ("a",), "? b", "a"),
        # a text in block style begins at its sign
        ("a: |+ # c\n  b\n\n\nd: 1\n", ("a",), "|+ # c\n  b", "a"),
        ("a: >\n  b\n   c  \nd: 1\n", ("a",), ">\n  b\n   c", "a"),
        ("a: |\nb: 1\n", ("a",), "|", "a"),
        ("a: |2\n   b", ("a",), "|2\n   b", "a"),
        # texts over several lines
        ("a: b\n  c # d\n", ("a",), "b\n  c", "a"),
        ('a: "b\n\n  c" # d\n', ("a",), '"b\n\n  c"', "a"),
        ("[a, b\n  c, {d: e}]\n", (1,), "b\n  c", "b\n  c"),
        # a pair in a list is a mapping of its own
        ("[a: 1, b]\n", (0,), "a: 1", "a: 1"),
        ("[a: 1, b]\n", (0, "a"), "1", "a"),
        # the second spelling of a key hides nothing behind it
        ("{a: 1, a: {b: 2}, c: 3}\n", ("a",), "1", "a"),
        ("{a: 1, a: {b: 2}, c: 3}\n", ("c",), "3", "c"),
        ("? [a, b]\n: 1\n? {c: d}\ne: 2\n", ("e",), "2", "e"),
        ("? \n: 1\ne: 2\n", ("e",), "2", "e"),
        # the root, and routes that lead nowhere
        ("a: 1\n", (), "a: 1", "a: 1"),
        ("text\n", (), "text", "text"),
        ("text\n", ("a", 0), "text", "text"),
        ("---\n", (), "---", "---"),
        ("a\n--- # b\n...\n", (), "a", "a"),
        ("a: b\n", ("a", "b"), "b", "a"),
        ("a: [b]\n", ("a", "0"), "[b]", "a"),
        ("a: {'0': b}\n", ("a", 0), "{'0': b}", "a"),
    ],
)
@pytest.mark.parametrize("fast", [True, False])
def test_places_case_by_case(
    text: str, route: Route, value: str, key: str, fast: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not fast:
        monkeypatch.setattr(parsers, "fast_is_there", lambda: False)
    assert found_at(text, route)[0] == value
    assert found_at(text, route, key=True)[0] == key


def test_documents_have_numbers_and_their_own_anchors() -> None:
    text = "a: &x 1\n---\nb: *x\n--- # third\n- c\n...\n"
    found = read(Source(PATH, text))
    assert [(document.number, document.data) for document in found.documents] == [
        (0, {"a": "1"}),
        (1, {"b": None}),
        (2, ["c"]),
    ]
    assert [problem.message for problem in found.problems] == ["no anchor &x stands before this alias"]
    assert found_at(text, ("b",), number=1) == ("*x", "3:4")
    assert found_at(text, (0,), number=2) == ("c", "5:3")


def test_an_anchor_given_twice_names_the_nearest_before() -> None:
    found = read(Source(PATH, "a: &x 1\nb: *x\nc: &x {d: &x 2, e: *x}\nf: *x\n"))
    assert found.documents[0].data == {"a": "1", "b": "1", "c": {"d": "2", "e": "2"}, "f": "2"}
    assert found.problems == ()


@pytest.mark.parametrize(
    "word", ["no", "12:30", "007", "1e5", "0x1F", "True", "2026-01-05", "1_000", "=", "<<x", "Nul"]
)
@pytest.mark.parametrize("text", ["{}: a", "a: {}", "- {}", "[{}]", "&x {}: 1", "? {}\n: 1"])
def test_a_scalar_is_what_was_typed(word: str, text: str) -> None:
    data = read(Source(PATH, text.format(word))).documents[0].data
    assert data in ({word: "a"}, {"a": word}, [word], {word: "1"})


@pytest.mark.parametrize("word", ["", "~", "null", "Null", "NULL"])
def test_what_says_nothing_is_nothing(word: str) -> None:
    assert read(Source(PATH, f"a: {word}\nb: [x]\nc:\n- {word}\n")).documents[0].data == {
        "a": None,
        "b": ["x"],
        "c": [None],
    }
    assert read(Source(PATH, f'a: "{word}"\n')).documents[0].data == {"a": word}


def test_keys_that_read_as_nothing_are_what_was_typed() -> None:
    assert read(Source(PATH, "~: a\nnull: b\n'': c\n")).documents[0].data == {"~": "a", "null": "b"}


def test_no_text_is_mistaken_for_a_sign_of_the_reader() -> None:
    text = '"\\0 merge": 1\nmerge: 2\ndropped: 3\nno key: 4\n<<: {a: 5}\n"<<": 6\n'
    assert read(Source(PATH, text)).documents[0].data == {
        "\0 merge": "1",
        "merge": "2",
        "dropped": "3",
        "no key": "4",
        "<<": "6",
        "a": "5",
    }
