"""Positions in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sightline.domain.position import Position


@dataclass
class PositionsInMemory:
    """A PositionStore."""

    by_session: dict[str, dict[int, Position]] = field(default_factory=dict)

    def add_all(self, positions: Sequence[Position]) -> list[Position]:
        """Store positions, each sequence once."""
        return [position for position in positions if self._add(position)]

    def list_trail(self, session_id: str) -> list[Position]:
        """Return a session's positions in the order fixed."""
        return [position for _, position in sorted(self.by_session.get(session_id, {}).items())]

    def latest(self, session_id: str) -> Position | None:
        """Return the position with the highest sequence."""
        trail = self.list_trail(session_id)
        return trail[-1] if trail else None

    def forget(self, session_id: str) -> None:
        """Remove all positions of a session."""
        self.by_session.pop(session_id, None)

    def _add(self, position: Position) -> bool:
        trail = self.by_session.setdefault(position.session_id, {})
        return trail.setdefault(position.sequence, position) is position
