"""SQS queues and SNS topics."""

import json
from typing import Any

from infra.local.cloud.clients import Clients
from infra.local.cloud.physical import Exists

QUEUE_ATTRIBUTES = ("VisibilityTimeout", "MessageRetentionPeriod", "DelaySeconds", "ReceiveMessageWaitTimeSeconds")


def make_queue(clients: Clients, name: str, properties: dict[str, Any]) -> Exists:
    """Make a queue as AWS::SQS::Queue declares it, with its dead-letter queue."""
    sqs = clients("sqs")
    attributes = {field: str(properties[field]) for field in QUEUE_ATTRIBUTES if field in properties}
    if redrive := properties.get("RedrivePolicy"):
        attributes["RedrivePolicy"] = json.dumps(redrive)
    url = sqs.create_queue(QueueName=name, Attributes=attributes)["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    return Exists(url, {"Arn": arn, "QueueName": name, "QueueUrl": url})


def make_topic(clients: Clients, name: str, _properties: dict[str, Any]) -> Exists:
    """Make a topic; who listens to it is played."""
    arn = clients("sns").create_topic(Name=name)["TopicArn"]
    return Exists(arn, {"TopicArn": arn, "TopicName": name})
