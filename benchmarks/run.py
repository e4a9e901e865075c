"""How fast orglint is, as ratios to yardsticks measured in the same run: `python benchmarks/run.py`.

Machines differ and are noisy; a ratio to work that cannot be avoided is the same everywhere. The yardsticks are
the bare loop over the C parser's events of the same text, and a process that does nothing but import what any
command line of this sort imports. The peak of memory is that of the whole process.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from statistics import median

from generate import generate

DAY = "2026-06-01"
ROUNDS = 5
PAIRS = 15
SMALL = Path(__file__).parents[1] / "examples" / "team.yaml"
_LOOP = "import sys; from run import bare_loop; bare_loop(open(sys.argv[1], encoding='utf-8').read())"
_TWIN = """
import typer, ruamel.yaml, _ruamel_yaml
from pydantic import BaseModel
class Model(BaseModel):
    number: int = 0
app = typer.Typer()
@app.command()
def main(path: str) -> None:
    Model()
app()
"""


def bare_loop(text: str) -> int:
    """Loop over the C parser's events of a text and do nothing with them; returns how many there are."""
    from _ruamel_yaml import CParser  # noqa: PLC0415 - only the yardstick needs it

    next_event = CParser(text).get_event
    count = 0
    while next_event() is not None:
        count += 1
    return count


def timed(work: Callable[[], object]) -> float:
    """Return how many seconds some work takes, without those for throwing its result away."""
    begin = time.perf_counter()
    result = work()
    seconds = time.perf_counter() - begin
    del result
    return seconds


def in_one_process(text: str) -> dict[str, float]:
    """Return reading, and text to report, as ratios to the bare loop; each is the median over some rounds."""
    from orglint.core import Report, Settings, Source  # noqa: PLC0415 - this process measures orglint itself
    from orglint.document import read  # noqa: PLC0415 - as above
    from orglint.pipeline import Reading, judge, understand  # noqa: PLC0415 - as above
    from orglint.rulebook import built_in, select  # noqa: PLC0415 - as above

    book = built_in()
    selection = select(book, Settings())
    source = Source("org.yaml", text)
    day = date.fromisoformat(DAY)

    def report() -> tuple[Reading, Report]:
        reading = understand([source], book.vocabulary)
        return reading, judge(reading, selection, day)

    rounds = [(timed(lambda: bare_loop(text)), timed(lambda: read(source)), timed(report)) for _ in range(ROUNDS)]
    return {
        "loop": median(loop for loop, _, _ in rounds),
        "reading": median(reading / loop for loop, reading, _ in rounds),
        "report": median(whole / loop for loop, _, whole in rounds),
        "findings": len(report()[1].findings),
    }


def child(*arguments: str) -> tuple[float, float]:
    """Run a command; returns its seconds and its peak of memory in MB."""
    script = (
        "import resource, subprocess, sys, time; begin = time.perf_counter();"
        "subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=False);"
        "print(time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(["benchmarks", *filter(None, sys.path)])}
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=True, env=environment
    )
    seconds, peak = done.stdout.split()
    return float(seconds), float(peak)


def pairs(first: Sequence[str], second: Sequence[str], count: int) -> tuple[float, float]:
    """Run two commands in turn; returns the median ratio of their times, and the first one's peak of memory."""
    runs = [(child(*first), child(*second)) for _ in range(count)]
    return median(one[0] / other[0] for one, other in runs), max(one[1] for one, _ in runs)


def small_file() -> float:
    """Return the whole process on a small file, as a ratio to its twin that does nothing."""
    command = [sys.executable, "-m", "orglint", "check", str(SMALL), "--as-of", DAY]
    twin = [sys.executable, "-c", _TWIN, str(SMALL)]
    pairs(command, twin, 1)
    return pairs(command, twin, PAIRS)[0]


def whole_process(text: str) -> tuple[float, float]:
    """Return `orglint check` of a text as a ratio to a process that only loops, and its peak of memory in MB."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "org.yaml"
        file.write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "orglint", "check", str(file), "--as-of", DAY]
        return pairs(command, [sys.executable, "-c", _LOOP, str(file)], 3)


def of_size(people: int) -> dict[str, float]:
    """Return all ratios for an organisation of a size."""
    clean, spoilt = generate(people), generate(people, mistakes=True)
    measured = in_one_process(clean.text)
    with_mistakes = in_one_process(spoilt.text)
    process, peak = whole_process(clean.text)
    return {
        **measured,
        "planted": clean.conflicts,
        "mistakes": with_mistakes["report"] * with_mistakes["loop"] / (measured["report"] * measured["loop"]),
        "process": process,
        "peak": peak,
    }


def main() -> None:
    """Print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, nargs="*", default=[1_000, 10_000])
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    asked = parser.parse_args()
    results: dict[str, dict[str, float]] = {"small file": {"process": small_file()}}
    results.update({str(people): of_size(people) for people in asked.people})
    if asked.json:
        print(json.dumps(results))
        return
    print(f"small file: whole process {results.pop('small file')['process']:.2f} x its twin that does nothing")
    print("people   reading  report  process  mistakes  peak MB  findings (planted)")
    for people, one in results.items():
        print(
            f"{people:>7} {one['reading']:8.2f} {one['report']:7.2f} {one['process']:8.2f} {one['mistakes']:9.2f}"
            f" {one['peak']:8.0f}  {one['findings']:.0f} ({one['planted']:.0f})"
        )


if __name__ == "__main__":
    main()
