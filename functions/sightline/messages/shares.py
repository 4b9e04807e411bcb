"""Bodies of the HTTP API about shares: what officers ask for and see, and what recipients show and see."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from sightline.domain.material import MaterialKind
from sightline.messages.base import Day, Identifier, Instant, Model, Name, Sha256, Text
from sightline.messages.copies import CopiedFile, CopyKind

ShareToken = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}\.[A-Za-z0-9_-]{22}$")]
"""The share's id and 128 random bits, base64url without padding."""

ShareState = Literal["open", "expired", "revoked"]


class ShareRequest(Model):
    """An officer shares a material with a named person outside the force."""

    recipient_name: Name
    organisation: Name
    email: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=254)]
    reason: Text
    expires_on: Day
    """The last day on which it can be viewed (UTC)."""
    may_download: Annotated[bool, Field(strict=True)] = False
    """Whether files may be saved: what is shared itself, or copies that were made of it."""


class RevokeRequest(Model):
    """An officer withdraws a share."""

    reason: Text


class ShareView(Model):
    """A share as officers see it."""

    share_id: Identifier
    material_id: Identifier
    recipient_name: str
    organisation: str
    email: str
    reason: str
    expires_on: Day
    may_download: bool
    officer_name: str
    created_at: Instant
    state: ShareState
    opened_at: Instant | None
    """When the recipient first opened it with a code."""
    revoked_at: Instant | None


class Shares(Model):
    """All shares of a material, newest first."""

    shares: list[ShareView]


class ShareLink(Model):
    """A recipient's page shows the token from the link's fragment."""

    token: ShareToken


class ShareForRecipient(Model):
    """Who shares what with whom: what the page says before a code is asked for."""

    force_name: str
    officer_name: str
    kind: MaterialKind
    incident_ref: str
    recipient_name: str
    organisation: str
    email_hint: str
    """The address that the code goes to, as its owner recognises it: a…@example.org."""
    expires_at: Instant
    may_download: bool


class CodeSent(Model):
    """A code is on its way."""

    email_hint: str
    expires_at: Instant


class OpenRequest(Model):
    """The recipient shows the link and the code."""

    token: ShareToken
    code: Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[0-9]{6}$")]


class ViewingOpened(Model):
    """A viewing: `credential` goes into `Authorization: Bearer`, and is to be forgotten with the page."""

    credential: str
    ends_at: Instant


class SharedFile(Model):
    """A file that was brought in as evidence, and shared."""

    file_name: str
    media_type: str
    bytes: int
    sha256: Sha256
    can_be_shown: bool
    """Whether browsers show it as it is; else a playable copy of it may be."""


class SharedCopy(Model):
    """A copy that is shared, or of what is shared, ready to be fetched."""

    copy_id: Identifier
    kind: CopyKind
    began_at: Instant
    ended_at: Instant | None
    files: list[CopiedFile]


class SharedCopies(Model):
    """The copy that is shared, or the copies of what is shared, newest first."""

    copies: list[SharedCopy]
    file: SharedFile | None
    """Where a file that was brought in is shared."""


class ViewingStanding(Model):
    """A viewing that still stands."""

    ends_at: Instant
