"""The tracks of a file that is being written: copied bit by bit, or decoded and encoded again."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Protocol

from av import AudioFifo, AudioFrame, AudioResampler, VideoFrame
from av.audio.codeccontext import AudioCodecContext
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.video.codeccontext import VideoCodecContext
from av.video.stream import VideoStream

from derivations.packets import APART, Seconds, Timed, shown_at
from derivations.turning import STRAIGHT, Matrix, Turner

FILM_BASE = Fraction(1, 90_000)
SOUND_RATE = 48_000
AAC_SAMPLES = 1024
"""Of one AAC frame (ISO/IEC 14496-3)."""
LOOSE_SAMPLES = 960
"""Sound that comes within 20 ms of its time follows on; what is further away is missing, or too much."""
AS_SEEN = {"crf": "18", "preset": "veryfast"}
"""x264's own guide calls 17 or 18 visually lossless or nearly so."""
KEY_EVERY = 60


Change = Callable[[VideoFrame, Seconds, Seconds], VideoFrame]
"""Returns what is encoded in place of a picture (yuv420p), which is shown from a second of the film until another."""


@dataclass(frozen=True)
class Look:
    """What becomes of the pictures of a track that is encoded."""

    turned: Matrix = STRAIGHT
    """How they are turned before they are encoded."""
    matrix: Matrix = STRAIGHT
    """How players are then asked to turn them."""
    change: Change | None = None
    """What is done with each, once it is turned."""


AS_THEY_ARE = Look()


class Track(Protocol):
    """Takes the packets of one track of a master."""

    def take(self, timed: Timed) -> None:
        """Take the next packet."""
        ...

    def finish(self) -> None:
        """Write what is still held."""
        ...


class CopiedTrack:
    """The very bits, at times that begin with the file."""

    def __init__(self, output: OutputContainer, source: VideoStream | AudioStream, began: Seconds) -> None:
        """Take the file, what the track is like, and when the file begins."""
        self._output = output
        self._stream = output.add_stream_from_template(source)
        self._began = began

    def take(self, timed: Timed) -> None:
        """Write a packet; a picture shown before the key frame that it follows needs some from before the file."""
        if timed.leads and timed.shown < self._began:
            return
        packet = timed.packet
        offset = round(self._began / (packet.time_base or 1))
        packet.pts = None if packet.pts is None else packet.pts - offset
        packet.dts = None if packet.dts is None else packet.dts - offset
        packet.stream = self._stream
        self._output.mux(packet)

    def finish(self) -> None:
        """Hold nothing."""


class EncodedPicture:
    """H.264 of the pictures from `began` up to `ended`, in the size that they have once they are turned.

    One picture is held back: how long it stays on the screen is known once the next one comes.
    """

    def __init__(
        self,
        output: OutputContainer,
        source: VideoStream,
        began: Seconds,
        ended: Seconds,
        look: Look = AS_THEY_ARE,
    ) -> None:
        """Take the file, the track to decode, which pictures are wanted, and what becomes of them."""
        self._output = output
        self._source = source
        self._began, self._ended = began, ended
        self._stream = output.add_stream("libx264", rate=30, options=AS_SEEN)
        context = self._stream.codec_context
        self._turner = Turner(look.turned)
        context.width, context.height = map(even, self._turner.size((source.width, source.height)))
        context.pix_fmt, context.time_base, context.gop_size = "yuv420p", FILM_BASE, KEY_EVERY
        self._last = -1
        self._change = look.change
        self._held: tuple[VideoFrame, Seconds] | None = None
        if look.matrix != STRAIGHT:
            self._stream.set_display_matrix(look.matrix)

    def take(self, timed: Timed) -> None:
        """Decode a packet, and encode what comes of it."""
        for frame in self._source.decode(timed.packet):
            self._hold(frame)

    def finish(self) -> None:
        """Write what decoder, track and encoder still hold; the last picture stands until the end."""
        for frame in _drain(self._source.codec_context):
            self._hold(frame)
        self._release(self._ended)
        self._output.mux(self._stream.encode(None))

    def _hold(self, frame: VideoFrame) -> None:
        shown = shown_at(frame, self._source)
        if self._began <= shown < self._ended:
            self._release(shown)
            self._held = frame, shown

    def _release(self, until: Seconds) -> None:
        if self._held:
            self._encode(*self._held, until)
            self._held = None

    def _encode(self, frame: VideoFrame, shown: Seconds, until: Seconds) -> None:
        size = self._stream.codec_context
        picture = self._turner.turn(frame).reformat(width=size.width, height=size.height, format="yuv420p")
        if self._change:
            picture = self._change(picture, shown, until)
        picture.pts, picture.time_base = max(round((shown - self._began) / FILM_BASE), self._last + 1), FILM_BASE
        picture.pict_type = 0
        self._last = picture.pts
        self._output.mux(self._stream.encode(picture))


class EncodedSound:
    """AAC of the sound from `began` up to `ended`; where the master has none, it is silent, so that nothing slips."""

    def __init__(self, output: OutputContainer, source: AudioStream, began: Seconds, ended: Seconds) -> None:
        """Take the file, the track that is decoded, and which sound is wanted."""
        self._output = output
        self._source = source
        self._began, self._ended = began, ended
        self._layout = "mono" if source.codec_context.layout.nb_channels == 1 else "stereo"
        self._stream = output.add_stream("aac", rate=SOUND_RATE, layout=self._layout)
        self._resampler = AudioResampler("fltp", self._layout, SOUND_RATE)
        self._fifo = AudioFifo()
        self._most = round((ended - began) * SOUND_RATE)
        self._taken = self._encoded = 0
        self._newest = began

    def take(self, timed: Timed) -> None:
        """Decode a packet, and encode what comes of it; raise ValueError if that has another time than the packet."""
        self._newest = max(self._newest, timed.shown)
        for frame in self._source.decode(timed.packet):
            self._place(frame)

    def finish(self) -> None:
        """Write what decoder and encoder still hold."""
        for frame in _drain(self._source.codec_context):
            self._place(frame)
        self._encode(partial=True)
        self._output.mux(self._stream.encode(None))

    def _place(self, frame: AudioFrame) -> None:
        """Put a frame behind what came before it: with silence between, or without its beginning."""
        shown = shown_at(frame, self._source)
        if shown > self._newest + APART:
            message = "sound beyond the film's end"
            raise ValueError(message)
        ahead = round((shown - self._began) * SOUND_RATE) - self._taken
        if self._taken and abs(ahead) <= LOOSE_SAMPLES:
            ahead = 0
        self._be_silent(min(ahead, self._most - self._taken))
        for piece in self._resampler.resample(frame):
            self._push(piece, skipped=max(0, -ahead))

    def _push(self, piece: AudioFrame, skipped: int) -> None:
        if skipped >= piece.samples:
            return
        piece.pts = None
        kept = _without_beginning(piece, skipped) if skipped else piece
        self._fifo.write(kept)
        self._taken += kept.samples
        self._encode(partial=False)

    def _be_silent(self, samples: int) -> None:
        while samples > 0:
            piece = AudioFrame("fltp", self._layout, min(samples, SOUND_RATE))
            piece.sample_rate = SOUND_RATE
            for plane in piece.planes:
                plane.update(bytes(plane.buffer_size))
            samples -= piece.samples
            self._push(piece, 0)

    def _encode(self, *, partial: bool) -> None:
        """Encode whole frames; only the last one may be less."""
        while (room := self._most - self._encoded) > 0:
            frame = self._fifo.read(min(AAC_SAMPLES, room), partial=partial)
            if frame is None:
                return
            frame.pts, frame.time_base = self._encoded, Fraction(1, SOUND_RATE)
            self._encoded += frame.samples
            self._output.mux(self._stream.encode(frame))


def _drain(decoder: VideoCodecContext | AudioCodecContext) -> list[Any]:
    """Return what a decoder still holds, and make it ready for the next file."""
    frames = list(decoder.decode(None))
    decoder.flush_buffers()
    return frames


def even(length: int) -> int:
    """Return the next even number: 4:2:0 has half as much colour."""
    return length + length % 2


def _without_beginning(piece: AudioFrame, samples: int) -> AudioFrame:
    fifo = AudioFifo()
    fifo.write(piece)
    fifo.read(samples)
    kept: Any = fifo.read()
    return kept  # type: ignore[no-any-return]  # there is something: less was skipped than there was
