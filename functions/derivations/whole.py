"""A file that was brought in, made playable: whatever libav knows, from its beginning to its end.

It is a stranger's. Only kinds of file that hold a film are opened, never a playlist that names other files, and libav
is given the bytes, not a path: there is nothing else that it could be made to read.
"""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import av
from av.container import InputContainer

from derivations.cutting import Made, Place
from derivations.film import FOREVER, choose_playable, open_source, write_files
from derivations.packets import Seconds, cut_at_keys, read_timed
from sightline.domain.copy import CopyTooLongError, MasterUnreadableError, NothingToCopyError

if TYPE_CHECKING:
    from av import Packet

MOST_BYTES = 2**30
"""What fits into the function's memory beside what it does with it."""
LONGEST = Seconds(24 * 3600)
KINDS = "aac,asf,avi,flac,flv,h264,hevc,ivf,matroska,mov,mp3,mp4,mpeg,mpegts,mxf,ogg,wav,webm"
ONLY_FILMS = {"format_whitelist": KINDS, "protocol_whitelist": "none"}


def check_size(byte_count: int) -> None:
    """Raise CopyTooLongError for a file that is too large."""
    if byte_count > MOST_BYTES:
        raise CopyTooLongError


def write_whole(
    key: str, body: bytes, began_at: datetime, folder: Path, look: Callable[[float], None]
) -> Iterator[Made]:
    """Write a file as one that every player plays; raise MasterUnreadableError where libav does not know it."""
    try:
        with closing(open_film(body)) as container:
            source = open_source(container)
            packets = read_timed(read_all(container, len(body), look), source.leading, LONGEST)
            first = next(packets, None)
            if first is None:
                raise NothingToCopyError
            style = choose_playable(source, _read_rotation(body))
            cut = cut_at_keys(chain([first], packets), first.decoded, FOREVER)
            place = Place(cut.began, began_at)
            for each in write_files(source, style, cut, folder):
                yield Made(each.path, style, source.size, place.instant(each.began), place.instant(each.ended))
    except (av.FFmpegError, ValueError, OverflowError) as error:
        raise MasterUnreadableError(key) from error


def open_film(body: bytes) -> InputContainer:
    """Open a film from its bytes."""
    return av.open(BytesIO(body), "r", options=ONLY_FILMS)


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


def _read_rotation(body: bytes) -> int:
    """Return by how many degrees a player turns the picture, as phones ask for."""
    with closing(open_film(body)) as container:
        return next((frame.rotation for frame in container.decode(video=0)), 0) if container.streams.video else 0
