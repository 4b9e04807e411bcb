"""Texts as the phone shows them."""

import base64
import io
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import segno

LINK = re.compile(r"https?://[^\s<>\"]+")


@dataclass(frozen=True)
class Text:
    """A text message that was sent."""

    message_id: str
    phone_number: str
    text: str
    arrived_at: datetime
    delivered: bool

    @property
    def link(self) -> str | None:
        """The first link in it."""
        found = LINK.search(self.text)
        return found[0] if found else None

    def view(self) -> dict[str, Any]:
        """Return what the page is told."""
        return {
            "message_id": self.message_id,
            "phone_number": self.phone_number,
            "text": self.text,
            "arrived_at": self.arrived_at.isoformat(),
            "delivered": self.delivered,
            "link": self.link,
            "qr": qr_code(self.link) if self.link else None,
        }


def qr_code(link: str) -> str:
    """Return a link as a QR code, an SVG in a data URI."""
    drawing = io.BytesIO()
    segno.make(link, error="m").save(drawing, kind="svg", border=2, light="#fff", dark="#10161e")
    return f"data:image/svg+xml;base64,{base64.b64encode(drawing.getvalue()).decode()}"
