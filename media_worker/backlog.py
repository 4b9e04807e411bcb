"""What waits for the store: how many bytes, against a bound, and of which sessions.

Evidence comes before the live picture: at half of the bound live pictures are given up, so that uploads get all of
the worker, and only at the bound itself does a recording stop.
"""

from collections import Counter
from collections.abc import Iterable

from media_worker.upload import Upload
from sightline.messages.signalling import BACKLOG_NAMED

_LIVE_ENDS_AT = 0.5
_LIVE_RETURNS_AT = 0.25
_FIRST_FRAGMENTS_BYTES = 16 * 1024 * 1024


class Backlog:
    """Counts; it holds nothing itself."""

    def __init__(self, bytes_at_most: int, waiting: Iterable[Upload] = ()) -> None:
        """Begin with what an earlier process has left on disk."""
        self.bytes_at_most = bytes_at_most
        self.bytes = 0
        self.is_pressing = False
        self._on_disk: Counter[str] = Counter()
        for upload in waiting:
            self.take(upload)
            self.note_spooled(upload)

    @property
    def sessions(self) -> list[str]:
        """The sessions of which something waits on disk, as many as an announcement names."""
        return list(self._on_disk)[:BACKLOG_NAMED]

    def has_room(self, size: int, *, is_first: bool) -> bool:
        """Tell whether so many bytes more may wait; first fragments, behind which gaps are told, have a reserve."""
        reserve = _FIRST_FRAGMENTS_BYTES if is_first else 0
        return self.bytes + size <= self.bytes_at_most + reserve

    def take(self, upload: Upload) -> None:
        """Count what is to be stored, wherever it waits."""
        self._change(upload.size)

    def release(self, upload: Upload) -> None:
        """Count no more what is stored."""
        self._change(-upload.size)

    def note_spooled(self, upload: Upload) -> None:
        """Take note that it waits on disk."""
        self._on_disk[upload.session_id] += 1

    def note_unspooled(self, upload: Upload) -> bool:
        """Take note that it has left the disk; return whether it was the last of its session."""
        self._on_disk[upload.session_id] -= 1
        if self._on_disk[upload.session_id] > 0:
            return False
        del self._on_disk[upload.session_id]
        return True

    def _change(self, size: int) -> None:
        self.bytes += size
        limit = _LIVE_RETURNS_AT if self.is_pressing else _LIVE_ENDS_AT
        self.is_pressing = self.bytes > limit * self.bytes_at_most
