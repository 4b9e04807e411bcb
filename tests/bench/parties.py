"""Who takes part in a stream, wherever it runs: a peer of the load or a page in a browser."""

from dataclasses import dataclass
from typing import Protocol

from tests.bench.child import Child


class Party(Protocol):
    """One end of a connection, either way round."""

    async def offer(self) -> str:
        """Return an offer."""
        ...

    async def accept(self, answer: str) -> None:
        """Take the answer to it; return when connected."""
        ...

    async def answer(self, offer: str) -> str:
        """Take an offer; return the answer, and connect."""
        ...


class Subject(Protocol):
    """What is measured: takes streams in, records them, passes them on."""

    @property
    def name(self) -> str:
        """What it is called in the table."""
        ...

    @property
    def pid(self) -> int:
        """The one process that counts."""
        ...

    async def publish(self, stream: str, party: Party) -> None:
        """Take a stream from a party, and record it."""
        ...

    async def view(self, stream: str, party: Party) -> None:
        """Pass a stream on to a party."""
        ...


@dataclass(frozen=True)
class LoadParty:
    """A peer in a process of the load."""

    child: Child
    name: str
    sends: bool

    async def offer(self) -> str:
        """Offer to send or to take the source."""
        return str(await self.child.ask("offer", peer=self.name, sends=self.sends))

    async def accept(self, answer: str) -> None:
        """Connect, and begin to send."""
        await self.child.ask("accept", peer=self.name, sdp=answer)

    async def answer(self, offer: str) -> str:
        """Take what is offered."""
        return str(await self.child.ask("answer", peer=self.name, sdp=offer))

    async def close(self) -> None:
        """Go."""
        await self.child.ask("close", peer=self.name)
