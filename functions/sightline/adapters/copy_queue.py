"""CopyQueue on SQS."""

from typing import TYPE_CHECKING

from sightline.messages.copies import CopyJob
from sightline.messages.faces import FaceJob

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient


class SqsCopyQueue:
    """Puts jobs on the derivations queue."""

    def __init__(self, client: "SQSClient", queue_url: str) -> None:
        """Take the client and the queue's address."""
        self._client = client
        self._queue_url = queue_url

    def put(self, job: CopyJob | FaceJob) -> None:
        """Ask for a copy to be made, or for faces to be looked for."""
        self._client.send_message(QueueUrl=self._queue_url, MessageBody=job.model_dump_json())
