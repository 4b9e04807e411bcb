"""What is no evidence goes by itself: items carry the end that DynamoDB's time to live reads."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sightline.adapters.chat_store import DynamoChatStore
from sightline.adapters.invite_store import DynamoInviteStore
from sightline.adapters.position_store import DynamoPositionStore
from sightline.domain.invite import InviteState
from sightline.messages.views import ChatView
from tests.contract.tables import table
from tests.fakes.clock import NOON
from tests.fakes.examples import an_invite
from tests.fakes.subjects import make_position

LIFE = timedelta(days=31)


def _ends(client: Any, name: str) -> list[int]:
    return [int(item["expires_at_epoch"]["N"]) for item in client.scan(TableName=name)["Items"]]


def test_an_invite_goes_however_often_it_was_changed(dynamodb: Any) -> None:
    """Its end counts from the day it was made, and every version carries it."""
    invites = DynamoInviteStore(table(dynamodb, "invites"), LIFE)
    invites.add(an_invite())
    invites.change("invite-1", lambda invite: replace(invite, state=InviteState.SENT))
    assert _ends(dynamodb, "invites") == [int((an_invite().created_at + LIFE).timestamp())]


def test_a_position_goes_after_it_came(dynamodb: Any) -> None:
    """By our clock, not by the phone's, which may be wrong by years."""
    position = make_position(0)
    DynamoPositionStore(table(dynamodb, "positions"), LIFE).add_all([position])
    assert _ends(dynamodb, "positions") == [int((position.received_at + LIFE).timestamp())]


def test_a_line_of_chat_goes_with_its_mark(dynamodb: Any) -> None:
    """Both items that it is stored as."""
    line = ChatView(message_id="0001-a", sender="citizen", sender_name="Citizen", text="Hello", sent_at=NOON)
    DynamoChatStore(table(dynamodb, "chat"), LIFE).add("session-1", line, "r1")
    assert _ends(dynamodb, "chat") == [int((NOON + LIFE).timestamp())] * 2
