"""Prints what a month costs: `python -m infra.cost`; with `--draw FILE` it draws the bill too."""

import argparse
import sys
from dataclasses import fields
from pathlib import Path

from infra.cost.bill import make_bill
from infra.cost.demand import Demand
from infra.cost.plot import draw_bill
from infra.cost.prices import read_prices
from infra.cost.report import write_report


def read_options(arguments: list[str]) -> tuple[Demand, Path | None]:
    """Read a demand, and where to draw it; what is not given stands as in the default case."""
    parser = argparse.ArgumentParser(prog="python -m infra.cost", description="What a month costs.")
    parser.add_argument("--draw", type=Path, help="an SVG file to write")
    for field in fields(Demand):
        parser.add_argument(f"--{field.name.replace('_', '-')}", type=type(field.default), default=field.default)
    given = vars(parser.parse_args(arguments))
    drawing: Path | None = given.pop("draw")
    return Demand(**given), drawing


def main() -> None:
    """Print, and draw if asked to."""
    demand, drawing = read_options(sys.argv[1:])
    prices = read_prices()
    sys.stdout.write(write_report(demand, prices))
    if drawing:
        drawing.write_text(draw_bill(make_bill(demand, prices)))


if __name__ == "__main__":
    main()
