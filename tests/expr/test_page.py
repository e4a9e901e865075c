"""The page about expressions: every example is taken or refused as it says, and the tables have what there is."""

from pathlib import Path
from re import DOTALL, MULTILINE, findall, search

import pytest

from orglint.expr import DAY, FUNCTIONS, METHODS, ExpressionError, Type, checked, compiled, of, typed
from orglint.org import FACTS
from tests.expr.things import NAMES, WORLDS, View

PAGE = (Path(__file__).parents[2] / "docs" / "expressions.md").read_text(encoding="utf-8")
BLOCKS = findall(r"^<!-- of: ([\w ,]+) -->\n```(\w+)\n(.*?)^```$", PAGE, MULTILINE | DOTALL)


def names(said: str) -> dict[str, Type]:
    return {**{name.strip(): of(name.strip()) for name in said.split(",")}, "today": DAY}


@pytest.mark.parametrize(
    ("said", "source"),
    [(said, line) for said, language, text in BLOCKS if language == "python" for line in text.splitlines()],
)
def test_an_example_is_taken(said: str, source: str) -> None:
    expression = checked(source, names(said))
    evaluate = compiled(expression, names(said))
    assert all(evaluate(View(), *(world[name] for name in names(said))) in (True, False) for world in WORLDS)


@pytest.mark.parametrize(("said", "shown"), [(said, text) for said, language, text in BLOCKS if language == "text"])
def test_a_mistake_is_shown_as_the_page_says(said: str, shown: str) -> None:
    source = shown.splitlines()[1].strip()
    with pytest.raises(ExpressionError) as trouble:
        checked(source, names(said))
    assert trouble.value.shown(source) == shown.rstrip("\n")


def test_every_block_says_of_what_it_is() -> None:
    assert len(BLOCKS) * 2 == len(findall(r"^```", PAGE, MULTILINE))


@pytest.mark.parametrize("one", [*FUNCTIONS.values(), *METHODS.values()])
def test_the_example_of_a_function_is_taken(one: tuple[str, str]) -> None:
    typed(one[0], NAMES)
    assert f"| `{one[0]}` | {one[1]} |" in PAGE


@pytest.mark.parametrize("cls", FACTS)
def test_every_field_stands_in_its_table(cls: str) -> None:
    section = search(rf"^### {cls}\n(.*?)(?=^#|\Z)", PAGE, MULTILINE | DOTALL)
    assert section
    assert findall(r"^\| `(\w+)` \|", section[1], MULTILINE) == [*FACTS[cls]]
