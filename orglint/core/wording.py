"""How values become words, the same in every message."""

from collections.abc import Mapping, Sequence
from re import Match, findall
from re import sub as replaced

_PLACEHOLDER = r"\{([a-z_.]+)\}"


def joined(words: Sequence[str], last: str = "and") -> str:
    """Join words as a sentence does: `a`, `a and b`, `a, b and c`."""
    if len(words) <= 1:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def filled(template: str, values: Mapping[str, object]) -> str:
    """Put values into the placeholders of a message; a placeholder without a value stays as it is."""

    def one(found: Match[str]) -> str:
        value = values.get(found[1], found[0])
        if isinstance(value, tuple | list):
            return joined([str(item) for item in value])
        return f"{value:g}" if isinstance(value, float) else str(value)

    return replaced(_PLACEHOLDER, one, template)


def placeholders(template: str) -> tuple[str, ...]:
    """Return the names of a template's placeholders in order."""
    return tuple(findall(_PLACEHOLDER, template))


def quoted(text: str, most: int = 60) -> str:
    """Show a text of the user in a sentence, cut where it is too long to help."""
    return text if len(text) <= most else f"{text[:most]}…"


def with_article(noun: str) -> str:
    """Put `a` or `an` before a noun."""
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


def spoken(name: str) -> str:
    """Write an id as words: `product-owner` is `product owner`."""
    return name.replace("-", " ")


def plural(count: int, one: str, many: str = "") -> str:
    """Write a count with its noun: `1 file`, `2 files`."""
    return f"{count} {one if count == 1 else many or one + 's'}"
