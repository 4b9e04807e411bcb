"""The measure of evidence."""

import asyncio

from tests.bench.figures import Figures
from tests.bench.measures.evidence import Size, measure_evidence


def test_measures_checking_and_packing() -> None:
    """A recording of a minute is packed, found sound by the verifier, and timed beside `sha256sum`."""
    figures = Figures()
    minute = Size("a minute", 30, 1000)
    asyncio.run(measure_evidence(figures, rounds=1, day=minute, sizes=()))
    by_unit = {(row.subject, row.unit): row.value for row in figures.rows.values()}
    assert set(by_unit) == {
        ("verify.py", "s"),
        ("sha256sum", "s"),
        ("verify.py", "MB/s"),
        ("sha256sum", "MB/s"),
        ("verify.py", "x"),
        ("Sightline", "MB/s"),
        ("Sightline", "MB"),
    }
    assert min(by_unit.values()) > 0
