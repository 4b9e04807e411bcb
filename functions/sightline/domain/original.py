"""The original: what a phone itself recorded at full quality, in pieces that it sends when there is room.

A take is one run of the phone's recorder; its pieces, put together in order, are one film. The key says
everything an index needs, as a fragment's does (`fragment.py`):

    {force_id}/{session_id}/original/{take_id}/{sequence:08d}-{captured_at in ms}-{duration in ms}.webm or .mp4
    {force_id}/{session_id}/original/manifest.json and seal.json
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from sightline.domain.errors import InvalidRequestError

_MILLISECOND = timedelta(milliseconds=1)
_EPOCH = datetime.fromtimestamp(0, UTC)
_PIECE = re.compile(
    r"^(?P<session>[^/]+/[^/]+)/original/(?P<take>[^/]+)/"
    r"(?P<sequence>\d{8})-(?P<captured>\d{1,14})-(?P<duration>\d{1,10})\.(?P<container>webm|mp4)\Z",
    re.ASCII,
)

SENDING_TIME = timedelta(hours=24)
"""How long after the end of its session a phone may send; then what is missing is named as missing."""


MOST_PIECES = 10_000
"""Of one session: half a day at four seconds each."""
MOST_TAKES = 200


class CutShort(StrEnum):
    """Why a phone stopped keeping before its session ended."""

    PHONE_FULL = "phone-full"
    TAKEN_BACK = "taken-back"
    RECORDER_FAILED = "recorder-failed"


@dataclass(frozen=True)
class Take:
    """One take as the phone declares it: how many pieces it has of it, sent or not."""

    take_id: str
    mime: str
    """RFC 6381, as in video/webm;codecs=vp8,opus."""
    pieces: int
    cut_short: CutShort | None = None


@dataclass(frozen=True)
class Original:
    """What is known of a session's original besides what the bucket holds."""

    takes: tuple[Take, ...] = ()
    clock_offset_seconds: float = 0.0
    """What must be added to the phone's clock to get ours, but for the time that its word was under way."""
    complete: bool = False
    """The phone has said that nothing more comes."""
    sealed_at: datetime | None = None

    def declared(self, takes: Iterable[Take], clock_offset_seconds: float, *, complete: bool) -> "Original":
        """Return the original with a phone's newest word; what a phone has once declared is not forgotten."""
        merged = {take.take_id: take for take in self.takes}
        for take in takes:
            known = merged.get(take.take_id, take)
            merged[take.take_id] = replace(
                take, pieces=max(take.pieces, known.pieces), cut_short=take.cut_short or known.cut_short
            )
        if len(merged) > MOST_TAKES or sum(take.pieces for take in merged.values()) > MOST_PIECES:
            message = "takes: more than a phone can have recorded in a session"
            raise InvalidRequestError(message)
        return replace(
            self,
            takes=tuple(merged.values()),
            clock_offset_seconds=clock_offset_seconds,
            complete=self.complete or complete,
        )

    def take(self, take_id: str) -> Take | None:
        """Return a declared take, or None."""
        return next((take for take in self.takes if take.take_id == take_id), None)


@dataclass(frozen=True)
class PieceName:
    """What a piece's key says. `captured_at` is by the phone's clock."""

    session_prefix: str
    """`{force_id}/{session_id}/`"""
    take_id: str
    sequence: int
    captured_at: datetime
    duration: timedelta
    container: str

    @property
    def key(self) -> str:
        """The object key; the inverse of `parse_piece_key`."""
        captured = (self.captured_at - _EPOCH) // _MILLISECOND
        name = f"{self.sequence:08d}-{captured}-{self.duration // _MILLISECOND}.{self.container}"
        return f"{original_prefix(self.session_prefix)}{self.take_id}/{name}"

    @property
    def ends_at(self) -> datetime:
        """The instant after the piece's last frame."""
        return self.captured_at + self.duration


@dataclass(frozen=True)
class PieceBody:
    """The bytes that may be put under a piece's key, and no others."""

    mime: str
    byte_count: int
    sha256: str
    """Hex."""


def original_prefix(session_prefix: str) -> str:
    """Name the beginning of all keys of a session's original."""
    return f"{session_prefix}original/"


def container_of(mime: str) -> str:
    """Return the container of a take's media type, which is its pieces' extension."""
    return mime.partition(";")[0].removeprefix("video/")


def parse_piece_key(key: str) -> PieceName | None:
    """Read a piece's key; None if the key names something else."""
    match = _PIECE.match(key)
    if match is None:
        return None
    return PieceName(
        session_prefix=f"{match['session']}/",
        take_id=match["take"],
        sequence=int(match["sequence"]),
        captured_at=_EPOCH + int(match["captured"]) * _MILLISECOND,
        duration=int(match["duration"]) * _MILLISECOND,
        container=match["container"],
    )


def read_takes(keys: Iterable[str]) -> dict[str, list[PieceName]]:
    """Group a session's keys into takes, in the order they began, each with its pieces in order.

    Of several objects that claim the same place in a take the one first in the listing counts.
    """
    takes: dict[str, dict[int, PieceName]] = {}
    for name in filter(None, map(parse_piece_key, keys)):
        takes.setdefault(name.take_id, {}).setdefault(name.sequence, name)
    ordered = {take_id: [by_place[place] for place in sorted(by_place)] for take_id, by_place in takes.items()}
    return dict(sorted(ordered.items(), key=lambda item: item[1][0].captured_at))


def missing_pieces(take: Take, stored: Sequence[PieceName]) -> list[int]:
    """Return the sequences that the phone declared, or that lie before a stored one, and that are not there."""
    there = {name.sequence for name in stored}
    expected = max([take.pieces, *(sequence + 1 for sequence in there)])
    return [sequence for sequence in range(expected) if sequence not in there]
