"""One picture of a film as PNG: every pixel as it was decoded, none added or left out."""

from fractions import Fraction
from pathlib import Path

from av import CodecContext, VideoFrame

from derivations.film import Source, Style, Written
from derivations.packets import Cut, Seconds
from sightline.domain.copy import NothingToCopyError

SNAPSHOT = Style("png", picture="transcoded", sound=None)


def write_snapshot(source: Source, cut: Cut, folder: Path) -> Written:
    """Write the picture that the cut begins with; raise NothingToCopyError if it cannot be decoded."""
    frame = _find(source, cut)
    if frame is None:
        raise NothingToCopyError
    path = folder / "snapshot.png"
    path.write_bytes(encode_png(frame))
    return Written(path, cut.began, cut.began)


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
    if source.video is None:
        return None
    found = None
    for timed in cut.packets:
        if timed.leads:
            found = next((frame for frame in source.video.decode(timed.packet) if _shown(frame) == cut.began), found)
    return next((frame for frame in source.video.decode(None) if _shown(frame) == cut.began), found)


def _shown(frame: VideoFrame) -> Seconds:
    return Fraction(frame.pts or 0) * (frame.time_base or 1)
