"""One leg's ICE, DTLS and SRTP: the only module that touches private names of aiortc and aioice.

aiortc does the handshakes; media never passes through its queues. A guard stands in front of both: STUN
that is malformed or not signed with our password is dropped, and anything else is taken only from
addresses that have shown the password on that socket. Without it, one spoofed datagram ends a session.

What is relied on, each with a contract test: `RTCIceGatherer._connection`; `Connection._protocols`,
`_queue`, `_nominated`; `RTCDtlsTransport._ssl`, `_rx_srtp`, `_tx_srtp`, `_set_role`; and that aioice calls
`datagram_received`, `get_component_candidates` and `data_received`, which are public but undocumented.
"""

import asyncio
import logging
import socket
import struct
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any

from aioice import Candidate, Connection, stun
from aioice.candidate import candidate_foundation, candidate_priority
from aioice.ice import StunProtocol
from aiortc import (
    RTCCertificate,
    RTCDtlsParameters,
    RTCDtlsTransport,
    RTCIceCandidate,
    RTCIceGatherer,
    RTCIceParameters,
    RTCIceTransport,
)
from cryptography.hazmat.primitives.hashes import SHA256

from media_worker.candidates import is_allowed
from media_worker.offer import Offer
from media_worker.rtp import is_rtcp
from media_worker.srtp import Opener, Sealer
from media_worker.udp import bind, send, split_runs
from sightline.domain.errors import WrongFingerprintError

CONNECT_SECONDS = 30
_ADMITTED_AT_MOST = 32
_HANDSHAKE_QUEUE = 64
_STUN_FIRST_BYTES = range(4)
_MEDIA_FIRST_BYTES = range(128, 192)
_SHORTEST_MEDIA = 8
_MALFORMED = (ValueError, struct.error, KeyError, IndexError, AssertionError, OverflowError)

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Network:
    """Where legs may listen and to whom they may talk."""

    allow_private: bool = False
    public_address: str | None = None
    ports: range | None = None


class _Protocol(StunProtocol):
    """A socket behind the guard; `admitted` holds who has shown our password on it."""

    receiver: "_Connection"
    socket: socket.socket

    def __init__(self, receiver: "_Connection") -> None:
        super().__init__(receiver)
        self.admitted: set[tuple[str, int]] = set()

    async def request(self, request: Any, addr: Any, integrity_key: Any = None, retransmissions: Any = None) -> Any:
        """Ask twice for consent, where aioice asks once: the half second it gives is less than some round trips."""
        return await super().request(request, addr, integrity_key, 1 if retransmissions == 0 else retransmissions)

    def datagram_received(self, data: bytes | str, addr: tuple[Any, ...]) -> None:
        address = addr[:2]
        if not isinstance(data, bytes) or not data:
            return
        if data[0] in _STUN_FIRST_BYTES:
            self._receive_stun(data, address)
        elif address in self.admitted:
            self.receiver.data_received(data, 1)
        else:
            self.receiver.refused += 1

    def _receive_stun(self, data: bytes, address: tuple[str, int]) -> None:
        try:
            message = stun.parse_message(data)
            if message.message_class == stun.Class.REQUEST:
                self._receive_check(message, address)
            elif message.transaction_id in self.transactions:
                self.transactions[message.transaction_id].response_received(message, address)
        except _MALFORMED:
            self.receiver.refused += 1

    def _receive_check(self, message: stun.Message, address: tuple[str, int]) -> None:
        is_signed = self.receiver.has_signed(message)
        if not is_signed or (address not in self.admitted and len(self.admitted) >= _ADMITTED_AT_MOST):
            self.receiver.refused += 1
            return
        self.admitted.add(address)
        self.receiver.request_received(message, address, self)


class _Connection(Connection):
    """An ICE agent on the sockets of our choice, which hands media on at once."""

    def __init__(self, network: Network) -> None:
        super().__init__(ice_controlling=False)
        self._network = network
        self.refused = 0
        self.on_media: Callable[[bytes], None] | None = None

    def has_signed(self, message: stun.Message) -> bool:
        """Tell a check whose sender knows our password."""
        needed = {"USERNAME", "PRIORITY", "MESSAGE-INTEGRITY"}
        return needed <= message.attributes.keys() and message.check_message_integrity(self.local_password.encode())

    def data_received(self, data: bytes, component: int) -> None:
        if data[0] in _MEDIA_FIRST_BYTES:
            if self.on_media is not None:
                self.on_media(data)
        elif self._queue.qsize() < _HANDSHAKE_QUEUE:
            super().data_received(data, component)

    async def get_component_candidates(
        self,
        component: int,
        addresses: list[str],
        timeout: int = 5,  # noqa: ARG002, ASYNC109 - aioice's signature
    ) -> list[Candidate]:
        return [await self._listen(address, component) for address in _choose_addresses(addresses, self._network)]

    async def _listen(self, address: str, component: int) -> Candidate:
        protocol, opened = await bind(lambda: _Protocol(self), address, self._network.ports)
        protocol.socket = opened
        self._protocols.append(protocol)
        host, port = protocol.transport.get_extra_info("sockname")[:2]
        protocol.local_candidate = Candidate(
            foundation=candidate_foundation("host", "udp", host)[:32],
            component=component,
            transport="udp",
            priority=candidate_priority(component, "host"),
            host=host,
            port=port,
            type="host",
        )
        return protocol.local_candidate


def _choose_addresses(found: Iterable[str], network: Network) -> list[str]:
    """Listen on loopback too on the laptop (aioice never does), on the NAT's inside, else on public addresses."""
    chosen = ["127.0.0.1"] if network.allow_private else []
    for text in found:
        address = ip_address(text)
        behind_nat = network.public_address is not None and address.version == 4  # noqa: PLR2004 - IPv4
        if is_allowed(address, allow_private=network.allow_private or behind_nat):
            chosen.append(text)
    return chosen


class MediaTransport:
    """Sends and receives one leg's RTP and RTCP. `on_rtp`, `on_rtcp` and `on_closed` are set before `connect`.

    Packets are handed on in bursts, which cost less than each by itself: all that came in one turn of the event loop.
    """

    def __init__(self, certificate: RTCCertificate, network: Network) -> None:
        """Make a transport that answers with the process's one certificate."""
        gatherer = RTCIceGatherer(iceServers=[])
        self._connection = _Connection(network)
        self._connection.on_media = self._gather
        gatherer._connection = self._connection  # noqa: SLF001
        self._gatherer = gatherer
        self._loop = asyncio.get_running_loop()
        self._ice = RTCIceTransport(gatherer)
        self._dtls = RTCDtlsTransport(self._ice, [certificate])
        self._dtls.on("statechange", self._note_state)
        self._opener: Opener | None = None
        self._sealer: Sealer | None = None
        self._burst: list[bytes] = []
        self._is_closed = False
        self.undecipherable = 0
        self.unsent = 0
        self.on_rtp: Callable[[list[bytes]], None] = _ignore
        self.on_rtcp: Callable[[bytes], None] = _ignore
        self.on_closed: Callable[[str], None] = _ignore

    @property
    def refused(self) -> int:
        """How many datagrams the guard has dropped."""
        return self._connection.refused

    async def gather(self) -> tuple[RTCIceParameters, list[RTCIceCandidate]]:
        """Open the sockets; return our ICE name and password, and our candidates."""
        await self._gatherer.gather()
        return self._gatherer.getLocalParameters(), self._gatherer.getLocalCandidates()

    async def connect(self, offer: Offer, setup: str) -> None:
        """Do ICE, then DTLS; raise ConnectionError if it cannot be done in half a minute.

        Raise WrongFingerprintError if who answers is not who made the offer.
        """
        for candidate in offer.candidates:
            await self._ice.addRemoteCandidate(candidate)
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                await self._ice.start(RTCIceParameters(usernameFragment=offer.username, password=offer.password))
                if self._ice.state == "completed":
                    self._dtls._set_role("client" if setup == "active" else "server")  # noqa: SLF001
                    await self._dtls.start(RTCDtlsParameters(fingerprints=list(offer.fingerprints)))
        except TimeoutError as error:
            raise ConnectionError from error
        if self._dtls.state == "failed" and self._is_anothers(offer):
            raise WrongFingerprintError
        if self._dtls.state != "connected":
            raise ConnectionError
        self._opener, self._sealer = Opener(self._dtls._rx_srtp), Sealer(self._dtls._tx_srtp)  # noqa: SLF001

    def _is_anothers(self, offer: Offer) -> bool:
        """Tell whether the handshake showed a certificate that the offer does not name."""
        handshake = self._dtls._ssl  # noqa: SLF001
        certificate = handshake.get_peer_certificate(as_cryptography=True) if handshake else None
        if certificate is None:
            return False
        shown = certificate.fingerprint(SHA256()).hex()
        named = [mark.value.replace(":", "") for mark in offer.fingerprints if mark.algorithm.lower() == "sha-256"]
        return shown not in map(str.lower, named)

    async def add_candidate(self, candidate: RTCIceCandidate) -> None:
        """Try one more address of the peer's."""
        if not self._is_closed:
            await self._ice.addRemoteCandidate(candidate)

    def send_rtp(self, datagrams: Sequence[bytes]) -> None:
        """Send packets, or drop what there is no way out for now."""
        sealer = self._sealer
        if sealer is not None:
            for run in split_runs(datagrams):
                try:
                    self._send(*sealer.seal_rtp(run))
                except ValueError:
                    self.unsent += sum(map(len, run))

    def send_rtcp(self, datagram: bytes) -> None:
        """Send a control packet in the same way."""
        if self._sealer is not None:
            self._send(*self._sealer.seal_rtcp(datagram))

    async def close(self) -> None:
        """Say goodbye to the peer and close the sockets."""
        self._is_closed = True
        await self._dtls.stop()
        await self._ice.stop()

    def _send(self, sealed: memoryview, segment: int) -> None:
        pair = self._connection._nominated.get(1)  # noqa: SLF001
        if pair is None or not isinstance(pair.protocol, _Protocol):
            self.unsent += len(sealed)
        else:
            self.unsent += send(pair.protocol.socket, pair.remote_addr, sealed, segment)

    def _gather(self, datagram: bytes) -> None:
        if not self._burst:
            self._loop.call_soon(self._open_burst)
        self._burst.append(datagram)

    def _open_burst(self) -> None:
        burst, self._burst = self._burst, []
        if self._opener is None or self._is_closed:
            return
        packets = []
        for datagram in burst:
            if len(datagram) < _SHORTEST_MEDIA or is_rtcp(datagram):
                self._open_rtcp(self._opener, datagram)
                continue
            packet = self._opener.open_rtp(datagram)
            if packet is None:
                self.undecipherable += 1
            else:
                packets.append(packet)
        if packets:
            self.on_rtp(packets)

    def _open_rtcp(self, opener: Opener, datagram: bytes) -> None:
        plain = opener.open_rtcp(datagram)
        if plain is None:
            self.undecipherable += 1
        else:
            self.on_rtcp(plain)

    def _note_state(self) -> None:
        if self._dtls.state in {"closed", "failed"} and not self._is_closed:
            self._is_closed = True
            self.on_closed("connection-lost")


def _ignore(_: object) -> None:
    """Stand for a listener that nobody has set."""
