"""The ports by which use cases reach who is connected, apart from what they say: who names them loads no more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from sightline.usecases.custody import Chains

if TYPE_CHECKING:
    from sightline.ports import ConnectionStore, PositionStore, SealQueue, Sender, SessionStore


class Reach(Protocol):
    """Whatever holds these ports reaches everybody who is connected."""

    @property
    def connections(self) -> ConnectionStore:
        """Who is connected."""
        ...

    @property
    def sender(self) -> Sender:
        """How to reach them."""
        ...


class Switchboard(Reach, Protocol):
    """Reaches everybody, and can show sessions."""

    @property
    def positions(self) -> PositionStore:
        """Where citizens are."""
        ...


class Closing(Switchboard, Chains, Protocol):
    """The ports that ending a session needs."""

    @property
    def sessions(self) -> SessionStore:
        """The sessions."""
        ...

    @property
    def seal_queue(self) -> SealQueue:
        """What waits for its seal."""
        ...
