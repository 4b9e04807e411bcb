"""Plays the source into one connection: headers are written, payloads are as they were cut."""

import struct
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from tests.bench.load.description import EXTENSIONS, MID, TRANSPORT_SEQUENCE
from tests.bench.load.source import Kind, Track

_NTP_EPOCH = 2_208_988_800
_REPORT_SECONDS = 1.0

Send = Callable[[bytes], Awaitable[None]]


@dataclass
class Counters:
    """What a process has sent and what has come, all peers together."""

    sent: int = 0
    received: int = 0
    missing: int = 0
    late_seconds: float = 0.0
    """The longest that a frame was sent behind its time since the last look."""


@dataclass
class TrackSender:
    """One track of one stream; `begins_at` in the event loop's seconds spreads streams over time."""

    track: Track
    kind: Kind
    mid: str
    payload_type: int
    ssrc: int
    begins_at: float
    number: int = 0
    packets: int = 0
    octets: int = 0
    reported_at: float = field(default=0.0)

    @property
    def due_at(self) -> float:
        """When the next frame is to be sent."""
        return self.begins_at + self.number * self.track.seconds

    def write_frame(self, sequences: "TransportSequence") -> list[bytes]:
        """Return the next frame's packets (RFC 3550), with stream name and transport sequence (RFC 8285)."""
        payloads = self.track.frames[self.number % len(self.track.frames)]
        timestamp = self.number * self.track.ticks & 0xFFFFFFFF
        self.number += 1
        last = len(payloads) - 1
        return [
            self._write_packet(payload, timestamp, index == last, sequences) for index, payload in enumerate(payloads)
        ]

    def _write_packet(self, payload: bytes, timestamp: int, is_last: bool, sequences: "TransportSequence") -> bytes:  # noqa: FBT001 - one private caller
        marked = self.payload_type | (0x80 if is_last and self.kind == "video" else 0)
        header = struct.pack("!BBHII", 0x90, marked, self.packets & 0xFFFF, timestamp, self.ssrc)
        self.packets += 1
        self.octets += len(payload)
        return header + sequences.write_extensions(self.mid) + payload

    def write_report(self, now: float) -> bytes | None:
        """Return a sender report when one is due (RFC 3550, 6.4.1)."""
        if now - self.reported_at < _REPORT_SECONDS or self.number == 0:
            return None
        self.reported_at = now
        wall = time.time() + _NTP_EPOCH
        ntp = int(wall) << 32 | int(wall % 1 * 2**32)
        ticks = int((now - self.begins_at) / self.track.seconds * self.track.ticks) & 0xFFFFFFFF
        octets = self.octets & 0xFFFFFFFF
        return struct.pack("!BBHIQIII", 0x80, 200, 6, self.ssrc, ntp, ticks, self.packets & 0xFFFFFFFF, octets)


class TransportSequence:
    """Counts one connection's packets over all its tracks."""

    def __init__(self) -> None:
        """Begin at nought."""
        self._next = 0

    def write_extensions(self, mid: str) -> bytes:
        """Return the next packet's header extensions, one byte headers, padded to words."""
        name = mid.encode()
        identifiers = EXTENSIONS[MID] << 4 | len(name) - 1, EXTENSIONS[TRANSPORT_SEQUENCE] << 4 | 1
        body = bytes([identifiers[0]]) + name + struct.pack("!BH", identifiers[1], self._next & 0xFFFF)
        self._next += 1
        words = (len(body) + 3) // 4
        return struct.pack("!HH", 0xBEDE, words) + body.ljust(words * 4, b"\0")
