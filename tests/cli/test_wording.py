"""What the rooms around the middle say blames nobody, and says what to do next."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import ROOT

BLAMING = ("violat", "wrong", "bad ", "should have", "failed to", "invalid", "illegal", "please", "sorry", "oops")
FILES = sorted(file for room in ("cli", "outside") for file in (ROOT / "orglint" / room).glob("*.py"))


def said(file: Path) -> Iterator[str]:
    """Yield the texts of a module that are no docstrings."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
            yield node.value


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_no_text_blames_anybody(file: Path) -> None:
    for text in said(file):
        assert not any(word in text.lower() for word in BLAMING), text
