"""All ports of invites in memory, an officer's socket, and the steps that many tests begin with."""

from dataclasses import dataclass, field
from datetime import timedelta

from sightline.domain.invite import Capability, Language, Purpose
from sightline.domain.participant import Connection, Participant
from sightline.messages.base import IceServer, Model
from sightline.messages.changes import InviteChanged, SessionChanged
from sightline.messages.invites import Accepted, AcceptRequest, InviteRequest
from sightline.messages.views import InviteView, SessionView
from sightline.usecases.acceptance import accept_invite
from sightline.usecases.ice import IceDirectory
from sightline.usecases.invite_desk import InviteDesk, InvitePolicy
from sightline.usecases.invites import create_invite
from tests.fakes.clock import ClockAtRest
from tests.fakes.connections import ConnectionsInMemory, SenderInMemory
from tests.fakes.custody import CustodyInMemory
from tests.fakes.entropy import CountedEntropy
from tests.fakes.evidence import SealQueueInMemory
from tests.fakes.examples import OFFICER
from tests.fakes.invites import InvitesInMemory
from tests.fakes.positions import PositionsInMemory
from tests.fakes.sessions import SessionsInMemory
from tests.fakes.texter import TexterInMemory
from tests.fakes.tokens import ReceiptsInMemory, TicketsInMemory, TokensInMemory

SITE = "https://video.example.police.uk"
POLICY = InvitePolicy(
    force_name="Example Police",
    site_origin=SITE,
    allowed_countries=frozenset({"GB"}),
    invite_life=timedelta(minutes=30),
    texts_per_officer_per_minute=3,
    texts_per_number_per_day=5,
    ice=IceDirectory((IceServer(urls=["stun:stun.example.police.uk"]),)),
    keep_original=True,
)
REQUEST = InviteRequest(
    phone_number="07700 900123",
    incident_ref="INC-7",
    purpose=Purpose.MISSING_PERSON,
    capabilities=[Capability.VIDEO, Capability.LOCATION],
)


@dataclass
class Office:
    """A desk whose every port can be looked into. One officer of the force is connected."""

    clock: ClockAtRest = field(default_factory=ClockAtRest)
    invites: InvitesInMemory = field(default_factory=InvitesInMemory)
    sessions: SessionsInMemory = field(default_factory=SessionsInMemory)
    connections: ConnectionsInMemory = field(default_factory=ConnectionsInMemory)
    seal_queue: SealQueueInMemory = field(default_factory=SealQueueInMemory)
    custody: CustodyInMemory = field(default_factory=CustodyInMemory)
    receipts: ReceiptsInMemory = field(default_factory=ReceiptsInMemory)
    tickets: TicketsInMemory = field(default_factory=TicketsInMemory)
    texter: TexterInMemory = field(default_factory=TexterInMemory)
    policy: InvitePolicy = POLICY

    def __post_init__(self) -> None:
        """Lay the desk out."""
        self.tokens = TokensInMemory(self.clock)
        self.sender = SenderInMemory(self.connections)
        self.desk = InviteDesk(
            clock=self.clock,
            entropy=CountedEntropy(),
            invites=self.invites,
            tokens=self.tokens,
            tickets=self.tickets,
            sessions=self.sessions,
            connections=self.connections,
            sender=self.sender,
            positions=PositionsInMemory(),
            seal_queue=self.seal_queue,
            custody=self.custody,
            receipts=self.receipts,
            texter=self.texter,
            policy=self.policy,
        )
        self.connect(OFFICER, "officer-socket", "officers#force")

    def connect(self, participant: Participant, connection_id: str, *topics: str) -> None:
        """Open a participant's WebSocket."""
        self.connections.add(Connection(connection_id, participant), topics)

    def invite(self) -> InviteView:
        """Send an invite."""
        return create_invite(self.desk, OFFICER, REQUEST)

    def token(self) -> str:
        """Return the token in the newest text."""
        return self.texter.sent[-1][1].rpartition("#")[2]

    def accept(self, token: str | None = None, *capabilities: Capability, device: str | None = None) -> Accepted:
        """Agree to share video, or what is named; on a device that was never there, or the one named."""
        return accept_invite(
            self.desk,
            AcceptRequest(
                token=token or self.token(),
                capabilities=list(capabilities) or [Capability.VIDEO],
                wording_version="en-1",
                language=Language.ENGLISH,
                device_key=device or self.desk.entropy.token(128),
            ),
        )

    def heard(self, connection_id: str) -> list[Model]:
        """Return what a connection was sent."""
        return self.sender.sent_to(connection_id)

    def shown_invite(self) -> InviteView:
        """Return the invite as the officers were last shown it."""
        return next(said.invite for said in reversed(self.heard("officer-socket")) if isinstance(said, InviteChanged))

    def shown_session(self) -> SessionView:
        """Return the session as the officers were last shown it."""
        return next(said.session for said in reversed(self.heard("officer-socket")) if isinstance(said, SessionChanged))
