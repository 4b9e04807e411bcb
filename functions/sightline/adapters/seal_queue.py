"""SealQueue on SQS."""

import json
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

LONGEST_DELAY = timedelta(minutes=15)


class SqsSealQueue:
    """Puts `{"session_id": ...}` on the seal queue."""

    def __init__(self, client: "SQSClient", queue_url: str) -> None:
        """Take the client and the queue's address."""
        self._client = client
        self._queue_url = queue_url

    def put(self, session_id: str, delay: timedelta) -> None:
        """Ask for a session to be sealed after a delay; SQS waits 15 minutes at most."""
        self._client.send_message(
            QueueUrl=self._queue_url,
            MessageBody=json.dumps({"session_id": session_id}),
            DelaySeconds=int(min(delay, LONGEST_DELAY).total_seconds()),
        )
