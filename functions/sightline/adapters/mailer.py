"""Mail over Amazon SES.

A provider's own words may repeat the address, so only its error code goes on as the cause.
"""

from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from sightline.adapters.texters import ProviderError, code_of
from sightline.domain.errors import MailRefusedError
from sightline.domain.mail import Mail

if TYPE_CHECKING:
    from mypy_boto3_sesv2 import SESV2Client


class SesMailer:
    """A Mailer over Amazon SES, version 2 of its API."""

    def __init__(self, client: "SESV2Client", sender: str, configuration_set: str) -> None:
        """Take whose address mails come from, and the configuration set that counts those that bounce."""
        self._client = client
        self._sender = sender
        self._configuration_set = configuration_set

    def send(self, mail: Mail) -> str:
        """Send a mail as plain text."""
        try:
            answer = self._client.send_email(
                FromEmailAddress=self._sender,
                Destination={"ToAddresses": [mail.to]},
                Content={
                    "Simple": {
                        "Subject": {"Data": mail.subject, "Charset": "UTF-8"},
                        "Body": {"Text": {"Data": mail.text, "Charset": "UTF-8"}},
                    }
                },
                ConfigurationSetName=self._configuration_set,
            )
        except (ClientError, BotoCoreError) as error:
            raise MailRefusedError from ProviderError(code_of(error))
        return answer["MessageId"]
