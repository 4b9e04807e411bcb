"""The bench itself, in seconds: its load reaches the worker whole, and what that costs is counted."""

import pytest

from tests.bench.measures.cpu import Plan, measure_round
from tests.bench.subjects.ours import open_ours


async def test_a_round_carries_every_packet_and_counts_its_cost(capsys: pytest.CaptureFixture[str]) -> None:
    """One recorded stream, then a viewer of it: nothing sent is missing, and the worker's time is above nought."""
    readings = await measure_round(Plan(open_ours, streams=1, viewers=(0, 1), seconds=1.0, settle_seconds=0.5))
    assert [reading.viewers for reading in readings] == [0, 1]
    assert [(reading.dropped, reading.missing) for reading in readings] == [(0, 0), (0, 0)]
    assert all(0.0 < reading.core_seconds < 1.0 for reading in readings)
    assert "1 stream, 1 viewer each" in capsys.readouterr().err
