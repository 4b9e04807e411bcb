"""What the outside must offer to the use cases, as Protocols; adapters and fakes implement them.

Every write that can race is conditional, and says so by returning whether it won.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # who runs needs no names of what passes through: a function loads its own part of the domain alone
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date, datetime, timedelta
    from pathlib import Path

    from sightline.domain.awaited_copy import AwaitedCopy
    from sightline.domain.bundle import Bundle, Member, StoredObject
    from sightline.domain.custody import Entry, Head
    from sightline.domain.fragment import FragmentName
    from sightline.domain.invite import Invite
    from sightline.domain.locking import Locking
    from sightline.domain.mail import Mail
    from sightline.domain.material import Material
    from sightline.domain.object_version import ObjectVersion, Stretch
    from sightline.domain.original import PieceBody
    from sightline.domain.participant import Connection, Participant
    from sightline.domain.position import Position
    from sightline.domain.search import Search
    from sightline.domain.session import Session, SessionState
    from sightline.domain.share import Share
    from sightline.domain.source import Source
    from sightline.domain.still import StillName
    from sightline.domain.token import Token
    from sightline.domain.upload import Upload
    from sightline.domain.worker import Worker
    from sightline.messages.base import Model
    from sightline.messages.copies import CopyJob
    from sightline.messages.faces import FaceJob
    from sightline.messages.signalling import Answer, Refusal
    from sightline.messages.views import ChatView


class Clock(Protocol):
    """Where the time comes from."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        ...

    def wait(self, duration: timedelta) -> None:
        """Return when so much time has passed."""
        ...


class Entropy(Protocol):
    """Where randomness comes from."""

    def token(self, bits: int = 128) -> str:
        """Return that many random bits as base64url without padding."""
        ...


class FragmentStore(Protocol):
    """Where a worker puts what it records. All calls block; they raise StoreUnavailableError if it fails.

    Storing is idempotent: an object that already stands under its key with the same SHA-256 counts
    as stored; nothing is ever overwritten.
    """

    def put_fragment(self, name: FragmentName, body: bytes, notes: dict[str, str]) -> None:
        """Store a fragment under its key, locked, with `notes` as object metadata (ASCII, 2 KB)."""
        ...

    def put_object(self, key: str, body: bytes, content_type: str) -> None:
        """Store an initialisation segment or a finish note, locked."""
        ...


class StillStore(Protocol):
    """Where signalling puts stills; idempotent and final as FragmentStore is."""

    def put_still(self, name: StillName, body: bytes, notes: dict[str, str]) -> None:
        """Store a still under its key, locked, with `notes` as object metadata, or raise StoreUnavailableError."""
        ...


class EvidenceStore(Protocol):
    """What the evidence functions read from and write to the bucket."""

    def list_keys(self, prefix: str) -> Iterable[str]:
        """Return all keys under a prefix, in order."""
        ...

    def read_digests(self, keys: Sequence[str]) -> dict[str, tuple[str, int, dict[str, str]]]:
        """Return (SHA-256 in hex, bytes, notes) of each key as the store has verified them."""
        ...

    def read_object(self, key: str) -> bytes | None:
        """Return a small object's bytes, or None if there is none."""
        ...

    def put_once(self, key: str, body: bytes, content_type: str) -> bool:
        """Store an object, locked, unless there is one already; return whether this call stored it."""
        ...

    def presign(self, key: str, life: timedelta) -> str:
        """Return a URL by which a browser can fetch the object until `life` is over."""
        ...

    def presign_piece(self, key: str, body: PieceBody, life: timedelta) -> tuple[str, dict[str, str]]:
        """Return a URL by which a browser can put exactly these bytes, once, and the headers that it must send.

        The browser adds Content-Length, which is signed too.
        """
        ...


class Signer(Protocol):
    """Signs seals: ECDSA P-256 with SHA-256 over at most 4,096 bytes."""

    def sign(self, statement: bytes) -> bytes:
        """Return the DER signature."""
        ...

    def verify(self, statement: bytes, signature: bytes) -> bool:
        """Say whether this very key has made the DER signature of the statement."""
        ...

    def public_key(self) -> tuple[str, str]:
        """Return (key id, public key as PEM)."""
        ...


class TimeStamper(Protocol):
    """An authority that says when it has seen something."""

    def stamp(self, body: bytes) -> bytes:
        """Return its time-stamp response (RFC 3161, DER) of these bytes, or raise TimestampFailedError."""
        ...


class CopyStore(Protocol):
    """Copies of masters, and what is said of them, in the derived bucket."""

    def read_object(self, key: str) -> bytes | None:
        """Return a small object's bytes, or None if there is none."""
        ...

    def presign(self, key: str, life: timedelta) -> str:
        """Return a URL by which a browser can fetch the object until `life` is over."""
        ...

    def presign_file(self, key: str, file_name: str, life: timedelta) -> str:
        """Return a URL by which a browser saves the object under that name, and does not show it."""
        ...


class CopyQueue(Protocol):
    """Copies that wait to be made."""

    def put(self, job: CopyJob | FaceJob) -> None:
        """Ask for a copy to be made, or for faces to be looked for; asking twice is harmless."""
        ...


class AwaitedCopies(Protocol):
    """Copies that were asked for, until they are taken in or nothing comes of them."""

    def add(self, copy: AwaitedCopy) -> None:
        """Await a copy; adding it again changes nothing."""
        ...

    def list_all(self) -> Iterable[AwaitedCopy]:
        """Return all, those first that were asked for first."""
        ...

    def remove(self, copy_id: str) -> None:
        """Await a copy no more."""
        ...


class LockingNotes(Protocol):
    """How far legal holds are, for officers who wait for them."""

    def note(self, material_id: str, locking: Locking) -> None:
        """Say how far it is, in place of what was said before."""
        ...

    def find(self, material_id: str) -> Locking | None:
        """Return how far it is, or None while nothing is under way."""
        ...

    def remove(self, material_id: str) -> None:
        """Say no more of it."""
        ...


class CopyWriter(Protocol):
    """The derived bucket, as whoever makes copies, or finishes them, writes to it."""

    def put_file(self, key: str, path: Path, media_type: str, sha256: str) -> None:
        """Store a file with its SHA-256 (hex)."""
        ...

    def put_outcome(self, key: str, body: bytes) -> None:
        """Store a document unless there is one."""
        ...


class CustodyLedger(Protocol):
    """Chains of custody: append-only, each entry bound to the one before."""

    def append(self, chain_id: str, make: Callable[[Entry | None], Entry], event_id: str | None = None) -> Entry:
        """Add the entry that `make` makes of the last one, again if another writer came between.

        `make` must be free of effects, since it may run more than once. An event that the chain knows by its
        `event_id` adds nothing: the entry that it made is returned. Raises StoreUnavailableError.
        """
        ...

    def list_entries(self, chain_id: str, after: int = 0) -> list[Entry]:
        """Return a chain's entries in order, from the one after `after`."""
        ...

    def find_event(self, chain_id: str, event_id: str) -> Entry | None:
        """Return the entry that an event has made, or None if the chain does not know it."""
        ...

    def find_head(self, chain_id: str) -> Head | None:
        """Return where a chain stands, or None if there is none."""
        ...

    def list_unchecked(self) -> Iterable[Head]:
        """Return the chains, of every force, that have entries after their checkpoint."""
        ...

    def list_changed(self, force_id: str, day: date) -> Iterable[Head]:
        """Return a force's chains whose last entry is of that day (UTC)."""
        ...

    def claim_segment(self, chain_id: str, first: int, last: int) -> int:
        """Decide where the segment ends that begins at `first`: at `last`, or where who asked first has said."""
        ...

    def note_checkpoint(self, head: Head) -> None:
        """Note that all entries up to this head lie in the bucket, signed."""
        ...


class ObjectReader(Protocol):
    """A bucket that is read in bulk."""

    def list_objects(self, prefix: str) -> Iterable[StoredObject]:
        """Return all objects under a prefix, in order of their keys."""
        ...

    def read_all(self, objects: Iterable[StoredObject]) -> Iterator[tuple[StoredObject, Iterable[bytes]]]:
        """Yield each object with its bytes in chunks, in the order given; each is read before the next is asked for."""
        ...


class BundleStore(Protocol):
    """Bundles, and how far each has come."""

    def note(self, bundle: Bundle) -> None:
        """Store how far a bundle has come, instead of what was noted before."""
        ...

    def get(self, force_id: str, bundle_id: str) -> Bundle:
        """Return a bundle as it was last noted, or raise NotFoundError."""
        ...

    def pack(self, bundle: Bundle, members: Iterable[Member]) -> int:
        """Store the zip of these members as they come; return its bytes. A run that fails leaves nothing."""
        ...

    def presign(self, bundle: Bundle, life: timedelta) -> str:
        """Return a URL by which a browser can save the zip until `life` is over."""
        ...


class UploadStore(Protocol):
    """Files on their way in, by id."""

    def add(self, upload: Upload) -> None:
        """Store a new upload."""
        ...

    def get(self, upload_id: str) -> Upload:
        """Return an upload, or raise NotFoundError."""
        ...

    def change(self, upload_id: str, how: Callable[[Upload], Upload]) -> Upload:
        """Apply `how` to the newest version, as InviteStore.change does."""
        ...

    def list_refused(self) -> Iterable[Upload]:
        """Return those that were refused and whose bytes are still there, the oldest first."""
        ...

    def remove(self, upload_id: str) -> None:
        """Forget an upload; harmless where there is none."""
        ...


class UploadFiles(Protocol):
    """The evidence bucket as it takes a file in parts."""

    def begin(self, upload: Upload) -> Upload:
        """Open a place for parts; return the upload with the store's own id of it."""
        ...

    def list_parts(self, upload: Upload) -> list[int]:
        """Return the numbers of the parts that are stored, in order; all of them once they are put together."""
        ...

    def presign_part(
        self, upload: Upload, number: int, sha256: str, byte_count: int, life: timedelta
    ) -> tuple[str, dict[str, str]]:
        """Return a URL by which a browser can put exactly these bytes as a part, and the headers that it must send."""
        ...

    def complete(self, upload: Upload) -> None:
        """Put the parts together, locked; doing it again is harmless. Raise StoreUnavailableError if it fails."""
        ...

    def presign_file(self, key: str, file_name: str, life: timedelta) -> str:
        """Return a URL by which a browser can save a file until `life` is over."""
        ...


class BundleQueue(Protocol):
    """Bundles that wait to be made."""

    def put(self, force_id: str, bundle_id: str, delay: timedelta) -> None:
        """Ask for a bundle to be made after a delay; asking twice is harmless."""
        ...


class MaterialStore(Protocol):
    """What is held: by id, and by what it is asked for by."""

    def add(self, material: Material) -> None:
        """Store a new material; adding it again changes nothing."""
        ...

    def get(self, material_id: str) -> Material:
        """Return a material, or raise NotFoundError."""
        ...

    def change(self, material_id: str, how: Callable[[Material], Material]) -> Material:
        """Apply `how` to the newest version, as InviteStore.change does."""
        ...

    def search(self, force_id: str, search: Search, after: str | None, limit: int) -> tuple[list[Material], str | None]:
        """Return materials of a force newest first, and where the next page begins.

        A page may be short and still have a next one: a call looks at a bounded number. What is found may not know
        its newest version and custody sequence; all else is as it was last stored.
        """
        ...

    def take_exhibit_ref(self, material: Material, exhibit_ref: str) -> bool:
        """Take a reference within a force and incident, for good; return whether it is this material's."""
        ...

    def list_reviews(self, force_id: str, limit: int) -> list[Material]:
        """Return what a force's supervisors have to look at, soonest first; what is not due yet comes last."""
        ...

    def list_nightly(self, today: date) -> Iterable[Material]:
        """Return what the nightly job has to do with by this day, of every force, soonest first."""
        ...


class MaterialQueue(Protocol):
    """Materials that wait for something to be done with all their objects."""

    def put(self, stretch: Stretch) -> None:
        """Ask for it; asking twice is harmless."""
        ...


class ObjectLocks(Protocol):
    """Locks and legal holds on objects of the evidence bucket, and what comes after them."""

    def list_versions(self, prefix: str, after: str = "") -> Iterable[ObjectVersion]:
        """Return all versions of all objects under a prefix, in the order of their keys."""
        ...

    def hold(self, versions: Sequence[ObjectVersion]) -> None:
        """Put versions on legal hold; one that is on hold stays so."""
        ...

    def locked_until(self, versions: Sequence[ObjectVersion]) -> datetime | None:
        """Return the latest instant until which the store itself keeps any of them; None if it keeps none."""
        ...

    def delete(self, versions: Iterable[ObjectVersion]) -> None:
        """Lift legal holds and delete versions for good, or raise StillLockedError; those gone already are no error."""
        ...


class InviteStore(Protocol):
    """Invites by id and by force."""

    def add(self, invite: Invite) -> None:
        """Store a new invite."""
        ...

    def get(self, invite_id: str) -> Invite:
        """Return an invite, or raise NotFoundError."""
        ...

    def change(self, invite_id: str, how: Callable[[Invite], Invite]) -> Invite:
        """Apply `how` to the newest version by a conditional write, again if another writer came between.

        `how` may raise to refuse; it must be free of effects, since it may run more than once.
        """
        ...

    def list_by_force(self, force_id: str, since: datetime) -> list[Invite]:
        """Return the invites created since, newest first."""
        ...

    def list_overdue(self, now: datetime) -> list[Invite]:
        """Return the invites that are open but past their expiry."""
        ...


class TokenStore(Protocol):
    """Link tokens, citizens' credentials and players' passes, known by their SHA-256 only."""

    def add(self, token: Token) -> None:
        """Store a new token."""
        ...

    def get(self, token_hash: str) -> Token | None:
        """Return a token, or None; one past its life counts as none."""
        ...

    def spend(self, token_hash: str, device_hash: str, at: datetime) -> bool:
        """Spend a token; return whether it is this device's. One device wins, and wins again when it asks again."""
        ...

    def remove(self, token_hash: str) -> None:
        """Make a token worthless."""
        ...

    def count(self, cap: str, limit: int, life: timedelta) -> bool:
        """Count one more under a cap's name; return False if the limit was already reached."""
        ...


class TicketStore(Protocol):
    """One-use WebSocket tickets, known by their SHA-256 only."""

    def add(self, ticket_hash: str, participant: Participant, expires_at: datetime) -> None:
        """Store a new ticket."""
        ...

    def redeem(self, ticket_hash: str, now: datetime) -> Participant:
        """Take a ticket, one winner, or raise TicketInvalidError."""
        ...


class SessionStore(Protocol):
    """Sessions by id, by force and by what is still to be done for them."""

    def add(self, session: Session) -> None:
        """Store a new session."""
        ...

    def get(self, session_id: str) -> Session:
        """Return a session, or raise NotFoundError."""
        ...

    def change(self, session_id: str, how: Callable[[Session], Session]) -> Session:
        """Apply `how` to the newest version, as InviteStore.change does."""
        ...

    def list_by_force(
        self, force_id: str, states: Sequence[SessionState], after: str | None, limit: int
    ) -> tuple[list[Session], str | None]:
        """Return sessions newest first, and where the next page begins."""
        ...

    def list_running(self) -> list[Session]:
        """Return all sessions that have not ended, of every force."""
        ...

    def list_unsealed(self) -> list[Session]:
        """Return all ended sessions without a seal."""
        ...

    def list_awaiting_original(self) -> list[Session]:
        """Return all sealed sessions whose phone may still send its own recording."""
        ...


class SourceStore(Protocol):
    """Sources by id and by force."""

    def add(self, source: Source) -> None:
        """Store a new source."""
        ...

    def get(self, source_id: str) -> Source:
        """Return a source, or raise NotFoundError."""
        ...

    def change(self, source_id: str, how: Callable[[Source], Source]) -> Source:
        """Apply `how` to the newest version, as InviteStore.change does."""
        ...

    def list_by_force(self, force_id: str) -> list[Source]:
        """Return a force's sources, newest first."""
        ...


class ShareStore(Protocol):
    """Shares by id and by material."""

    def add(self, share: Share) -> None:
        """Store a new share."""
        ...

    def get(self, share_id: str) -> Share:
        """Return a share as the last write left it, or raise NotFoundError."""
        ...

    def change(self, share_id: str, how: Callable[[Share], Share]) -> Share:
        """Apply `how` to the newest version, as InviteStore.change does."""
        ...

    def list_by_material(self, material_id: str) -> list[Share]:
        """Return a material's shares, newest first."""
        ...


class Mailer(Protocol):
    """A mail provider."""

    def send(self, mail: Mail) -> str:
        """Send a mail; return the provider's message id or raise MailRefusedError."""
        ...


class AnswerStore(Protocol):
    """What workers answer to offers that came over HTTP, kept for a moment for the request that waits."""

    def put(self, answer: Answer | Refusal) -> bool:
        """Keep the answer to a leg's offer; return False if there is one already, which stands."""
        ...

    def wait(self, session_id: str, leg_id: str, patience: timedelta) -> Answer | Refusal | None:
        """Return the answer as soon as it is there, or None if patience ends first."""
        ...


class ConnectionStore(Protocol):
    """WebSocket connections and the topics each listens to.

    Topics: `citizen#{session_id}`, `watchers#{session_id}`, `officers#{force_id}`, `worker#{worker_id}`;
    two more hold legs, by leg id instead of connection id, so that a leg outlives its owner's WebSocket:
    `legs#{session_id}` all that were offered, `seeing#{session_id}` the down legs that carry a picture now.
    """

    def add(self, connection: Connection, topics: Sequence[str]) -> None:
        """Store a connection and let it listen."""
        ...

    def get(self, connection_id: str) -> Connection | None:
        """Return a connection, or None if it is gone."""
        ...

    def remove(self, connection_id: str) -> Connection | None:
        """Forget a connection and its topics; return what it was, None if it was gone already."""
        ...

    def join(self, topic: str, connection: Connection) -> None:
        """Let a connection listen to one more topic."""
        ...

    def leave(self, topic: str, connection_id: str) -> None:
        """Let a connection listen no more."""
        ...

    def listeners(self, topic: str) -> list[Connection]:
        """Return who listens to a topic."""
        ...


class Sender(Protocol):
    """API Gateway's @connections. Both calls raise UnreachableError if it does not do its part."""

    def send(self, connection_id: str, message: Model) -> bool:
        """Deliver one message; return False if the connection is gone (it is then forgotten)."""
        ...

    def close(self, connection_id: str) -> None:
        """Cut a connection; one that is gone already is no error."""
        ...


class WorkerStore(Protocol):
    """Media workers by what they last announced."""

    def announce(self, worker: Worker) -> None:
        """Note a worker's newest announcement."""
        ...

    def list_all(self) -> list[Worker]:
        """Return all workers, stale ones included."""
        ...

    def take_place(self, worker_id: str) -> bool:
        """Take one free place until the next announcement; return False if there was none."""
        ...

    def remove(self, worker_id: str, connection_id: str) -> bool:
        """Forget a worker if this is still its connection; return whether it was."""
        ...


class PositionStore(Protocol):
    """Positions of sessions."""

    def add_all(self, positions: Sequence[Position]) -> list[Position]:
        """Store positions, each sequence once; return those that were new."""
        ...

    def list_trail(self, session_id: str) -> list[Position]:
        """Return a session's positions in the order fixed."""
        ...

    def latest(self, session_id: str) -> Position | None:
        """Return the position with the highest sequence."""
        ...

    def forget(self, session_id: str) -> None:
        """Remove all positions of a session."""
        ...


class ChatStore(Protocol):
    """Chat of sessions."""

    def add(self, session_id: str, message: ChatView, ref: str) -> ChatView:
        """Store a message, each sender's `ref` once; return what stands under it, from this call or an earlier one."""
        ...

    def list_all(self, session_id: str) -> list[ChatView]:
        """Return a session's chat in the order sent."""
        ...

    def forget(self, session_id: str) -> None:
        """Remove a session's chat."""
        ...


class SealQueue(Protocol):
    """Sessions that wait for their seal."""

    def put(self, session_id: str, delay: timedelta) -> None:
        """Ask for a session to be sealed after a delay; asking twice is harmless."""
        ...


class Texter(Protocol):
    """A text message provider."""

    def send(self, phone_number: str, text: str, reference: str) -> str:
        """Send a text to an E.164 number; return the provider's message id or raise TextRefusedError."""
        ...


class WorkerKey(Protocol):
    """The key that workers show for a ticket."""

    def read(self) -> str:
        """Return the key."""
        ...


class PublicAddresses(Protocol):
    """Under which addresses others see network interfaces."""

    def public_address_of(self, mac_address: str, private_address: str) -> str | None:
        """Return the public IPv4 address of an interface's private one, or None; raise ConfigurationError if unknown.

        The call blocks.
        """
        ...


class ReceiptIndex(Protocol):
    """Which invite a provider's message id belongs to."""

    def put(self, provider_message_id: str, invite_id: str) -> None:
        """Note whose text this was."""
        ...

    def get(self, provider_message_id: str) -> str | None:
        """Return the invite's id, or None for a text that is not ours."""
        ...
