"""A file that a citizen sends of what the phone has already: how many a session takes, and how far each is.

Each is an upload (`upload.py`); the session remembers which ones are its own, so that officers see them come and
whoever chooses the same file again goes on with it, though the phone itself keeps no note.
"""

from dataclasses import dataclass
from datetime import datetime

from sightline.domain.errors import SightlineError
from sightline.domain.upload import MOST_BYTES, UploadState

MOST_FILES = 20
"""Of one session, refused ones included."""
MOST_BYTES_OF_ALL = MOST_BYTES
"""Of one session: as much as one officer's file."""


@dataclass(frozen=True)
class SentFile:
    """One file, as the phone names it."""

    upload_id: str
    file_name: str
    byte_count: int
    modified_at: datetime
    state: UploadState = UploadState.OPEN

    @property
    def mark(self) -> tuple[str, int, datetime]:
        """What the phone knows a file by."""
        return self.file_name, self.byte_count, self.modified_at


def find_file(files: tuple[SentFile, ...], file: SentFile) -> SentFile | None:
    """Return the file that this one is, chosen again, or None; one that was refused begins anew."""
    return next((known for known in files if known.mark == file.mark and known.state is not UploadState.REFUSED), None)


def expect_file(files: tuple[SentFile, ...], file: SentFile) -> tuple[SentFile, ...]:
    """Return a session's files with one more; raise TooManyFilesError. One that is there already changes nothing."""
    if find_file(files, file):
        return files
    if len(files) >= MOST_FILES or file.byte_count + sum(each.byte_count for each in files) > MOST_BYTES_OF_ALL:
        raise TooManyFilesError
    return (*files, file)


class TooManyFilesError(SightlineError):
    """The session takes no more files, or not so large a one."""

    code = "too-many-files"
    text = "This link takes 20 files, and 20 GB in all. Ask the officer for a new link to send more."


class FilesClosedError(SightlineError):
    """The session ended too long ago, or its link was withdrawn."""

    code = "files-closed"
    text = "The time for sending files is over. Ask the officer for a new link."
