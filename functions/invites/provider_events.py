"""Reads AWS's delivery events, in the two wrappings in which they come.

End User Messaging publishes to a topic (its user guide, "Messaging events"); SNS writes a log, of
which a subscription brings each line (SNS developer guide, "Viewing CloudWatch Logs for SMS").
"""

import base64
import gzip
import json
import logging
from collections.abc import Iterator
from typing import Any

from sightline.usecases.receipts import Receipt

log = logging.getLogger("sightline.invites")

DELIVERED = frozenset({"TEXT_DELIVERED", "TEXT_SUCCESSFUL"})
"""Which of the two ends the matter differs from country to country."""
UNDER_WAY = frozenset({"TEXT_QUEUED", "TEXT_SENT", "TEXT_PENDING"})


def read_receipts(event: dict[str, Any]) -> Iterator[Receipt]:
    """Yield the receipts of a Lambda event; what cannot be read is logged by its kind and passed over."""
    for line in _unwrap(event):
        try:
            receipt = _read_receipt(json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            log.warning("unreadable receipt", extra={"cause": type(error).__name__})
            continue
        if receipt:
            yield receipt


def _unwrap(event: dict[str, Any]) -> list[str]:
    if "awslogs" in event:
        batch = json.loads(gzip.decompress(base64.b64decode(event["awslogs"]["data"])))
        return [entry["message"] for entry in batch["logEvents"]] if batch["messageType"] == "DATA_MESSAGE" else []
    return [record["Sns"]["Message"] for record in event["Records"]]


def _read_receipt(line: dict[str, Any]) -> Receipt | None:
    if "eventType" not in line:
        return Receipt(line["notification"]["messageId"], delivered=line["status"] == "SUCCESS")
    if not line["eventType"].startswith("TEXT_") or line["eventType"] in UNDER_WAY:
        return None
    context = line.get("context") or {}
    return Receipt(line["messageId"], line["eventType"] in DELIVERED, context.get("invite_id"))
