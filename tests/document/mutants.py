"""The corpus, and texts made from it by the slips of a hand that knows YAML."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

CORPUS = Path(__file__).parent / "corpus"
LINE_ENDS = ("\n", "\r\n", "\r")
_MOST = 400
"""Longest mutant in characters, before its mutation."""
_PIECES = (
    *(":", ": ", " ", "  ", "\n", "\r", "\r\n", "\n ", "\n  ", "\n\n", "\t", "- ", "\n- ", "-", "? ", "?", ", ", ","),
    *("[", "]", "{", "}", "#", " #", "&a ", "*a ", "&a", "*a", "!", "!!str ", "!x ", "!<tag:yaml.org,2002:str> "),
    *("|", ">", "|+\n", ">-\n", "|2\n", ": |\n", "'", '"', "'' ", "%", "@", "`", "---", "---\n", "...\n", "\\"),
    *("%YAML 1.1\n", "%TAG !a! b\n", "\\UFFFFFFFF", "\\ud83d", "é", "😀", "\u2028", "\x07", "~", "null", "<<", "<<: "),
)


def corpus() -> dict[str, str]:
    """Return the texts of the corpus by name; all of them end their lines with a line feed."""
    return {path.name: path.read_bytes().decode() for path in sorted(CORPUS.iterdir())}


def mutants(seed: int, count: int) -> Iterator[str]:
    """Yield so many pieces of the corpus, each with one or two slips, in one of the three line ends."""
    random = Random(seed)  # noqa: S311 - no secret, and the same mutants in every run
    texts = list(corpus().values())
    for _ in range(count):
        text = _piece(random, random.choice(texts)).replace("\n", random.choice(("\n", *LINE_ENDS)))
        for _ in range(random.randint(1, 2)):
            text = _slip(random, text)
        yield text


def _piece(random: Random, text: str) -> str:
    lines = text.splitlines(keepends=True)
    begin = random.randrange(len(lines))
    return "".join(lines[begin : begin + random.randint(1, 12)])[:_MOST]


def _slip(random: Random, text: str) -> str:
    kind, at = random.randrange(7), random.randint(0, len(text))
    if kind <= 2:
        return text[:at] + random.choice(_PIECES) + text[at:]
    if kind == 3:
        return text[:at] + text[at + random.randint(1, 4) :]
    if kind == 4 and random.random() < 0.3:
        return text[:at]
    lines = text.splitlines(keepends=True)
    if not lines:
        return text
    one, other = random.randrange(len(lines)), random.randrange(len(lines))
    if kind == 5:
        lines[one], lines[other] = lines[other], lines[one]
    else:
        lines[one] = " " * random.randint(0, 4) + lines[one].lstrip(" ")
    return "".join(lines)
