"""Photographs that were brought in: read as they are to be seen, and written as PNG with parts of them hidden.

They are a stranger's. One decoder gets the bytes, chosen by what the manifest says that they are, and nothing else of
libav does: no demuxer, no path. What it makes is nothing but pixels: no word of the original goes into a copy.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
import numpy as np
from av import CodecContext, Packet, VideoFrame
from numpy.typing import NDArray

from derivations.cutting import Made, Wanted
from derivations.hiding import hide_on_photograph
from derivations.snapshot import SNAPSHOT, encode_png
from derivations.turning import STRAIGHT, Turner, read_matrix
from derivations.uploaded import UploadedFile
from sightline.domain.copy import MasterUnreadableError, NothingToCopyError, TurnUnknownError

DECODERS = {
    "image/jpeg": "mjpeg",
    "image/png": "png",
    "image/webp": "webp",
    "image/tiff": "tiff",
    "image/gif": "gif",
    "image/x-ms-bmp": "bmp",
}
"""By media type; the same as `domain/photograph.DECODED`."""
NOT_TURNED = frozenset({"image/webp"})
"""Chromium 156 and Firefox show them as they are stored, whatever their EXIF says; JPEG and PNG they turn."""
MOST_PIXELS = 64_000_000
"""More than any phone takes by itself; a gigabyte of memory."""
WHITE = 255

Pixels = NDArray[np.uint8]


def write_redacted(file: UploadedFile, wanted: Wanted) -> Iterator[Made]:
    """Write a photograph with what was confirmed hidden on it.

    Raises MasterUnreadableError where it cannot be decoded, NothingToCopyError where it was taken at another time.
    """
    began_at, ended_at = file.span.began_at, file.span.ended_at or file.span.began_at
    if wanted.redaction is None or not (wanted.began_at < ended_at and wanted.ended_at > began_at):
        raise NothingToCopyError
    regions = [region.as_region() for region in wanted.redaction.regions]
    boxes = [box for region in regions for box in region.hidden_between(wanted.began_at, wanted.ended_at)]
    picture = hide_on_photograph(read_photograph(file), boxes)
    path = file.path.parent / "photograph.png"
    path.write_bytes(encode_png(picture))
    yield Made(path, SNAPSHOT, (picture.width, picture.height), began_at, ended_at)


def read_photograph(file: UploadedFile) -> VideoFrame:
    """Return a photograph as it is to be seen (rgb24).

    Raises MasterUnreadableError, or TurnUnknownError where browsers do not agree how it is to be seen.
    """
    try:
        frame = _decode(DECODERS[file.media_type], file.path)
        matrix = read_matrix(frame)
        if file.media_type in NOT_TURNED and matrix != STRAIGHT:
            raise TurnUnknownError
        return Turner(matrix).turn(VideoFrame.from_ndarray(_opaque(frame), format="rgb24"))
    except (av.FFmpegError, ValueError, KeyError, StopIteration) as error:
        raise MasterUnreadableError(file.key) from error


def _decode(name: str, path: Path) -> VideoFrame:
    """Return the first picture."""
    decoder: Any = CodecContext.create(name, "r")
    decoder.options = {"max_pixels": str(MOST_PIXELS)}
    packet = Packet(path.read_bytes())
    first: VideoFrame = next(iter((*decoder.decode(packet), *decoder.decode(None))))
    return first


def _opaque(frame: VideoFrame) -> Pixels:
    """Return a picture's colours; what shines through is white, not what happens to lie below it."""
    if not any(part.is_alpha for part in frame.format.components) and not frame.format.has_palette:
        return frame.to_ndarray(format="rgb24").astype(np.uint8, copy=False)
    pixels = frame.to_ndarray(format="rgba")
    opacity = pixels[..., 3].astype(np.uint16)
    for colour in range(3):
        pixels[..., colour] = (pixels[..., colour] * opacity + WHITE * (WHITE - opacity)) // WHITE
    return np.ascontiguousarray(pixels[..., :3], dtype=np.uint8)
