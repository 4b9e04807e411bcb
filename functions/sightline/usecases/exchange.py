"""What the WebSocket's use cases need of the outside, in one hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from sightline.messages.base import Model
from sightline.usecases.reach import Closing

if TYPE_CHECKING:
    from sightline.ports import AnswerStore, ChatStore, Entropy, InviteStore, StillStore, WorkerStore

Answers = Sequence[Model]
"""What a use case answers to the connection that asked; whatever others must know it sends itself."""


class Exchange(Closing, Protocol):
    """The ports that bring participants together; a function has those that its messages need."""

    @property
    def entropy(self) -> Entropy:
        """Randomness for ids."""
        ...

    @property
    def invites(self) -> InviteStore:
        """The invites, for their funnel."""
        ...

    @property
    def workers(self) -> WorkerStore:
        """The media workers."""
        ...

    @property
    def stills(self) -> StillStore:
        """Where stills are kept."""
        ...

    @property
    def answers(self) -> AnswerStore:
        """What waits for those whose offer came over HTTP."""
        ...

    @property
    def chat(self) -> ChatStore:
        """What was said."""
        ...
