"""Gives the packets of changing sources the appearance of one.

An officer's player keeps one SSRC, one run of sequence numbers and one RTP clock, also when the phone
has come back with a new leg.
"""

from collections.abc import Sequence

from aiortc.rtp import RtcpSrPacket

from media_worker import rtcp
from media_worker.ring import PacketRing
from media_worker.rtp import HEADER_BYTES, Packet, unwrap, write_packet


class Rewriter:
    """One track of one down leg."""

    def __init__(self, ssrc: int, retransmission_ssrc: int, clock_rate: int) -> None:
        """Begin without a source."""
        self.ssrc = ssrc
        self._retransmission_ssrc = retransmission_ssrc
        self._retransmissions = 0
        self._clock_rate = clock_rate
        self._is_open = False
        self._first = self._newest = 0
        self._shift = 0
        self._time_shift = 0
        self._last_number = -1
        self._last_time = 0
        self._last_at = 0.0
        self.packets = 0
        self.octets = 0

    @property
    def is_open(self) -> bool:
        """Tell whether packets of the present source pass."""
        return self._is_open

    def close(self) -> None:
        """Let nothing pass until a source begins: at its next key frame."""
        self._is_open = False

    def begin(self, packet: Packet, now: float) -> None:
        """Let a source pass from this packet on, right behind what was sent before."""
        self._first = self._newest = packet.sequence
        self._shift = self._last_number + 1 - packet.sequence
        if self.packets:
            elapsed = max(1, round((now - self._last_at) * self._clock_rate))
            self._time_shift = self._last_time + elapsed - packet.timestamp
        self._is_open = True

    def rewrite(self, packets: Sequence[Packet], payload_type: int, now: float) -> list[bytes]:
        """Return the packets as the player is to see them, but for those from before the beginning."""
        if not self._is_open:
            return []
        written = []
        newest, newest_time, time_shift = self._newest, self._last_time, self._time_shift
        for packet in packets:
            number = newest + 1
            if packet.sequence != number & 0xFFFF:  # nearly each follows the one before
                number = unwrap(packet.sequence, newest)
                if number < self._first:
                    continue
            time = packet.timestamp + time_shift
            if number >= newest:
                newest, newest_time = number, time
            self.octets += len(packet.payload)
            written.append(write_packet(packet, payload_type, number + self._shift, time, self.ssrc))
        self.packets += len(written)
        self._newest = newest
        if newest + self._shift > self._last_number:
            self._last_number, self._last_time, self._last_at = newest + self._shift, newest_time, now
        return written

    def repeat(
        self, sequence: int, ring: PacketRing, payload_type: int, retransmission_type: int | None
    ) -> bytes | None:
        """Return again what was sent under a sequence number, as RTX where the player knows it."""
        number = unwrap(sequence, self._last_number) - self._shift
        packet = ring.get(number & 0xFFFF) if self._is_open and number >= self._first else None
        if packet is None:
            return None
        time = packet.timestamp + self._time_shift
        if retransmission_type is None:
            return write_packet(packet, payload_type, sequence, time, self.ssrc)
        self._retransmissions += 1
        plain = write_packet(packet, retransmission_type, self._retransmissions, time, self._retransmission_ssrc)
        return plain[:HEADER_BYTES] + sequence.to_bytes(2) + plain[HEADER_BYTES:]

    def pass_on(self, report: RtcpSrPacket) -> bytes | None:
        """Return a sender report as it holds for this track."""
        if not self._is_open:
            return None
        time = report.sender_info.rtp_timestamp + self._time_shift
        return rtcp.pass_on(report, self.ssrc, time, self.packets, self.octets)
