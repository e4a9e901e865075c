"""Every format of the hand-made report, as texts to read.

After a change that was meant, write them anew and read the difference:

    REWRITE_GOLDENS=1 python -m pytest tests/report/test_goldens.py && git diff tests/report/goldens
"""

import os
from pathlib import Path

import pytest

from orglint.core import Report
from orglint.report import FAILED, FORMATS, Style, sarif

GOLDENS = Path(__file__).parent / "goldens"
TEXTS = {
    "full.txt": ("full", Style()),
    "full-color.txt": ("full", Style(color=True)),
    "full-without-notes.txt": ("full", Style(notes=False, quiet=True)),
    "concise.txt": ("concise", Style()),
    "concise-color.txt": ("concise", Style(color=True)),
    "statistics.txt": ("full", Style(statistics=True)),
    "verbose.txt": ("concise", Style(verbose=True)),
    "report.json": ("json", Style()),
    "report.sarif": ("sarif", Style()),
    "github.txt": ("github", Style()),
}


@pytest.fixture(autouse=True)
def _one_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "_version", lambda: {"semanticVersion": "1.2.3"})


def _compare(name: str, text: str) -> None:
    path = GOLDENS / name
    if os.environ.get("REWRITE_GOLDENS"):
        path.write_bytes(text.encode())
    assert text == path.read_bytes().decode()


@pytest.mark.parametrize("name", TEXTS)
def test_golden(name: str, report: Report) -> None:
    render, style = TEXTS[name]
    _compare(name, FORMATS[render](report, style))


@pytest.mark.parametrize("name", FORMATS)
def test_golden_of_nothing_found(name: str, empty: Report) -> None:
    _compare(f"nothing-found.{name}", FORMATS[name](empty, Style()))


@pytest.mark.parametrize("name", FAILED)
def test_golden_of_nothing_checked(name: str) -> None:
    _compare(f"failed.{name}", FAILED[name](["no such file: a\u202eb.yaml", "--format takes json or sarif"]))


def test_every_golden_is_compared() -> None:
    known = {*TEXTS, *(f"nothing-found.{name}" for name in FORMATS), *(f"failed.{name}" for name in FAILED)}
    assert {path.name for path in GOLDENS.iterdir()} == known
