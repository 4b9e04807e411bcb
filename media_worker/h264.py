"""H.264 from RTP (RFC 6184, packetization mode 1): single NAL units, STAP-A and FU-A."""

from collections.abc import Sequence

from media_worker.frames import Frame, Parameters
from media_worker.rtp import Packet
from media_worker.sps import read_size

_IDR, _SPS, _PPS, _DELIMITER, _STAP_A, _FU_A = 5, 7, 8, 9, 24, 28
_SINGLE = range(1, 24)
_FRAME_AT_MOST = 4_000_000


class H264Assembler:
    """Joins NAL units to access units; gives nothing out after a loss until a key frame.

    A frame's body is its NAL units, each behind its length in four bytes (ISO/IEC 14496-15).
    """

    def __init__(self) -> None:
        """Begin without a picture."""
        self._units = UnitJoiner()
        self._timestamp: int | None = None
        self._is_whole = True
        self._needs_key = True
        self._awaits_start = True
        self._sps = self._pps = b""
        self._parameters: Parameters | None = None

    def push(self, packet: Packet) -> Sequence[Frame]:
        """Take the next packet; return the access unit that its marker, or the next one's time, ends."""
        if not packet.payload or (self._awaits_start and not _starts_access_unit(packet.payload)):
            return ()
        self._awaits_start = False
        done: list[Frame] = []
        if packet.timestamp != self._timestamp:
            done = [] if self._timestamp is None else self._finish()
            self._timestamp = packet.timestamp
        try:
            self._units.push(packet.payload)
        except (IndexError, ValueError):
            self._is_whole = False
        if packet.marker:
            done += self._finish()
        return done

    def lose(self) -> None:
        """Throw away what is begun and wait for a key frame.

        What is missing may be the first slices of the next picture too, and a slice does not say that others
        came before it: only parameter sets, or a delimiter, show that a picture begins.
        """
        self._units.take()
        self._timestamp, self._is_whole = None, True
        self._needs_key = self._awaits_start = True

    def _finish(self) -> list[Frame]:
        is_whole = self._is_whole and not self._units.is_inside_unit
        units, timestamp = self._units.take(), self._timestamp
        self._timestamp, self._is_whole = None, True
        kinds = [unit[0] & 0x1F for unit in units]
        if _SPS in kinds or _PPS in kinds:
            self._note_parameters(units)
        is_key = _IDR in kinds
        if not is_whole or not units or timestamp is None or (self._needs_key and not is_key):
            self._needs_key = self._needs_key or not is_whole
            return []
        if self._parameters is None:
            return []
        self._needs_key = False
        body = b"".join(len(unit).to_bytes(4) + unit for unit in units)
        return [Frame(timestamp, body, is_key, self._parameters)]

    def _note_parameters(self, units: list[bytes]) -> None:
        sps = next((unit for unit in units if unit[0] & 0x1F == _SPS), self._sps)
        pps = next((unit for unit in units if unit[0] & 0x1F == _PPS), self._pps)
        if (sps, pps) == (self._sps, self._pps):
            return
        self._sps, self._pps = sps, pps
        size = read_size(sps)
        self._parameters = None
        if size is not None and pps:
            self._parameters = Parameters(f"avc1.{sps[1:4].hex()}", *size, configuration=(sps, pps))


class UnitJoiner:
    """Collects the NAL units of one access unit from payloads."""

    def __init__(self) -> None:
        """Begin empty."""
        self._units: list[bytes] = []
        self._parts: list[bytes] = []
        self._bytes = 0

    def push(self, payload: bytes) -> None:
        """Take a payload; raise ValueError or IndexError if it is malformed or not ours."""
        self._bytes += len(payload)
        kind = payload[0] & 0x1F
        if self._bytes > _FRAME_AT_MOST:
            raise ValueError
        if kind == _FU_A:
            self._push_fragment(payload)
        elif kind in _SINGLE:
            self._units.append(payload)
        elif kind == _STAP_A:
            self._units += split_aggregate(payload)
        else:
            raise ValueError

    @property
    def is_inside_unit(self) -> bool:
        """Tell whether a fragmented unit lacks its end."""
        return bool(self._parts)

    def take(self) -> list[bytes]:
        """Return the units collected and begin again."""
        units, self._units, self._parts, self._bytes = self._units, [], [], 0
        return units

    def _push_fragment(self, payload: bytes) -> None:
        header = payload[1]
        if header & 0x80:
            self._parts = [bytes([payload[0] & 0xE0 | header & 0x1F])]
        if not self._parts:
            raise ValueError
        self._parts.append(payload[2:])
        if header & 0x40:
            self._units.append(b"".join(self._parts))
            self._parts = []


def split_aggregate(payload: bytes) -> list[bytes]:
    """Take the NAL units out of a STAP-A; raise ValueError if a length does not fit."""
    units, at = [], 1
    while at < len(payload):
        length = int.from_bytes(payload[at : at + 2])
        unit = payload[at + 2 : at + 2 + length]
        if not unit or len(unit) < length:
            raise ValueError
        units.append(unit)
        at += 2 + length
    return units


def _starts_access_unit(payload: bytes) -> bool:
    return starts_key_frame(payload) or payload[0] & 0x1F == _DELIMITER


def starts_key_frame(payload: bytes) -> bool:
    """Tell whether an RTP payload is the first of a key frame: it brings a sequence parameter set."""
    if not payload:
        return False
    kind = payload[0] & 0x1F
    if kind != _STAP_A:
        return kind == _SPS
    try:
        return any(unit[0] & 0x1F == _SPS for unit in split_aggregate(payload))
    except ValueError:
        return False
