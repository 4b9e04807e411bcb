"""Runs of packets reach the other side packet by packet, in order, whatever the kernel can."""

import asyncio
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_worker.inbox import Datagram
from media_worker.intake import Intake
from media_worker.srtp import RUN_AT_MOST
from media_worker.udp import SocketTransport, bind, send, split_runs


@given(st.lists(st.sampled_from([10, 11, 12])), st.integers(0, 3))
def test_runs_are_what_the_kernel_can_cut(sizes: list[int], repeats: int) -> None:
    """Nothing is lost or moved; all of a run but its last are as long as the first, and none is longer."""
    datagrams = [bytes([number % 256]) * size for number, size in enumerate(sizes * 10**repeats)]
    runs = list(split_runs(datagrams))
    assert [datagram for run in runs for datagram in run] == datagrams
    for run in runs:
        lengths = [len(datagram) for datagram in run]
        assert set(lengths[:-1]) <= {lengths[0]}
        assert 0 < lengths[-1] <= lengths[0]
        assert len(run) <= RUN_AT_MOST


@pytest.fixture
def receiver() -> Iterator[socket.socket]:
    """Return a socket to send to."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as opened:
        opened.bind(("127.0.0.1", 0))
        opened.settimeout(5)
        yield opened


class NoOffload(socket.socket):
    """A socket on a device that cannot cut runs."""

    def sendmsg(self, *_: Any) -> int:
        """Refuse, as the kernel does without checksum offload."""
        raise OSError(5, "Input/output error")


@pytest.mark.parametrize("kind", [socket.socket, NoOffload])
def test_a_run_arrives_as_packets(receiver: socket.socket, kind: type[socket.socket]) -> None:
    """In one call, or each by itself where there is no other way."""
    run = [bytes([number]) * (1000 if number < 4 else 7) for number in range(5)]
    with kind(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        assert send(sender, receiver.getsockname(), memoryview(b"".join(run)), 1000) == 0
    assert [receiver.recv(2000) for _ in run] == run


def test_what_cannot_be_sent_is_counted_in_bytes() -> None:
    """A closed socket takes nothing, and nothing is raised."""
    sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sender.close()
    assert send(sender, ("127.0.0.1", 9), memoryview(bytes(30)), 10) == 30


@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
def test_a_socket_is_bound_in_the_range(address: str) -> None:
    """And no more than the range allows."""
    first, second = bind(address, range(45_200, 45_202)), bind(address, range(45_200, 45_202))
    assert {first.getsockname()[1], second.getsockname()[1]} == {45_200, 45_201}
    with pytest.raises(OSError, match="no free UDP port"):
        bind(address, range(45_200, 45_202))
    first.close()
    second.close()


async def test_a_protocol_of_asyncios_sends_and_closes_through_a_socket(receiver: socket.socket) -> None:
    """It hears once that the socket is closed, and what is sent afterwards is dropped."""
    protocol, intake, opened = Ear(), Intake(), bind("127.0.0.1", None)
    intake.open(opened, list[Datagram]().extend)
    transport = SocketTransport(opened, intake, protocol)
    transport.sendto(b"hello", receiver.getsockname())
    assert receiver.recvfrom(10) == (b"hello", transport.get_extra_info("sockname"))
    transport.close()
    transport.close()
    transport.sendto(b"late", receiver.getsockname())
    assert await protocol.ended.get() is None
    assert transport.is_closing()
    assert protocol.ended.empty()


class Ear(asyncio.DatagramProtocol):
    """Hears of the end."""

    def __init__(self) -> None:
        """Begin without one."""
        self.ended: asyncio.Queue[Exception | None] = asyncio.Queue()

    def connection_lost(self, exc: Exception | None) -> None:
        """Note it."""
        self.ended.put_nowait(exc)
