"""What topics and log groups tell functions looks as SNS's and CloudWatch's events do."""

import base64
import gzip
import json
from datetime import UTC, datetime

from infra.local.events.logs import subscription_event
from infra.local.events.topics import notification_event


def test_a_notification_is_the_only_record() -> None:
    """What SNS posts becomes a record with Lambda's spelling of its names."""
    posted = {"Type": "Notification", "MessageId": "1", "TopicArn": "arn:topic", "Message": "m", "SigningCertURL": "u"}
    (record,) = notification_event(posted)["Records"]
    assert (record["EventSource"], record["Sns"]["Message"]) == ("aws:sns", "m")
    assert record["Sns"]["SigningCertUrl"] == "u"
    assert "SigningCertURL" not in record["Sns"]


def test_a_log_event_is_packed_as_cloudwatch_packs_it() -> None:
    """Base64 of gzip of JSON, with group and lines."""
    event = subscription_event("group", '{"status":"SUCCESS"}', datetime(2026, 11, 21, tzinfo=UTC))
    told = json.loads(gzip.decompress(base64.b64decode(event["awslogs"]["data"])))
    assert (told["messageType"], told["logGroup"]) == ("DATA_MESSAGE", "group")
    (line,) = told["logEvents"]
    assert (json.loads(line["message"]), line["timestamp"]) == ({"status": "SUCCESS"}, 1795219200000)
