"""What replay and seal need of the outside, in one hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from sightline.usecases.custody import Holdings
from sightline.usecases.reach import Closing
from sightline.usecases.viewings import Replaying

if TYPE_CHECKING:
    from sightline.ports import ChatStore, EvidenceStore, Signer, WorkerStore


class Archive(Closing, Holdings, Replaying, Protocol):
    """The ports of everything that is done with evidence; a function has those that it needs."""

    @property
    def evidence(self) -> EvidenceStore:
        """The bucket."""
        ...

    @property
    def signer(self) -> Signer:
        """Who signs seals."""
        ...

    @property
    def workers(self) -> WorkerStore:
        """The media workers, one of whom may still have something to send."""
        ...

    @property
    def chat(self) -> ChatStore:
        """What was said."""
        ...
