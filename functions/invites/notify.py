"""GOV.UK Notify's delivery receipts: their form, and the token that they show."""

import hmac
import json

from pydantic import ConfigDict, Field

from sightline import bootstrap
from sightline.domain.errors import NotFoundError, NotSignedInError
from sightline.messages.base import Model
from sightline.usecases.credentials import read_bearer
from sightline.usecases.receipts import Receipt

FAILURES = frozenset({"permanent-failure", "temporary-failure", "technical-failure"})


class NotifyHeaders(Model):
    """Headers of Notify's callback."""

    authorization: str | None = Field(default=None, alias="Authorization")


class NotifyReceipt(Model):
    """What we read of a delivery receipt; Notify may add to it."""

    model_config = ConfigDict(extra="ignore")

    id: str = Field(max_length=64)
    reference: str | None = Field(default=None, max_length=64, pattern="^[A-Za-z0-9_-]*$")
    status: str = Field(max_length=64)

    def to_receipt(self) -> Receipt | None:
        """Return the receipt, or None while the text is still under way."""
        if self.status != "delivered" and self.status not in FAILURES:
            return None
        return Receipt(self.id, delivered=self.status == "delivered", invite_id=self.reference or None)


def require_notify(authorization: str | None) -> None:
    """Raise unless Notify's own token is shown; without Notify there is nothing here."""
    if not bootstrap.settings().notify_secret_id:
        raise NotFoundError
    expected = json.loads(bootstrap.notify_secret().read())["callback_token"]
    if not hmac.compare_digest(read_bearer(authorization).encode(), expected.encode()):
        raise NotSignedInError
