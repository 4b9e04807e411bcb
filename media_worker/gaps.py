"""Finds missing time between a track's frames."""

from dataclasses import dataclass, field

from media_worker.offer import Kind
from sightline.domain.fragment import GapReason

_LONGEST_PAUSE_SECONDS: dict[Kind, float] = {"video": 1.0, "audio": 0.2}
_LOSS_AT_MOST_SECONDS = 3.0
_SHORTEST_SECONDS = 0.005


@dataclass(frozen=True)
class Hole:
    """Missing time, in seconds of the worker's clock."""

    track: Kind
    began_at: float
    ended_at: float
    reason: GapReason


@dataclass
class GapFinder:
    """Remembers when each track's last frame ended."""

    _ends: dict[Kind, float] = field(default_factory=dict)

    def note(self, kind: Kind, began_at: float, duration: float, *, is_torn: bool) -> Hole | None:
        """Take a frame's time; return what is missing before it. A picture that changes little may pause."""
        before, self._ends[kind] = self._ends.get(kind), began_at + duration
        if before is None:
            return None
        missing = began_at - before
        if missing < _SHORTEST_SECONDS or (not is_torn and missing < _LONGEST_PAUSE_SECONDS[kind]):
            return None
        is_loss = is_torn and missing < _LOSS_AT_MOST_SECONDS
        reason = GapReason.PACKET_LOSS if is_loss else GapReason.STREAM_INTERRUPTED
        return Hole(kind, before, began_at, reason)
