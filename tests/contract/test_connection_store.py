"""What every ConnectionStore does."""

from datetime import timedelta
from typing import Any

import pytest

from sightline.adapters.connection_store import DynamoConnectionStore
from sightline.domain.participant import Connection
from sightline.ports import ConnectionStore
from tests.contract.tables import table
from tests.fakes.clock import ClockAtRest
from tests.fakes.connections import ConnectionsInMemory
from tests.fakes.exchange import a_citizen, a_worker, an_officer

DESK = Connection("desk", an_officer())
PHONE = Connection("phone", a_citizen())


@pytest.fixture(params=["memory", "dynamodb"])
def store(request: pytest.FixtureRequest) -> ConnectionStore:
    """Return an empty store of each kind."""
    if request.param == "memory":
        return ConnectionsInMemory()
    client: Any = request.getfixturevalue("dynamodb")
    return DynamoConnectionStore(table(client, "connections"), ClockAtRest())


@pytest.mark.parametrize("participant", [a_citizen(), an_officer(), a_worker()])
def test_returns_what_was_added(store: ConnectionStore, participant: Any) -> None:
    """A connection comes back with its participant and topics."""
    store.add(Connection("c1", participant), ["topic#1", "topic#2"])

    found = store.get("c1")

    assert found == Connection("c1", participant)
    assert found.topics == {"topic#1", "topic#2"}
    assert store.get("c2") is None


def test_lists_listeners_by_topic(store: ConnectionStore) -> None:
    """A topic has those who joined it and have not left."""
    store.add(DESK, ["officers#avon"])
    store.add(PHONE, ["citizen#session-1"])
    store.join("watchers#session-1", DESK)
    assert store.listeners("watchers#session-1") == [DESK]
    assert store.listeners("citizen#session-1") == [PHONE]

    store.leave("watchers#session-1", "desk")

    assert store.listeners("watchers#session-1") == []
    assert store.listeners("officers#avon") == [DESK]


def test_forgets_a_connection_with_all_its_topics(store: ConnectionStore) -> None:
    """Who is removed listens nowhere; one caller alone is told what it was."""
    store.add(DESK, ["officers#avon"])
    store.join("watchers#session-1", DESK)

    removed = store.remove("desk")

    assert removed == DESK
    assert removed.topics == {"officers#avon", "watchers#session-1"}
    assert store.remove("desk") is None
    assert store.listeners("officers#avon") == store.listeners("watchers#session-1") == []


def test_does_not_take_a_connection_that_is_opening_for_gone(dynamodb: Any) -> None:
    """Until `$connect` has answered, API Gateway knows no such connection; a message that comes early ends nothing."""
    clock = ClockAtRest()
    connections = DynamoConnectionStore(table(dynamodb, "connections"), clock)
    connections.add(PHONE, ["citizen#session-1"])

    clock.advance(timedelta(seconds=29))
    assert connections.remove_gone("phone") is None
    assert connections.listeners("citizen#session-1") == [PHONE]

    clock.advance(timedelta(seconds=1))
    assert connections.remove_gone("phone") == PHONE
    assert connections.listeners("citizen#session-1") == []


def test_does_not_bring_a_connection_back(store: ConnectionStore) -> None:
    """A connection that is gone cannot join: nobody would ever take it out again."""
    store.join("watchers#session-1", DESK)

    assert store.listeners("watchers#session-1") == []


@pytest.mark.parametrize("topic", ["legs#session-1", "seeing#session-1"])
def test_keeps_legs_apart_from_connections(store: ConnectionStore, topic: str) -> None:
    """A leg outlives its owner's connection."""
    leg = Connection("down-1", DESK.participant)
    store.add(DESK, ["officers#avon"])
    store.join(topic, leg)
    store.remove("desk")
    assert store.listeners(topic) == [leg]

    store.leave(topic, "down-1")

    assert store.listeners(topic) == []


def test_joining_and_leaving_twice_is_harmless(store: ConnectionStore) -> None:
    """Every handler may run twice."""
    store.add(DESK, ["officers#avon"])
    for _ in range(2):
        store.join("watchers#session-1", DESK)
    assert store.listeners("watchers#session-1") == [DESK]

    for _ in range(2):
        store.leave("watchers#session-1", "desk")

    assert store.listeners("watchers#session-1") == []
