"""Which ICE servers a browser is told of: those of the settings, and the relay with its own credential."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sightline.domain.relay import draw_relay_credential
from sightline.messages.base import IceServer


@dataclass(frozen=True)
class Relay:
    """Where the relay is, and how the secret that we share with it is read."""

    urls: tuple[str, ...]
    read_secret: Callable[[], str]


@dataclass(frozen=True)
class IceDirectory:
    """What a deployment offers; nothing, unless it is set."""

    fixed: tuple[IceServer, ...] = ()
    relay: Relay | None = None

    def servers_for(self, holder: str, now: datetime) -> list[IceServer]:
        """Return the servers for one holder, who may use the relay for as long as the credential lives."""
        if self.relay is None:
            return list(self.fixed)
        credential = draw_relay_credential(self.relay.read_secret(), holder, now)
        relay = IceServer(urls=list(self.relay.urls), username=credential.username, credential=credential.password)
        return [*self.fixed, relay]
