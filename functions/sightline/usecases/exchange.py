"""What the WebSocket's use cases need of the outside, in one hand."""

from collections.abc import Sequence
from dataclasses import dataclass

from sightline.messages.base import Model
from sightline.ports import (
    ChatStore,
    Clock,
    ConnectionStore,
    Entropy,
    InviteStore,
    PositionStore,
    SealQueue,
    Sender,
    SessionStore,
    WorkerStore,
)

Answers = Sequence[Model]
"""What a use case answers to the connection that asked; whatever others must know it sends itself."""


@dataclass(frozen=True)
class Exchange:
    """The ports that bring participants together."""

    clock: Clock
    entropy: Entropy
    sessions: SessionStore
    invites: InviteStore
    connections: ConnectionStore
    sender: Sender
    workers: WorkerStore
    positions: PositionStore
    chat: ChatStore
    seal_queue: SealQueue
