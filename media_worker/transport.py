"""One leg's ICE, DTLS and SRTP: the only module that touches private names of aiortc and aioice.

aiortc does the handshakes, behind a guard (`guard.py`); media never passes through its queues.

What is relied on, each with a contract test: `RTCIceGatherer._connection`; `Connection._protocols`,
`_queue`, `_nominated`; `RTCDtlsTransport._ssl`, `_rx_srtp`, `_tx_srtp`, `_set_role`; and that aioice calls
`get_component_candidates` and `data_received`, which are public but undocumented.
"""

import asyncio
from collections.abc import Callable, Sequence

from aioice import Candidate, Connection
from aiortc import (
    RTCCertificate,
    RTCDtlsParameters,
    RTCDtlsTransport,
    RTCIceCandidate,
    RTCIceGatherer,
    RTCIceParameters,
    RTCIceTransport,
)

from media_worker.certificate import is_named
from media_worker.guard import GuardedSocket
from media_worker.inbox import SLOT_BYTES, Datagram, contents
from media_worker.intake import Intake
from media_worker.network import Network, choose_addresses, make_candidate
from media_worker.offer import Offer
from media_worker.rtp import is_rtcp
from media_worker.srtp import Opener, Sealer
from media_worker.udp import SocketTransport, bind, send, split_runs
from sightline.domain.errors import WrongFingerprintError

CONNECT_SECONDS = 30
_HANDSHAKE_QUEUE = 64
_SHORTEST_MEDIA = 8


class _Agent(Connection):
    """An ICE agent on guarded sockets of the network that we choose."""

    def __init__(self, network: Network, intake: Intake, on_media: Callable[[list[Datagram]], None]) -> None:
        super().__init__(ice_controlling=False)
        self._network = network
        self._intake = intake
        self._on_media = on_media

    @property
    def refused(self) -> int:
        return sum(each.refused for each in self._protocols if isinstance(each, GuardedSocket))

    def data_received(self, data: bytes, component: int) -> None:
        if self._queue.qsize() < _HANDSHAKE_QUEUE:
            super().data_received(data, component)

    async def get_component_candidates(
        self,
        component: int,
        addresses: list[str],
        timeout: int = 5,  # noqa: ARG002, ASYNC109 - aioice's signature
    ) -> list[Candidate]:
        return [self._listen(address, component) for address in choose_addresses(addresses, self._network)]

    def _listen(self, address: str, component: int) -> Candidate:
        opened = bind(address, self._network.ports)
        guarded = GuardedSocket(self, opened, self._on_media)
        guarded.connection_made(SocketTransport(opened, self._intake, guarded))
        self._intake.open(opened, guarded.take)
        self._protocols.append(guarded)
        guarded.local_candidate = make_candidate(opened, component)
        return guarded.local_candidate


class MediaTransport:
    """Sends and receives one leg's RTP and RTCP. `on_rtp`, `on_rtcp` and `on_closed` are set before `connect`.

    Packets are handed on in bursts, which cost less than each by itself: all that the intake has taken in one look.
    """

    def __init__(self, certificate: RTCCertificate, network: Network, intake: Intake) -> None:
        """Make a transport that answers with the process's one certificate."""
        gatherer = RTCIceGatherer(iceServers=[])
        self._connection = _Agent(network, intake, self._open_burst)
        gatherer._connection = self._connection  # noqa: SLF001
        self._gatherer = gatherer
        self._ice = RTCIceTransport(gatherer)
        self._dtls = RTCDtlsTransport(self._ice, [certificate])
        self._dtls.on("statechange", self._note_state)
        self._opener: Opener | None = None
        self._sealer: Sealer | None = None
        self._is_closed = False
        self.undecipherable = 0
        self.unsent = 0
        self.on_rtp: Callable[[list[bytes], list[float]], None] = _ignore
        """Takes packets and, in the event loop's seconds, when each has come."""
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
        return certificate is not None and not is_named(certificate, offer.fingerprints)

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
        self._let_go()

    def _let_go(self) -> None:
        """Break the circles of references, so that all of a leg goes with it; garbage is collected seldom."""
        self.on_rtp = self.on_rtcp = self.on_closed = _ignore
        self._dtls.remove_all_listeners()
        self._dtls._ssl = self._opener = self._sealer = None  # noqa: SLF001

    def _send(self, sealed: memoryview, segment: int) -> None:
        pair = self._connection._nominated.get(1)  # noqa: SLF001
        if pair is None or not isinstance(pair.protocol, GuardedSocket):
            self.unsent += len(sealed)
        else:
            self.unsent += send(pair.protocol.socket, pair.remote_addr, sealed, segment)

    def _open_burst(self, burst: list[Datagram]) -> None:
        if self._opener is None or self._is_closed:
            return
        packets, arrivals = [], []
        for slot, size, _, arrived_at in burst:
            if size < _SHORTEST_MEDIA or is_rtcp(contents[slot * SLOT_BYTES + 1]):
                self._open_rtcp(self._opener, slot, size)
                continue
            packet = self._opener.open_rtp(slot, size)
            if packet is None:
                self.undecipherable += 1
            else:
                packets.append(packet)
                arrivals.append(arrived_at)
        if packets:
            self.on_rtp(packets, arrivals)

    def _open_rtcp(self, opener: Opener, slot: int, size: int) -> None:
        plain = opener.open_rtcp(slot, size)
        if plain is None:
            self.undecipherable += 1
        else:
            self.on_rtcp(plain)

    def _note_state(self) -> None:
        if self._dtls.state in {"closed", "failed"} and not self._is_closed:
            self._is_closed = True
            self.on_closed("connection-lost")


def _ignore(*_: object) -> None:
    """Stand for a listener that nobody has set."""
