"""The worker says how late its event loop has been in the last half minute."""

from media_worker.lateness import Lateness


def test_one_slow_turn_in_a_hundred_shows_in_the_99th_percentile() -> None:
    """A single hiccup in a thousand turns does not, but is the worst."""
    lateness = Lateness()
    assert (lateness.worst, lateness.p99) == (0.0, 0.0)
    for turn in range(1000):
        lateness.note(0.3 if turn == 500 else 0.001)
    assert (lateness.worst, lateness.p99) == (0.3, 0.001)
    for _ in range(10):
        lateness.note(0.06)
    assert lateness.p99 == 0.06


def test_what_is_older_than_half_a_minute_is_forgotten() -> None:
    """A start under load is no trouble of now."""
    lateness = Lateness()
    for seconds in [1.0] + [0.0] * 1500:
        lateness.note(seconds)
    assert lateness.worst == 0.0
