"""AWS's delivery events, as their user guides show them."""

import base64
import gzip
import json
from typing import Any

import pytest

from invites.provider_events import read_receipts
from sightline.usecases.receipts import Receipt


def from_topic(*messages: Any) -> dict[str, Any]:
    """Wrap messages as an SNS topic brings them to Lambda."""
    texts = [message if isinstance(message, str) else json.dumps(message) for message in messages]
    return {"Records": [{"EventSource": "aws:sns", "Sns": {"Message": text}} for text in texts]}


def from_log(*messages: Any, kind: str = "DATA_MESSAGE") -> dict[str, Any]:
    """Wrap messages as a CloudWatch Logs subscription brings them to Lambda."""
    lines = [{"id": str(number), "message": json.dumps(message)} for number, message in enumerate(messages)]
    batch = json.dumps({"messageType": kind, "logGroup": "sns/x/DirectPublishToPhoneNumber", "logEvents": lines})
    return {"awslogs": {"data": base64.b64encode(gzip.compress(batch.encode())).decode()}}


def end_user_messaging(kind: str, **more: Any) -> dict[str, Any]:
    """Return an event of End User Messaging."""
    return {
        "eventType": kind,
        "eventVersion": "1.0",
        "isFinal": True,
        "destinationPhoneNumber": "+447700900123",
        "messageId": "m-1",
        "messageStatus": kind.removeprefix("TEXT_"),
        **more,
    }


def sns(status: str) -> dict[str, Any]:
    """Return a line of SNS's delivery log."""
    return {
        "notification": {"messageId": "m-1", "timestamp": "2026-11-21 12:00:00.000"},
        "delivery": {"destination": "+447700900123", "providerResponse": "words"},
        "status": status,
    }


@pytest.mark.parametrize("kind", ["TEXT_DELIVERED", "TEXT_SUCCESSFUL"])
def test_end_user_messaging_delivers(kind: str) -> None:
    """Our reference comes back in the context."""
    event = from_topic(end_user_messaging(kind, context={"invite_id": "invite-1"}))
    assert list(read_receipts(event)) == [Receipt("m-1", delivered=True, invite_id="invite-1")]


@pytest.mark.parametrize(
    "kind",
    [
        "TEXT_INVALID",
        "TEXT_UNREACHABLE",
        "TEXT_CARRIER_UNREACHABLE",
        "TEXT_BLOCKED",
        "TEXT_CARRIER_BLOCKED",
        "TEXT_SPAM",
        "TEXT_TTL_EXPIRED",
        "TEXT_PROTECT_BLOCKED",
        "TEXT_UNKNOWN",
    ],
)
def test_end_user_messaging_fails_in_many_ways(kind: str) -> None:
    """All of them mean that the text has not come."""
    assert list(read_receipts(from_topic(end_user_messaging(kind)))) == [Receipt("m-1", delivered=False)]


@pytest.mark.parametrize("kind", ["TEXT_QUEUED", "TEXT_SENT", "TEXT_PENDING", "VOICE_COMPLETED"])
def test_what_is_under_way_is_no_receipt(kind: str) -> None:
    """Nor is what concerns no text."""
    assert list(read_receipts(from_topic(end_user_messaging(kind)))) == []


def test_snss_log_comes_by_subscription() -> None:
    """Several lines at a time."""
    event = from_log(sns("SUCCESS"), sns("FAILURE"))
    assert list(read_receipts(event)) == [Receipt("m-1", delivered=True), Receipt("m-1", delivered=False)]


def test_a_subscriptions_control_message_is_no_receipt() -> None:
    """CloudWatch Logs sends one to see that the subscription works."""
    assert list(read_receipts(from_log({"x": 1}, kind="CONTROL_MESSAGE"))) == []


def test_what_cannot_be_read_does_not_keep_back_the_rest(caplog: pytest.LogCaptureFixture) -> None:
    """It is passed over with a line that names its kind and repeats nothing."""
    event = from_topic("{", '"+447700900123"', "[1]", {"status": "SUCCESS"}, end_user_messaging("TEXT_DELIVERED"))
    assert [receipt.message_id for receipt in read_receipts(event)] == ["m-1"]
    assert [record.message for record in caplog.records] == ["unreadable receipt"] * 4
    assert "900123" not in caplog.text
