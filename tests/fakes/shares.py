"""Shares and mail in memory, and a recording to be shared."""

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

from sightline.domain.errors import MailRefusedError, NotFoundError
from sightline.domain.mail import Letterhead, Mail
from sightline.domain.participant import Participant, Role
from sightline.domain.share import Share
from sightline.domain.token import hash_token
from sightline.messages.shares import OpenRequest, ShareRequest, ShareView
from sightline.usecases.share_doors import open_share, send_code
from sightline.usecases.shares import create_share
from tests.fakes.clock import NOON
from tests.fakes.evidence import EvidenceInMemory
from tests.fakes.exchange import ExchangeInMemory, an_officer
from tests.fakes.materials import a_material
from tests.fakes.recordings import store_recording
from tests.fakes.uploads import PartsInMemory

SHARE = Share(
    share_id="share-1",
    material_id="session-1",
    force_id="avon",
    incident_ref="INC-7",
    recipient_name="Ann Moss",
    organisation="CPS East",
    email="ann.moss@example.org",
    reason="Charging decision",
    may_download=False,
    officer_name="PC Rees",
    created_at=NOON,
    expires_at=datetime(2026, 12, 1, tzinfo=UTC),
    link_hash=hash_token("link"),
)
INVESTIGATOR = an_officer(role=Role.INVESTIGATOR)
REQUEST = ShareRequest(
    recipient_name="Ann Moss",
    organisation="CPS East",
    email="ann.moss@example.org",
    reason="Charging decision",
    expires_on=date(2026, 11, 30),
)


@dataclass
class SharesInMemory:
    """A ShareStore."""

    by_id: dict[str, Share] = field(default_factory=dict)
    lock: threading.RLock = field(default_factory=threading.RLock)

    def add(self, share: Share) -> None:
        """Store a new share."""
        self.by_id.setdefault(share.share_id, share)

    def get(self, share_id: str) -> Share:
        """Return a share, or raise NotFoundError."""
        if share_id not in self.by_id:
            raise NotFoundError
        return self.by_id[share_id]

    def change(self, share_id: str, how: Callable[[Share], Share]) -> Share:
        """Apply `how` while nobody else does."""
        with self.lock:
            known = self.get(share_id)
            changed = replace(how(known), version=known.version + 1)
            self.by_id[share_id] = changed
            return changed

    def list_by_material(self, material_id: str) -> list[Share]:
        """Return a material's shares, newest first."""
        own = [share for share in self.by_id.values() if share.material_id == material_id]
        return sorted(own, key=lambda share: share.created_at, reverse=True)


@dataclass
class MailerInMemory:
    """A Mailer; `refusing` makes it refuse whatever comes."""

    sent: list[Mail] = field(default_factory=list)
    refusing: bool = False

    def send(self, mail: Mail) -> str:
        """Keep the mail, or refuse it."""
        if self.refusing:
            raise MailRefusedError
        self.sent.append(mail)
        return f"mail-{len(self.sent)}"


@dataclass
class SharingInMemory(ExchangeInMemory):
    """A ViewingRoom, with a recording of 40 seconds that may be shared."""

    shares: SharesInMemory = field(default_factory=SharesInMemory)
    mailer: MailerInMemory = field(default_factory=MailerInMemory)
    copies: EvidenceInMemory = field(default_factory=EvidenceInMemory)
    letterhead: Letterhead = field(default_factory=lambda: Letterhead("Avon Police", "https://x.test"))

    def __post_init__(self) -> None:
        """Record a session and take it into the library."""
        super().__post_init__()
        self.upload_files = PartsInMemory(self.evidence)
        self.begin_session()
        self.materials.add(a_material(material_id="session-1", force_id="avon"))
        store_recording(self.evidence, "r1", NOON, 20)

    def share(self, officer: Participant = INVESTIGATOR, material_id: str = "session-1", **changes: Any) -> ShareView:
        """Share the recording, or something else, as an officer who has just signed in."""
        request = REQUEST.model_copy(update=changes)
        return create_share(self, officer, material_id, request, signed_in_at=self.clock.now())

    def mailed_link(self) -> str:
        """Return the token of the newest mail that holds a link."""
        return next(found[1] for mail in reversed(self.mailer.sent) if (found := re.search(r"/s/#(\S+)", mail.text)))

    def mailed_code(self) -> str:
        """Return the code of the newest mail that holds one."""
        return next(found[1] for mail in reversed(self.mailer.sent) if (found := re.search(r"is (\d{6})", mail.text)))

    def open_viewing(self) -> str:
        """Ask for a code and open the newest share with it; return the Authorization header of the viewing."""
        send_code(self, self.mailed_link())
        opened = open_share(self, OpenRequest(token=self.mailed_link(), code=self.mailed_code()))
        return f"Bearer {opened.credential}"

    def deeds(self) -> list[tuple[str, str | None]]:
        """Return what the recording's chain of custody says: actions and who did them."""
        return [
            (entry.action.value, entry.actor.name if entry.actor else None)
            for entry in self.custody.list_entries("session-1")
        ]
