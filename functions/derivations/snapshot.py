"""One picture of a film as PNG: every pixel as it was decoded, none added or left out, turned as players turn it."""

from fractions import Fraction
from pathlib import Path

from av import CodecContext, VideoFrame
from av.filter import Graph

from derivations.film import Source, Style, Written
from derivations.packets import Cut, Seconds
from sightline.domain.copy import NothingToCopyError

SNAPSHOT = Style("png", picture="transcoded", sound=None)


def write_snapshot(source: Source, cut: Cut, folder: Path) -> Written:
    """Write the picture that the cut begins with; raise NothingToCopyError if it cannot be decoded."""
    frame = _find(source, cut)
    if frame is None:
        raise NothingToCopyError
    path, picture = folder / "snapshot.png", turn(frame)
    path.write_bytes(encode_png(picture))
    return Written(path, cut.began, cut.began, (picture.width, picture.height))


QUARTERS = {90: ("cclock",), 180: ("clock", "clock"), 270: ("clock",)}
"""Quarter turns of a picture that players turn counter-clockwise by so many degrees."""


def turn(frame: VideoFrame) -> VideoFrame:
    """Return a picture as it is to be seen: a phone held upright sends it lying, with the word to turn it."""
    quarters = QUARTERS.get(frame.rotation % 360)
    if not quarters:
        return frame
    graph = Graph()
    source = graph.add_buffer(width=frame.width, height=frame.height, format=frame.format, time_base=frame.time_base)
    graph.link_nodes(source, *(graph.add("transpose", each) for each in quarters), graph.add("buffersink"))
    graph.configure()
    graph.vpush(frame)
    return graph.vpull()


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
