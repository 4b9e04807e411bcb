"""Secrets from Secrets Manager, kept for a few minutes so that a rotation is noticed."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sightline.ports import Clock

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient

LIFE = timedelta(minutes=5)


class SecretKey:
    """One secret's text. A WorkerKey, and the key of a text message provider."""

    def __init__(self, client: "SecretsManagerClient", secret_id: str, clock: Clock) -> None:
        """Take the client and which secret it is."""
        self._client = client
        self._secret_id = secret_id
        self._clock = clock
        self._kept: tuple[str, datetime] | None = None

    def read(self) -> str:
        """Return the secret's text."""
        now = self._clock.now()
        if self._kept is None or now >= self._kept[1]:
            self._kept = (self._client.get_secret_value(SecretId=self._secret_id)["SecretString"], now + LIFE)
        return self._kept[0]
