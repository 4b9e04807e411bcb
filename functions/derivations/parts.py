"""Parts: what of a recording becomes one file, since a player can play it with one set of parameters.

A recording has a new initialisation segment whenever its tracks change: the sound that begins a second after the
picture is one change, a turned phone another. The first needs no file of its own: the segment that names both tracks
holds for fragments with one of them, since the tracks keep their numbers.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import av
from av.container import InputContainer

from derivations.film import find_tracks
from derivations.masters import MasterReader
from derivations.plan import Fragment, Run
from sightline.domain.copy import MasterUnreadableError

Tracks = dict[str, tuple[str, int, int, bytes | None]]
"""Codec, width, height and parameter sets by kind of track."""


@dataclass(frozen=True)
class Part:
    """Fragments, and the initialisation segment that they are played with."""

    recording_id: str
    init: bytes
    tracks: Tracks
    fragments: tuple[Fragment, ...]

    @property
    def anchor_at(self) -> datetime:
        """When the first fragment begins; what it holds is placed by that."""
        return self.fragments[0].captured_at

    @property
    def lasts(self) -> timedelta:
        """From the first fragment's beginning to the last one's end."""
        return self.fragments[-1].ends_at - self.anchor_at

    def overlaps(self, began_at: datetime, ended_at: datetime) -> bool:
        """Say whether something of it lies between two instants."""
        return self.anchor_at < ended_at and self.fragments[-1].ends_at > began_at

    def joined(self, other: "Part") -> "Part | None":
        """Return both as one part; None where one set of parameters does not hold for both."""
        known, new = self.tracks, other.tracks
        if self.recording_id != other.recording_id or any(known[kind] != new[kind] for kind in known.keys() & new):
            return None
        wider = self if known.keys() >= new.keys() else other
        if not wider.tracks.keys() >= known.keys() | new.keys():
            return None
        return replace(wider, fragments=self.fragments + other.fragments)


def read_parts(reader: MasterReader, runs: Sequence[Run]) -> list[Part]:
    """Return the parts that runs come to, in order."""
    parts: list[Part] = []
    for part in _read_each(reader, runs):
        joined = parts[-1].joined(part) if parts else None
        parts = [*parts[:-1], joined] if joined else [*parts, part]
    return parts


def _read_each(reader: MasterReader, runs: Sequence[Run]) -> Iterator[Part]:
    for run in runs:
        init = reader.read(run.init)
        yield Part(run.recording_id, init, _read_tracks(run.init.key, init), run.fragments)


def _read_tracks(key: str, init: bytes) -> Tracks:
    try:
        with av.open(io.BytesIO(init), "r", format="mp4") as container:
            return _describe(container)
    except (av.FFmpegError, ValueError) as error:
        raise MasterUnreadableError(key) from error


def _describe(container: InputContainer) -> Tracks:
    tracks: Tracks = {}
    for stream in filter(None, find_tracks(container)):
        context = stream.codec_context
        tracks[stream.type] = (context.name, *_size(context), context.extradata)
    return tracks


def _size(context: av.CodecContext) -> tuple[int, int]:
    return (context.width, context.height) if isinstance(context, av.VideoCodecContext) else (0, 0)
