"""Masters as they lie in the bucket: films recorded by the worker's own recorder, and the manifest of them."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from fractions import Fraction
from functools import cache
from typing import Any, Literal

import av
from av import CodecContext
from av.video.frame import PictureType

from media_worker.frames import Frame, Parameters
from media_worker.opus import PARAMETERS
from media_worker.recording import Recording, clock_from
from media_worker.sps import read_size
from media_worker.upload import Upload
from sightline.domain.fragment import RecordingPlace
from sightline.domain.manifest import ClosedRecording, Contents, build_manifest
from sightline.domain.timeline import find_gaps, read_recordings
from sightline.messages.copies import SourceObject
from tests.fakes.evidence import EvidenceInMemory
from tests.fakes.examples import a_session
from tests.integration.media_worker.film import record_opus

EPOCH = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
MANIFEST = "avon/session-1/manifest.json"
RATE = 30
_CLOCK_AT = 100.0
_UNIT = re.compile(rb"\x00\x00\x00?\x01")

_X264 = {"preset": "ultrafast", "tune": "zerolatency", "profile": "baseline", "x264-params": "repeat-headers=1"}
_VPX = {"deadline": "realtime", "cpu-used": "8", "lag-in-frames": "0"}

Shown = tuple[float, Literal["video", "audio"], Frame]


@dataclass
class Master:
    """A bucket that holds one session's recordings."""

    evidence: EvidenceInMemory = field(default_factory=EvidenceInMemory)
    pictures: list[Frame] = field(default_factory=list)
    sounds: list[Frame] = field(default_factory=list)

    def seal(self, **session: str) -> SourceObject:
        """Write the manifest of what the bucket holds now, of a session with some of its fields changed."""
        recordings = read_recordings(self.evidence.objects)
        keys = [key for key in self.evidence.objects if key != MANIFEST]
        gaps = find_gaps(recordings, [], None)
        closed = [ClosedRecording(recording) for recording in recordings]
        digests = self.evidence.read_digests(keys)
        document = build_manifest(Contents(a_session(**session), closed, digests, gaps, [], [], []))
        body = json.dumps(document, default=str).encode()
        self.evidence.objects[MANIFEST] = body
        return SourceObject(key=MANIFEST, sha256=hashlib.sha256(body).hexdigest())

    def fragments(self) -> list[str]:
        """Return the keys of the fragments, in order."""
        return sorted(key for key in self.evidence.objects if key.endswith(".m4s"))


@dataclass
class _Bucket:
    """Puts what a recording stores into memory."""

    evidence: EvidenceInMemory

    def has_room(self, size: int, *, is_first: bool) -> bool:
        """Take everything."""
        return size > 0 or is_first

    def put(self, upload: Upload) -> None:
        """Take one object."""
        self.evidence.objects[upload.key] = upload.body
        self.evidence.notes[upload.key] = dict(upload.notes)


def record(
    master: Master, frames: Sequence[Shown], recording_id: str = "20260102T030405000Z-00000001", began: float = 0.0
) -> None:
    """Record frames, each with its second, as one recording that begins so many seconds after EPOCH."""
    place = RecordingPlace("avon", "session-1", recording_id)
    recording = Recording(place, _Bucket(master.evidence), clock_from(EPOCH, _CLOCK_AT))
    for at, kind, frame in sorted(frames, key=lambda each: each[0]):
        (master.pictures if kind == "video" else master.sounds).append(frame)
        recording.add(kind, frame, is_torn=False, now=_CLOCK_AT + began + at)
    recording.finish(_CLOCK_AT + began + 1000)


def a_film(seconds: int = 6, *, sound_from: float = 0.0, size: str = "320x240", codec: str = "h264") -> list[Shown]:
    """Return a film, 30 pictures a second with a key frame each second, and a tone that begins so late."""
    pictures = _h264(seconds, size) if codec == "h264" else _vp8(seconds, size)
    shown: list[Shown] = [(number / 30, "video", frame) for number, frame in enumerate(pictures)]
    late = round(sound_from * 48_000)
    sounds = _opus(seconds)
    return shown + [
        ((late + number * 960) / 48_000, "audio", Frame(late + number * 960, body, is_key=True, parameters=PARAMETERS))
        for number, body in enumerate(sounds)
        if late + number * 960 < seconds * 48_000
    ]


def a_film_of(pictures: Sequence[av.VideoFrame]) -> list[Shown]:
    """Return a film of these pictures, which are all of one size, 30 a second with a key frame each second, silent."""
    size = f"{pictures[0].width}x{pictures[0].height}"
    units = _read_units(_encode("libx264", pictures, size, _X264))
    return [(number / RATE, "video", frame) for number, frame in enumerate(units)]


@cache
def _opus(seconds: int) -> tuple[bytes, ...]:
    return tuple(record_opus(seconds))


@cache
def _h264(seconds: int, size: str) -> tuple[Frame, ...]:
    return tuple(_read_units(_encode("libx264", _draw(seconds, size), size, _X264)))


@cache
def _vp8(seconds: int, size: str) -> tuple[Frame, ...]:
    width, height = map(int, size.split("x"))
    parameters = Parameters("vp08.00.10.08", width, height)
    frames = enumerate(_encode("libvpx", _draw(seconds, size), size, _VPX))
    return tuple(Frame(number * 3000, body, not body[0] & 1, parameters) for number, body in frames)


def _draw(seconds: int, size: str) -> Iterator[av.VideoFrame]:
    """Yield the pictures of a test card."""
    with av.open(f"testsrc=size={size}:rate={RATE}:duration={seconds}", format="lavfi") as source:
        yield from source.decode(video=0)


def _encode(codec: str, pictures: Iterable[av.VideoFrame], size: str, options: dict[str, str]) -> list[bytes]:
    """Encode pictures of which every second begins with a key frame, and nothing else does."""
    encoder: Any = CodecContext.create(codec, "w")
    encoder.width, encoder.height = map(int, size.split("x"))
    encoder.pix_fmt, encoder.time_base, encoder.framerate = "yuv420p", Fraction(1, RATE), Fraction(RATE)
    encoder.gop_size, encoder.options = RATE, options
    packets: list[bytes] = []
    for number, picture in enumerate(pictures):
        frame = picture.reformat(format="yuv420p")
        frame.pts, frame.pict_type = number, PictureType.NONE
        packets += [bytes(packet) for packet in encoder.encode(frame)]
    return packets


def _read_units(film: Sequence[bytes]) -> Iterator[Frame]:
    parameters = None
    for number, unit in enumerate(film):
        parts = [part for part in _UNIT.split(unit) if part]
        by_kind = {part[0] & 0x1F: part for part in parts}
        if 7 in by_kind:
            sps, pps = by_kind[7], by_kind[8]
            width, height = read_size(sps) or (0, 0)
            parameters = Parameters(f"avc1.{sps[1:4].hex()}", width, height, (sps, pps))
        assert parameters
        yield Frame(number * 3000, b"".join(len(part).to_bytes(4) + part for part in parts), 5 in by_kind, parameters)
