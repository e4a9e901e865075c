"""`python -m orglint.rulebook`: write `rules/built.json`, the compiled book, from the YAML beside it.

With `--check` nothing is written, and a stale book ends with 1.
"""

import sys

from orglint.rulebook.book import COMPILED, compiled_text, folder
from orglint.rulebook.mistakes import Unusable


def main() -> int:
    """Compile the book; returns 2 where a file of it is unusable, after saying where and why, and 1 for a stale one."""
    where = folder()
    try:
        text = compiled_text(where)
    except Unusable as trouble:
        sys.stderr.writelines(f"{where.name}/{mistake}\n" for mistake in trouble.mistakes)
        return 2
    compiled = where / COMPILED
    if "--check" not in sys.argv:
        compiled.write_text(text, encoding="utf-8", newline="\n")
    elif not compiled.is_file() or compiled.read_text(encoding="utf-8") != text:
        sys.stderr.write(f"stale: {where.name}/{COMPILED}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
