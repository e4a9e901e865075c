"""How values become words, the same in every message."""

from collections.abc import Mapping, Sequence
from re import Match, findall
from re import sub as replaced

ACTING = (
    "\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f"
)
"""Characters that act on a screen instead of standing on it, as a class of a regular expression."""
_MOST_LISTED = 20
"""Items of a list that a message names."""
_PLACEHOLDER = r"\{([a-z_.]+)\}"


def joined(words: Sequence[str], last: str = "and") -> str:
    """Join words as a sentence does: `a`, `a and b`, `a, b and c`."""
    if len(words) <= 1:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def did_you_mean(near: Sequence[str]) -> str:
    """Return the end of a sentence that names the nearest known words, empty if there are none."""
    return f"; did you mean {joined(near, 'or')}?" if near else ""


def filled(template: str, values: Mapping[str, object]) -> str:
    """Put values into the placeholders of a message; a placeholder without a value stays as it is."""

    def one(found: Match[str]) -> str:
        value = values.get(found[1], found[0])
        if isinstance(value, tuple | list):
            return joined(_shortened([str(item) for item in value]))
        return f"{value:g}" if isinstance(value, float) else str(value)

    return replaced(_PLACEHOLDER, one, template)


def _shortened(words: list[str]) -> list[str]:
    """Leave out the middle of a list that is longer than a sentence holds; machines get all of it."""
    left_out = len(words) - _MOST_LISTED
    return words if left_out <= 1 else [*words[: _MOST_LISTED - 1], f"{left_out} more", words[-1]]


def placeholders(template: str) -> tuple[str, ...]:
    """Return the names of a template's placeholders in order."""
    return tuple(findall(_PLACEHOLDER, template))


def escaped(text: str) -> str:
    """Show characters that would act on a reader's screen as escapes."""
    return text if text.isprintable() else replaced(f"[\x00-\x1f{ACTING}]", escape, text)


def escape(found: Match[str]) -> str:
    """Write a matched character as its escape."""
    code = ord(found[0])
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 - end of the plane


def quoted(text: str, most: int = 60) -> str:
    """Show a text of the user in a sentence, cut where it is too long to help."""
    return text if len(text) <= most else f"{text[:most]}…"


def with_article(noun: str) -> str:
    """Put `a` or `an` before a noun, and nothing before several."""
    if noun.endswith("s") and not noun.endswith("ss"):
        return noun
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


def spoken(name: str) -> str:
    """Write an id as words: `product-owner` is `product owner`."""
    return name.replace("-", " ")


def plural(count: int, one: str, many: str = "") -> str:
    """Write a count with its noun: `1 file`, `2 files`."""
    return f"{count} {one if count == 1 else many or one + 's'}"
