"""What comes to many sockets is handed on together, and one leg's trouble stays its own."""

import asyncio
import socket
from collections.abc import Iterator

import pytest

from media_worker.inbox import Datagram, read_slot
from media_worker.intake import Intake
from media_worker.udp import bind


class Ear:
    """Listens to one socket."""

    def __init__(self, intake: Intake) -> None:
        """Open it."""
        self.socket = bind("127.0.0.1", None)
        self.bursts: asyncio.Queue[list[bytes]] = asyncio.Queue()
        intake.open(self.socket, self.take)

    def take(self, burst: list[Datagram]) -> None:
        """Note a burst."""
        self.bursts.put_nowait([read_slot(slot, size) for slot, size, _, _ in burst])


@pytest.fixture
def mouth() -> Iterator[socket.socket]:
    """Return a socket to send from."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as opened:
        yield opened


async def test_what_came_together_is_handed_on_together(mouth: socket.socket) -> None:
    """A socket's datagrams are one burst, also after a silence."""
    intake = Intake()
    ear, other = Ear(intake), Ear(intake)
    for _ in range(2):
        for content in (b"1", b"2", b"3"):
            mouth.sendto(content, ear.socket.getsockname())
        mouth.sendto(b"4", other.socket.getsockname())
        assert await ear.bursts.get() == [b"1", b"2", b"3"]
        assert await other.bursts.get() == [b"4"]
        await asyncio.get_running_loop().run_in_executor(None, mouth.fileno)


async def test_a_burst_that_cannot_be_taken_ends_nothing(mouth: socket.socket) -> None:
    """The next one is handed on again, and the other legs' too."""
    intake = Intake()
    ear, broken = Ear(intake), bind("127.0.0.1", None)
    intake.open(broken, _fail)
    for _ in range(2):
        mouth.sendto(b"x", broken.getsockname())
        mouth.sendto(b"y", ear.socket.getsockname())
        assert await ear.bursts.get() == [b"y"]


async def test_much_that_has_come_holds_nobody_up(mouth: socket.socket) -> None:
    """What else waits has its turn before all sockets have been looked at, and none of them is left out."""
    intake, turns = Intake(turn_seconds=0.0), list[str]()
    is_over = asyncio.Event()

    def wait() -> None:
        turns.append("another")
        if len(turns) == 6:
            is_over.set()

    def take(_: list[Datagram]) -> None:
        turns.append("socket")
        asyncio.get_running_loop().call_soon(wait)

    for opened in (bind("127.0.0.1", None) for _ in range(3)):
        intake.open(opened, take)
        mouth.sendto(b"x", opened.getsockname())
    await is_over.wait()
    assert turns == ["socket", "another"] * 3


async def test_a_socket_that_is_closed_is_not_looked_at(mouth: socket.socket) -> None:
    """Its port may be another's by then."""
    intake = Intake()
    ear, other = Ear(intake), Ear(intake)
    address = ear.socket.getsockname()
    intake.close(ear.socket)
    mouth.sendto(b"x", address)
    mouth.sendto(b"y", other.socket.getsockname())
    assert await other.bursts.get() == [b"y"]
    assert ear.bursts.empty()


def _fail(burst: list[Datagram]) -> None:
    raise ValueError(burst)
