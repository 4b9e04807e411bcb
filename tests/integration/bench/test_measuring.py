"""The bench itself, in seconds: its load reaches the worker and the viewers, and what that costs is counted."""

import pytest

from tests.bench.measures.cpu import Plan, measure_round
from tests.bench.subjects.ours import open_ours


async def test_a_round_carries_the_source_and_counts_its_cost(capsys: pytest.CaptureFixture[str]) -> None:
    """One recorded stream, then a viewer of it: what is sent arrives, and the worker's time is above nought."""
    plan = Plan(open_ours, streams=1, viewers=(0, 1), seconds=2.0, settle_seconds=0.5)
    recorded, watched = await measure_round(plan)
    assert (recorded.viewers, watched.viewers) == (0, 1)
    assert 0.0 < recorded.core_seconds < 1.0
    assert 0.0 < watched.core_seconds < 1.0
    assert 0.8 < watched.arrived < 1.2  # sent and seen are not read at the same moment
    assert "1 stream, 1 viewer each" in capsys.readouterr().err
