"""How late the event loop's turns come: the first sign that one process has more to do than it can."""

from collections import deque

KEPT_SECONDS = 30.0
"""As long as from one line of metrics to the next."""
_TURNS = int(KEPT_SECONDS * 50)
_SHARE = 0.99


class Lateness:
    """Keeps the last half minute's turns, some fifty a second. Seconds."""

    def __init__(self) -> None:
        """Begin as a loop that is never late."""
        self._turns: deque[float] = deque(maxlen=_TURNS)

    def note(self, seconds: float) -> None:
        """Take how late a turn came."""
        self._turns.append(seconds)

    @property
    def worst(self) -> float:
        """Return how late the latest of them was."""
        return max(self._turns, default=0.0)

    @property
    def p99(self) -> float:
        """Return what 99 of 100 turns kept within."""
        turns = sorted(self._turns)
        return turns[int(_SHARE * len(turns))] if turns else 0.0
