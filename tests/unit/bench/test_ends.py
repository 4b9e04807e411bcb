"""The measure of holds and disposals does both to the end."""

import asyncio

from tests.bench.figures import Figures
from tests.bench.measures.ends import measure_ends


def test_everything_is_held_and_gone() -> None:
    """A figure for each run: what is left over, the measure itself would refuse."""
    figures = Figures()
    asyncio.run(measure_ends(figures, rounds=1, objects=40, pace=0))
    assert [
        (measure.partition(":")[0], row.runs) for (measure, _), row in figures.rows.items() if len(row.runs) != 1
    ] == []
    assert [measure.split(" of ")[0].split(" on ")[0] for measure, _ in figures.rows] == ["legal hold", "disposal"]
