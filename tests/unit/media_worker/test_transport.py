"""The guard keeps strangers out; and what we rely on in aiortc and aioice is still there."""

# ruff: noqa: SLF001 - the private names that transport.py touches are what is tested here

import asyncio
import inspect
import os
import socket
from collections.abc import AsyncIterator

import pytest
from aioice import Candidate, Connection, stun
from aioice.ice import CandidatePair, StunProtocol
from aiortc import RTCCertificate, RTCDtlsTransport, RTCIceGatherer, RTCIceTransport
from pylibsrtp import Policy, Session

from media_worker.srtp import Sealer
from media_worker.transport import MediaTransport, Network
from tests.fakes.rtp import make_datagram

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
    transport = MediaTransport(CERTIFICATE, Network(allow_private=True))
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


async def test_what_cannot_be_sealed_or_sent_is_counted_and_ends_nothing() -> None:
    """One leg's trouble never reaches the loop that passes packets on to the others. Counted in bytes."""
    transport = MediaTransport(CERTIFICATE, Network(allow_private=True))
    transport.send_rtp([bytes(100)])
    transport._sealer = Sealer(Session(Policy(key=bytes(30), ssrc_type=Policy.SSRC_ANY_OUTBOUND)))
    transport.send_rtp([bytes(3000)])
    assert transport.unsent == 3000
    transport.send_rtp([make_datagram(1)])
    assert transport.unsent == 3000 + len(make_datagram(1)) + 10


async def test_ports_are_taken_from_the_range() -> None:
    """A firewall can be narrow."""
    transport = MediaTransport(CERTIFICATE, Network(allow_private=True, ports=range(45_100, 45_140)))
    _, candidates = await transport.gather()
    await transport.close()
    assert candidates
    assert all(candidate.port in range(45_100, 45_140) for candidate in candidates)


async def test_without_a_setting_no_private_address_is_offered() -> None:
    """Loopback neither."""
    transport = MediaTransport(CERTIFICATE, Network())
    _, candidates = await transport.gather()
    await transport.close()
    assert all(not candidate.ip.startswith(("127.", "10.", "192.168.", "169.254.")) for candidate in candidates)


def test_contract_the_gatherer_keeps_its_connection_where_we_put_ours() -> None:
    """RTCIceTransport takes `_connection` from the gatherer when it is made."""
    gatherer = RTCIceGatherer(iceServers=[])
    connection = gatherer._connection = Connection(ice_controlling=False)
    assert RTCIceTransport(gatherer)._connection is connection


def test_contract_a_dtls_transport_has_its_keys_where_we_take_them() -> None:
    """`_ssl`, `_rx_srtp` and `_tx_srtp` are None until there is a handshake; `_set_role` names the role."""
    dtls = RTCDtlsTransport(RTCIceTransport(RTCIceGatherer(iceServers=[])), [CERTIFICATE])
    assert not dtls._ssl
    assert not dtls._rx_srtp
    assert not dtls._tx_srtp
    dtls._set_role("server")
    assert dtls._role == "server"
    assert "_setup_srtp" in inspect.getsource(RTCDtlsTransport.start)


def test_contract_a_connection_keeps_sockets_queue_and_pair_where_we_look() -> None:
    """A list of protocols, a queue of (bytes, component), and the nominated pair by component."""
    connection = Connection(ice_controlling=False)
    assert connection._protocols == []
    connection.data_received(b"x", 1)
    assert connection._queue.get_nowait() == (b"x", 1)
    assert connection._nominated == {}
    assert {"protocol", "remote_addr"} <= set(dir(CandidatePair)) | set(CandidatePair.__init__.__code__.co_names)


def test_contract_aioice_gathers_through_what_we_override() -> None:
    """`gather_candidates` asks `get_component_candidates`; a protocol is told of datagrams and hands checks on."""
    assert "self.get_component_candidates(component=component, addresses=addresses)" in inspect.getsource(
        Connection.gather_candidates
    )
    assert list(inspect.signature(Connection.get_component_candidates).parameters) == [
        "self",
        "component",
        "addresses",
        "timeout",
    ]
    assert "self.receiver.request_received(message, addr, self)" in inspect.getsource(StunProtocol.datagram_received)
    assert "local_candidate" in StunProtocol.__annotations__
    assert Candidate("f", 1, "udp", 1, "127.0.0.1", 1, "host").host == "127.0.0.1"
