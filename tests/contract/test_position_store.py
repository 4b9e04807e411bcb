"""What every PositionStore does."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from sightline.adapters.position_store import DynamoPositionStore
from sightline.ports import PositionStore
from tests.contract.tables import table
from tests.fakes.positions import PositionsInMemory
from tests.fakes.subjects import make_position

LIFE = timedelta(days=31)


@pytest.fixture(params=["memory", "dynamodb"])
def store(request: pytest.FixtureRequest) -> PositionStore:
    """Return an empty store of each kind."""
    if request.param == "memory":
        return PositionsInMemory()
    client: Any = request.getfixturevalue("dynamodb")
    return DynamoPositionStore(table(client, "positions"), LIFE)


def test_keeps_the_order_fixed(store: PositionStore) -> None:
    """A trail is in the order of its sequences, however it came in."""
    store.add_all([make_position(10), make_position(2), make_position(0)])
    store.add_all([make_position(1), make_position(0, "session-2")])

    assert [position.sequence for position in store.list_trail("session-1")] == [0, 1, 2, 10]
    assert store.latest("session-1") == make_position(10)
    assert store.list_trail("nobody") == []
    assert store.latest("nobody") is None


def test_says_which_are_new(store: PositionStore) -> None:
    """A repeated sequence is not stored again, and does not change what stands."""
    assert store.add_all([make_position(0), make_position(1)]) == [make_position(0), make_position(1)]

    assert store.add_all([replace(make_position(1), latitude=0.0), make_position(2)]) == [make_position(2)]

    assert store.list_trail("session-1")[1] == make_position(1)
    assert store.add_all([]) == []


@pytest.mark.parametrize("altitude", [5e-324, 1.7976931348623157e308, 0.1 + 0.2, -0.0, None])
def test_returns_numbers_to_the_last_bit(store: PositionStore, altitude: float | None) -> None:
    """Whatever a float can hold comes back as it went in."""
    store.add_all([replace(make_position(0), altitude=altitude)])

    [stored] = store.list_trail("session-1")
    assert repr(stored.altitude) == repr(altitude)


def test_takes_a_whole_batch(store: PositionStore) -> None:
    """A phone that was offline sends a hundred at once."""
    batch = [make_position(sequence) for sequence in range(100)]

    assert store.add_all(batch) == batch
    assert store.list_trail("session-1") == batch


def test_forgets_a_session(store: PositionStore) -> None:
    """Its whole trail, and nothing of another's."""
    store.add_all([make_position(sequence) for sequence in range(20)])
    store.add_all([make_position(0, "session-2")])
    store.forget("session-1")
    store.forget("session-1")
    assert store.list_trail("session-1") == []
    assert store.list_trail("session-2") == [make_position(0, "session-2")]
