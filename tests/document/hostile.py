"""Texts that are written to hurt their reader, by name; each is made about as long as asked, in characters."""

from collections.abc import Callable

Make = Callable[[int], str]


def filled(unit: str, before: str = "", behind: str = "") -> Make:
    """Repeat a unit between two texts."""
    return lambda size: before + unit * max((size - len(before) - len(behind)) // len(unit), 1) + behind


def numbered(unit: str, before: str = "", behind: str = "") -> Make:
    """Repeat a unit with a number in it, and the one before."""

    def made(size: int) -> str:
        count = max((size - len(before) - len(behind)) // (len(unit) + 5), 2)
        return before + "".join(unit.format(at, at - 1) for at in range(1, count)) + behind

    return made


def bomb(size: int) -> str:
    """Nine levels, each nine times the one before: 387 million values from a few lines."""
    lines = ["a0: &a0 [x]"] + [f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 9)}]" for at in range(1, 10)]
    return "\n".join([*lines, "#" * max(size - 500, 0)])


def stairs(size: int) -> str:
    """Lines that are indented ever deeper."""
    return "".join(" " * at + "a:\n" for at in range(int((2 * size) ** 0.5)))


HOSTILE: dict[str, Make] = {
    "alias bomb": bomb,
    "merge bomb": numbered("a{0}: &a{0} {{<<: [*a{1}, *a{1}], k{0}: 1}}\n", "a0: &a0 {k: 1}\n"),
    "chain of merges": numbered("a{0}: &a{0} {{<<: *a{1}, k{0}: 1}}\n", "a0: &a0 {k: 1}\n"),
    "one mapping merged again and again": filled("- <<: *a\n", "- &a {x: 1}\n"),
    "one anchor used again and again": filled("- *a\n", "- &a [x]\n"),
    "one anchor given again and again": filled("- &a x\n"),
    "an anchor that contains itself": filled("  - *a\n", "a: &a\n"),
    "a mapping that merges itself": filled("  - <<: *a\n", "a: &a\n"),
    "anchors without a value": filled("&a ,", "[", "]"),
    "long names of anchors": lambda size: f"- &{'a' * (size // 2)} x\n- *{'a' * (size // 2)}b\n",
    "deep lists in brackets": filled("["),
    "deep mappings in brackets": filled("{a: "),
    "deep mappings as keys": filled("{"),
    "deep by aliases": numbered("- &a{0} [[[[[[[[*a{1}]]]]]]]]\n", "- &a0 x\n"),
    "deep by merges": numbered("- &a{0} {{b: {{<<: *a{1}}}}}\n", "- &a0 {b: c}\n"),
    "deep lists on one line": filled("- "),
    "deep mappings on one line": filled("? "),
    "stairs": stairs,
    "deep and closed, again and again": filled("[" * 97 + "]" * 97 + ",", "[", "]"),
    "one text": filled("x", "a: "),
    "one text in quotes": filled("x", 'a: "', '"'),
    "one text of escapes": filled("\\t", 'a: "', '"'),
    "one text never closed": filled("x ", 'a: "'),
    "one text of apostrophes": filled("''", "a: '", "'"),
    "one text of many lines": filled("x\n ", "a: "),
    "one text in block style": filled("  x\n", "a: |\n"),
    "one text of empty lines": filled("\n", "a: |\n"),
    "one text of emoji": filled("😀", "a: "),
    "one key": filled("x", "", ": 1\n"),
    "one line of words": filled("some words, ", "[", "]"),
    "one line of pairs": filled("a: b, ", "{", "}"),
    "one comment": filled("#"),
    "one comment for orglint": filled(" # orglint: ignore[x]", "a: 1"),
    "comments for orglint": filled("# orglint: ignore[x] y\n"),
    "keys": numbered("k{0}: v\n"),
    "one key again and again": filled("a: 1\n"),
    "pairs said twice": filled("- {a: 1, a: 2}\n"),
    "keys, and the last ones again": lambda size: (
        numbered("k{0}: v\n")(size) + "".join(f"k{at}: w\n" for at in range(1, 60))
    ),
    "empty items": filled("-\n"),
    "empty lists": filled("[],", "[", "]"),
    "empty keys": filled("? \n"),
    "empty keys before a colon": filled(": x\n"),
    "keys that are lists": filled("? [a]\n"),
    "keys that are mappings": filled("{a: b}: c\n"),
    "keys that are nothing": filled("~: a\nnull: b\n'': c\n"),
    "merges of no mapping": filled("- {<<: x}\n"),
    "<< again and again": filled("<<: {}\n"),
    "undefined aliases": filled("- *a\n"),
    "undefined aliases as keys": filled("*a : b\n"),
    "python objects": filled("- !!python/object/apply:os.system [ls]\n"),
    "tags": filled("- !x y\n"),
    "one tag": filled("x", "!", " y\n"),
    "tag directives": numbered("%TAG !a{0}! b\n", "", "--- a\n"),
    "unknown directives": filled("%X y\n", "", "---\n"),
    "documents": filled("--- a\n"),
    "empty documents": filled("---\n"),
    "ends of documents": filled("...\n"),
    "NUL": filled("\0"),
    "control characters": filled("a\x1b\x07\x08\x7f\x9b"),
    "line ends of other tools": filled("a\u2028\u2029\x85"),
    "byte order marks": filled("\ufeff"),
    "lone surrogates": filled("\ud800"),
    "halves of characters": filled("\\ud800", 'a: "', '"'),
    "characters that do not exist": filled("\\UFFFFFFFF", 'a: "', '"'),
    "blanks": filled(" "),
    "tabs": filled("\t"),
    "line feeds": filled("\n"),
    "carriage returns": filled("\r"),
    "colons": filled(":"),
    "dashes": filled("-"),
    "question marks": filled("?"),
    "exclamation marks": filled("!"),
    "stars": filled("*"),
    "ampersands": filled("&"),
    "quotes": filled("'"),
    "double quotes": filled('"'),
    "backslashes": filled("\\", '"'),
    "closing brackets": filled("]"),
    "commas": filled(",", "["),
    "percent signs": filled("%"),
}
