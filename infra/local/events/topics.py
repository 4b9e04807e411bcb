"""SNS topics: moto posts what is published to the laptop, which invokes the subscribed functions."""

from collections.abc import Awaitable, Callable
from typing import Any

from infra.local.deployed import Deployed

Invoke = Callable[[Any], Awaitable[Any]]
NAMES = {"SigningCertURL": "SigningCertUrl", "UnsubscribeURL": "UnsubscribeUrl"}
"""What HTTP posts and Lambda events call differently."""


def subscribe_functions(deployed: Deployed, sns: Any, inner: str) -> None:
    """Let moto post each topic's messages to `{inner}/_sns/{function ARN}`."""
    for subscription in deployed.of_type("AWS::SNS::Subscription"):
        if subscription.properties["Protocol"] == "lambda":
            endpoint = f"{inner}/_sns/{subscription.properties['Endpoint']}"
            sns.subscribe(TopicArn=subscription.properties["TopicArn"], Protocol="http", Endpoint=endpoint)


def notification_event(posted: dict[str, Any]) -> dict[str, Any]:
    """Build the event of one message from what SNS posts."""
    message = {NAMES.get(name, name): value for name, value in posted.items()}
    record = {
        "EventSource": "aws:sns",
        "EventVersion": "1.0",
        "EventSubscriptionArn": f"{posted['TopicArn']}:local",
        "Sns": {"Subject": None, "MessageAttributes": {}, **message},
    }
    return {"Records": [record]}
