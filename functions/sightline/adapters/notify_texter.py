"""A Texter over GOV.UK Notify.

Its template holds one placeholder, ((text)); the service's "start texts with service name" is off,
since the force's name already comes first. The secret is JSON: `api_key`, and `callback_token`, which
Notify shows with its receipts.
"""

import json
from collections.abc import Callable
from typing import Any

from notifications_python_client.errors import HTTPError
from notifications_python_client.notifications import NotificationsAPIClient

from sightline.domain.errors import TextRefusedError

BASE_URL = "https://api.notifications.service.gov.uk"
TIMEOUT_SECONDS = 8


class NotifyTexter:
    """A Texter; makes a client for each text, so that a new key holds at once."""

    def __init__(self, read_secret: Callable[[], str], template_id: str, base_url: str = BASE_URL) -> None:
        """Take how to read the secret, and which template to fill."""
        self._read_secret = read_secret
        self._template_id = template_id
        self._base_url = base_url

    def send(self, phone_number: str, text: str, reference: str) -> str:
        """Send a text; the reference comes back in its receipt."""
        key = json.loads(self._read_secret())["api_key"]
        client = _client(key, self._base_url)
        try:
            answer = client.send_sms_notification(
                phone_number, self._template_id, personalisation={"text": text}, reference=reference
            )
        except HTTPError as error:
            raise TextRefusedError from NotifyError(error.status_code)
        return str(answer["id"])


def _client(key: str, base_url: str) -> Any:
    """Make Notify's own client."""
    return NotificationsAPIClient(key, base_url=base_url, timeout=TIMEOUT_SECONDS)  # type: ignore[no-untyped-call]  # it has no types


class NotifyError(Exception):
    """Notify's answer, as its status; its words may repeat the number."""
