"""The guard keeps strangers out."""

# ruff: noqa: SLF001 - what has come through is where transport.py puts it

import asyncio
import inspect
import os
import socket
from collections.abc import AsyncIterator

import pytest
from aioice import Connection, stun
from aiortc import RTCCertificate

from media_worker.intake import Intake
from media_worker.network import Network
from media_worker.transport import MediaTransport

CLIENT_HELLO = bytes.fromhex("16feff0000000000000000") + bytes(50)
ALERT = bytes.fromhex("15feff000000000000000000020228")
CERTIFICATE = RTCCertificate.generateCertificate()


class Stranger:
    """Sends datagrams to a transport's socket."""

    def __init__(self, transport: MediaTransport, username: str, password: str, port: int) -> None:
        """Know where the socket is, and perhaps the password."""
        self.transport = transport
        self._username, self._password = username, password
        self._to = ("127.0.0.1", port)
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.setblocking(False)  # noqa: FBT003 - its signature

    def send(self, datagram: bytes) -> None:
        """Send any bytes."""
        self._socket.sendto(datagram, self._to)

    def check(self, password: str | None = None) -> None:
        """Send an ICE check."""
        message = stun.Message(stun.Method.BINDING, stun.Class.REQUEST)
        message.attributes |= {"USERNAME": f"{self._username}:them", "PRIORITY": 1, "ICE-CONTROLLING": 1}
        message.add_message_integrity((password or self._password).encode())
        self.send(bytes(message))

    async def receive(self) -> stun.Message:
        """Return the answer."""
        content = await asyncio.wait_for(asyncio.get_running_loop().sock_recv(self._socket, 2000), 5)
        return stun.parse_message(content)

    @property
    def address(self) -> tuple[str, int]:
        """Return where answers go."""
        if self._socket.getsockname()[1] == 0:
            self._socket.bind(("127.0.0.1", 0))
        host, port = self._socket.getsockname()
        return host, port

    def close(self) -> None:
        """Go."""
        self._socket.close()


@pytest.fixture
async def stranger() -> AsyncIterator[Stranger]:
    """Return somebody who can reach a fresh transport on loopback."""
    transport = MediaTransport(CERTIFICATE, Network(allow_private=True), Intake())
    parameters, candidates = await transport.gather()
    port = next(candidate.port for candidate in candidates if candidate.ip == "127.0.0.1")
    one = Stranger(transport, parameters.usernameFragment or "", parameters.password or "", port)
    yield one
    one.close()
    await transport.close()


async def settle(stranger: Stranger) -> None:
    """Return when the transport has taken all that was sent before."""
    stranger.check()
    answer = await stranger.receive()
    assert answer.message_class == stun.Class.RESPONSE


async def test_who_does_not_know_the_password_is_not_heard(stranger: Stranger) -> None:
    """A spoofed ClientHello or alert never reaches DTLS, media never SRTP."""
    for datagram in (CLIENT_HELLO, ALERT, b"\x80\x60" + bytes(30)):
        stranger.send(datagram)
    await settle(stranger)
    assert stranger.transport.refused == 3
    assert stranger.transport._connection._queue.qsize() == 0


async def test_who_knows_the_password_is_heard_from_that_address_on(stranger: Stranger) -> None:
    """Then handshake messages pass, up to a bound."""
    await settle(stranger)
    for _ in range(200):
        stranger.send(CLIENT_HELLO)
    await settle(stranger)
    assert stranger.transport.refused == 0
    assert 0 < stranger.transport._connection._queue.qsize() <= 64


async def test_a_wrong_password_gets_no_answer(stranger: Stranger) -> None:
    """Nor does it open the way for anything else."""
    stranger.check("x" * 22)
    stranger.send(CLIENT_HELLO)
    await settle(stranger)
    assert stranger.transport.refused == 2


async def test_malformed_stun_is_swallowed_and_counted(stranger: Stranger) -> None:
    """Random attributes behind a real header raise nothing into the event loop."""
    failures: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: failures.append(context))
    for length in range(4, 64, 4):
        body = os.urandom(length)
        for attribute in (0x0001, 0x0006, 0x0009, 0x0020, 0x0024, 0x8028, 0x802A):
            content = attribute.to_bytes(2) + (length - 1).to_bytes(2) + body
            head = b"\x00\x01" + len(content).to_bytes(2) + b"\x21\x12\xa4\x42" + bytes(12)
            stranger.send(head + content)
    await settle(stranger)
    assert stranger.transport.refused == 105
    assert failures == []


async def test_an_answer_about_consent_may_take_longer_than_aioice_waits(stranger: Stranger) -> None:
    """A path whose round trip is a second keeps its leg: the first answer counts when we have asked again."""
    protocol = stranger.transport._connection._protocols[0]
    question = stun.Message(stun.Method.BINDING, stun.Class.REQUEST)
    asking = asyncio.create_task(protocol.request(question, stranger.address, None, 0))
    first, second = await stranger.receive(), await stranger.receive()
    assert first.transaction_id == second.transaction_id == question.transaction_id
    stranger.send(bytes(stun.Message(stun.Method.BINDING, stun.Class.RESPONSE, question.transaction_id)))
    answer, _ = await asking
    assert answer.message_class == stun.Class.RESPONSE


def test_contract_consent_is_asked_for_through_what_we_override() -> None:
    """One answer to one request is waited for, and counts what it does not hear in time."""
    source = inspect.getsource(Connection.query_consent)
    assert "pair.protocol.request(" in source
    assert "retransmissions=0" in source
