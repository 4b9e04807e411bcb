"""Cuts a stream's frames into fragments: about two seconds each, from key frame to key frame.

Without I/O and without a clock of its own; times are seconds on the worker's clock, as frames carry them.
"""

from dataclasses import dataclass, field

from media_worker.frames import Frame, Parameters
from media_worker.mp4 import Sample, Track, write_fragment, write_init
from media_worker.offer import Kind
from media_worker.opus import samples
from media_worker.timeline import CLOCK_RATES, Timeline

SHORTEST_SECONDS = 1.5
LONGEST_SECONDS = 4.0
SOUND_ALONE_SECONDS = 2.0
BYTES_AT_MOST = 4 * 1024 * 1024
_NUMBERS: dict[Kind, int] = {"video": 1, "audio": 2}
_FRAME_TICKS = 3000
_ROUNDING_TICKS = 2


@dataclass(slots=True)
class _Kept:
    """A frame that waits for its fragment."""

    frame: Frame
    ticks: int
    arrived_at: float


@dataclass(frozen=True)
class Fragment:
    """What is stored: `init` is the initialisation segment that `body` needs."""

    init: bytes
    body: bytes
    began_at: float
    duration: float
    codecs: tuple[str, ...]


@dataclass
class Fragmenter:
    """Holds the frames of the fragment that is not cut yet."""

    timeline: Timeline
    _kept: dict[Kind, list[_Kept]] = field(default_factory=lambda: {"video": [], "audio": []})
    _ends: dict[Kind, int] = field(default_factory=lambda: {"video": 0, "audio": 0})
    _origin: float | None = None
    _ended_at: float = float("-inf")
    _bytes: int = 0
    _count: int = 0

    def add(self, kind: Kind, frame: Frame, ticks: int, arrived_at: float) -> Fragment | None:
        """Take a frame; return the fragment that it ends, if it does."""
        done = None
        if kind == "video" and frame.is_key and self._is_long_enough(frame, ticks):
            done = self._cut(self.timeline.seconds("video", ticks), ticks)
        self._kept[kind].append(_Kept(frame, ticks, arrived_at))
        self._bytes += len(frame.body)
        return done or self.cut_overdue(arrived_at)

    def cut_overdue(self, now: float) -> Fragment | None:
        """Return what is kept if it has become too long or too much, key frame or not."""
        video, audio = self._kept["video"], self._kept["audio"]
        before = now - (LONGEST_SECONDS if video else SOUND_ALONE_SECONDS)
        is_overdue = (video and video[0].arrived_at <= before) or (audio and audio[0].arrived_at <= before)
        return self.cut_all() if is_overdue or self._bytes > BYTES_AT_MOST else None

    def cut_all(self) -> Fragment | None:
        """Return all that is kept as a last fragment; None if there is nothing."""
        return self._cut(float("inf"), None)

    def _is_long_enough(self, frame: Frame, ticks: int) -> bool:
        video = self._kept["video"]
        if not video:
            return False
        if frame.parameters != video[0].frame.parameters:
            return True
        return ticks - video[0].ticks >= SHORTEST_SECONDS * CLOCK_RATES["video"]

    def _cut(self, until: float, next_ticks: int | None) -> Fragment | None:
        """Take all pictures, and the sound from before `until`."""
        video, audio = self._kept["video"], self._kept["audio"]
        taken, left = self._split(audio, until)
        self._kept = {"video": [], "audio": left}
        self._bytes = sum(len(kept.frame.body) for kept in left)
        if not video and not taken:
            return None
        starts = [self.timeline.seconds("video", kept.ticks) for kept in video[:1]]
        starts += [self.timeline.seconds("audio", kept.ticks) for kept in taken[:1]]
        self._origin = min(starts) if self._origin is None else self._origin
        return self._write(starts, self._write_tracks(video, taken, next_ticks))

    def _split(self, audio: list[_Kept], until: float) -> tuple[list[_Kept], list[_Kept]]:
        """Part the sound from before a time from what comes after it."""
        if until == float("inf"):
            return audio, []
        parts: tuple[list[_Kept], list[_Kept]] = [], []
        for kept in audio:
            parts[self.timeline.seconds("audio", kept.ticks) >= until].append(kept)
        return parts

    def _write(self, starts: list[float], tracks: list[tuple[Track, list[Sample]]]) -> Fragment:
        """Let the first track, the pictures if there are any, say when the fragment ends; late sound moves no start."""
        track, written = tracks[0]
        began_at = max(min(starts), self._ended_at)
        self._ended_at = max(began_at, starts[0] + sum(sample.duration for sample in written) / track.timescale)
        self._count += 1
        return Fragment(
            init=write_init([track for track, _ in tracks]),
            body=write_fragment(self._count, tracks),
            began_at=began_at,
            duration=self._ended_at - began_at,
            codecs=tuple(track.parameters.codec for track, _ in tracks),
        )

    def _write_tracks(
        self, video: list[_Kept], audio: list[_Kept], next_ticks: int | None
    ) -> list[tuple[Track, list[Sample]]]:
        tracks = []
        if video:
            last = video[-1].ticks
            end = next_ticks if next_ticks is not None and next_ticks > last else last + _FRAME_TICKS
            tracks.append(self._write_track("video", video, end, video[0].frame.parameters))
        if audio:
            end = audio[-1].ticks + samples(audio[-1].frame.body)
            tracks.append(self._write_track("audio", audio, end, audio[0].frame.parameters))
        return tracks

    def _write_track(
        self, kind: Kind, kept: list[_Kept], end: int, parameters: Parameters
    ) -> tuple[Track, list[Sample]]:
        """Give each frame its time from the recording's origin, and the time to the next as its duration."""
        origin = self._origin or 0.0
        begin = round((self.timeline.seconds(kind, kept[0].ticks) - origin) * CLOCK_RATES[kind])
        if abs(begin - self._ends[kind]) <= _ROUNDING_TICKS:
            begin = self._ends[kind]
        # What was cut before its time was known may end too late: the frames after it catch up.
        time = max(begin, self._ends[kind])
        written = []
        ends = [*(following.ticks for following in kept[1:]), end]
        for each, following in zip(kept, ends, strict=True):
            duration = max(1, begin + following - kept[0].ticks - time)
            written.append(Sample(time, duration, each.frame.body, each.frame.is_key))
            time += duration
        self._ends[kind] = time
        return Track(_NUMBERS[kind], CLOCK_RATES[kind], parameters), written
