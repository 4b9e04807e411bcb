"""One connection of the load, without aiortc's media path, which would cost more than what is measured.

aiortc does ICE and DTLS. Packets go straight to SRTP; those that come are counted by their plain headers
(RFC 3711 leaves them readable) and neither decrypted nor answered. Private names of aiortc are touched here
only, and the bench's smoke test breaks when one of them changes.
"""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, cast

from aioice.ice import Connection, StunProtocol
from aiortc import RTCCertificate, RTCDtlsTransport, RTCIceGatherer, RTCIceTransport
from aiortc.sdp import MediaDescription, candidate_to_sdp

from tests.bench.load.deafness import drop_media
from tests.bench.load.description import End

_MEDIA_FIRST_BYTES = range(128, 192)
_IPV4_DOTS = 3


class _Agent(Connection):
    """An ICE agent that may be told who takes its media."""

    on_media: Callable[[bytes], None] | None = None


def tap_sockets() -> None:
    """Let agents hand media on before aioice queues it; for a whole process, once."""
    receive = StunProtocol.datagram_received

    def receive_or_hand_on(self: StunProtocol, datagram: bytes | str, address: tuple[Any, ...]) -> None:
        agent = cast("_Agent", self.receiver)
        if not isinstance(datagram, bytes) or datagram[0] not in _MEDIA_FIRST_BYTES or agent.on_media is None:
            receive(self, datagram, address)
        else:
            agent.on_media(datagram)

    StunProtocol.datagram_received = receive_or_hand_on  # type: ignore[assignment, method-assign] # only here


@cache
def _certificate() -> RTCCertificate:
    return RTCCertificate.generateCertificate()


class Line:
    """ICE, DTLS and SRTP to one peer."""

    def __init__(self, *, offers: bool, is_deaf: bool = False) -> None:
        """Make an end that offers or answers; the one that offers controls. A deaf one lets the kernel drop media."""
        self._is_deaf = is_deaf
        gatherer = RTCIceGatherer(iceServers=[])
        self._agent = _Agent(ice_controlling=offers, use_ipv6=False)
        gatherer._connection = self._agent  # noqa: SLF001
        self._gatherer = gatherer
        self._ice = RTCIceTransport(gatherer)
        self._dtls = RTCDtlsTransport(self._ice, [_certificate()])
        self._setup = "actpass" if offers else "active"
        self.send = self._dtls._send_rtp  # noqa: SLF001

    def count_media_by(self, take: Callable[[bytes], None]) -> None:
        """Hand each media datagram on, still encrypted."""
        self._agent.on_media = take

    async def gather(self) -> End:
        """Open the socket."""
        await self._gatherer.gather()
        for each in self._agent._protocols if self._is_deaf else ():  # noqa: SLF001
            drop_media(each.transport.get_extra_info("socket").fileno())
        parameters = self._gatherer.getLocalParameters()
        candidate = next(each for each in self._gatherer.getLocalCandidates() if each.ip.count(".") == _IPV4_DOTS)
        fingerprints = _certificate().getFingerprints()
        return End(
            username=parameters.usernameFragment or "",
            password=parameters.password or "",
            fingerprint=next(each.value for each in fingerprints if each.algorithm == "sha-256"),
            setup=self._setup,
            candidate=candidate_to_sdp(candidate),
        )

    async def connect(self, media: Iterable[MediaDescription]) -> None:
        """Connect to the peer that the first m-line describes."""
        described = next(iter(media))
        assert described.ice is not None
        assert described.dtls is not None
        for candidate in described.ice_candidates:
            if candidate.ip.count(".") == _IPV4_DOTS and candidate.protocol.lower() == "udp":
                await self._ice.addRemoteCandidate(candidate)
        await self._ice.addRemoteCandidate(None)
        await self._ice.start(described.ice)
        await self._dtls.start(described.dtls)
        if self._dtls.state != "connected":
            message = f"no connection: ICE {self._ice.state}, DTLS {self._dtls.state}"
            raise ConnectionError(message)

    async def close(self) -> None:
        """Say goodbye."""
        await self._dtls.stop()
        await self._ice.stop()
