"""The sockets of legs: bound within the firewall's range, and given several packets in one call.

The packets of a frame mostly have one size, and Linux takes such a run at once and cuts it itself
(UDP segmentation offload, since Linux 4.18): eight packets cost little more than one.
"""

import asyncio
import random
import socket
import struct
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from media_worker.srtp import RUN_AT_MOST

_BUFFERS = {socket.SO_RCVBUF: 4 * 1024 * 1024, socket.SO_SNDBUF: 1024 * 1024}
"""Bytes: a stall of half a second must lose nothing that came; a key frame for each viewer must fit."""
_SOL_UDP, _UDP_SEGMENT = 17, 103  # linux/udp.h; Python 3.11 has no names for them
_SEGMENT_BYTES = struct.Struct("=H")

_P = TypeVar("_P", bound=asyncio.DatagramProtocol)


async def bind(factory: Callable[[], _P], address: str, ports: range | None) -> tuple[_P, socket.socket]:
    """Listen on a port of the range, or any; raise OSError if none is free."""
    loop = asyncio.get_running_loop()
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    for port in random.sample(ports, len(ports)) if ports else [0]:
        opened = socket.socket(family, socket.SOCK_DGRAM)
        try:
            opened.setblocking(False)  # noqa: FBT003 - its signature
            opened.bind((address, port))
        except OSError:
            opened.close()
            continue
        for option, size in _BUFFERS.items():
            opened.setsockopt(socket.SOL_SOCKET, option, size)
        _, protocol = await loop.create_datagram_endpoint(factory, sock=opened)
        return protocol, opened
    message = f"no free UDP port on {address}"
    raise OSError(message)


def split_runs(datagrams: Sequence[bytes]) -> Iterator[list[bytes]]:
    """Split packets, in their order, into runs of one size; only the last of a run may be shorter."""
    run: list[bytes] = []
    size = 0
    is_ended = False
    for datagram in datagrams:
        length = len(datagram)
        if run and (is_ended or length > size or len(run) == RUN_AT_MOST):
            yield run
            run = []
        if not run:
            size = length
        is_ended = length < size
        run.append(datagram)
    if run:
        yield run


def send(opened: socket.socket, address: tuple[str, int], content: memoryview, segment: int) -> int:
    """Send packets of `segment` bytes that lie one behind the other; return how many bytes the kernel did not take.

    What does not fit into the socket's buffer is dropped: a late picture is worth nothing.
    """
    try:
        if len(content) > segment:
            opened.sendmsg((content,), ((_SOL_UDP, _UDP_SEGMENT, _SEGMENT_BYTES.pack(segment)),), 0, address)
        else:
            opened.sendto(content, address)
    except BlockingIOError:
        return len(content)
    except OSError:
        # A device that cannot checksum, or a path narrower than a packet, takes no run but may take each by itself.
        if len(content) <= segment:
            return len(content)
        pieces = (content[at : at + segment] for at in range(0, len(content), segment))
        return sum(send(opened, address, piece, segment) for piece in pieces)
    return 0
