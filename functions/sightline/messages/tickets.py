"""The answer of the routes that let somebody open a WebSocket."""

from pydantic import Field

from sightline.messages.base import IceServer, Instant, Model


class Ticket(Model):
    """One WebSocket connection's worth of trust: used once, within 30 seconds, as `/ws?ticket=...`."""

    ticket: str
    expires_at: Instant
    ice_servers: list[IceServer] = Field(default_factory=list)
