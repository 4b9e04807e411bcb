"""Opus from RTP (RFC 7587): one packet is one frame."""

from collections.abc import Sequence

from media_worker.frames import Frame, Parameters
from media_worker.rtp import Packet

CLOCK_RATE = 48_000
PARAMETERS = Parameters("opus")
_CELT, _HYBRID = 16, 12
_SAMPLES_AT_MOST = 5760
"""120 ms: whatever a packet says, none lasts longer (RFC 6716, 3.2.5)."""


class OpusAssembler:
    """Passes packets through; sound needs no key frame."""

    def push(self, packet: Packet) -> Sequence[Frame]:
        """Take the next packet; an empty one (DTX) is no frame."""
        if not packet.payload:
            return ()
        return (Frame(packet.timestamp, packet.payload, is_key=True, parameters=PARAMETERS),)

    def lose(self) -> None:
        """Do nothing: each packet stands by itself."""


def samples(body: bytes) -> int:
    """Return how many 48 kHz samples a packet lasts, by its first byte (RFC 6716, 3.1)."""
    configuration, code = body[0] >> 3, body[0] & 3
    if configuration >= _CELT:
        frame = 120 << (configuration & 3)
    elif configuration >= _HYBRID:
        frame = 480 << (configuration & 1)
    else:
        frame = (480, 960, 1920, 2880)[configuration & 3]
    count = (1, 2, 2, body[1] & 0x3F if len(body) > 1 else 1)[code]
    return min(frame * count, _SAMPLES_AT_MOST)
