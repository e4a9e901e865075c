"""The formats: what each takes and what it does not, and that no text is slow."""

from datetime import date
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orglint.kinds.formats import _FORMATS, EXAMPLES, FormatName, fits

quick = settings(max_examples=200, deadline=None, database=None, derandomize=True)


@pytest.mark.parametrize(
    ("name", "yes", "no"),
    [
        (
            "kebab-case",
            ["web-shop", "a", "2", "a-1-b"],
            ["", "Web-shop", "web_shop", "-a", "a-", "a--b", "wéb", "a b", "a\n"],
        ),
        (
            "email",
            ["ana@x.org", "a.b+c@mail.x-y.org", "o'neil@büro.example"],
            ["", "ana", "ana@x", "@x.org", "a b@x.org", "a@x..org", "a@-x.org", "a@x-.org", "a@b@x.org", "<a@x.org>"],
        ),
        (
            "url",
            ["https://x.org", "http://x.org:80/a?b#c", "HTTPS://x", "ftp://x/y", "https://x.org/ä"],
            ["", "x.org", "https://", "https:///a", "https://x y", "://x", "mailto:a@x.org", 'https://x/"'],
        ),
        (
            "date",
            ["2026-02-28", "2024-02-29"],
            ["", "2026-02-29", "26-02-28", "2026-2-8", "20260228", "2026-02-28T00:00", "2026-W05-1"],
        ),
        ("integer", ["0", "-1", "+7", "007"], ["", "1.0", "1e5", "\u0661", "1 ", "--1", "ten"]),
        (
            "glob",
            ["docs/**", "*.py", "a/[!b]c/{d,e}", "[a!]", "/src", "a?"],
            ["", " a", "a ", "a//b", "***", "[a", "[]", "[!]", "{a", "a}", "a]", "a\nb"],
        ),
    ],
)
def test_formats_take_what_they_say(name: FormatName, yes: list[str], no: list[str]) -> None:
    assert [text for text in yes if not fits(text, name)] == []
    assert [text for text in no if fits(text, name)] == []


def test_every_format_has_a_name_in_a_sentence() -> None:
    assert EXAMPLES.keys() == _FORMATS.keys()


@quick
@given(st.dates())
def test_every_day_is_a_date(day: date) -> None:
    assert fits(day.isoformat(), "date")


@quick
@given(st.integers())
def test_every_whole_number_is_an_integer(number: int) -> None:
    assert fits(str(number), "integer")


@quick
@given(st.lists(st.from_regex(r"[a-z0-9]+", fullmatch=True), min_size=1, max_size=4))
def test_words_with_hyphens_are_kebab_case_and_others_are_not(words: list[str]) -> None:
    assert fits("-".join(words), "kebab-case")
    assert not fits("_".join([*words, "x"]), "kebab-case")
    assert not fits("-".join(words).upper() + "A", "kebab-case")


@quick
@given(st.text(), st.sampled_from(sorted(_FORMATS)))
def test_no_text_breaks_a_format(text: str, name: FormatName) -> None:
    assert fits(text, name) in (True, False)


@pytest.mark.parametrize("name", sorted(_FORMATS))
def test_no_text_is_slow(name: FormatName) -> None:
    begun = perf_counter()
    for part in ("a-", "-", "a", "a.", "@a", "[", "]", "{", "*", "/", "0", "a@a.", "https://"):
        fits(part * 1_900, name)
        fits(f"a@{part * 900}!", name)
        fits(f"https://{part * 900} ", name)
    assert perf_counter() - begun < 1
