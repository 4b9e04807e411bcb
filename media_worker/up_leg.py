"""A citizen's leg: takes the stream in, asks again for what is lost, tells the phone how fast it may send."""

from collections.abc import Sequence
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
_FEEDBACK_EVERY_SECONDS = 0.06
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

    def receive_rtp(self, datagrams: Sequence[bytes], now: float) -> None:
        """Take packets off the wire that came together."""
        fresh: dict[IncomingTrack, list[Packet]] = {track: [] for track in self.tracks.values()}
        for datagram in datagrams:
            self._take(datagram, now, fresh)
        for track, packets in fresh.items():
            if packets:
                self._listener.take_packets(track, packets, now)

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
            if track.ssrc is not None:
                self._ask(track, track.ssrc, now)
        if now - self._feedback_at >= _FEEDBACK_EVERY_SECONDS:
            self._feedback_at = now
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

    def _note_arrival(self, packet: Packet, now: float) -> None:
        extension = self._extensions.get(packet.payload_type)
        value = read_extension(packet, extension) if extension is not None else None
        if value is not None and len(value) == 2:  # noqa: PLR2004 - a 16 bit number
            self._arrivals.note(int.from_bytes(value), now)

    def _take(self, datagram: bytes, now: float, fresh: dict[IncomingTrack, list[Packet]]) -> None:
        """Read a packet, record what it completes, and add it to those that are new."""
        if not self._allowance.take(len(datagram), now):
            self.dropped += 1
            return
        try:
            packet = read_packet(datagram)
        except ValueError:
            self.dropped += 1
            return
        self._note_arrival(packet, now)
        track = self._by_type.get(packet.payload_type)
        if track is None:
            track, packet = self._restore(packet)
        if track is not None and track.push(packet, now):
            self.media_at = now
            fresh[track].append(packet)
            self._give_out_frames(track, now)

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

    def _ask(self, track: IncomingTrack, ssrc: int, now: float) -> None:
        if track.ring.has_holes:
            self._give_out_frames(track, now)
            missing = track.ring.to_ask_for(now)
            if missing and track.asks_for_packets:
                self._sender.send_rtcp(rtcp.ask_for_packets(_OUR_SSRC, ssrc, missing))
        if track.wants_picture(now):
            self.ask_for_picture(now)

    def _send_feedback(self) -> None:
        ssrc = next((track.ssrc for track in self.tracks.values() if track.ssrc is not None), 0)
        feedback = self._arrivals.report(_OUR_SSRC, ssrc)
        if feedback is not None:
            self._sender.send_rtcp(feedback)

    def _send_reports(self, now: float) -> None:
        for track in self.tracks.values():
            if track.ssrc is not None:
                self._sender.send_rtcp(track.statistics.write(_OUR_SSRC, track.ssrc, track.ring, now))
