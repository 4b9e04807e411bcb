"""One thing to follow, and who follows it: a citizen's picture and its officers, an officer's voice and its citizen."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from media_worker.down_leg import DownLeg
    from media_worker.stream import Stream


class Channel:
    """Streams and legs come and go; the newest stream that has connected is the one that all legs follow."""

    def __init__(self) -> None:
        """Begin with nothing to follow."""
        self._shown: Stream | None = None
        self._followers: list[DownLeg] = []

    def suits(self, leg: "DownLeg") -> bool:
        """Tell whether a leg's player can show what there is to follow now."""
        return self._shown is None or leg.can_show(self._shown.leg)

    def show(self, stream: "Stream", now: float) -> "Stream | None":
        """Let all legs follow a new stream; return the one before it, which is over."""
        before, self._shown = self._shown, stream
        stream.viewers = self._followers
        for leg in self._followers:
            leg.follow(stream.leg, now)
        if before is not None:
            before.viewers = []
        return before

    def join(self, leg: "DownLeg", now: float) -> None:
        """Let a leg follow."""
        self._followers.append(leg)
        if self._shown is not None:
            leg.follow(self._shown.leg, now)

    def leave(self, leg: "DownLeg") -> None:
        """Let a leg follow no more; one that never did is no error."""
        if leg in self._followers:
            self._followers.remove(leg)
