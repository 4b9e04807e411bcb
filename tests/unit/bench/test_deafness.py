"""Viewers that the kernel keeps media from."""

import os
import socket

from tests.bench.load.deafness import drop_media
from tests.bench.process_cost import read_cost

STUN, DTLS, RTCP = bytes(20), b"\x16" + bytes(20), b"\x80\xc8" + bytes(26)
SOUND, LAST_OF_A_PICTURE = b"\x90\x6f" + bytes(40), b"\x90\xe6" + bytes(40)


def test_media_is_counted_and_dropped_and_all_else_comes() -> None:
    """Handshakes and reports are answered as before."""
    with socket.socket(type=socket.SOCK_DGRAM) as viewer, socket.socket(type=socket.SOCK_DGRAM) as sender:
        viewer.bind(("127.0.0.1", 0))
        drop_media(viewer.fileno())
        before = read_cost(os.getpid()).dropped_datagrams
        for datagram in (STUN, SOUND, DTLS, LAST_OF_A_PICTURE, RTCP):
            sender.sendto(datagram, viewer.getsockname())
        viewer.settimeout(5)
        assert [viewer.recv(100) for _ in range(3)] == [STUN, DTLS, RTCP]
        assert read_cost(os.getpid()).dropped_datagrams - before == 2
