"""What every ChatStore does."""

from datetime import timedelta
from typing import Any

import pytest

from sightline.adapters.chat_store import DynamoChatStore
from sightline.messages.views import ChatView
from sightline.ports import ChatStore
from tests.contract.tables import table
from tests.fakes.chat import ChatInMemory
from tests.fakes.clock import NOON

LIFE = timedelta(days=31)


@pytest.fixture(params=["memory", "dynamodb"])
def store(request: pytest.FixtureRequest) -> ChatStore:
    """Return an empty store of each kind."""
    if request.param == "memory":
        return ChatInMemory()
    client: Any = request.getfixturevalue("dynamodb")
    return DynamoChatStore(table(client, "chat"), LIFE)


def line(message_id: str, text: str, sender: str = "citizen") -> ChatView:
    """Return a line of chat."""
    return ChatView(message_id=message_id, sender=sender, sender_name=sender, text=text, sent_at=NOON)


def test_lists_in_the_order_sent(store: ChatStore) -> None:
    """Chat is read in the order of its ids, each session's apart."""
    store.add("session-1", line("0002-b", "second"), "r2")
    store.add("session-1", line("0001-a", "first"), "r1")
    store.add("session-2", line("0001-c", "elsewhere"), "r1")

    assert [message.text for message in store.list_all("session-1")] == ["first", "second"]
    assert store.list_all("nobody") == []


def test_stores_a_mark_once(store: ChatStore) -> None:
    """A repeated line is answered with the one that stands."""
    first = store.add("session-1", line("0001-a", "Hello"), "r1")

    again = store.add("session-1", line("0009-z", "Hello"), "r1")

    assert again == first == line("0001-a", "Hello")
    assert store.list_all("session-1") == [first]


def test_keeps_senders_marks_apart(store: ChatStore) -> None:
    """Two senders may choose the same mark."""
    store.add("session-1", line("0001-a", "Hello"), "r1")
    store.add("session-1", line("0002-b", "Hello back", "officer"), "r1")

    assert len(store.list_all("session-1")) == 2


def test_mends_a_line_that_was_stored_half(dynamodb: Any) -> None:
    """A call that broke off between its two writes is completed by its repetition."""
    chat = DynamoChatStore(table(dynamodb, "chat"), LIFE)
    chat.add("session-1", line("0001-a", "Hello"), "r1")
    dynamodb.delete_item(TableName="chat", Key={"session_id": {"S": "session-1"}, "message_id": {"S": "0001-a"}})
    assert chat.list_all("session-1") == []

    chat.add("session-1", line("0009-z", "Hello"), "r1")

    assert chat.list_all("session-1") == [line("0001-a", "Hello")]


def test_forgets_a_session(store: ChatStore) -> None:
    """All that was written in it, and nothing of another; a sender's mark is free again."""
    store.add("session-1", line("0001-a", "Hello"), "r1")
    store.add("session-2", line("0001-b", "Hello"), "r1")
    store.forget("session-1")
    store.forget("session-1")
    assert store.list_all("session-1") == []
    assert len(store.list_all("session-2")) == 1
    assert store.add("session-1", line("0003-c", "Anew"), "r1").text == "Anew"
