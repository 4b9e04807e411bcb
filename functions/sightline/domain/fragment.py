"""A fragment: about two seconds of one recording, one object in the evidence bucket.

The key says everything an index needs, so the bucket alone is the index:

    {force_id}/{session_id}/{recording_id}/{sequence:08d}-{captured_at in ms}-{duration in ms}.m4s
    {force_id}/{session_id}/{recording_id}/init-{sequence:08d}.mp4     codec parameters from that fragment on
    {force_id}/{session_id}/{recording_id}/finish.json                 the worker's closing word
    {force_id}/{session_id}/talk-...                                   a recording of an officer who speaks
    {force_id}/{session_id}/stills/...                                 see `still.py`
    {force_id}/{session_id}/original/...                               see `original.py`
    {force_id}/{session_id}/manifest.json and seal.json                the first; later ones under version-2/ and so on
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

_MILLISECOND = timedelta(milliseconds=1)
_EPOCH = datetime.fromtimestamp(0, UTC)
TRACK_TALK = "talk"
# No more digits than a datetime has room for: 14 of milliseconds end in the year 5138.
_FRAGMENT = re.compile(
    r"^(?P<recording>.+/[^/]+)/(?P<sequence>\d{8})-(?P<captured>\d{1,14})-(?P<duration>\d{1,10})\.m4s\Z", re.ASCII
)
_INIT = re.compile(r"^(?P<recording>.+/[^/]+)/init-(?P<sequence>\d{8})\.mp4\Z", re.ASCII)


class GapReason(StrEnum):
    """Why time is missing from a recording."""

    PACKET_LOSS = "packet-loss"
    STREAM_INTERRUPTED = "stream-interrupted"
    WORKER_LOST = "worker-lost"
    FRAGMENT_MISSING = "fragment-missing"
    SPOOL_FULL = "spool-full"


@dataclass(frozen=True)
class Gap:
    """Time that is missing. `track` is "video", "audio", "all", or "talk" for what an officer said."""

    track: str
    began_at: datetime
    ended_at: datetime
    reason: GapReason


@dataclass(frozen=True)
class RecordingPlace:
    """Where in the bucket one recording lies."""

    force_id: str
    session_id: str
    recording_id: str

    @property
    def prefix(self) -> str:
        """The common beginning of all the recording's keys, without a trailing slash."""
        return f"{self.force_id}/{self.session_id}/{self.recording_id}"


@dataclass(frozen=True)
class FragmentName:
    """What a fragment's key says."""

    recording_prefix: str
    sequence: int
    captured_at: datetime
    duration: timedelta

    @property
    def key(self) -> str:
        """The object key; the inverse of `parse_fragment_key`."""
        captured = (self.captured_at - _EPOCH) // _MILLISECOND
        return f"{self.recording_prefix}/{self.sequence:08d}-{captured}-{self.duration // _MILLISECOND}.m4s"

    @property
    def ends_at(self) -> datetime:
        """The instant after the fragment's last frame."""
        return self.captured_at + self.duration


def init_key(place: RecordingPlace, sequence: int) -> str:
    """Name the initialisation segment that holds from fragment `sequence` on."""
    return f"{place.prefix}/init-{sequence:08d}.mp4"


def finish_key(place: RecordingPlace) -> str:
    """Name the object in which the worker says that a recording is complete."""
    return f"{place.prefix}/finish.json"


def parse_fragment_key(key: str) -> FragmentName | None:
    """Read a fragment's key; None if the key names something else."""
    match = _FRAGMENT.match(key)
    if match is None:
        return None
    return FragmentName(
        recording_prefix=match["recording"],
        sequence=int(match["sequence"]),
        captured_at=_EPOCH + int(match["captured"]) * _MILLISECOND,
        duration=int(match["duration"]) * _MILLISECOND,
    )


def parse_init_key(key: str) -> tuple[str, int] | None:
    """Read an initialisation segment's key as (recording prefix, sequence); None if it is none."""
    match = _INIT.match(key)
    return (match["recording"], int(match["sequence"])) if match else None
