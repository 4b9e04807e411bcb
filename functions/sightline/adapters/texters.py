"""Texters over AWS: End User Messaging SMS, and Amazon SNS.

A provider's own words may repeat the number, so only its error code goes on as the cause.
"""

from datetime import timedelta
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from sightline.domain.errors import TextRefusedError

if TYPE_CHECKING:
    from mypy_boto3_pinpoint_sms_voice_v2 import PinpointSMSVoiceV2Client
    from mypy_boto3_sns import SNSClient


class ProviderError(Exception):
    """What a provider said, in its own code."""


class EndUserMessagingTexter:
    """A Texter over AWS End User Messaging SMS."""

    def __init__(
        self,
        client: "PinpointSMSVoiceV2Client",
        origination_identity: str,
        configuration_set: str,
        life: timedelta,
    ) -> None:
        """Take whose name or number texts come from, where receipts go, and after how long a text is of no use."""
        self._client = client
        self._configuration_set = configuration_set
        self._origination_identity = origination_identity
        self._life = life

    def send(self, phone_number: str, text: str, reference: str) -> str:
        """Send a text; the reference comes back in its receipts."""
        try:
            answer = self._client.send_text_message(
                DestinationPhoneNumber=phone_number,
                OriginationIdentity=self._origination_identity,
                MessageBody=text,
                MessageType="TRANSACTIONAL",
                ConfigurationSetName=self._configuration_set,
                TimeToLive=int(self._life.total_seconds()),
                Context={"invite_id": reference},
            )
        except (ClientError, BotoCoreError) as error:
            raise TextRefusedError from ProviderError(code_of(error))
        return answer["MessageId"]


class SnsTexter:
    """A Texter over Amazon SNS, which has no place for a reference: receipts are told apart by message id."""

    def __init__(self, client: "SNSClient", origination_identity: str | None) -> None:
        """Take whose number, or whose name where the country allows one, texts come from."""
        self._client = client
        self._origination_identity = origination_identity

    def send(self, phone_number: str, text: str, reference: str) -> str:  # noqa: ARG002  see the class
        """Send a text."""
        attributes = {"AWS.SNS.SMS.SMSType": "Transactional"}
        if sender := self._origination_identity:
            kind = "AWS.MM.SMS.OriginationNumber" if sender.startswith("+") else "AWS.SNS.SMS.SenderID"
            attributes[kind] = sender
        try:
            answer = self._client.publish(
                PhoneNumber=phone_number,
                Message=text,
                MessageAttributes={
                    name: {"DataType": "String", "StringValue": value} for name, value in attributes.items()
                },
            )
        except (ClientError, BotoCoreError) as error:
            raise TextRefusedError from ProviderError(code_of(error))
        return answer["MessageId"]


def code_of(error: ClientError | BotoCoreError) -> str:
    """Return the code of what AWS answered, or the name of what kept it from answering."""
    return error.response["Error"]["Code"] if isinstance(error, ClientError) else type(error).__name__
