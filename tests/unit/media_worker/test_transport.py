"""What cannot be sent ends nothing; and what we rely on in aiortc and aioice is still there."""

# ruff: noqa: SLF001 - the private names that transport.py touches are what is tested here

import inspect

from aioice import Candidate, Connection
from aioice.ice import CandidatePair, StunProtocol
from aiortc import RTCCertificate, RTCDtlsTransport, RTCIceGatherer, RTCIceTransport
from pylibsrtp import Policy, Session

from media_worker.intake import Intake
from media_worker.network import Network
from media_worker.srtp import Sealer
from media_worker.transport import MediaTransport
from tests.fakes.rtp import make_datagram

CERTIFICATE = RTCCertificate.generateCertificate()


async def test_what_cannot_be_sealed_or_sent_is_counted_and_ends_nothing() -> None:
    """One leg's trouble never reaches the loop that passes packets on to the others. Counted in bytes."""
    transport = MediaTransport(CERTIFICATE, Network(allow_private=True), Intake())
    transport.send_rtp([bytes(100)])
    transport._sealer = Sealer(Session(Policy(key=bytes(30), ssrc_type=Policy.SSRC_ANY_OUTBOUND)))
    transport.send_rtp([bytes(3000)])
    assert transport.unsent == 3000
    transport.send_rtp([make_datagram(1)])
    assert transport.unsent == 3000 + len(make_datagram(1)) + 10


async def test_ports_are_taken_from_the_range() -> None:
    """A firewall can be narrow."""
    transport = MediaTransport(CERTIFICATE, Network(allow_private=True, ports=range(45_100, 45_140)), Intake())
    _, candidates = await transport.gather()
    await transport.close()
    assert candidates
    assert all(candidate.port in range(45_100, 45_140) for candidate in candidates)


async def test_without_a_setting_no_private_address_is_offered() -> None:
    """Loopback neither."""
    transport = MediaTransport(CERTIFICATE, Network(), Intake())
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
    """`gather_candidates` asks `get_component_candidates`; a protocol hands checks on as our guard does."""
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
