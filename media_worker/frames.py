"""What assemblers make of packets: whole frames, ready to be stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from media_worker.rtp import Packet


@dataclass(frozen=True)
class Parameters:
    """What a player must know of a track before its first frame."""

    codec: str
    """As in RFC 6381."""
    width: int = 0
    height: int = 0
    configuration: tuple[bytes, ...] = ()
    """H.264: the sequence and the picture parameter set."""


@dataclass(slots=True)
class Frame:
    """An access unit or a packet of sound, as it is stored; not frozen, which would make each take thrice as long."""

    timestamp: int
    """RTP time, 32 bits."""
    body: bytes
    is_key: bool
    parameters: Parameters


class Assembler(Protocol):
    """Takes a track's packets in order."""

    def push(self, packet: Packet) -> Sequence[Frame]:
        """Take the next packet; return what it has completed."""
        ...

    def lose(self) -> None:
        """Take note that packets are missing before the next one."""
        ...
