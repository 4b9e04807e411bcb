"""Bodies of the routes of invites, and of the link: requests as `...Request`, answers by what they are."""

from typing import Annotated

from pydantic import Field, StringConstraints

from sightline.domain.invite import Capability, Language, Purpose, RetentionCategory
from sightline.messages.base import IceServer, Identifier, Instant, Model
from sightline.messages.views import InviteView

Token = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{22}$")]
"""128 random bits, base64url without padding."""


class InviteRequest(Model):
    """An officer asks for a text to go out."""

    phone_number: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=40)]
    """As typed or pasted; UK mobile unless it begins with +."""
    incident_ref: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64)]
    purpose: Purpose
    capabilities: Annotated[list[Capability], Field(min_length=1, max_length=len(Capability))]
    language: Language = Language.ENGLISH
    retention_category: RetentionCategory = RetentionCategory.NOT_EVIDENTIAL
    keep_original: bool = False
    """Whether to ask that the phone also keeps a better copy; refused where the force or the purpose forbids it."""


class Invites(Model):
    """Newest first."""

    invites: list[InviteView]


class TokenRequest(Model):
    """A citizen's page shows the token from the link's fragment."""

    token: Token


class SyntheticInvite(Model):
    """A link's token for the synthetic citizen, who is texted by nobody."""

    token: Token


class InviteForCitizen(Model):
    """What the citizen's page says before anything is agreed to."""

    force_name: str
    purpose: Purpose
    capabilities: list[Capability]
    language: Language
    spoken_code: str
    expires_at: Instant
    keep_original: bool = False
    """Whether police ask that the phone keeps a better copy and sends it later."""


class AcceptRequest(Model):
    """The citizen agrees to share some of what was asked for; this spends the token."""

    token: Token
    capabilities: Annotated[list[Capability], Field(min_length=1, max_length=len(Capability))]
    wording_version: Annotated[str, StringConstraints(pattern=r"^[a-z0-9.-]{1,32}$")]
    language: Language
    keep_original: bool = False
    """Whether the phone may keep a better copy; a choice of its own."""
    device_key: Token
    """Drawn by the page, once for each link: a device whose answer was lost asks again with the same key."""


class Accepted(Model):
    """What the citizen's page needs to stream: `credential` goes into `Authorization: Bearer`."""

    session_id: Identifier
    credential: str
    force_name: str
    spoken_code: str
    capabilities: list[Capability]
    language: Language
    keep_original: bool = False
    ticket: str
    """A first WebSocket ticket, to save a round trip."""
    ice_servers: list[IceServer]


class DeclineRequest(Model):
    """The citizen says no; no reason is asked."""

    token: Token
