"""Whoever tries tokens that do not exist."""

from datetime import timedelta

import pytest

from sightline.domain.errors import TooManyRequestsError
from sightline.usecases.guesses import count_guess
from tests.fakes.clock import ClockAtRest
from tests.fakes.tokens import TokensInMemory


def test_an_address_may_guess_so_often_in_a_minute() -> None:
    """Another address, or the next minute, begins anew; no address is kept as it is."""
    clock = ClockAtRest()
    tokens = TokensInMemory(clock)
    for _ in range(30):
        count_guess(tokens, clock, "192.0.2.1")
    with pytest.raises(TooManyRequestsError):
        count_guess(tokens, clock, "192.0.2.1")
    count_guess(tokens, clock, "192.0.2.2")
    clock.advance(timedelta(minutes=1))
    count_guess(tokens, clock, "192.0.2.1")
    assert "192.0.2" not in str(tokens.counted)
