"""How this system speaks to AWS: short time-outs, few tries, one client a service."""

from functools import cache
from typing import TYPE_CHECKING, Any

from botocore.config import Config
from botocore.session import Session, get_session

if TYPE_CHECKING:
    from mypy_boto3_apigatewaymanagementapi import ApiGatewayManagementApiClient
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_pinpoint_sms_voice_v2 import PinpointSMSVoiceV2Client
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_secretsmanager import SecretsManagerClient
    from mypy_boto3_sesv2 import SESV2Client
    from mypy_boto3_sns import SNSClient
    from mypy_boto3_sqs import SQSClient

PATIENT = Config(connect_timeout=2, read_timeout=5, retries={"mode": "standard", "total_max_attempts": 3})
WIDE = PATIENT.merge(Config(max_pool_connections=16))
"""For clients that several threads use at a time."""
STORE = WIDE.merge(Config(signature_version="s3v4"))
"""Objects under a KMS key are given out by signatures of version 4 only."""
ONCE = Config(connect_timeout=2, read_timeout=6, retries={"mode": "standard", "total_max_attempts": 1})
"""A text or mail that was perhaps sent is not sent again, and the officer knows within 10 s."""


def make_client(service: str, config: Config = PATIENT, **options: Any) -> Any:
    """Make a client of any service; prefer the named ones below, which have a type."""
    return _session().create_client(service, config=config, **options)


@cache
def _session() -> Session:
    """Return botocore's own session: boto3 adds nothing to a plain client but 100 ms of import."""
    return get_session()


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


def sesv2() -> "SESV2Client":
    """Make a client of SES, for mail."""
    client: SESV2Client = make_client("sesv2", ONCE)
    return client


def end_user_messaging() -> "PinpointSMSVoiceV2Client":
    """Make a client of End User Messaging SMS."""
    client: PinpointSMSVoiceV2Client = make_client("pinpoint-sms-voice-v2", ONCE)
    return client


def connections(endpoint: str) -> "ApiGatewayManagementApiClient":
    """Make a client of a WebSocket API's @connections address."""
    client: ApiGatewayManagementApiClient = make_client("apigatewaymanagementapi", WIDE, endpoint_url=endpoint)
    return client


def s3(endpoint: str | None = None) -> "S3Client":
    """Make a client of S3, or of what stands for it at another address."""
    # Another address has no name for each bucket; AWS's own is the region's, the one that pages may connect to.
    config = STORE.merge(Config(s3={"addressing_style": "path" if endpoint else "virtual"}))
    client: S3Client = make_client("s3", config, endpoint_url=endpoint)
    return client


def ec2() -> Any:
    """Make a client of EC2, for the one question that a worker has; its types would be as large as all others'."""
    return make_client("ec2")


def kms() -> "KMSClient":
    """Make a client of KMS."""
    client: KMSClient = make_client("kms")
    return client


def sqs() -> "SQSClient":
    """Make a client of SQS."""
    client: SQSClient = make_client("sqs")
    return client
