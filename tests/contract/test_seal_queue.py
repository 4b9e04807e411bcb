"""The seal queue on SQS."""

import json
from datetime import timedelta

import boto3
import pytest

from sightline.adapters.seal_queue import SqsSealQueue


@pytest.mark.usefixtures("aws")
def test_carries_the_session() -> None:
    """What is put on the queue names the session."""
    client = boto3.client("sqs", region_name="eu-west-2")
    url = client.create_queue(QueueName="seal")["QueueUrl"]

    SqsSealQueue(client, url).put("session-1", timedelta(0))

    [message] = client.receive_message(QueueUrl=url)["Messages"]
    assert json.loads(message["Body"]) == {"session_id": "session-1"}


@pytest.mark.usefixtures("aws")
def test_waits_no_longer_than_sqs_can() -> None:
    """A longer delay than SQS knows is the longest that it knows."""
    client = boto3.client("sqs", region_name="eu-west-2")
    url = client.create_queue(QueueName="seal")["QueueUrl"]

    SqsSealQueue(client, url).put("session-1", timedelta(hours=1))

    delayed = client.get_queue_attributes(QueueUrl=url, AttributeNames=["ApproximateNumberOfMessagesDelayed"])
    assert delayed["Attributes"]["ApproximateNumberOfMessagesDelayed"] == "1"
