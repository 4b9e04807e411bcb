"""MaterialQueue on SQS."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from sightline.domain.object_version import Stretch

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient


class SqsMaterialQueue:
    """Puts stretches on a queue, as JSON."""

    def __init__(self, client: "SQSClient", queue_url: str) -> None:
        """Take the client and the queue's address."""
        self._client = client
        self._queue_url = queue_url

    def put(self, stretch: Stretch) -> None:
        """Ask for something to be done with a material's objects."""
        self._client.send_message(QueueUrl=self._queue_url, MessageBody=json.dumps(asdict(stretch)))
