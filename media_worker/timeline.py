"""One timeline for sound and picture.

RTP time starts anywhere and each track has its own. The first packet's arrival places a track roughly;
sender reports (RFC 3550, 6.4.1) say which RTP times of two tracks were one instant on the phone, and so
place the sound exactly against the picture. Arrival alone sets sound some 100 ms early.
"""

from dataclasses import dataclass

from media_worker.offer import Kind
from media_worker.rtp import unwrap

CLOCK_RATES: dict[Kind, int] = {"video": 90_000, "audio": 48_000}
_BITS = 32
_NTP_FRACTION = 1 << 32
_ASTRAY_SECONDS = 5.0


@dataclass
class _Place:
    """Where one track lies: this RTP time (without wrap) arrived then."""

    ticks: int
    arrived_at: float
    newest: int
    report: tuple[float, int] | None = None
    """The newest sender report as (the phone's seconds, RTP time)."""


class Timeline:
    """Gives the RTP times of a stream's tracks as seconds of the worker's clock."""

    def __init__(self) -> None:
        """Begin without a track."""
        self._places: dict[Kind, _Place] = {}

    def has_begun(self, kind: Kind) -> bool:
        """Tell whether a track is placed."""
        return kind in self._places

    def follow(self, kind: Kind, timestamp: int, arrived_at: float) -> int | None:
        """Take a frame's RTP time and arrival; return its time without wrap.

        None if the track has not begun, or its RTP clock has jumped: it cannot be set against what came.
        """
        known = self._places.get(kind)
        if known is None:
            return None
        ticks = unwrap(timestamp, known.newest, _BITS)
        if abs(known.arrived_at + (ticks - known.ticks) / CLOCK_RATES[kind] - arrived_at) > _ASTRAY_SECONDS:
            return None
        known.newest = max(known.newest, ticks)
        return ticks

    def place(self, kind: Kind, timestamp: int, arrived_at: float) -> int:
        """Take a frame as `follow` does; one that it cannot follow is a new beginning."""
        ticks = self.follow(kind, timestamp, arrived_at)
        if ticks is None:
            self._places[kind] = _Place(timestamp, arrived_at, timestamp)
            return timestamp
        return ticks

    def note_report(self, kind: Kind, ntp_timestamp: int, timestamp: int) -> None:
        """Take a sender report of a track that is placed."""
        known = self._places.get(kind)
        if known is not None:
            known.report = (ntp_timestamp / _NTP_FRACTION, unwrap(timestamp, known.newest, _BITS))

    def find(self, kind: Kind, timestamp: int) -> float | None:
        """Return when an RTP time was; None for a track that has not begun."""
        known = self._places.get(kind)
        return None if known is None else self.seconds(kind, unwrap(timestamp, known.newest, _BITS))

    def seconds(self, kind: Kind, ticks: int) -> float:
        """Return when a frame was taken."""
        video, audio = self._places.get("video"), self._places.get("audio")
        if kind == "video" or video is None or audio is None or video.report is None or audio.report is None:
            return self._by_arrival(kind, ticks)
        on_phone = audio.report[0] + (ticks - audio.report[1]) / CLOCK_RATES["audio"]
        as_video = video.report[1] + (on_phone - video.report[0]) * CLOCK_RATES["video"]
        return video.arrived_at + (as_video - video.ticks) / CLOCK_RATES["video"]

    def _by_arrival(self, kind: Kind, ticks: int) -> float:
        place = self._places[kind]
        return place.arrived_at + (ticks - place.ticks) / CLOCK_RATES[kind]
