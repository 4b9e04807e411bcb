"""What lets a browser use the relay (TURN): a name that says when it expires, and proof that we gave it.

The relay holds the same secret and no list of users ("A REST API For Access To TURN Services",
draft-uberti-behave-turn-rest-00): username is `expiry:holder`, password its HMAC-SHA1 in base64.
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

CREDENTIAL_LIFE = timedelta(hours=2)
"""A little longer than a WebSocket stands (`usecases.connections.RECONNECT_AFTER`), whose legs may begin anew."""


@dataclass(frozen=True)
class RelayCredential:
    """What a page shows to the relay."""

    username: str
    password: str


def draw_relay_credential(secret: str, holder: str, now: datetime) -> RelayCredential:
    """Let a holder use the relay for a while; the relay counts what one holder uses by that name."""
    username = f"{int((now + CREDENTIAL_LIFE).timestamp())}:{holder}"
    proof = hmac.new(secret.encode(), username.encode(), hashlib.sha1).digest()
    return RelayCredential(username, base64.b64encode(proof).decode())
