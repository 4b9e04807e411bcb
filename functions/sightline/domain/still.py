"""A still: one JPEG from the phone's camera, sent over signalling where no video gets through.

Its key says what an index needs, and part of its digest, so that other bytes never claim its place:

    {force_id}/{session_id}/stills/{sequence:010d}-{captured_at in ms}-{first 16 digits of SHA-256}.jpg
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sightline.domain.errors import InvalidStillError

MOST_BYTES = 22 * 1024
"""In base64, with all that is around it, this fits one WebSocket frame of API Gateway's (32 KB)."""
HIGHEST_SEQUENCE = 9_999_999_999

_MILLISECOND = timedelta(milliseconds=1)
_EPOCH = datetime.fromtimestamp(0, UTC)
_STILL = re.compile(
    r"^(?P<session>.+)/stills/(?P<sequence>\d{10})-(?P<captured>\d{1,14})-(?P<digest>[0-9a-f]{16})\.jpg\Z", re.ASCII
)
_START, _END = b"\xff\xd8", b"\xff\xd9"
_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
_SCAN = 0xDA


@dataclass(frozen=True)
class StillName:
    """What a still's key says."""

    session_prefix: str
    sequence: int
    captured_at: datetime
    digest: str

    @property
    def key(self) -> str:
        """The object key; the inverse of `parse_still_key`."""
        captured = (self.captured_at - _EPOCH) // _MILLISECOND
        return f"{self.session_prefix}/stills/{self.sequence:010d}-{captured}-{self.digest}.jpg"


def name_still(session_prefix: str, sequence: int, captured_at: datetime, sha256: str) -> StillName:
    """Name a still of a session; `sha256` is the whole digest in hex."""
    return StillName(session_prefix, sequence, captured_at, sha256[:16])


def stills_prefix(session_prefix: str) -> str:
    """Name the beginning of all keys of a session's stills."""
    return f"{session_prefix}stills/"


def parse_still_key(key: str) -> StillName | None:
    """Read a still's key; None if the key names something else."""
    match = _STILL.match(key)
    if match is None:
        return None
    captured_at = _EPOCH + int(match["captured"]) * _MILLISECOND
    return StillName(match["session"], int(match["sequence"]), captured_at, match["digest"])


def list_stills(keys: Iterable[str]) -> list[StillName]:
    """Return the stills among a session's keys, in the order taken."""
    return sorted((name for key in keys if (name := parse_still_key(key))), key=lambda name: name.sequence)


def read_jpeg_size(body: bytes) -> tuple[int, int]:
    """Return (width, height) as a JPEG's markers say them (ITU-T T.81, annex B), or raise InvalidStillError.

    Nothing is decoded: the segments are walked from start to scan, and the end must be one.
    """
    if not (body.startswith(_START) and body.endswith(_END)):
        raise InvalidStillError
    size = None
    for marker, segment in _segments(body):
        if marker in _FRAMES:
            size = int.from_bytes(segment[3:5]), int.from_bytes(segment[1:3])
        if marker == _SCAN and size and all(size):
            return size
    raise InvalidStillError


def _segments(body: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield (marker, segment without its length) up to the first scan, for as long as they follow on each other."""
    at = len(_START)
    while at + 4 <= len(body) and body[at] == 0xFF:  # noqa: PLR2004 - each marker begins so
        marker, length = body[at + 1], int.from_bytes(body[at + 2 : at + 4])
        yield marker, body[at + 4 : at + 2 + length]
        if marker == _SCAN:
            return
        at += 2 + length
