"""Measures the worker side by side with others, on the same source: `make bench`, or `make bench ARGS="cpu-10 glass"`.

What is measured replaces the same rows of latest.json; the others stay, each with its own date.
"""

import argparse
import shutil
import sys
from pathlib import Path

import uvloop

from tests.bench.figures import Figures, read_figures, write_table
from tests.bench.machine import describe_machine, go_before_others
from tests.bench.measures.every import MEASURES, Measure
from tests.bench.plot import draw_plot
from tests.bench.report import say
from tests.bench.subjects.janus import MISSING

LATEST = Path(__file__).with_name("latest.json")
PLOT = Path(__file__).parents[2] / "docs" / "bench.svg"


def main() -> None:
    """Measure what the command line names, and keep it after each measure."""
    chosen, rounds = _choose()
    if shutil.which("janus") is None:
        sys.exit(MISSING)
    figures = read_figures(LATEST)
    if not go_before_others():
        say("not root: whatever else this machine does shows in the figures")
    minutes = rounds * sum(measure.minutes for measure in chosen)
    say(f"about {minutes:.0f} minutes: {', '.join(measure.name for measure in chosen)}")
    failed = [measure.name for measure in chosen if not _take(measure, rounds, figures)]
    PLOT.write_text(draw_plot(figures))
    if failed:
        sys.exit(f"Not measured: {', '.join(failed)}")


def _take(measure: Measure, rounds: int, figures: Figures) -> bool:
    """Take one measure and keep it; say why if it could not be taken, and let the others follow."""
    say(f"{measure.name}: {measure.title}")
    taken = Figures()
    try:
        uvloop.run(measure.take(taken, rounds))
    except (OSError, RuntimeError) as error:  # TimeoutError and refused connections among them
        say(f"  {measure.name} came to nothing: {error!r}")
        return False
    print(write_table(taken.rows.values()), flush=True)  # noqa: T201 - what the command is for
    figures.rows.update(taken.rows)
    figures.write(LATEST, describe_machine())
    return True


def _choose() -> tuple[list[Measure], int]:
    """Return every measure whose name begins with a word of the command line, or all; and how many rounds of each."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("names", nargs="*", help=", ".join(measure.name for measure in MEASURES))
    parser.add_argument("--rounds", type=int, default=3, help="how often each is measured, subjects taking turns")
    asked = parser.parse_args()
    names: list[str] = asked.names or [""]
    for name in names:
        if not any(measure.name.startswith(name) for measure in MEASURES):
            parser.error(f"there is no measure {name}")
    return [measure for measure in MEASURES if measure.name.startswith(tuple(names))], asked.rounds


if __name__ == "__main__":
    main()
