"""A share: a named recipient's right to view one material, by a link and a code sent to their address.

Link, code and viewing are known by hashes only. A code's hash is bound to the link, which we do not keep, so that who
reads the table cannot find the code by trying all of them.
"""

import hmac
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

from sightline.domain.custody import Plain
from sightline.domain.errors import (
    ShareCodeExpiredError,
    ShareCodeWrongError,
    SharedMaterialGoneError,
    ShareExpiredError,
    ShareLinkInvalidError,
    ShareRevokedError,
    TooManyCodesError,
    ViewingEndedError,
)
from sightline.domain.material import MaterialKind
from sightline.domain.participant import Participant, Role
from sightline.domain.token import hash_token

CODE_LIFE = timedelta(minutes=10)
CODE_TRIES = 5
CODES_AN_HOUR = 3
CODES_A_DAY = 10
"""With five tries each, whoever has the link but not the mailbox finds a code once in 20,000 days."""
VIEWING_LIFE = timedelta(minutes=30)
SHOWN_BY_BROWSERS = frozenset(
    {"image/jpeg", "image/png", "image/gif", "image/webp", "video/mp4", "video/webm", "audio/mpeg", "audio/mp4"}
)
"""Files that were brought in and that a recipient's page can show as they are; others need a playable copy."""
_CALLED = {MaterialKind.SESSION: "a recording", MaterialKind.SNAPSHOT: "a picture", MaterialKind.UPLOAD: "a file"}


@dataclass(frozen=True)
class Code:
    """A one-time code that was sent."""

    code_hash: str
    expires_at: datetime
    tries_left: int = CODE_TRIES


@dataclass(frozen=True)
class Viewing:
    """What a code has opened. There is one at a time: another code ends the one before."""

    viewing_hash: str
    ends_at: datetime


@dataclass(frozen=True)
class Share:
    """One share of one material."""

    share_id: str
    material_id: str
    force_id: str
    incident_ref: str
    recipient_name: str
    organisation: str
    email: str
    reason: str
    may_download: bool
    officer_name: str
    """Who shared it."""
    created_at: datetime
    expires_at: datetime
    link_hash: str
    kind: MaterialKind = MaterialKind.SESSION
    """What sort of material it is of."""
    revoked_at: datetime | None = None
    disposed_of: bool = False
    """Whether it was withdrawn because its material is no longer there."""
    opened_at: datetime | None = None
    """When a code was first accepted."""
    code: Code | None = None
    codes_sent_at: tuple[datetime, ...] = ()
    """Within the last day."""
    viewing: Viewing | None = None
    version: int = field(default=1, compare=False)
    """Counted up by its store with every change."""

    @property
    def recipient(self) -> Participant:
        """The recipient, as who they act in chains of custody and on the one session that they may see."""
        name = f"{self.recipient_name}, {self.organisation}"
        return Participant(f"recipient-{self.share_id}", Role.RECIPIENT, name, self.force_id, self.material_id)

    @property
    def what(self) -> str:
        """What is shared, as a recipient's mail calls it."""
        return _CALLED.get(self.kind, "a film")

    @property
    def expires_on(self) -> date:
        """The last day on which it can be viewed (UTC)."""
        return (self.expires_at - timedelta(days=1)).date()

    def as_details(self) -> dict[str, Plain]:
        """Name the share and its recipient, as chains of custody do."""
        return {"share_id": self.share_id, "recipient": self.recipient.name}

    def require_link(self, secret: str) -> None:
        """Raise ShareLinkInvalidError unless this is the secret of its link."""
        if not hmac.compare_digest(hash_token(secret), self.link_hash):
            raise ShareLinkInvalidError

    def require_open(self, now: datetime) -> None:
        """Raise SharedMaterialGoneError, ShareRevokedError or ShareExpiredError if it is over."""
        if self.disposed_of:
            raise SharedMaterialGoneError
        if self.revoked_at is not None:
            raise ShareRevokedError
        if now >= self.expires_at:
            raise ShareExpiredError

    def with_code(self, code_hash: str, now: datetime) -> "Share":
        """Return the share with another code, which takes the place of the one before, or raise TooManyCodesError."""
        sent = tuple(at for at in self.codes_sent_at if now - at < timedelta(days=1))
        within_the_hour = sum(now - at < timedelta(hours=1) for at in sent)
        if within_the_hour >= CODES_AN_HOUR or len(sent) >= CODES_A_DAY:
            raise TooManyCodesError
        return replace(self, code=Code(code_hash, now + CODE_LIFE), codes_sent_at=(*sent, now))

    def tried(self, now: datetime) -> "Share":
        """Return the share with one try less at its code: it is counted before anybody knows whether it is right."""
        self.require_open(now)
        if self.code is None or now >= self.code.expires_at or self.code.tries_left == 0:
            raise ShareCodeExpiredError
        return replace(self, code=replace(self.code, tries_left=self.code.tries_left - 1))

    def opened(self, code_hash: str, viewing_hash: str, now: datetime) -> "Share":
        """Return the share with a viewing in place of its code, or raise ShareCodeWrongError."""
        self.require_open(now)
        if self.code is None or not hmac.compare_digest(code_hash, self.code.code_hash):
            raise ShareCodeWrongError
        viewing = Viewing(viewing_hash, min(now + VIEWING_LIFE, self.expires_at))
        return replace(self, code=None, viewing=viewing, opened_at=self.opened_at or now)

    def require_viewing(self, secret: str, now: datetime) -> Viewing:
        """Return the viewing that this secret opens, or raise what says why it does not."""
        self.require_open(now)
        viewing = self.viewing
        if viewing is None or now >= viewing.ends_at:
            raise ViewingEndedError
        if not hmac.compare_digest(hash_token(secret), viewing.viewing_hash):
            raise ViewingEndedError
        return viewing

    def revoked(self, at: datetime) -> "Share":
        """Return the share withdrawn, and with it the viewing under way."""
        return replace(self, revoked_at=self.revoked_at or at, code=None, viewing=None)

    def without_material(self, at: datetime) -> "Share":
        """Return the share ended with its material; one that a person has withdrawn before stays as it is."""
        return self if self.revoked_at else replace(self.revoked(at), disposed_of=True)


def end_of(last_day: date) -> datetime:
    """Return the instant at which a share ends that can be viewed on this day still."""
    return datetime.combine(last_day + timedelta(days=1), time(), UTC)


def write_code(chance: str) -> str:
    """Make a code of six digits of at least 128 random bits, each code as likely as the next."""
    return f"{int(hash_token(chance), 16) % 1_000_000:06}"


def hash_code(link_secret: str, code: str) -> str:
    """Return what is kept of a code."""
    return hash_token(f"{link_secret}/{code}")


def write_share_token(share_id: str, secret: str) -> str:
    """Write what a link's fragment, or a viewing's credential, holds."""
    return f"{share_id}.{secret}"


def read_share_token(token: str) -> tuple[str, str]:
    """Return (share id, secret) of what `write_share_token` wrote."""
    share_id, _, secret = token.partition(".")
    return share_id, secret


def hint_at(email: str) -> str:
    """Return an address that its owner recognises and nobody else learns: a…@example.org."""
    name, _, domain = email.rpartition("@")
    return f"{name[:1]}…@{domain}"
