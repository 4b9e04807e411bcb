"""How this system speaks to AWS: short time-outs, few tries, one client a service."""

from typing import TYPE_CHECKING, Any

import boto3
from botocore.config import Config

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_pinpoint_sms_voice_v2 import PinpointSMSVoiceV2Client
    from mypy_boto3_secretsmanager import SecretsManagerClient
    from mypy_boto3_sns import SNSClient

PATIENT = Config(connect_timeout=2, read_timeout=5, retries={"mode": "standard", "total_max_attempts": 3})
ONCE = Config(connect_timeout=2, read_timeout=6, retries={"mode": "standard", "total_max_attempts": 1})
"""A text that was perhaps sent is not sent again, and the officer knows within 10 s."""


def make_client(service: str, config: Config = PATIENT, **options: Any) -> Any:
    """Make a client of any service; prefer the named ones below, which have a type."""
    return boto3.client(service, config=config, **options)  # type: ignore[call-overload]


def dynamodb() -> "DynamoDBClient":
    """Make a client of DynamoDB."""
    client: DynamoDBClient = make_client("dynamodb")
    return client


def secrets_manager() -> "SecretsManagerClient":
    """Make a client of Secrets Manager."""
    client: SecretsManagerClient = make_client("secretsmanager")
    return client


def sns() -> "SNSClient":
    """Make a client of SNS, for texts."""
    client: SNSClient = make_client("sns", ONCE)
    return client


def end_user_messaging() -> "PinpointSMSVoiceV2Client":
    """Make a client of End User Messaging SMS."""
    client: PinpointSMSVoiceV2Client = make_client("pinpoint-sms-voice-v2", ONCE)
    return client
