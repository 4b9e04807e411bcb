"""The sockets of legs: bound within the firewall's range, and given several packets in one call.

The packets of a frame mostly have one size, and Linux takes such a run at once and cuts it itself
(UDP segmentation offload, since Linux 4.18): eight packets cost little more than one.
"""

import asyncio
import contextlib
import random
import socket
import struct
from collections.abc import Iterator, Sequence
from typing import Any

from media_worker.intake import Intake
from media_worker.srtp import RUN_AT_MOST

_BUFFERS = {socket.SO_RCVBUF: 4 * 1024 * 1024, socket.SO_SNDBUF: 1024 * 1024}
"""Bytes: a stall of half a second must lose nothing that came; a key frame for each viewer must fit."""
_SOL_UDP, _UDP_SEGMENT = 17, 103  # linux/udp.h; Python 3.11 has no names for them
_SEGMENT_BYTES = struct.Struct("=H")


def bind(address: str, ports: range | None) -> socket.socket:
    """Open a socket on a port of the range, or any; raise OSError if none is free."""
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
        return opened
    message = f"no free UDP port on {address}"
    raise OSError(message)


class SocketTransport(asyncio.DatagramTransport):
    """What a protocol of asyncio's expects to send through, over a socket that an intake looks at."""

    def __init__(self, opened: socket.socket, intake: Intake, protocol: asyncio.DatagramProtocol) -> None:
        """Take a socket that is bound; the protocol hears when it is closed."""
        super().__init__()
        self._socket = opened
        self._intake = intake
        self._protocol = protocol

    def sendto(self, data: Any, addr: Any = None) -> None:
        """Send at once; drop what the kernel does not take, as a network may do too."""
        with contextlib.suppress(OSError):
            self._socket.sendto(data, addr)

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        """Tell the address."""
        return self._socket.getsockname() if name == "sockname" else default

    def is_closing(self) -> bool:
        """Tell whether it is closed."""
        return self._socket.fileno() < 0

    def close(self) -> None:
        """Close the socket."""
        if not self.is_closing():
            self._intake.close(self._socket)
            self._socket.close()
            asyncio.get_running_loop().call_soon(self._protocol.connection_lost, None)


def split_runs(datagrams: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    """Split packets, in their order, into runs of one size; only the last of a run may be shorter."""
    begin, size, is_ended = 0, 0, True
    for number, length in enumerate(map(len, datagrams)):
        if length == size and not is_ended and number - begin < RUN_AT_MOST:
            continue
        if number > begin and (is_ended or length >= size):
            yield datagrams[begin:number]
            begin = number
        if number == begin:
            size = length
        is_ended = length < size
    if datagrams:
        yield datagrams[begin:]


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
