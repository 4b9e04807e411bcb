"""An officer's leg: passes a stream's packets on as they come, and repeats what the player has missed.

It keeps nothing of its own: what the socket does not take at once is dropped, so that a slow viewer
slows nobody.
"""

import secrets
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from aiortc.rtp import AnyRtcpPacket, RtcpSrPacket

from media_worker import h264, rtcp, vp8
from media_worker.allowance import Allowance
from media_worker.answer import ChosenMedia, Outgoing
from media_worker.incoming import IncomingTrack
from media_worker.rewriter import Rewriter
from media_worker.rtp import Packet
from media_worker.up_leg import UpLeg

if TYPE_CHECKING:
    from media_worker.offer import Kind, OfferedCodec

_STARTS = {"h264": h264.starts_key_frame, "vp8": vp8.starts_key_frame}


class Sender(Protocol):
    """The way to the player."""

    def send_rtp(self, datagrams: Sequence[bytes]) -> None:
        """Send packets."""

    def send_rtcp(self, datagram: bytes) -> None:
        """Send a control packet."""


class DownLeg:
    """Times are seconds of the event loop's clock."""

    def __init__(self, chosen: Sequence[ChosenMedia], sender: Sender, allowance: Allowance) -> None:
        """Send the media in `chosen`; listen and repeat packets only as far as `allowance` goes."""
        self._sender = sender
        self._allowance = allowance
        self._codecs: dict[Kind, dict[str, OfferedCodec]] = {}
        self._rewriters: dict[Kind, Rewriter] = {}
        self._runs: dict[Kind, tuple[int | None, int]] = {}
        self._source: UpLeg | None = None
        self.outgoing: dict[Kind, Outgoing] = {}
        self.has_picture = False
        self.dropped = 0
        for media in chosen:
            if media.codecs:
                self._add(media)

    def can_show(self, source: UpLeg) -> bool:
        """Tell whether the player knows the codec of a source's picture, or of its sound if there is none."""
        main = source.tracks.get("video") or source.tracks.get("audio")
        return main is not None and main.codec.name in self._codecs.get(main.kind, {})

    def follow(self, source: UpLeg, now: float) -> None:
        """Show a source from its next key frame on, and ask for that at once."""
        self._source = source
        for rewriter in self._rewriters.values():
            rewriter.close()
        source.ask_for_picture(now)

    def forward(self, track: IncomingTrack, packets: Sequence[Packet], now: float) -> None:
        """Pass packets of the followed source on."""
        rewriter = self._rewriters.get(track.kind)
        codec = self._codecs.get(track.kind, {}).get(track.codec.name)
        if rewriter is None or codec is None:
            return
        if rewriter.is_open and self._runs[track.kind] != track.run:
            # Numbers from elsewhere would be a gap of thousands, or never shown: the player is given a new start.
            rewriter.close()
            if self._source is not None:
                self._source.ask_for_picture(now)
        if not rewriter.is_open:
            packets = self._begin(rewriter, track, packets, now)
        datagrams = rewriter.rewrite(packets, codec.payload_type, now)
        if datagrams:
            self._sender.send_rtp(datagrams)

    def pass_on(self, track: IncomingTrack, report: RtcpSrPacket) -> None:
        """Pass a sender report on, so that the player keeps sound and picture together."""
        rewriter = self._rewriters.get(track.kind)
        report_here = rewriter.pass_on(report) if rewriter is not None else None
        if report_here is not None:
            self._sender.send_rtcp(report_here)

    def receive_rtcp(self, datagram: bytes, now: float) -> None:
        """Take the player's wishes."""
        packets = rtcp.read_packets(datagram) if self._allowance.take(len(datagram), now) else None
        if packets is None:
            self.dropped += 1
            return
        for packet in packets:
            self._obey(packet, now)

    def _add(self, media: ChosenMedia) -> None:
        source = Outgoing(1 + secrets.randbits(31), 1 + secrets.randbits(31))
        self.outgoing[media.kind] = source
        self._codecs[media.kind] = {codec.name: codec for codec in media.codecs}
        rate = media.codecs[0].clock_rate
        self._rewriters[media.kind] = Rewriter(source.ssrc, source.retransmission_ssrc, rate)

    def _begin(
        self, rewriter: Rewriter, track: IncomingTrack, packets: Sequence[Packet], now: float
    ) -> Sequence[Packet]:
        """Return the packets from the one on with which the player can begin; none if that has not come."""
        starts = _STARTS.get(track.codec.name, _starts_anywhere)
        first = next((number for number, packet in enumerate(packets) if starts(packet.payload)), None)
        if first is None:
            return ()
        rewriter.begin(packets[first], now)
        self._runs[track.kind] = track.run
        self.has_picture = self.has_picture or track.kind == "video" or "video" not in self._codecs
        return packets[first:]

    def _obey(self, packet: AnyRtcpPacket, now: float) -> None:
        if self._source is None:
            return
        if rtcp.is_picture_request(packet):
            self._source.ask_for_picture(now)
        elif rtcp.is_nack(packet):
            self._repeat(packet.media_ssrc, packet.lost, now)

    def _repeat(self, ssrc: int, sequences: Sequence[int], now: float) -> None:
        kind = next((kind for kind, rewriter in self._rewriters.items() if rewriter.ssrc == ssrc), None)
        track = self._source.tracks.get(kind) if self._source is not None and kind is not None else None
        codec = self._codecs[kind].get(track.codec.name) if track is not None and kind is not None else None
        if kind is None or track is None or codec is None:
            return
        for sequence in sequences:
            again = self._rewriters[kind].repeat(sequence, track.ring, codec.payload_type, codec.retransmission)
            if again is not None and self._allowance.take(len(again), now):
                self._sender.send_rtp([again])


def _starts_anywhere(_: bytes) -> bool:
    """Sound needs no beginning."""
    return True
