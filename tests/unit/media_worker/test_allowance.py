"""A cap lets bursts through, but not more than its rate for long."""

from media_worker.allowance import Allowance


def test_more_than_the_rate_does_not_get_through() -> None:
    """Ten times the rate for ten seconds: the rate and one burst pass."""
    allowance = Allowance(8_000, 0.0)
    passed = sum(allowance.take(100, step / 100) for step in range(1000))
    assert passed * 100 <= 10 * 1000 + 2000 + 100


def test_what_is_within_the_rate_gets_through() -> None:
    """Nothing is taken from those who keep to it."""
    allowance = Allowance(8_000, 0.0)
    assert all(allowance.take(100, step / 10) for step in range(1000))
