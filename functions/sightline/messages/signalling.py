"""The messages of the one WebSocket that citizens, officers and workers share.

Each way has its own tagged union, so that a role cannot even say what is not its to say:
`CitizenMessage`, `OfficerMessage`, `WorkerMessage` go to the server; `ParticipantEvent` goes to
citizens and officers, `WorkerCommand` to workers.
"""

from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, TypeAdapter

from sightline.domain.invite import FunnelStage, TroubleReason
from sightline.domain.quality import AskedQuality, Quality, QualityReason
from sightline.domain.session import CaptureReason, CaptureState, Signal
from sightline.domain.still import HIGHEST_SEQUENCE
from sightline.messages.base import (
    IceCandidate,
    IceServer,
    Identifier,
    Instant,
    Jpeg,
    Model,
    Reference,
    SessionDescription,
    Text,
)
from sightline.messages.changes import Ended, EndSession, Error, Hangup, InviteChanged, Positions, SessionChanged
from sightline.messages.views import ChatView, SessionView

Direction = Literal["up", "down", "talk", "listen"]
"""The citizen's picture and sound go `up`, and `down` to officers; an officer's voice comes as `talk`, to `listen`."""
LegState = Literal["connecting", "connected", "first-frame", "interrupted", "closed"]

BACKLOG_NAMED = 100
"""How many sessions a worker names that wait on its disk; a message has 16 KB."""


class Hello(Model):
    """First message on every connection; answered by `welcome`."""

    type: Literal["hello"] = "hello"


class Ping(Model):
    """Keeps API Gateway's idle clock (10 minutes) from running out; answered by `pong`."""

    type: Literal["ping"] = "ping"


# --- citizens and officers to the server -------------------------------------------------------


class Offer(Model):
    """Opens a leg: the citizen's up leg, or an officer's down leg of `session_id`."""

    type: Literal["offer"] = "offer"
    session_id: Identifier
    leg_id: Identifier
    sdp: SessionDescription


class Talk(Model):
    """Opens a leg by which an officer speaks to the citizen: sound alone. One officer at a time has the word."""

    type: Literal["talk"] = "talk"
    session_id: Identifier
    leg_id: Identifier
    sdp: SessionDescription


class Listen(Model):
    """Opens a leg by which the citizen, who has tapped for it, hears the officers who speak."""

    type: Literal["listen"] = "listen"
    session_id: Identifier
    leg_id: Identifier
    sdp: SessionDescription


class Unlisten(Model):
    """The citizen does not want to hear officers, or no longer."""

    type: Literal["unlisten"] = "unlisten"
    session_id: Identifier


class Candidates(Model):
    """More ICE candidates of a participant's leg; `last` says that no more will come.

    The worker's own candidates are all in its answer.
    """

    type: Literal["candidates"] = "candidates"
    session_id: Identifier
    leg_id: Identifier
    candidates: Annotated[list[IceCandidate], Field(max_length=30)]
    last: bool = False


class Chat(Model):
    """A line of chat to the other end."""

    type: Literal["chat"] = "chat"
    session_id: Identifier
    text: Text
    ref: Reference


class End(Model):
    """Ends the session for everybody."""

    type: Literal["end"] = "end"
    session_id: Identifier


class Progress(Model):
    """The citizen's page has come to a stage of the funnel that only it can see."""

    type: Literal["progress"] = "progress"
    stage: Literal[FunnelStage.CAMERA_GRANTED, FunnelStage.CONNECTING]


class Trouble(Model):
    """The citizen's page cannot go on, and says why."""

    type: Literal["trouble"] = "trouble"
    stage: FunnelStage
    reason: TroubleReason


class Capture(Model):
    """What camera, microphone and signal are doing and what is sent of it, whenever it changes."""

    type: Literal["capture"] = "capture"
    camera: CaptureState
    microphone: CaptureState
    signal: Signal
    reason: CaptureReason | None = None
    quality: Quality = Quality.NORMAL
    quality_reason: QualityReason | None = None


class Still(Model):
    """A picture sent where no video gets through; answered by `still-stored`. Fits one frame of 32 KB."""

    type: Literal["still"] = "still"
    session_id: Identifier
    sequence: Annotated[int, Field(strict=True, ge=0, le=HIGHEST_SEQUENCE)]
    """Counts up on the phone within a session, from the second it began: a second phone repeats none."""
    captured_at: Annotated[Instant, Field(ge=datetime(1970, 1, 1, tzinfo=UTC), lt=datetime(2200, 1, 1, tzinfo=UTC))]
    """By the phone's clock, set by the server's time at the last welcome."""
    jpeg: Jpeg
    width: Annotated[int, Field(strict=True, ge=1, le=4096)]
    height: Annotated[int, Field(strict=True, ge=1, le=4096)]


class AskQuality(Model):
    """An officer wants a sharper picture, less data, or stills alone; the network may allow less."""

    type: Literal["ask-quality"] = "ask-quality"
    session_id: Identifier
    quality: AskedQuality


class Watch(Model):
    """An officer wants the positions, chat and state of a session; answered by `session`."""

    type: Literal["watch"] = "watch"
    session_id: Identifier


class Unwatch(Model):
    """An officer has left the stage of a session."""

    type: Literal["unwatch"] = "unwatch"
    session_id: Identifier


# --- workers to the server ---------------------------------------------------------------------


class Announce(Model):
    """A worker's state: on connecting, on every change of free places, and every 10 seconds."""

    type: Literal["announce"] = "announce"
    places: Annotated[int, Field(ge=0)]
    free_places: Annotated[int, Field(ge=0)]
    draining: bool = False
    backlog: Annotated[list[Identifier], Field(max_length=BACKLOG_NAMED)] = Field(default_factory=list)
    """Sessions of which something waits on its disk for the store; their seals wait too."""


class Stored(Model):
    """All that waited on a worker's disk of a session is in the store now: a seal is due, or a further one."""

    type: Literal["stored"] = "stored"
    session_id: Identifier


class WorkerAnswer(Model):
    """The answer to a leg's offer; `reply_to` is the connection that the command named."""

    type: Literal["answer"] = "answer"
    reply_to: str
    session_id: Identifier
    leg_id: Identifier
    sdp: SessionDescription


class WorkerRefusal(Model):
    """A leg that the worker will not open: `code` is a stable error code."""

    type: Literal["refusal"] = "refusal"
    reply_to: str
    session_id: Identifier
    leg_id: Identifier
    code: str
    text: str


class LegReport(Model):
    """A leg has changed state; `participant_id` is the one that the command named."""

    type: Literal["leg"] = "leg"
    session_id: Identifier
    leg_id: Identifier
    participant_id: str
    direction: Direction
    state: LegState
    reason: str | None = None


class RecordingReport(Model):
    """A recording has begun or is complete; `spooled` fragments still wait for the store."""

    type: Literal["recording"] = "recording"
    session_id: Identifier
    recording_id: str
    state: Literal["started", "finished"]
    fragments: int = 0
    spooled: int = 0


# --- the server to citizens and officers -------------------------------------------------------


class Welcome(Model):
    """Who the server takes you for, and when to come back (before API Gateway's 2 h cut)."""

    type: Literal["welcome"] = "welcome"
    participant_id: str
    name: str
    role: str
    server_time: Instant
    reconnect_after_seconds: int
    ping_every_seconds: int
    session: SessionView | None = None


class Pong(Model):
    """The answer to `ping`."""

    type: Literal["pong"] = "pong"


class Answer(Model):
    """The worker's answer to your offer."""

    type: Literal["answer"] = "answer"
    session_id: Identifier
    leg_id: Identifier
    sdp: SessionDescription


class Refusal(Model):
    """Your offer was not taken; try again after `retry_after_seconds` if there is one."""

    type: Literal["refusal"] = "refusal"
    session_id: Identifier
    leg_id: Identifier
    code: str
    text: str
    retry_after_seconds: int | None = None


class Leg(Model):
    """A leg of the session has changed state. Reason `worker-gone` asks its owner for a new offer."""

    type: Literal["leg"] = "leg"
    session_id: Identifier
    leg_id: Identifier
    direction: Direction
    state: LegState
    reason: str | None = None


class ChatSent(Model):
    """A line of chat, to both ends; `ref` is the sender's own mark."""

    type: Literal["chat"] = "chat"
    session_id: Identifier
    message: ChatView
    ref: Reference


class ChatHistory(Model):
    """What has been said of late. To a citizen's page that comes back, and may have missed some of it."""

    type: Literal["chat-history"] = "chat-history"
    session_id: Identifier
    messages: list[ChatView]


class Speaking(Model):
    """Who speaks to the citizen now, if anybody. To the citizen, whose page makes no sound before a tap."""

    type: Literal["speaking"] = "speaking"
    session_id: Identifier
    speaker_name: str | None


class Audience(Model):
    """How many officers see the picture now. To the citizen: "officers can see you"."""

    type: Literal["audience"] = "audience"
    session_id: Identifier
    watching: int
    recording: bool


class QualityAsked(Model):
    """What an officer wants at most, on every change and on every welcome. To the citizen."""

    type: Literal["ask-quality"] = "ask-quality"
    session_id: Identifier
    quality: AskedQuality


class StillStored(Model):
    """A still is in the evidence. To the citizen's page, which sends the next one."""

    type: Literal["still-stored"] = "still-stored"
    session_id: Identifier
    sequence: int


class StillShown(Model):
    """A still as it came. To the officers who watch; a repeated one is known by its sequence."""

    type: Literal["still"] = "still"
    session_id: Identifier
    sequence: int
    captured_at: Instant
    received_at: Instant
    jpeg: Jpeg
    width: int
    height: int


# --- the server to workers ---------------------------------------------------------------------


class OpenLeg(Model):
    """A participant's offer, for this worker to answer to `reply_to`."""

    type: Literal["offer"] = "offer"
    reply_to: str
    participant_id: str
    participant_name: str = ""
    """Kept in the recording of a `talk` leg, which must name who spoke."""
    force_id: Identifier
    session_id: Identifier
    leg_id: Identifier
    direction: Direction
    sdp: SessionDescription
    ice_servers: list[IceServer] = Field(default_factory=list)


CitizenMessage = Annotated[
    Hello | Ping | Offer | Listen | Unlisten | Candidates | Hangup | Chat | End | Progress | Trouble | Capture | Still,
    Field(discriminator="type"),
]
OfficerMessage = Annotated[
    Hello | Ping | Offer | Talk | Candidates | Hangup | Chat | End | Watch | Unwatch | AskQuality,
    Field(discriminator="type"),
]
WorkerMessage = Annotated[
    Hello | Ping | Announce | WorkerAnswer | WorkerRefusal | LegReport | RecordingReport | Stored,
    Field(discriminator="type"),
]
ParticipantEvent = Annotated[
    Welcome
    | Pong
    | SessionChanged
    | InviteChanged
    | Answer
    | Refusal
    | Candidates
    | Leg
    | Positions
    | ChatSent
    | ChatHistory
    | Audience
    | QualityAsked
    | StillStored
    | StillShown
    | Speaking
    | Ended
    | Error,
    Field(discriminator="type"),
]
WorkerCommand = Annotated[
    Welcome | Pong | OpenLeg | Candidates | Hangup | EndSession | Error, Field(discriminator="type")
]

_ON_USE = ConfigDict(defer_build=True)
CITIZEN_MESSAGE: TypeAdapter[CitizenMessage] = TypeAdapter(CitizenMessage, config=_ON_USE)
OFFICER_MESSAGE: TypeAdapter[OfficerMessage] = TypeAdapter(OfficerMessage, config=_ON_USE)
WORKER_MESSAGE: TypeAdapter[WorkerMessage] = TypeAdapter(WorkerMessage, config=_ON_USE)
PARTICIPANT_EVENT: TypeAdapter[ParticipantEvent] = TypeAdapter(ParticipantEvent, config=_ON_USE)
WORKER_COMMAND: TypeAdapter[WorkerCommand] = TypeAdapter(WorkerCommand, config=_ON_USE)
