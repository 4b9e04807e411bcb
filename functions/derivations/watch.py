"""Keeps an eye on the time while a copy is made: says how far it is, and stops it before the function is stopped."""

from collections.abc import Callable
from time import monotonic

from sightline.domain.copy import CopyTooLongError

TELL_EVERY_SECONDS = 3.0


class Watch:
    """`tell` gets the share that is done, now and then."""

    def __init__(self, tell: Callable[[float], None], seconds: float, now: Callable[[], float] = monotonic) -> None:
        """Begin; `seconds` are left."""
        self._tell = tell
        self._now = now
        self._told_at = now()
        self._share = 0.0
        self._ends_at = now() + seconds

    def look(self, share: float) -> None:
        """Take note of the share that is done, which never goes back; raise CopyTooLongError once the time is over."""
        self._share = max(self._share, share)
        now = self._now()
        if now > self._ends_at:
            raise CopyTooLongError
        if now - self._told_at >= TELL_EVERY_SECONDS:
            self._told_at = now
            self._tell(min(self._share, 1.0))
