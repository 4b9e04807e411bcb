"""What replay and seal need of the outside, in one hand."""

from typing import Protocol

from sightline.ports import ChatStore, EvidenceStore, Signer, WorkerStore
from sightline.usecases.custody import Holdings
from sightline.usecases.endings import Closing
from sightline.usecases.viewings import Replaying


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
