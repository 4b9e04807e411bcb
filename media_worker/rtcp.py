"""RTCP (RFC 3550, 4585) as far as a worker says it: requests for packets and pictures, and reports."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeGuard

from aiortc.rtp import (
    RTCP_PSFB_FIR,
    RTCP_PSFB_PLI,
    RTCP_RTPFB,
    RTCP_RTPFB_NACK,
    AnyRtcpPacket,
    RtcpPacket,
    RtcpPsfbPacket,
    RtcpReceiverInfo,
    RtcpRrPacket,
    RtcpRtpfbPacket,
    RtcpSenderInfo,
    RtcpSrPacket,
    clamp_packets_lost,
    pack_rtcp_packet,
)

from media_worker.ring import PacketRing

PICTURE_REQUESTS = (RTCP_PSFB_PLI, RTCP_PSFB_FIR)
_IDS = struct.Struct("!II")
_LOST = struct.Struct("!HH")
_FOLLOWERS = range(1, 17)


def read_packets(datagram: bytes) -> list[AnyRtcpPacket] | None:
    """Read a compound packet; None if it is malformed."""
    try:
        return RtcpPacket.parse(datagram)
    except (ValueError, IndexError, struct.error):
        return None


def ask_for_packets(sender_ssrc: int, media_ssrc: int, sequences: Sequence[int]) -> bytes:
    """Write a generic NACK (RFC 4585, 6.2.1) of numbers in their order, which may wrap: aiortc's own fails there."""
    content, at = _IDS.pack(sender_ssrc, media_ssrc), 0
    while at < len(sequences):
        first, followers = sequences[at], 0
        at += 1
        while at < len(sequences) and (distance := (sequences[at] - first) & 0xFFFF) in _FOLLOWERS:
            followers |= 1 << distance - 1
            at += 1
        content += _LOST.pack(first, followers)
    return bytes(pack_rtcp_packet(RTCP_RTPFB, RTCP_RTPFB_NACK, content))


def ask_for_picture(sender_ssrc: int, media_ssrc: int) -> bytes:
    """Write a picture loss indication: the sender answers it with a key frame."""
    return bytes(RtcpPsfbPacket(fmt=RTCP_PSFB_PLI, ssrc=sender_ssrc, media_ssrc=media_ssrc))


def is_nack(packet: AnyRtcpPacket) -> TypeGuard[RtcpRtpfbPacket]:
    """Tell a request for packets."""
    return isinstance(packet, RtcpRtpfbPacket) and packet.fmt == RTCP_RTPFB_NACK


def is_picture_request(packet: AnyRtcpPacket) -> bool:
    """Tell a request for a key frame, by PLI or FIR."""
    return isinstance(packet, RtcpPsfbPacket) and packet.fmt in PICTURE_REQUESTS


def pass_on(report: RtcpSrPacket, ssrc: int, timestamp: int, packets: int, octets: int) -> bytes:
    """Write a sender report again for a down leg: the same instant, the leg's own SSRC and counts."""
    sender = RtcpSenderInfo(
        ntp_timestamp=report.sender_info.ntp_timestamp,
        rtp_timestamp=timestamp & 0xFFFFFFFF,
        packet_count=packets & 0xFFFFFFFF,
        octet_count=octets & 0xFFFFFFFF,
    )
    return bytes(RtcpSrPacket(ssrc=ssrc, sender_info=sender))


@dataclass
class ReceiverStatistics:
    """What a receiver report says of one stream (RFC 3550, 6.4.1 and appendix A)."""

    clock_rate: int
    jitter: float = 0.0
    _transit: float | None = None
    _expected: int = 0
    _received: int = 0
    _report: tuple[int, float] | None = None

    def note_packet(self, timestamp: int, arrived_at: float) -> None:
        """Take a packet that has come."""
        transit = arrived_at * self.clock_rate - timestamp
        if self._transit is not None and abs(transit - self._transit) < self.clock_rate:
            self.jitter += (abs(transit - self._transit) - self.jitter) / 16
        self._transit = transit

    def note_report(self, ntp_timestamp: int, arrived_at: float) -> None:
        """Take a sender report."""
        self._report = ((ntp_timestamp >> 16) & 0xFFFFFFFF, arrived_at)

    def write(self, sender_ssrc: int, media_ssrc: int, ring: PacketRing, now: float) -> bytes:
        """Write a receiver report on what has come since the last one."""
        expected, received = ring.expected - self._expected, ring.received - self._received
        self._expected, self._received = ring.expected, ring.received
        lost = max(0, expected - received)
        last, delay = self._since_report(now)
        info = RtcpReceiverInfo(
            ssrc=media_ssrc,
            fraction_lost=min(255, 256 * lost // expected) if expected > 0 else 0,
            packets_lost=clamp_packets_lost(ring.expected - ring.received),
            highest_sequence=ring.highest & 0xFFFFFFFF,
            jitter=int(self.jitter),
            lsr=last,
            dlsr=delay,
        )
        return bytes(RtcpRrPacket(ssrc=sender_ssrc, reports=[info]))

    def _since_report(self, now: float) -> tuple[int, int]:
        if self._report is None:
            return 0, 0
        middle, arrived_at = self._report
        return middle, int((now - arrived_at) * 65536) & 0xFFFFFFFF
