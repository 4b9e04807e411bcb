"""A copy: a clip, a snapshot or a playable rendition of a part of a master, and where in the derived bucket it lies.

Keys of the derived bucket:

    {force_id}/{material_id}/{copy_id}/{file}              each file, a part of its digest in its name
    {force_id}/{material_id}/{copy_id}/derivation.json     how it was made, of what; the copy is ready once it is there
    {force_id}/{material_id}/{copy_id}/failure.json        why it could not be made
    {force_id}/{material_id}/{copy_id}/progress.json       how far it is
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sightline.domain.errors import SightlineError

LONGEST_UNTOUCHED = timedelta(hours=12)
"""What is copied bit by bit within a function's quarter of an hour: a second of film takes 8 ms of a core."""
LONGEST_PLAYABLE = timedelta(hours=4)
"""The same with its sound encoded: 46 ms. Pictures in VP8 take longer, and may come to an end before they are done."""
LONGEST_EXACT = timedelta(minutes=30)
"""The same with its pictures encoded: 0.43 s at 720p."""
LONGEST_REDACTED = timedelta(minutes=20)
"""The same with two faces hidden in each picture: 0.09 s more."""
LONGEST_FILM = timedelta(hours=24)
"""Of a file that was brought in nobody knows how long it lasts before it is opened: no longer than this."""
LARGEST_FILM = 4 * 2**30
"""Bytes of such a file: it lies on a disk of 10 GB beside what is made of it, and S3 takes 5 GB at once."""
UNDATED = datetime(1970, 1, 1, tzinfo=UTC)
"""Where a film begins of which nobody has said when it was recorded: its times are counted from there."""

_NO_FILE_NAME = {ord(sign): "-" for sign in '\\/:*?"<>|'}
"""What no file's name can hold on some system."""


class MasterAlteredError(SightlineError):
    """An object of the master is not there, or not the one that its manifest names."""

    code = "master-altered"
    text = "A part of the recording is not what was sealed, so no copy was made of it. Tell a supervisor."

    def __init__(self, key: str | None = None) -> None:
        """Take the object's key, where it is known."""
        super().__init__()
        self.key = key


class MasterUnreadableError(SightlineError):
    """What was sealed cannot be read as pictures and sound."""

    code = "master-unreadable"
    text = "A part of the recording cannot be read as pictures and sound. It is kept as it is."

    def __init__(self, key: str | None = None) -> None:
        """Take the object's key, where it is known."""
        super().__init__()
        self.key = key


class NothingToCopyError(SightlineError):
    """The master has no pictures or sound at that time."""

    code = "nothing-to-copy"
    text = "There is nothing recorded at that time. Choose another one."


class OutsideRecordingError(SightlineError):
    """What was asked for lies, wholly or in part, before or after all that was recorded."""

    code = "outside-recording"
    text = "That is outside the recording. Choose a time within it."


class TimesReversedError(SightlineError):
    """The end does not come after the beginning, or a snapshot has an end, or a run has none."""

    code = "times-reversed"
    text = "The end must come after the beginning; a snapshot has no end."


class CopyNotPossibleError(SightlineError):
    """The material is not one that copies are made of."""

    code = "copy-not-possible"
    text = "Copies are made of sealed recordings and of files that were brought in, not of other copies."


class CopyNotReadyError(SightlineError):
    """The copy is still being made, or cannot be."""

    code = "copy-not-ready"
    text = "This copy is not ready. Look how far it is."


class CopyTooLongError(SightlineError):
    """Making a copy would take longer, or more room, than there is."""

    code = "copy-too-long"
    text = "This is too much for one copy. Choose a shorter time."


class FilmTooLargeError(SightlineError):
    """A file that was brought in is larger than what copies can be made of."""

    code = "film-too-large"
    text = "This file is too large to make copies of it here. It is kept, and can be saved, as it is."


class TurnUnknownError(SightlineError):
    """A film asks to be shown mirrored or aslant, or a WebP turned, which programs do differently."""

    code = "turn-unknown"
    text = "This file asks for its picture to be turned in a way that not every program knows. It is kept as it is."


@dataclass(frozen=True)
class Span:
    """From one instant to another; a snapshot's has no end."""

    began_at: datetime
    ended_at: datetime | None


def check_span(asked: Span, recorded: Span, *, is_snapshot: bool, longest: timedelta) -> None:
    """Raise one of the refusals above unless a copy of this span can be made."""
    if is_snapshot != (asked.ended_at is None):
        raise TimesReversedError
    ended_at = asked.ended_at or asked.began_at
    if ended_at < asked.began_at or (ended_at == asked.began_at and not is_snapshot):
        raise TimesReversedError
    if recorded.ended_at is None or not recorded.began_at <= asked.began_at <= ended_at <= recorded.ended_at:
        raise OutsideRecordingError
    if ended_at - asked.began_at > longest:
        raise CopyTooLongError


def film_span(captured_at: datetime | None, byte_count: int) -> Span:
    """Return where a film that was brought in can be cut; raise FilmTooLargeError."""
    if byte_count > LARGEST_FILM:
        raise FilmTooLargeError
    began_at = captured_at or UNDATED
    return Span(began_at, began_at + LONGEST_FILM)


def copy_prefix(force_id: str, material_id: str, copy_id: str) -> str:
    """Name the beginning of all keys of a copy."""
    return f"{force_id}/{material_id}/{copy_id}/"


def saved_name(incident_ref: str, file: str) -> str:
    """Name a copy's file as an officer finds it again among others; the rest is as in the records of the copy."""
    return f"{incident_ref} {file}".translate(_NO_FILE_NAME)


def derivation_key(prefix: str) -> str:
    """Name the object that says how a copy was made."""
    return f"{prefix}derivation.json"


def failure_key(prefix: str) -> str:
    """Name the object that says why a copy could not be made."""
    return f"{prefix}failure.json"


def progress_key(prefix: str) -> str:
    """Name the object that says how far a copy is."""
    return f"{prefix}progress.json"
