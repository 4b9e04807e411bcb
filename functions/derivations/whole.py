"""Copies of a file that was brought in: of whatever libav knows. It is read from its first key frame on, as players do.

It is a stranger's. Only kinds of file that hold a film are opened, never a playlist that names other files, and libav
is given the bytes, not a path: there is nothing else that it could be made to read.
"""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import av
from av import CodecContext
from av.container import InputContainer
from av.video.stream import VideoStream

from derivations.cutting import Film, Made, Place, Wanted, write_cut
from derivations.film import find_tracks, open_source
from derivations.packets import Seconds, read_timed, refuse_behind_end
from derivations.turning import STRAIGHT, Matrix, read_matrix
from derivations.uploaded import UploadedFile
from sightline.domain.copy import LONGEST_FILM, MasterUnreadableError, NothingToCopyError

if TYPE_CHECKING:
    from av import Packet

LONGEST = Seconds(LONGEST_FILM // timedelta(seconds=1))
KINDS = "aac,asf,avi,flac,flv,h264,hevc,ivf,matroska,mov,mp3,mp4,mpeg,mpegts,mxf,ogg,wav,webm"
SAY_THEMSELVES = frozenset({"h264", "hevc"})
"""Codecs that have a word for a turn of their own (display orientation: ITU-T H.264 and H.265, annex D)."""
ONLY_FILMS = {"format_whitelist": KINDS, "protocol_whitelist": "none"}


def write_whole(file: UploadedFile, wanted: Wanted, look: Callable[[float], None]) -> Iterator[Made]:
    """Write what is wanted of a file beside it; each is gone before the next is written.

    Raises MasterUnreadableError where libav does not know it, NothingToCopyError where it has ended by then.
    """
    with open_whole(file, wanted.began_at, look) as film:
        yield from write_cut(film.source, film.packets, wanted, film.place, file.path.parent)


@contextmanager
def open_whole(file: UploadedFile, began_at: datetime, look: Callable[[float], None]) -> Iterator[Film]:
    """Open a file to be read once, from its first key frame on, for what is in it from an instant on.

    Raises MasterUnreadableError where libav does not know it, NothingToCopyError where it has ended by then; the
    latter while its packets are read.
    """
    try:
        with file.path.open("rb") as content, closing(open_film(content)) as container:
            opened = open_source(container)
            matrix, own = _read_matrix(file.path, lambda track: track), _read_matrix(file.path, _by_itself)
            source = replace(opened, matrix=matrix, own_matrix=own)
            packets = read_timed(read_all(container, file.path.stat().st_size, look), source.leading, LONGEST)
            first = next((timed for timed in packets if timed.is_key), None)
            if first is None:
                raise NothingToCopyError
            place = Place(first.shown, file.span.began_at)
            there = refuse_behind_end(chain([first], packets), place.seconds(began_at))
            yield Film(source, there, place)
    except (av.FFmpegError, ValueError, OverflowError) as error:
        raise MasterUnreadableError(file.key) from error


def open_film(file: BinaryIO) -> InputContainer:
    """Open a film from its bytes."""
    return av.open(file, "r", options=ONLY_FILMS)


def read_all(container: InputContainer, size: int, look: Callable[[float], None]) -> Iterator["Packet[Any]"]:
    """Yield a container's packets, with the times of decoding that Matroska leaves out at its beginning."""
    waiting: dict[int, list[Packet[Any]]] = {}
    for packet in container.demux():
        look((packet.pos or 0) / size)
        held = waiting.setdefault(packet.stream_index, [])
        if packet.dts is None and packet.size:
            held.append(packet)
            continue
        for places, early in enumerate(reversed(held), 1):
            early.dts = (packet.dts or 0) - places * max(1, early.duration or 0)
        yield from held
        held.clear()
        yield packet


def _read_matrix(path: Path, choose: Callable[[VideoStream], Any]) -> Matrix:
    """Return how a film asks to be turned, by its first picture as some decoder of its track has it."""
    with path.open("rb") as file, closing(open_film(file)) as container:
        track, _ = find_tracks(container)
        decoder = choose(track) if track else None
        if decoder is None:
            return STRAIGHT
        decoded = (decoder.decode(packet) for packet in container.demux(track))
        first = next((frames[0] for frames in decoded if frames), None)
        return read_matrix(first) if first else STRAIGHT


def _by_itself(track: VideoStream) -> Any:
    """Return a decoder that knows nothing of the container; None for codecs that have no word for a turn."""
    if track.codec_context.name not in SAY_THEMSELVES:
        return None
    decoder: Any = CodecContext.create(track.codec_context.name, "r")
    decoder.extradata = track.codec_context.extradata
    return decoder
