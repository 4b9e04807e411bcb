"""Datagrams that a stranger who knows nothing but our address may send to a leg's socket."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from random import Random
from struct import pack

from aioice import stun
from OpenSSL import SSL

Maker = Callable[[Random], bytes]

_ALERTS = [(1, 0), (2, 0), (2, 10), (2, 20), (2, 40), (2, 80), (1, 90), (1, 255)]


def client_hello(chance: Random) -> bytes:
    """Begin a DTLS handshake as OpenSSL does; making one takes longer than sending a hundred."""
    return _make_client_hello(chance.randrange(8))


@cache
def _make_client_hello(_: int) -> bytes:
    connection = SSL.Connection(SSL.Context(SSL.DTLS_METHOD))
    connection.set_connect_state()
    with suppress(SSL.WantReadError):
        connection.do_handshake()
    return connection.bio_read(4096)


def alert(chance: Random) -> bytes:
    """End a DTLS connection: close_notify, fatal alerts, ones that do not exist."""
    version = chance.choice([0xFEFF, 0xFEFD])
    return _record(21, version, bytes(chance.choice(_ALERTS)))


def handshake(chance: Random) -> bytes:
    """Send any DTLS record: change of cipher, server's hello, finished, application data."""
    kind, body = chance.randrange(20, 64), chance.randbytes(chance.randrange(200))
    return _record(kind, chance.choice([0xFEFF, 0xFEFD, 0x0101]), body)


def garbage(chance: Random) -> bytes:
    """Send anything at all, also nothing and a whole datagram full."""
    return chance.randbytes(chance.choice([0, 1, 2, 3, 7, 20, 100, 1200, 9000, 60_000]))


def malformed_stun(chance: Random) -> bytes:
    """Send STUN whose lengths, methods and attributes lie."""
    attributes = b"".join(
        pack("!HH", chance.choice([0x0006, 0x0008, 0x0009, 0x0020, 0x0024, 0x8028, 0x802A]), chance.randrange(64))
        + chance.randbytes(chance.randrange(64))
        for _ in range(chance.randrange(6))
    )
    length = chance.choice([len(attributes), 0, 3, 0xFFFF])
    kind = chance.choice([0x0001, 0x0101, 0x0111, 0x0011, 0x0003, 0x3FFF])
    return pack("!HHI", kind, length, 0x2112A442) + chance.randbytes(12) + attributes


def unsigned_stun(chance: Random) -> bytes:
    """Send well-formed checks and answers that nobody has signed, or with another password."""
    kind = chance.choice([stun.Class.REQUEST, stun.Class.RESPONSE, stun.Class.ERROR, stun.Class.INDICATION])
    message = stun.Message(stun.Method.BINDING, kind, transaction_id=chance.randbytes(12))
    message.attributes |= {"USERNAME": "us:them", "PRIORITY": chance.randrange(1 << 31), "USE-CANDIDATE": None}
    message.attributes |= {"ICE-CONTROLLING": chance.randrange(1 << 63)}
    if kind == stun.Class.ERROR:
        message.attributes["ERROR-CODE"] = chance.choice([(487, "Role Conflict"), (401, "No"), (300, "Elsewhere")])
    if chance.random() < 0.5:
        message.add_message_integrity(b"not the password")
        message.add_fingerprint()
    return bytes(message)


def fake_rtp(chance: Random) -> bytes:
    """Send what looks like SRTP, under the numbers that senders like to use."""
    kind = chance.choice([96, 97, 98, 99, 111, 224, 255])
    head = pack("!BBHII", 0x80 | chance.randrange(64), kind, chance.randrange(1 << 16), 0, chance.randrange(1 << 32))
    return head + chance.randbytes(chance.randrange(1200))


def fake_rtcp(chance: Random) -> bytes:
    """Send what looks like SRTCP: goodbyes, reports, feedback, of any length."""
    head = pack("!BBHI", 0x80 | chance.randrange(32), chance.randrange(192, 224), chance.randrange(1 << 16), 1)
    return (head + chance.randbytes(chance.randrange(100)))[: chance.randrange(1, 108)]


def _record(kind: int, version: int, body: bytes) -> bytes:
    return pack("!BHHIHH", kind, version, 0, 0, 0, len(body)) + body


KINDS: dict[str, Maker] = {
    "client-hello": client_hello,
    "alert": alert,
    "handshake": handshake,
    "garbage": garbage,
    "malformed-stun": malformed_stun,
    "unsigned-stun": unsigned_stun,
    "fake-rtp": fake_rtp,
    "fake-rtcp": fake_rtcp,
}


def mix(makers: list[Maker], chance: Random) -> Iterator[bytes]:
    """Yield datagrams without end."""
    while True:
        yield chance.choice(makers)(chance)
