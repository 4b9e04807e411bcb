"""A track's times run on evenly, wherever its RTP clock begins, and however the packets' arrival trembles."""

from hypothesis import given
from hypothesis import strategies as st

from media_worker.offer import Kind
from media_worker.timeline import CLOCK_RATES, Timeline

KINDS: list[Kind] = ["video", "audio"]
steps = st.lists(st.tuples(st.floats(0.005, 1.0), st.floats(0, 0.5)), min_size=1, max_size=60)
"""Seconds from one frame to the next, and how late each arrives."""


@given(st.sampled_from(KINDS), st.integers(0, 0xFFFFFFFF), steps)
def test_time_is_the_phones_own(kind: Kind, first: int, frames: list[tuple[float, float]]) -> None:
    """Two frames lie as far apart as the phone says, across the wrap of 32 bits, and late ones no later."""
    timeline, at = Timeline(), 0.0
    begin_at = timeline.seconds(kind, timeline.place(kind, first, 100.0))
    for step, late in frames:
        at += step
        timestamp = (first + round(at * CLOCK_RATES[kind])) & 0xFFFFFFFF
        placed = timeline.seconds(kind, timeline.place(kind, timestamp, 100.0 + at + late))
        assert abs(placed - begin_at - at) < 2 / CLOCK_RATES[kind]


@given(st.integers(0, 0xFFFFFFFF), st.integers(0, 0xFFFFFFFF), st.floats(-0.4, 0.4), st.floats(0, 60))
def test_sender_reports_place_sound_exactly(video: int, audio: int, early: float, later: float) -> None:
    """What the phone took at one instant stands at one instant, whenever each track's first packet came."""
    timeline, phone = Timeline(), 5_000.0
    timeline.place("video", video, 100.0)
    timeline.place("audio", audio, 100.0 + early)
    firsts: dict[Kind, int] = {"video": video, "audio": audio}
    for kind, first in firsts.items():
        timeline.note_report(kind, round((phone + 2) * (1 << 32)), (first + 2 * CLOCK_RATES[kind]) & 0xFFFFFFFF)
    shown = timeline.seconds("video", video + round(later * 90_000))
    heard = timeline.seconds("audio", audio + round(later * 48_000))
    assert abs(shown - heard) < 0.0001
