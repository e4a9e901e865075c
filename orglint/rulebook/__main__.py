"""`python -m orglint.rulebook`: write `rules/built.json`, the compiled book, from the YAML beside it."""

import sys

from orglint.rulebook.book import COMPILED, compiled_text, folder
from orglint.rulebook.mistakes import Unusable


def main() -> int:
    """Compile the book; returns 2 where a file of it is unusable, after saying where and why."""
    where = folder()
    try:
        text = compiled_text(where)
    except Unusable as trouble:
        sys.stderr.writelines(f"{where.name}/{mistake}\n" for mistake in trouble.mistakes)
        return 2
    (where / COMPILED).write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
