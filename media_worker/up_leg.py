"""A citizen's leg: takes the stream in, asks again for what is lost, tells the phone how fast it may send."""

from collections.abc import Sequence
from itertools import repeat
from typing import TYPE_CHECKING, Protocol

from aiortc.rtp import RtcpSrPacket

from media_worker import rtcp
from media_worker.allowance import Allowance
from media_worker.answer import TRANSPORT_SEQUENCE, ChosenMedia
from media_worker.frames import Frame
from media_worker.incoming import IncomingTrack
from media_worker.rtp import Packet, read_extension, read_packet, restore
from media_worker.twcc import ArrivalLog

if TYPE_CHECKING:
    from media_worker.offer import Kind

_OUR_SSRC = 1
_FEEDBACK_EVERY_SECONDS = 0.1
_REPORT_EVERY_SECONDS = 1.0


class StreamListener(Protocol):
    """Who wants to know what comes in on an up leg."""

    def take_packets(self, track: IncomingTrack, packets: Sequence[Packet], now: float, /) -> None:
        """Take packets as soon as they come, in no order, each once."""

    def take_frame(self, track: IncomingTrack, frame: Frame, *, is_torn: bool, now: float) -> None:
        """Take a whole frame in its order; `is_torn` if something is lost before it."""

    def take_report(self, track: IncomingTrack, report: RtcpSrPacket, now: float, /) -> None:
        """Take a sender report."""


class Sender(Protocol):
    """Where feedback goes."""

    def send_rtcp(self, datagram: bytes) -> None:
        """Send a control packet to the phone."""


class UpLeg:
    """Times are seconds of the event loop's clock."""

    def __init__(
        self, chosen: Sequence[ChosenMedia], sender: Sender, listener: StreamListener, allowance: Allowance
    ) -> None:
        """Take what `chosen` names and drop the rest, and what is above `allowance`."""
        self._sender = sender
        self._listener = listener
        self._allowance = allowance
        self._arrivals = ArrivalLog()
        self._feedback_at = self._report_at = 0.0
        self.tracks: dict[Kind, IncomingTrack] = {}
        self._by_type: dict[int, IncomingTrack] = {}
        self._by_retransmission: dict[int, IncomingTrack] = {}
        self._extensions: dict[int, int] = {}
        self.media_at: float | None = None
        self.dropped = 0
        for media in chosen:
            for codec in media.codecs:
                self._expect(media, IncomingTrack(media.kind, codec))

    def close(self) -> None:
        """Let go of the packets at once: this and its listener hold each other, and garbage is collected seldom."""
        for tracks in (self.tracks, self._by_type, self._by_retransmission):
            tracks.clear()

    def receive_rtp(self, datagrams: Sequence[bytes], now: float, arrivals: Sequence[float] = ()) -> None:
        """Take packets off the wire that were found together; `arrivals` tells when each came, if before now."""
        if not self._allowance.take(sum(map(len, datagrams)), now, len(datagrams)):
            self.dropped += len(datagrams)
            return
        fresh: dict[IncomingTrack, list[Packet]] = {}
        for datagram, arrived_at in zip(datagrams, arrivals or repeat(now), strict=False):
            self._take(datagram, arrived_at, fresh)
        for track, packets in fresh.items():
            self.media_at = now
            self._listener.take_packets(track, packets, now)
            self._give_out_frames(track, now)
            self._ask_for_missing(track, now)

    def receive_rtcp(self, datagram: bytes, now: float) -> None:
        """Take a control packet off the wire."""
        packets = rtcp.read_packets(datagram) if self._allowance.take(len(datagram), now) else None
        if packets is None:
            self.dropped += 1
            return
        for report in packets:
            track = next((each for each in self.tracks.values() if each.ssrc == getattr(report, "ssrc", None)), None)
            if isinstance(report, RtcpSrPacket) and track is not None:
                track.statistics.note_report(report.sender_info.ntp_timestamp, now)
                self._listener.take_report(track, report, now)

    def ask_for_picture(self, now: float) -> None:
        """Ask the phone for a key frame, unless that was done a moment ago."""
        video = self.tracks.get("video")
        if video is not None and video.may_ask_for_picture(now):
            self._sender.send_rtcp(rtcp.ask_for_picture(_OUR_SSRC, video.ssrc or 0))

    def tick(self, now: float) -> None:
        """Do what is due: to be called some fifty times a second."""
        for track in self.tracks.values():
            if track.ring.has_holes:
                self._give_out_frames(track, now)
                self._ask_for_missing(track, now)
        if now - self._feedback_at >= _FEEDBACK_EVERY_SECONDS:
            self._feedback_at = now
            self._feed_back(now)

    def _feed_back(self, now: float) -> None:
        if any(track.wants_picture(now) for track in self.tracks.values()):
            self.ask_for_picture(now)
        self._send_feedback()
        if now - self._report_at >= _REPORT_EVERY_SECONDS:
            self._report_at = now
            self._send_reports(now)

    def _expect(self, media: ChosenMedia, track: IncomingTrack) -> None:
        self.tracks[media.kind] = track
        self._by_type[track.codec.payload_type] = track
        if track.codec.retransmission is not None:
            self._by_retransmission[track.codec.retransmission] = track
        extension = media.offered.extensions.get(TRANSPORT_SEQUENCE)
        if extension is not None and "transport-cc" in track.codec.feedback:
            self._extensions |= {track.codec.payload_type: extension, track.codec.retransmission or -1: extension}

    def _take(self, datagram: bytes, arrived_at: float, fresh: dict[IncomingTrack, list[Packet]]) -> None:
        """Read a packet, and add it to those that are new."""
        try:
            packet = read_packet(datagram)
        except ValueError:
            self.dropped += 1
            return
        extension = self._extensions.get(packet.payload_type)
        number = read_extension(packet, extension) if extension is not None else None
        if number is not None and len(number) == 2:  # noqa: PLR2004 - 16 bits
            self._arrivals.note(number[0] << 8 | number[1], arrived_at)
        track = self._by_type.get(packet.payload_type)
        if track is None:
            track, packet = self._restore(packet)
        if track is not None and track.push(packet, arrived_at):
            fresh.setdefault(track, []).append(packet)

    def _restore(self, packet: Packet) -> tuple[IncomingTrack | None, Packet]:
        """Return the packet that a retransmission repeats, and its track; None if it is of no use."""
        track = self._by_retransmission.get(packet.payload_type)
        # Browsers probe for bandwidth with retransmissions before there is anything to retransmit.
        if track is None or track.ssrc is None:
            return None, packet
        try:
            return track, restore(packet, track.codec.payload_type, track.ssrc)
        except ValueError:
            return None, packet

    def _give_out_frames(self, track: IncomingTrack, now: float) -> None:
        for frame, is_torn in track.take_frames(now):
            self._listener.take_frame(track, frame, is_torn=is_torn, now=now)

    def _ask_for_missing(self, track: IncomingTrack, now: float) -> None:
        if track.ring.has_holes and track.asks_for_packets and track.ssrc is not None:
            missing = track.ring.to_ask_for(now)
            if missing:
                self._sender.send_rtcp(rtcp.ask_for_packets(_OUR_SSRC, track.ssrc, missing))

    def _send_feedback(self) -> None:
        ssrc = next((track.ssrc for track in self.tracks.values() if track.ssrc is not None), 0)
        feedback = self._arrivals.report(_OUR_SSRC, ssrc)
        if feedback is not None:
            self._sender.send_rtcp(feedback)

    def _send_reports(self, now: float) -> None:
        for track in self.tracks.values():
            if track.ssrc is not None:
                self._sender.send_rtcp(track.statistics.write(_OUR_SSRC, track.ssrc, track.ring, now))
