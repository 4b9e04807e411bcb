"""Mails as the phone shows them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from infra.local.phone.texts import LINK


@dataclass(frozen=True)
class Mail:
    """A mail that was sent. It arrives however long the phone was off."""

    message_id: str
    address: str
    subject: str
    text: str
    arrived_at: datetime

    def view(self) -> dict[str, Any]:
        """Return what the page is told."""
        found = LINK.search(self.text)
        return {
            "message_id": self.message_id,
            "address": self.address,
            "subject": self.subject,
            "text": self.text,
            "arrived_at": self.arrived_at.isoformat(),
            "link": found[0] if found else None,
        }
