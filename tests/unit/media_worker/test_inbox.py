"""What has come to a socket is found whole, with its sender and its time, whatever the system can."""

import socket
import sys
import time
from collections.abc import Iterator

import pytest

from media_worker.inbox import SLOT_BYTES, SLOTS, LinuxInbox, PlainInbox, make_inbox, read_name, read_slot, write_name

NOW = 1000.0
HOSTS = {socket.AF_INET: "127.0.0.1", socket.AF_INET6: "::1"}


@pytest.fixture(params=[PlainInbox, LinuxInbox])
def inbox(request: pytest.FixtureRequest) -> PlainInbox | LinuxInbox:
    """Return each kind that this system has."""
    if request.param is LinuxInbox and sys.platform != "linux":
        pytest.skip("recvmmsg is Linux's")
    made: PlainInbox | LinuxInbox = request.param()
    return made


@pytest.fixture(params=HOSTS)
def ends(request: pytest.FixtureRequest) -> Iterator[tuple[socket.socket, socket.socket]]:
    """Return a socket to look at, and one that sends to it."""
    with (
        socket.socket(request.param, socket.SOCK_DGRAM) as near,
        socket.socket(request.param, socket.SOCK_DGRAM) as far,
    ):
        for each in (near, far):
            each.bind((HOSTS[request.param], 0))
        near.setblocking(False)  # noqa: FBT003 - its signature
        far.connect(near.getsockname())
        yield near, far


def test_all_that_has_come_is_found_in_its_order(
    inbox: PlainInbox | LinuxInbox, ends: tuple[socket.socket, socket.socket]
) -> None:
    """Long, short and empty, each from its sender; then there is nothing more."""
    near, far = ends
    inbox.prepare(near)
    sent = [b"a" * 1200, b"", b"b"]
    for each in sent:
        far.send(each)
    found = inbox.receive(near, NOW)
    assert [read_slot(slot, size) for slot, size, _, _ in found] == sent
    assert {read_name(name) for _, _, name, _ in found} == {far.getsockname()[:2]}
    assert inbox.receive(near, NOW) == []


def test_more_than_there_is_room_for_waits(
    inbox: PlainInbox | LinuxInbox, ends: tuple[socket.socket, socket.socket]
) -> None:
    """What is longer than a slot is cut, and spoils no other."""
    near, far = ends
    for number in range(SLOTS + 1):
        far.send(bytes([number]) * (2 * SLOT_BYTES if number == 0 else 5))
    first, rest = inbox.receive(near, NOW), inbox.receive(near, NOW)
    assert [size for _, size, _, _ in first] == [SLOT_BYTES] + [5] * (SLOTS - 1)
    assert [read_slot(slot, size) for slot, size, _, _ in first[1:] + rest] == [
        bytes([number]) * 5 for number in range(1, SLOTS + 1)
    ]


def test_the_kernel_says_when_a_datagram_came(ends: tuple[socket.socket, socket.socket]) -> None:
    """It is not when it was found, by however much; a time that cannot be is taken for now."""
    inbox, (near, far) = make_inbox(), ends
    inbox.prepare(near)
    sent_at = time.monotonic()
    for _ in range(2):
        far.send(b"x")
    ((_, _, _, arrived_at), _) = inbox.receive(near, sent_at + 0.5)
    assert isinstance(inbox, PlainInbox) or abs(arrived_at - sent_at) < 0.25
    far.send(b"x")
    ((_, _, _, arrived_at),) = inbox.receive(near, NOW)
    assert arrived_at == NOW


@pytest.mark.parametrize(("family", "host"), HOSTS.items())
def test_names_are_read_as_they_were_written(family: int, host: str) -> None:
    """Host and port."""
    assert read_name(write_name(family, host, 40_000)) == (host, 40_000)


def test_a_closed_socket_gives_nothing(inbox: PlainInbox | LinuxInbox) -> None:
    """One leg may close another's in the same look."""
    opened = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    opened.close()
    assert inbox.receive(opened, NOW) == []
