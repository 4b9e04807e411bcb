"""Writes a cut as files: which tracks are copied and which are encoded anew, and when the next file begins."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Literal

import av
from av import VideoFrame
from av.audio.stream import AudioStream
from av.container import InputContainer, OutputContainer
from av.video.stream import VideoStream

from derivations.packets import Cut, Seconds, Timed, shown_at
from derivations.tracks import AS_THEY_ARE, CopiedTrack, EncodedPicture, EncodedSound, Look, Track
from derivations.turning import STRAIGHT, Matrix, Turner, is_mirrored
from sightline.domain.copy import TurnUnknownError
from sightline.messages.copies import Making

HOUR = Seconds(3600)
FOREVER = Seconds(10**6)
MOST_PIXELS = 8192 * 4320

Container = Literal["mp4", "webm", "matroska", "png"]
SUFFIX: dict[Container, str] = {"mp4": "mp4", "webm": "webm", "matroska": "mkv", "png": "png"}
MEDIA_TYPE: dict[Container, str] = {
    "mp4": "video/mp4",
    "webm": "video/webm",
    "matroska": "video/x-matroska",
    "png": "image/png",
}
_IN_MP4 = {"h264", "hevc", "aac", "opus", "mp3"}
_IN_WEBM = {"vp8", "vp9", "av1", "libdav1d", "opus", "vorbis"}


@dataclass(frozen=True)
class Source:
    """The tracks of a master that a copy has; sound alone is a copy too."""

    container: InputContainer
    video: VideoStream | None
    audio: AudioStream | None
    matrix: Matrix = STRAIGHT
    """How a player turns the picture, as phones ask for."""
    own_matrix: Matrix = STRAIGHT
    """How the codec itself asks for it to be turned (H.264, H.265: display orientation), which browsers pass over."""

    @property
    def leading(self) -> int:
        """The track that is cut by."""
        stream = self.video or self.audio
        return stream.index if stream else -1

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels; zero without a picture."""
        return (self.video.width, self.video.height) if self.video else (0, 0)


@dataclass(frozen=True)
class Style:
    """How each track is made, and in which container."""

    container: Container
    picture: Making | None
    sound: Making | None
    ended: Seconds = FOREVER
    """Where encoded tracks end."""
    look: Look = AS_THEY_ARE
    """What becomes of pictures that are encoded; those that are copied say themselves how they are turned."""


@dataclass(frozen=True)
class Written:
    """One file, with the seconds at which it begins and ends, and the picture's width and height."""

    path: Path
    began: Seconds
    ended: Seconds
    size: tuple[int, int]


def find_tracks(container: InputContainer) -> tuple[VideoStream | None, AudioStream | None]:
    """Return the first picture and the first sound that libav has a decoder for; without one it gives no context."""
    video = next((stream for stream in container.streams.video if stream.codec_context), None)
    return video, next((stream for stream in container.streams.audio if stream.codec_context), None)


def open_source(container: InputContainer) -> Source:
    """Choose the first picture and the first sound; raise ValueError if there is neither, or one too large."""
    video, audio = find_tracks(container)
    source = Source(container, video, audio)
    if source.leading < 0 or source.size[0] * source.size[1] > MOST_PIXELS:
        message = "neither picture nor sound, or a picture beyond all cameras"
        raise ValueError(message)
    return source


def require_agreed_turn(source: Source) -> None:
    """Raise TurnUnknownError unless all players show a film's picture turned alike: some do not mirror it."""
    if source.own_matrix != STRAIGHT or is_mirrored(source.matrix):
        raise TurnUnknownError


def choose_untouched(source: Source) -> Style:
    """Copy everything, into a container that takes it."""
    codecs = {stream.codec_context.name for stream in (source.video, source.audio) if stream}
    container: Container = "mp4" if codecs <= _IN_MP4 else "webm" if codecs <= _IN_WEBM else "matroska"
    return Style(container, "untouched" if source.video else None, "untouched" if source.audio else None)


def choose_exact(source: Source, ended: Seconds) -> Style:
    """Encode everything, so that it begins and ends at any picture."""
    picture: Making | None = "transcoded" if source.video else None
    sound: Making | None = "transcoded" if source.audio else None
    return Style("mp4", picture, sound, ended, Look(matrix=source.matrix))


def choose_playable(source: Source) -> Style:
    """Copy what QuickTime, Windows and VLC all play, and encode the rest as H.264 and AAC."""
    picture: Making | None = None
    if source.video:
        plays = source.video.codec_context.name == "h264" and source.video.pix_fmt in {"yuv420p", "yuvj420p"}
        picture = "untouched" if plays else "transcoded"
    sound: Making | None = None
    if source.audio:
        sound = "untouched" if source.audio.codec_context.name == "aac" else "transcoded"
    return Style("mp4", picture, sound, look=Look(matrix=source.matrix))


def decode_pictures(source: Source, packets: Iterator[Timed]) -> Iterator[tuple[VideoFrame, Seconds]]:
    """Yield a film's pictures, each with when it is shown, to the last one that the decoder holds."""
    video = source.video
    if video is None:
        return
    for packet in chain((timed.packet for timed in packets if timed.leads), [None]):
        for frame in video.decode(packet):
            yield frame, shown_at(frame, video)


def write_files(source: Source, style: Style, cut: Cut, folder: Path) -> Iterator[Written]:
    """Write a cut, a new file each hour; yield each when it is whole."""
    writer: FileWriter | None = None
    for timed in cut.packets:
        if writer and timed.is_key and timed.shown - writer.began >= HOUR:
            yield writer.close()
            writer = FileWriter(source, style, timed.shown, folder)
        writer = writer or FileWriter(source, style, cut.began, folder)
        writer.take(timed)
    if writer:
        yield writer.close()


class FileWriter:
    """One file that is being written."""

    def __init__(self, source: Source, style: Style, began: Seconds, folder: Path) -> None:
        """Begin the file with the tracks that the source has."""
        self.began = began
        self._ended = began
        self._style, self._size = style, Turner(style.look.turned).size(source.size)
        self._path = folder / f"{float(began):.3f}.{SUFFIX[style.container]}"
        self._output = av.open(self._path, "w", format=style.container, options=_options(style))
        self._tracks: dict[int, Track] = {}
        if source.video:
            self._tracks[source.video.index] = _picture(self._output, source.video, style, began)
        if source.audio and style.sound:
            self._tracks[source.audio.index] = _sound(self._output, source.audio, style, began)

    def take(self, timed: Timed) -> None:
        """Take a packet of any track; of other tracks than ours nothing is kept."""
        if timed.leads:
            self._ended = max(self._ended, timed.ends)
        track = self._tracks.get(timed.packet.stream_index)
        if track:
            track.take(timed)

    def close(self) -> Written:
        """Finish the file."""
        for track in self._tracks.values():
            track.finish()
        self._output.close()
        return Written(self._path, self.began, min(self._ended, self._style.ended), self._size)


def _options(style: Style) -> dict[str, str]:
    """Put the index first, so that a player begins before it has all."""
    return {"movflags": "+faststart"} if style.container == "mp4" else {}


def _picture(output: OutputContainer, source: VideoStream, style: Style, began: Seconds) -> Track:
    if style.picture == "untouched":
        return CopiedTrack(output, source, began)
    return EncodedPicture(output, source, began, style.ended, style.look)


def _sound(output: OutputContainer, source: AudioStream, style: Style, began: Seconds) -> Track:
    if style.sound == "untouched":
        return CopiedTrack(output, source, began)
    return EncodedSound(output, source, began, style.ended)
