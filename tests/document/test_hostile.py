"""What is written to hurt the reader ends in documents and problems: soon, in little memory, and in few words."""

import json
import subprocess
import sys
from collections.abc import Iterator
from re import compile as regex
from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orglint.core import Place, Route, Site, Source
from orglint.document import Data, ReadFile, parsers, read
from orglint.document.anchors import MAX_DEPTH
from tests.document.hostile import HOSTILE

SECONDS = 2.0
SECONDS_WITHOUT_THE_C_PARSER = 6.0
"""Of the processor. The promise is two; a slow machine without the C parser gets three times that."""
MEGABYTES = 300
MOST_PROBLEMS = 200
LONGEST_MESSAGE = 200

LARGE = dict.fromkeys(HOSTILE, 300_000) | {
    "alias bomb": 1_000,
    "deep lists in brackets": 100_000,
    "deep mappings in brackets": 400_000,
    "deep lists on one line": 200_000,
    "deep mappings on one line": 200_000,
    "one text": 10_000_000,
    "one text in quotes": 10_000_000,
    "one text in block style": 10_000_000,
    "one text of emoji": 10_000_000,
    "one line of words": 2_000_000,
    "one line of pairs": 2_000_000,
    "NUL": 1_000_000,
    "control characters": 1_000_000,
}

A_MILLION_KEYS = 12_500_000

needs_the_c_parser = pytest.mark.skipif(not parsers.fast_is_there(), reason="the C parser is not there")


def assert_harmless(text: str, seconds: float) -> ReadFile:
    begin = process_time()
    found = read(Source("x.yaml", text))
    assert process_time() - begin < seconds
    assert len(found.problems) <= MOST_PROBLEMS
    assert found.lost == any(problem.lost for problem in found.problems)
    for problem in found.problems:
        place = problem.label.at
        assert isinstance(place, Place)
        assert 0 <= place.start <= place.end <= len(text)
        assert 0 < len(problem.message) <= LONGEST_MESSAGE
    return found


@needs_the_c_parser
@pytest.mark.parametrize("name", HOSTILE)
def test_ends_soon(name: str) -> None:
    assert_harmless(HOSTILE[name](LARGE[name]), SECONDS)


@needs_the_c_parser
@pytest.mark.parametrize("name", HOSTILE)
def test_ends_soon_where_both_parsers_may_read(name: str) -> None:
    assert_harmless(HOSTILE[name](parsers.PURE_LIMIT), SECONDS_WITHOUT_THE_C_PARSER)


@pytest.mark.parametrize("name", HOSTILE)
def test_ends_soon_without_the_c_parser(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsers, "fast_is_there", lambda: False)
    assert_harmless(HOSTILE[name](parsers.PURE_LIMIT), SECONDS_WITHOUT_THE_C_PARSER)


MEASURE = """
import json, resource, sys
from orglint.core import Source
from orglint.document import read
from tests.document.hostile import HOSTILE
from tests.document.test_hostile import A_MILLION_KEYS, LARGE
unit = 1 if sys.platform == "darwin" else 1024
for name in HOSTILE:
    read(Source("x.yaml", HOSTILE[name](LARGE[name] if name != "keys" else A_MILLION_KEYS)))
    print(json.dumps([name, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit // 2**20]), flush=True)
"""


@needs_the_c_parser
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no getrusage")
def test_takes_little_memory() -> None:
    # A process begins with the peak of the one that starts it, so a small one stands between this one and the measure.
    between = "import subprocess, sys; sys.exit(subprocess.call([sys.executable, '-c', sys.argv[1]]))"
    done = subprocess.run([sys.executable, "-c", between, MEASURE], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    peaks = dict(json.loads(line) for line in done.stdout.splitlines())
    assert peaks.keys() == HOSTILE.keys()
    assert {name: peak for name, peak in peaks.items() if peak > MEGABYTES} == {}


@needs_the_c_parser
def test_many_keys_take_time_in_proportion() -> None:
    def seconds(text: str) -> float:
        begin = process_time()
        found = read(Source("x.yaml", text))
        assert len(found.documents) == 1
        return process_time() - begin

    few = min(seconds(HOSTILE["keys"](A_MILLION_KEYS // 30)) for _ in range(3))
    many = HOSTILE["keys"](A_MILLION_KEYS // 3)
    assert any(seconds(many) < 10 * few * 1.5 for _ in range(3))


FEW = 2_000
"""Short enough to say what is found."""


@pytest.mark.parametrize(
    ("name", "message", "lost"),
    [
        ("alias bomb", "aliases repeat more than 100000 values of this file", True),
        ("one anchor used again and again", "", False),
        ("an anchor that contains itself", "&a contains itself; this alias inside it is read as nothing", False),
        ("a mapping that merges itself", "&a contains itself; this alias inside it is read as nothing", False),
        ("deep lists in brackets", f"nested deeper than {MAX_DEPTH} levels", True),
        ("deep mappings in brackets", f"nested deeper than {MAX_DEPTH} levels", True),
        ("deep mappings as keys", f"nested deeper than {MAX_DEPTH} levels", True),
        ("deep lists on one line", f"nested deeper than {MAX_DEPTH} levels", True),
        ("one text", "", False),
        ("one text never closed", "a quote is opened here and never closed", True),
        ("one key", "a key is longer than 1024 characters", True),
        ("one key again and again", "the key a is said twice in one mapping", False),
        ("one key again and again", "349 more keys are said twice in their mappings", False),
        ("empty keys", "a key is empty, so what it leads to has no name", False),
        ("empty keys", "616 more keys are empty", False),
        ("keys that are lists", "a key is a list or a mapping, and a key is one word", False),
        ("keys that are mappings", "a key is a list or a mapping, and a key is one word", False),
        ("keys that are nothing", "a key is empty, so what it leads to has no name", False),
        ("keys that are nothing", "the key ~ is said twice in one mapping", False),
        ("merges of no mapping", "<< merges mappings, and this is none", False),
        ("<< again and again", "<< stands twice in one mapping; one << with a list does the same", False),
        ("undefined aliases", "no anchor &a stands before this alias", False),
        ("undefined aliases as keys", "an alias that is a key names no word", False),
        (
            "python objects",
            "the tag !!python/object/apply:os.system means nothing here; what follows is read as plain data",
            False,
        ),
        ("tags", "the tag !x means nothing here; what follows is read as plain data", False),
        ("NUL", "the character U+0000 belongs in no line of text, and is read as a blank", False),
        ("NUL", "1950 more characters belong in no line of text", False),
        ("control characters", "the character U+001B belongs in no line of text, and is read as a blank", False),
        ("line ends of other tools", "the character U+2028 belongs in no line of text, and is read as a blank", False),
        ("byte order marks", "the character U+FEFF belongs in no line of text, and is read as a blank", False),
        ("lone surrogates", "the character U+D800 belongs in no line of text, and is read as a blank", False),
        ("halves of characters", "", False),
        (
            "characters that do not exist",
            "\\U begins no escape here; in single quotes a backslash stands for itself",
            True,
        ),
        ("blanks", "", False),
        ("one comment", "", False),
        ("documents", "", False),
    ],
)
@pytest.mark.parametrize("fast", [True, False])
def test_is_told(name: str, message: str, lost: bool, fast: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not fast:
        monkeypatch.setattr(parsers, "fast_is_there", lambda: False)
    found = read(Source("x.yaml", HOSTILE[name](FEW)))
    assert found.lost == lost
    assert message in [problem.message for problem in found.problems] or (not message and not found.problems)


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("", []),
        ("# nothing\n\n  # more\n", []),
        ("- a\n- b\n", [["a", "b"]]),
        ("text\n", ["text"]),
        ("~\n", [None]),
        ("---\n...\n", [None]),
        ("--- a\n--- b\n", ["a", "b"]),
        ("{}", [{}]),
        ("? [a]\n: 1\nb: 2\n", [{"b": "2"}]),
        ("? {a: b}\n: 1\nb: 2\n", [{"b": "2"}]),
        ("? |\n  a\n: 1\n", [{"a\n": "1"}]),
        ("a: !!python/object/apply:os.system [ls]\n", [{"a": ["ls"]}]),
        ("a: !x {b: !y c}\n", [{"a": {"b": "c"}}]),
        ("a: &a [b, *a]\n", [{"a": ["b", None]}]),
        ("&a a: *a\n", [{"a": "a"}]),
        ("a: *nobody\nb: 1\n", [{"a": None, "b": "1"}]),
        ("a:\n  <<: 1\n  b: 2\n", [{"a": {"b": "2"}}]),
        ("a:\n  <<: [{c: 1}, 2]\n  b: 2\n", [{"a": {"b": "2", "c": "1"}}]),
        ("<<: {a: 1}\n<<: {a: 2, b: 3}\n", [{"a": "1", "b": "3"}]),
        ("<<:\na: 1\n", [{"a": "1"}]),
        ("a\0b: \x1bc\n", [{"a b": "c"}]),
        ("a: b\u2028c\n", [{"a": "b c"}]),
        ("a: \ud800b\n", [{"a": "b"}]),
    ],
)
@pytest.mark.parametrize("fast", [True, False])
def test_what_is_left_is_kept(text: str, data: list[object], fast: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not fast:
        monkeypatch.setattr(parsers, "fast_is_there", lambda: False)
    found = read(Source("x.yaml", text))
    assert [document.data for document in found.documents] == data
    assert not found.lost


def test_documents_before_a_lost_one_are_kept() -> None:
    found = read(Source("x.yaml", "a: 1\n---\nb: [\n"))
    assert [document.data for document in found.documents] == [{"a": "1"}]
    assert found.lost


@needs_the_c_parser
def test_aliases_share_a_budget_over_the_documents_of_a_file() -> None:
    twice = "".join(f"---\na: &a [{'x, ' * 60_000}]\nb: *a\n" for _ in range(2))
    found = read(Source("x.yaml", twice))
    assert [problem.message for problem in found.problems] == ["aliases repeat more than 100000 values of this file"]
    assert len(found.documents) == 1


def test_depth_is_told_where_it_begins_to_be_too_much() -> None:
    at_the_limit, beyond = "[" * MAX_DEPTH + "]" * MAX_DEPTH, "[" * (MAX_DEPTH + 1)
    assert read(Source("x.yaml", at_the_limit)).problems == ()
    (problem,) = read(Source("x.yaml", beyond)).problems
    assert problem.label.at == Place("x.yaml", MAX_DEPTH, MAX_DEPTH + 1)


def test_depth_counts_what_aliases_repeat() -> None:
    half = MAX_DEPTH // 2
    inner, outer = "[" * half + "]" * half, "[" * (half - 1) + "*a" + "]" * (half - 1)
    assert read(Source("x.yaml", f"- &a {inner}\n- {outer}\n")).problems == ()
    (problem,) = read(Source("x.yaml", f"- &a {inner}\n- [{outer}]\n")).problems
    assert problem.lost
    assert problem.message == f"nested deeper than {MAX_DEPTH} levels, counted with what this alias repeats"


def test_a_dense_text_is_read_with_the_c_parser_only(monkeypatch: pytest.MonkeyPatch) -> None:
    dense = HOSTILE["one key again and again"](parsers.PURE_LIMIT)
    assert not read(Source("x.yaml", dense)).lost or not parsers.fast_is_there()
    monkeypatch.setattr(parsers, "fast_is_there", lambda: False)
    (problem,) = read(Source("x.yaml", dense)).problems
    assert problem.message == "a text as dense as this is read only with the C parser of ruamel.yaml"


SIGNS = st.text(" \t\n\r:-?,[]{}#&*!|>'\"%@`\\ab1é😀~<.=/\0\u2028\ud800", max_size=60)


@pytest.mark.parametrize("fast", [True, False])
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=SIGNS)
def test_signs_of_yaml_in_any_order_are_harmless(fast: bool, text: str) -> None:
    with pytest.MonkeyPatch.context() as patched:
        if not fast:
            patched.setattr(parsers, "fast_is_there", lambda: False)
        found = assert_harmless(text, SECONDS)
    for document in found.documents:
        for route in routes(document.data):
            place = document.place(Site("x.yaml", document.number, route))
            assert 0 <= place.start < place.end <= len(text)


def routes(data: Data, route: Route = ()) -> Iterator[Route]:
    yield route
    for step, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield from routes(value, (*route, step))


def test_no_sentence_blames() -> None:
    blame = regex(r"\b(wrong|bad|invalid|illegal|error|please|failed|should)\b|\.$")
    for name, made in HOSTILE.items():
        for problem in read(Source("x.yaml", made(FEW))).problems:
            assert not blame.search(problem.message), name
