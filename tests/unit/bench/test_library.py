"""The measure of the library's pages."""

import asyncio

from tests.bench.figures import Figures
from tests.bench.measures.library import SEARCHES, measure_library


def test_measures_each_search_beside_a_scan_that_finds_the_same() -> None:
    """The index finds what reading everything finds, and reads less; else the measure itself fails."""
    figures = Figures()
    asyncio.run(measure_library(figures, rounds=1, materials=400))
    for name in SEARCHES:
        ratio = figures.find(f"library page of 400, {name}: a scan reads", "Sightline")
        assert ratio is not None
        assert ratio.value > 1
