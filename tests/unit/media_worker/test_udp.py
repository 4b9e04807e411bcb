"""Runs of packets reach the other side packet by packet, in order, whatever the kernel can."""

import asyncio
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_worker.srtp import RUN_AT_MOST
from media_worker.udp import bind, send, split_runs


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
async def test_a_socket_is_bound_in_the_range(address: str) -> None:
    """And no more than the range allows."""
    first, opened = await bind(_Silent, address, range(45_200, 45_202))
    second, other = await bind(_Silent, address, range(45_200, 45_202))
    assert {opened.getsockname()[1], other.getsockname()[1]} == {45_200, 45_201}
    with pytest.raises(OSError, match="no free UDP port"):
        await bind(_Silent, address, range(45_200, 45_202))
    first.transport.close()
    second.transport.close()


class _Silent(asyncio.DatagramProtocol):
    transport: asyncio.DatagramTransport

    def connection_made(self, transport: asyncio.DatagramTransport) -> None:  # type: ignore[override] # as asyncio calls it
        self.transport = transport
