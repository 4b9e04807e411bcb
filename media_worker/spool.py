"""Objects on disk that wait for the store, oldest first; they outlive the process.

One file each: a line of JSON (key, type, notes), then the body. The name counts nanoseconds, so that
names sort in the order of writing, also after a restart. How much may wait is the backlog's to say.
"""

import json
import os
import time
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path

from media_worker.upload import Upload

_SUFFIX = ".spooled"
_ASIDE = ".refused"


class Spool:
    """A directory that no other worker uses at the same time. Calls block, one at a time."""

    def __init__(self, directory: Path, ticks: Callable[[], int] = time.time_ns) -> None:
        """Take up what an earlier process has left behind."""
        directory.mkdir(parents=True, exist_ok=True)
        self._directory = directory
        self._ticks = ticks
        for unfinished in directory.glob("*.part"):
            unfinished.unlink()
        self._paths = deque(path for path in sorted(directory.glob(f"*{_SUFFIX}")) if _is_readable(path))
        self._newest = int(self._paths[-1].stem) if self._paths else 0

    def __len__(self) -> int:
        """Count what waits."""
        return len(self._paths)

    def waiting(self) -> Iterator[Upload]:
        """Read all that waits, oldest first, one at a time."""
        return map(_read, self._paths)

    def put(self, upload: Upload) -> None:
        """Write an object to disk; raise OSError if that cannot be done."""
        head = {"key": upload.key, "content_type": upload.content_type, "notes": upload.notes}
        newest = max(self._newest + 1, self._ticks())
        path = self._directory / f"{newest:020d}{_SUFFIX}"
        _write(path, json.dumps(head).encode() + b"\n" + upload.body)
        self._newest = newest
        self._paths.append(path)

    def oldest(self) -> Upload | None:
        """Read what has waited longest; None if nothing waits."""
        return _read(self._paths[0]) if self._paths else None

    def remove_oldest(self) -> None:
        """Forget what has waited longest: it is stored."""
        self._paths[0].unlink()
        self._paths.popleft()

    def set_oldest_aside(self) -> None:
        """Keep on disk, but do not try again, what the store will never take."""
        path = self._paths[0]
        path.rename(path.with_suffix(_ASIDE))
        self._paths.popleft()


def _read(path: Path) -> Upload:
    head, _, body = path.read_bytes().partition(b"\n")
    said = json.loads(head)
    return Upload(said["key"], body, said["content_type"], said["notes"])


def _is_readable(path: Path) -> bool:
    """Tell what a process has left whole; what is not is set aside, so that it stops nothing behind it."""
    try:
        _read(path)
    except (ValueError, KeyError):
        path.rename(path.with_suffix(_ASIDE))
        return False
    return True


def _write(path: Path, content: bytes) -> None:
    """Write so that a file is either whole or not there, whenever the power goes."""
    part = path.with_suffix(".part")
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.rename(path)
