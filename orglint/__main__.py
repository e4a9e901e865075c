"""`python -m orglint`."""

import sys
from pathlib import Path

import orglint

# Python looks for modules in the current folder first, and what is linted there is read and never run.
if Path(orglint.__path__[0]).parent != Path.cwd():
    sys.path[:] = [path for path in sys.path if path and Path(path) != Path.cwd()]

from orglint.cli import main

main()
