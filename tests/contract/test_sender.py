"""What every Sender does."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.stub import Stubber

from sightline.adapters.sender import ConnectionsSender
from sightline.domain.errors import UnreachableError
from sightline.domain.participant import Connection
from sightline.messages.signalling import Pong
from tests.fakes.connections import ConnectionsInMemory, SenderInMemory
from tests.fakes.exchange import an_officer


@pytest.fixture
def connections() -> ConnectionsInMemory:
    """Return a store with one connection."""
    store = ConnectionsInMemory()
    store.add(Connection("desk", an_officer()), ["officers#avon"])
    return store


@pytest.fixture
def api(aws: None) -> Iterator[tuple[Any, Stubber]]:  # noqa: ARG001
    """Return a client of an API that answers as it is told; the emulated one delivers nowhere."""
    client = boto3.client("apigatewaymanagementapi", endpoint_url="https://192.0.2.1/ws", region_name="eu-west-2")
    with Stubber(client) as stubber:
        yield client, stubber
        stubber.assert_no_pending_responses()


def test_posts_the_message_as_json(api: tuple[Any, Stubber], connections: ConnectionsInMemory) -> None:
    """What is posted is the message's JSON."""
    client, stubber = api
    stubber.add_response("post_to_connection", {}, {"ConnectionId": "desk", "Data": b'{"type":"pong"}'})

    assert ConnectionsSender(client, connections.remove).send("desk", Pong())
    assert connections.get("desk")


def test_forgets_who_is_gone(api: tuple[Any, Stubber], connections: ConnectionsInMemory) -> None:
    """A connection that API Gateway no longer knows is forgotten with its topics."""
    client, stubber = api
    stubber.add_client_error("post_to_connection", "GoneException", http_status_code=410)

    assert not ConnectionsSender(client, connections.remove).send("desk", Pong())
    assert connections.get("desk") is None
    assert connections.listeners("officers#avon") == []


def test_closing_who_is_gone_is_no_error(api: tuple[Any, Stubber], connections: ConnectionsInMemory) -> None:
    """A connection that is closed twice is closed."""
    client, stubber = api
    stubber.add_response("delete_connection", {}, {"ConnectionId": "desk"})
    stubber.add_client_error("delete_connection", "GoneException", http_status_code=410)
    sender = ConnectionsSender(client, connections.remove)

    sender.close("desk")
    sender.close("desk")

    stubber.assert_no_pending_responses()


@pytest.mark.parametrize("code", ["LimitExceededException", "ForbiddenException"])
def test_says_when_the_way_is_blocked(api: tuple[Any, Stubber], connections: ConnectionsInMemory, code: str) -> None:
    """A connection that cannot be reached now is not forgotten for it."""
    client, stubber = api
    stubber.add_client_error("post_to_connection", code)
    stubber.add_client_error("delete_connection", code)
    sender = ConnectionsSender(client, connections.remove)

    with pytest.raises(UnreachableError):
        sender.send("desk", Pong())
    with pytest.raises(UnreachableError):
        sender.close("desk")
    assert connections.get("desk")


def test_the_fake_forgets_who_is_gone_too(connections: ConnectionsInMemory) -> None:
    """What tests rely on is what the adapter does."""
    sender = SenderInMemory(connections, gone={"desk"})

    assert not sender.send("desk", Pong())
    assert connections.get("desk") is None
