"""BundleQueue on SQS."""

import json
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient


class SqsBundleQueue:
    """Puts `{"force_id": ..., "bundle_id": ...}` on the bundle queue."""

    def __init__(self, client: "SQSClient", queue_url: str) -> None:
        """Take the client and the queue's address."""
        self._client = client
        self._queue_url = queue_url

    def put(self, force_id: str, bundle_id: str, delay: timedelta) -> None:
        """Ask for a bundle to be made after a delay, 15 minutes at most."""
        self._client.send_message(
            QueueUrl=self._queue_url,
            MessageBody=json.dumps({"force_id": force_id, "bundle_id": bundle_id}),
            DelaySeconds=int(delay.total_seconds()),
        )
