"""Objects on disk that wait for the store, oldest first; they outlive the process.

One file each: a line of JSON (key, type, notes), then the body. The name counts nanoseconds, so that
names sort in the order of writing, also after a restart.
"""

import json
import os
import time
from collections.abc import Callable
from pathlib import Path

from media_worker.upload import Upload

_SUFFIX = ".spooled"
_ASIDE = ".refused"


class SpoolFullError(Exception):
    """The spool holds as many bytes as it may."""


class Spool:
    """A directory that no other worker uses at the same time. Calls block, one at a time."""

    def __init__(self, directory: Path, bytes_at_most: int, ticks: Callable[[], int] = time.time_ns) -> None:
        """Take up what an earlier process has left behind."""
        directory.mkdir(parents=True, exist_ok=True)
        self._directory = directory
        self._bytes_at_most = bytes_at_most
        self._ticks = ticks
        for unfinished in directory.glob("*.part"):
            unfinished.unlink()
        self._paths = sorted(directory.glob(f"*{_SUFFIX}"))
        self._bytes = sum(path.stat().st_size for path in self._paths)
        self._newest = int(self._paths[-1].stem) if self._paths else 0

    def __len__(self) -> int:
        """Count what waits."""
        return len(self._paths)

    def put(self, upload: Upload) -> None:
        """Write an object to disk; raise SpoolFullError if there is no room."""
        head = {"key": upload.key, "content_type": upload.content_type, "notes": upload.notes}
        content = json.dumps(head).encode() + b"\n" + upload.body
        if self._bytes + len(content) > self._bytes_at_most:
            raise SpoolFullError
        self._newest = max(self._newest + 1, self._ticks())
        path = self._directory / f"{self._newest:020d}{_SUFFIX}"
        _write(path, content)
        self._paths.append(path)
        self._bytes += len(content)

    def oldest(self) -> Upload | None:
        """Read what has waited longest; None if nothing waits."""
        if not self._paths:
            return None
        head, _, body = self._paths[0].read_bytes().partition(b"\n")
        said = json.loads(head)
        return Upload(said["key"], body, said["content_type"], said["notes"])

    def remove_oldest(self) -> None:
        """Forget what has waited longest: it is stored."""
        path = self._paths.pop(0)
        self._bytes -= path.stat().st_size
        path.unlink()

    def set_oldest_aside(self) -> None:
        """Keep on disk, but do not try again, what the store will never take."""
        path = self._paths.pop(0)
        self._bytes -= path.stat().st_size
        path.rename(path.with_suffix(_ASIDE))


def _write(path: Path, content: bytes) -> None:
    """Write so that a file is either whole or not there, whenever the power goes."""
    part = path.with_suffix(".part")
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.rename(path)
