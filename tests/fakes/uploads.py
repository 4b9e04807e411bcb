"""Files on their way in, in memory."""

import threading
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta

from sightline.domain.bundle import StoredObject
from sightline.domain.errors import NotFoundError, StoreUnavailableError
from sightline.domain.invite import RetentionCategory
from sightline.domain.participant import Participant, Role
from sightline.domain.session import Session
from sightline.domain.upload import Upload, UploadState
from tests.fakes.clock import NOON, ClockAtRest
from tests.fakes.connections import ConnectionsInMemory, SenderInMemory
from tests.fakes.custody import CustodyInMemory, MaterialsInMemory
from tests.fakes.entropy import CountedEntropy
from tests.fakes.evidence import EvidenceInMemory, SignerInMemory
from tests.fakes.positions import PositionsInMemory
from tests.fakes.sessions import SessionsInMemory
from tests.fakes.subjects import make_session

OFFICER = Participant("officer-1", Role.INVESTIGATOR, "DC Rees", force_id="force")
UPLOAD = Upload(
    upload_id="upload-1",
    force_id="force",
    incident_ref="INC-7",
    file_name="shop door.mp4",
    byte_count=20_000_000,
    category=RetentionCategory.NOT_EVIDENTIAL,
    officer_id="officer-1",
    officer_name="PC Rees",
    officer_role="investigator",
    created_at=NOON,
    multipart_id="m-1",
)


@dataclass
class UploadsInMemory:
    """An UploadStore."""

    by_id: dict[str, Upload] = field(default_factory=dict)
    lock: threading.RLock = field(default_factory=threading.RLock)

    def add(self, upload: Upload) -> None:
        """Store a new upload."""
        self.by_id.setdefault(upload.upload_id, upload)

    def get(self, upload_id: str) -> Upload:
        """Return an upload, or raise NotFoundError."""
        if upload_id not in self.by_id:
            raise NotFoundError
        return self.by_id[upload_id]

    def change(self, upload_id: str, how: Callable[[Upload], Upload]) -> Upload:
        """Apply `how` while nobody else does."""
        with self.lock:
            known = self.get(upload_id)
            changed = replace(how(known), version=known.version + 1)
            self.by_id[upload_id] = changed
            return changed

    def list_refused(self) -> list[Upload]:
        """Return those that were refused, the oldest first."""
        refused = (upload for upload in self.by_id.values() if upload.state is UploadState.REFUSED)
        return sorted(refused, key=lambda upload: upload.created_at)

    def remove(self, upload_id: str) -> None:
        """Forget an upload."""
        self.by_id.pop(upload_id, None)


@dataclass
class PartsInMemory:
    """UploadFiles, and the ObjectReader of the same bucket."""

    evidence: EvidenceInMemory
    parts: dict[str, dict[int, bytes]] = field(default_factory=dict)

    def begin(self, upload: Upload) -> Upload:
        """Open a place for parts."""
        self.parts[upload.key] = {}
        return replace(upload, multipart_id=f"multipart-of-{upload.upload_id}")

    def put(self, upload: Upload, number: int, body: bytes) -> None:
        """Put a part, as a browser does."""
        self.parts[upload.key][number] = body

    def list_parts(self, upload: Upload) -> list[int]:
        """Return the numbers of the stored parts."""
        if upload.key in self.evidence.objects:
            return list(range(1, upload.part_count + 1))
        return sorted(self.parts[upload.key])

    def presign_part(
        self, upload: Upload, number: int, sha256: str, byte_count: int, life: timedelta
    ) -> tuple[str, dict[str, str]]:
        """Return something that looks like a presigned URL, and headers."""
        url = f"https://bucket.test/{upload.key}?part={number}&bytes={byte_count}&life={life.total_seconds():.0f}"
        return url, {"x-amz-checksum-sha256": b64encode(bytes.fromhex(sha256)).decode()}

    def complete(self, upload: Upload) -> None:
        """Put the parts together, once; raise StoreUnavailableError where some are missing."""
        parts = self.parts[upload.key]
        if len(parts) < upload.part_count:
            raise StoreUnavailableError
        self.evidence.objects.setdefault(upload.key, b"".join(parts[number] for number in sorted(parts)))

    def presign_file(self, key: str, file_name: str, life: timedelta) -> str:
        """Return something that looks like a presigned URL."""
        return f"https://bucket.test/{key}?name={file_name}&life={life.total_seconds():.0f}"

    def list_objects(self, prefix: str) -> Iterable[StoredObject]:
        """Return all objects under a prefix."""
        return [StoredObject(key, len(self.evidence.objects[key])) for key in self.evidence.list_keys(prefix)]

    def read_all(self, objects: Iterable[StoredObject]) -> Iterator[tuple[StoredObject, Iterable[bytes]]]:
        """Yield each object in chunks of a kilobyte."""
        for each in objects:
            body = self.evidence.objects[each.key]
            yield each, [body[at : at + 1024] for at in range(0, len(body), 1024)]


@dataclass(frozen=True)
class QueueInMemory:
    """A MaterialQueue."""

    puts: list[object] = field(default_factory=list)

    def put(self, stretch: object) -> None:
        """Note what is to be done."""
        self.puts.append(stretch)


@dataclass
class UploadDeskInMemory:
    """An UploadDesk and an UploadBench."""

    clock: ClockAtRest = field(default_factory=ClockAtRest)
    entropy: CountedEntropy = field(default_factory=CountedEntropy)
    uploads: UploadsInMemory = field(default_factory=UploadsInMemory)
    upload_queue: QueueInMemory = field(default_factory=QueueInMemory)
    custody: CustodyInMemory = field(default_factory=CustodyInMemory)
    materials: MaterialsInMemory = field(default_factory=MaterialsInMemory)
    evidence: EvidenceInMemory = field(default_factory=EvidenceInMemory)
    signer: SignerInMemory = field(default_factory=SignerInMemory)
    asks_reason: bool = False

    def __post_init__(self) -> None:
        """Let parts and evidence lie in one bucket."""
        self.upload_files = self.masters = PartsInMemory(self.evidence)


@dataclass
class CitizenUploadDeskInMemory(UploadDeskInMemory):
    """A CitizenUploadDesk with a session of a citizen who shares everything."""

    sessions: SessionsInMemory = field(default_factory=SessionsInMemory)
    connections: ConnectionsInMemory = field(default_factory=ConnectionsInMemory)
    positions: PositionsInMemory = field(default_factory=PositionsInMemory)

    def __post_init__(self) -> None:
        """Let officers be told of what changes."""
        super().__post_init__()
        self.sender = SenderInMemory(self.connections)
        self.sessions.add(make_session(force_id="force"))

    @property
    def session(self) -> Session:
        """The session as it is now."""
        return self.sessions.get("session-1")
