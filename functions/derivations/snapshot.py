"""One picture of a film as PNG: every pixel as it was decoded, none added or left out, turned as players turn it."""

from fractions import Fraction
from pathlib import Path

from av import CodecContext, VideoFrame

from derivations.film import Source, Style, Written, decode_pictures
from derivations.packets import Cut
from derivations.turning import Turner
from sightline.domain.copy import NothingToCopyError

SNAPSHOT = Style("png", picture="transcoded", sound=None)


def write_snapshot(source: Source, cut: Cut, folder: Path) -> Written:
    """Write the picture that the cut begins with; raise NothingToCopyError if it cannot be decoded."""
    frame = _find(source, cut)
    if frame is None:
        raise NothingToCopyError
    path, picture = folder / "snapshot.png", Turner(source.matrix).turn(frame)
    path.write_bytes(encode_png(picture))
    return Written(path, cut.began, cut.began, (picture.width, picture.height))


def encode_png(frame: VideoFrame) -> bytes:
    """Return a picture as PNG."""
    picture = frame.reformat(format="rgb24")
    encoder = CodecContext.create("png", "w")
    encoder.width, encoder.height, encoder.pix_fmt = picture.width, picture.height, "rgb24"
    encoder.time_base = Fraction(1, 1)
    picture.pts = 0
    return b"".join(bytes(packet) for packet in (*encoder.encode(picture), *encoder.encode(None)))


def _find(source: Source, cut: Cut) -> VideoFrame | None:
    """Decode from the key frame on, up to the picture that was seen then."""
    found = None
    for frame, shown in decode_pictures(source, cut.packets):
        found = frame if shown == cut.began else found
    return found
