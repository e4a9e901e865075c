"""The organisations in examples/, linted as a reader would; each has its expected output beside it.

After a change of an example or of the output, write the expected files again from the root of the project and
look at what changed:

    python -m tests.test_examples
    git diff examples
"""

import os
from pathlib import Path
from re import MULTILINE, findall
from typing import NamedTuple

import pytest
from typer.testing import CliRunner

from orglint.cli import app
from orglint.rulebook import built_in

EXAMPLES = Path(__file__).parents[1] / "examples"
DAY = "2026-11-24"


class Example(NamedTuple):
    """What is checked, where its expected output stands, and how the run ends."""

    path: str
    expected: str
    code: int


ALL = (
    Example("team.yaml", "team.expected.txt", 1),
    Example("team-fixed.yaml", "team-fixed.expected.txt", 0),
    Example("acme", "acme.expected.txt", 1),
)


def linted(example: Example) -> tuple[int, str]:
    """Check an example through the command line, from the folder of the examples; returns the code and the output."""
    result = CliRunner(env={"NO_COLOR": "1"}).invoke(app, ["check", example.path, "--as-of", DAY])
    return result.exit_code, result.output


def expected(example: Example) -> str:
    return (EXAMPLES / example.expected).read_text(encoding="utf-8")


@pytest.mark.parametrize("example", ALL, ids=lambda example: example.path)
def test_an_example_gives_its_expected_output(example: Example, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(EXAMPLES)
    assert linted(example) == (example.code, expected(example))


def test_every_example_is_run() -> None:
    names = {file.name for file in EXAMPLES.iterdir()}
    assert names == {name for example in ALL for name in (example.path, example.expected)}


def test_the_company_has_a_finding_of_every_family() -> None:
    book = built_in()
    found = findall(r"^(?:error|warning|info)\[([a-z-]+)\]", expected(ALL[2]), MULTILINE)
    assert {book.rules[rule].family for rule in found} == set(book.families)
    assert 12 <= len(found) <= 18


def test_the_company_ignores_one_finding_with_a_reason() -> None:
    assert expected(ALL[2]).rstrip().endswith("1 ignored)")


def rewrite() -> None:
    """Write every expected file again."""
    os.chdir(EXAMPLES)
    for example in ALL:
        Path(example.expected).write_text(linted(example)[1], encoding="utf-8", newline="\n")


if __name__ == "__main__":
    rewrite()
