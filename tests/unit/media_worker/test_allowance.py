"""A cap lets bursts through, but not more than its rate for long."""

from media_worker.allowance import Allowance


def test_more_than_the_rate_does_not_get_through() -> None:
    """Ten times the rate for ten seconds: the rate and one burst pass."""
    allowance = Allowance(80_000, 0.0)
    passed = sum(allowance.take(1000, step / 100) for step in range(1000))
    assert passed * 1000 <= 10 * 10_000 + 20_000 + 1000


def test_what_is_within_the_rate_gets_through() -> None:
    """Nothing is taken from those who keep to it."""
    allowance = Allowance(80_000, 0.0)
    assert all(allowance.take(1000, step / 10) for step in range(1000))


def test_small_packets_are_charged_for_their_work() -> None:
    """A thousand empty ones at once are more than a burst of twenty thousand bytes."""
    allowance = Allowance(80_000, 0.0)
    assert sum(allowance.take(12, 0.0) for _ in range(1000)) == 50
