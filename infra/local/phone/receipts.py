"""Delivery receipts, written where Amazon SNS writes them: to two log groups, one for failures."""

from datetime import datetime
from typing import Any, Protocol

from infra.local.phone.texts import Text
from infra.local.template.scope import ACCOUNT


class Logs(Protocol):
    """Where lines are written for whoever subscribes."""

    async def write(self, group: str, line: dict[str, Any], at: datetime) -> None:
        """Write one event to a log group."""
        ...


async def report(text: Text, region: str, logs: Logs) -> None:
    """Write what became of a text."""
    group = f"sns/{region}/{ACCOUNT}/DirectPublishToPhoneNumber"
    await logs.write(group if text.delivered else f"{group}/Failure", receipt(text), text.arrived_at)


def receipt(text: Text) -> dict[str, Any]:
    """Build the event, as in "Viewing CloudWatch logs for SMS deliveries" of the SNS developer guide."""
    said = "Message has been accepted by phone" if text.delivered else "Phone is currently unreachable/unavailable"
    return {
        "notification": {
            "messageId": text.message_id,
            "timestamp": text.arrived_at.strftime("%Y-%m-%d %H:%M:%S.%f")[:-3],
        },
        "delivery": {
            "destination": text.phone_number,
            "numberOfMessageParts": 1,
            "priceInUSD": 0.0,
            "smsType": "Transactional",
            "providerResponse": said,
            "dwellTimeMs": 200,
        },
        "status": "SUCCESS" if text.delivered else "FAILURE",
    }
