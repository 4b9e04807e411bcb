"""All ports of signalling in memory, and people to bring together."""

from dataclasses import dataclass, field
from typing import TypeVar

from sightline.domain.participant import Connection, Participant, Role
from sightline.domain.session import Session
from sightline.messages.base import Model
from sightline.messages.signalling import Announce
from sightline.usecases.connections import open_connection
from sightline.usecases.workers import announce_worker
from tests.fakes.chat import ChatInMemory
from tests.fakes.clock import ClockAtRest
from tests.fakes.connections import ConnectionsInMemory, SenderInMemory
from tests.fakes.custody import CustodyInMemory, MaterialsInMemory
from tests.fakes.entropy import CountedEntropy
from tests.fakes.evidence import EvidenceInMemory, SealQueueInMemory, SignerInMemory
from tests.fakes.invites import InvitesInMemory
from tests.fakes.positions import PositionsInMemory
from tests.fakes.sessions import SessionsInMemory
from tests.fakes.sources import AnswersInMemory, SourcesInMemory
from tests.fakes.subjects import make_invite, make_session
from tests.fakes.tokens import TokensInMemory
from tests.fakes.workers import WorkersInMemory

Said = TypeVar("Said", bound=Model)


@dataclass
class ExchangeInMemory:
    """An Exchange, and an Archive."""

    clock: ClockAtRest = field(default_factory=ClockAtRest)
    entropy: CountedEntropy = field(default_factory=CountedEntropy)
    sessions: SessionsInMemory = field(default_factory=SessionsInMemory)
    invites: InvitesInMemory = field(default_factory=InvitesInMemory)
    connections: ConnectionsInMemory = field(default_factory=ConnectionsInMemory)
    workers: WorkersInMemory = field(default_factory=WorkersInMemory)
    positions: PositionsInMemory = field(default_factory=PositionsInMemory)
    chat: ChatInMemory = field(default_factory=ChatInMemory)
    evidence: EvidenceInMemory = field(default_factory=EvidenceInMemory)
    signer: SignerInMemory = field(default_factory=SignerInMemory)
    answers: AnswersInMemory = field(default_factory=AnswersInMemory)
    sources: SourcesInMemory = field(default_factory=SourcesInMemory)
    seal_queue: SealQueueInMemory = field(default_factory=SealQueueInMemory)
    custody: CustodyInMemory = field(default_factory=CustodyInMemory)
    materials: MaterialsInMemory = field(default_factory=MaterialsInMemory)
    asks_reason: bool = False
    tokens: TokensInMemory = field(init=False)
    sender: SenderInMemory = field(init=False)

    def __post_init__(self) -> None:
        """Let the sender forget connections that are gone, and tokens end by the clock."""
        self.tokens = TokensInMemory(self.clock)
        self.sender = SenderInMemory(self.connections)

    @property
    def stills(self) -> EvidenceInMemory:
        """Stills lie in the bucket of evidence."""
        return self.evidence

    def begin_session(self, session_id: str = "session-1", force_id: str = "avon") -> Session:
        """Store an open session and the invite that it came of."""
        session = make_session(session_id, force_id, self.clock.now())
        self.invites.add(make_invite(session_id, force_id, self.clock.now()))
        self.sessions.add(session)
        return session

    def connect(self, participant: Participant, connection_id: str) -> Connection:
        """Open a participant's WebSocket."""
        connection = Connection(connection_id, participant)
        open_connection(self, connection)
        return connection

    def connect_worker(self, worker_id: str = "worker-1", free_places: int = 4) -> Connection:
        """Open a worker's WebSocket, and have it say how many places it has."""
        connection = self.connect(a_worker(worker_id), f"connection-of-{worker_id}")
        announce_worker(self, connection, Announce(places=8, free_places=free_places))
        return connection

    def heard(self, connection: Connection, kind: type[Said]) -> list[Said]:
        """Return what a connection was sent of one kind, in order."""
        return [message for message in self.sender.sent_to(connection.connection_id) if isinstance(message, kind)]


def a_citizen(session_id: str = "session-1", force_id: str = "avon") -> Participant:
    """Return the citizen of a session."""
    return Participant(f"citizen-of-{session_id}", Role.CITIZEN, "Citizen", force_id, session_id)


def an_officer(name: str = "Sam Patel", force_id: str = "avon", role: Role = Role.CALL_HANDLER) -> Participant:
    """Return an officer."""
    return Participant(f"officer-{name}", role, name, force_id)


def a_worker(worker_id: str = "worker-1") -> Participant:
    """Return a media worker."""
    return Participant(worker_id, Role.WORKER, worker_id)
