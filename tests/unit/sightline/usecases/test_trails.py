"""Trails are for officers of the force."""

import pytest

from sightline.domain.errors import NotAllowedError, NotFoundError
from sightline.domain.participant import Role
from sightline.usecases.trails import read_trail
from tests.fakes.exchange import ExchangeInMemory, a_citizen, an_officer
from tests.fakes.subjects import make_position


def test_reads_in_the_order_fixed_for_the_force_alone() -> None:
    """An auditor of the force reads the trail; another force finds nothing; the citizen may not ask."""
    exchange = ExchangeInMemory()
    exchange.begin_session()
    exchange.positions.add_all([make_position(2), make_position(0), make_position(1)])

    _, trail = read_trail(exchange, an_officer(role=Role.AUDITOR), "session-1")
    assert [position.sequence for position in trail] == [0, 1, 2]

    with pytest.raises(NotFoundError):
        read_trail(exchange, an_officer(force_id="kent"), "session-1")
    with pytest.raises(NotAllowedError):
        read_trail(exchange, a_citizen(), "session-1")
