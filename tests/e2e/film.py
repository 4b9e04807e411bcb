"""A film whose every frame says which frame of which film it is, in blocks that survive any codec.

The frame is a grid of 8 x 4 blocks, black or white: 8 bits of film, 16 bits of frame counter, and
8 bits of check (their sum modulo 251), most significant bit first. Read back by the mean of each block's middle.
"""

from dataclasses import dataclass
from pathlib import Path

import av

COLUMNS, ROWS = 8, 4
WIDTH, HEIGHT, FRAMES_PER_SECOND = 640, 360, 15
"""Small, so that two cores without a GPU keep up with camera, encoder and every screen; `make bench` takes 720p."""

SAMPLES = 4
"""A frame is scaled down to this many pixels a block, along each side, before it is read."""

READ_IMAGE = """
(image) => {
  const width = WIDTH, height = HEIGHT;
  if (!image.complete || !image.naturalWidth) return null;
  const canvas = document.createElement('canvas');
  canvas.width = width; canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.drawImage(image, 0, 0, width, height);
  const pixels = context.getImageData(0, 0, width, height).data;
  return Array.from({ length: width * height }, (_, index) => pixels[4 * index + 1]);
}
""".replace("WIDTH", str(COLUMNS * SAMPLES)).replace("HEIGHT", str(ROWS * SAMPLES))
"""JavaScript that gives an <img>'s picture in the same way as READ_VIDEO."""

READ_VIDEO = """
(video) => {
  const width = WIDTH, height = HEIGHT;
  if (!video || video.readyState < 2 || !video.videoWidth) return null;
  const canvas = document.createElement('canvas');
  canvas.width = width; canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.drawImage(video, 0, 0, width, height);
  const pixels = context.getImageData(0, 0, width, height).data;
  return Array.from({ length: width * height }, (_, index) => pixels[4 * index + 1]);
}
""".replace("WIDTH", str(COLUMNS * SAMPLES)).replace("HEIGHT", str(ROWS * SAMPLES))
"""JavaScript that gives a <video>'s picture as the grey values that `read_pixels` takes."""


@dataclass(frozen=True)
class Stamp:
    """What a frame says of itself."""

    film: int
    frame: int


def _check(film: int, frame: int) -> int:
    return (film + (frame >> 8) + (frame & 0xFF)) % 251


def _bits(stamp: Stamp) -> list[int]:
    word = (stamp.film << 24) | (stamp.frame << 8) | _check(stamp.film, stamp.frame)
    return [(word >> (31 - index)) & 1 for index in range(32)]


def draw_frame(stamp: Stamp) -> av.VideoFrame:
    """Return a grey frame that carries the stamp."""
    bits = _bits(stamp)
    block = WIDTH // COLUMNS
    rows = [
        b"".join((b"\xeb" if bit else b"\x10") * block for bit in bits[row * COLUMNS : (row + 1) * COLUMNS])
        for row in range(ROWS)
    ]
    frame = av.VideoFrame(WIDTH, HEIGHT, "gray")
    line_size, row_height = frame.planes[0].line_size, HEIGHT // ROWS
    frame.planes[0].update(b"".join(row.ljust(line_size, b"\0") * row_height for row in rows))
    return frame


def read_pixels(pixels: list[int] | bytes) -> Stamp | None:
    """Read a picture scaled to 32 x 16 grey values; None if it is not one of our frames."""
    width = COLUMNS * SAMPLES
    word = 0
    for index in range(32):
        left, top = (index % COLUMNS) * SAMPLES + 1, (index // COLUMNS) * SAMPLES + 1
        middle = [pixels[(top + dy) * width + left + dx] for dx in (0, 1) for dy in (0, 1)]
        word = word << 1 | (sum(middle) > 4 * 128)
    stamp = Stamp(film=word >> 24, frame=(word >> 8) & 0xFFFF)
    return stamp if word & 0xFF == _check(stamp.film, stamp.frame) else None


def read_frame(frame: av.VideoFrame) -> Stamp | None:
    """Read a decoded frame."""
    small = frame.reformat(COLUMNS * SAMPLES, ROWS * SAMPLES, "gray")
    plane = small.planes[0]
    data = bytes(plane)
    width = COLUMNS * SAMPLES
    return read_pixels(b"".join(data[y * plane.line_size : y * plane.line_size + width] for y in range(ROWS * SAMPLES)))


def make_film(path: Path, film: int, seconds: int) -> Path:
    """Write a film as MJPEG, for Chromium's fake camera; it is played in a loop."""
    with av.open(str(path), "w", format="mjpeg") as container:
        stream = container.add_stream("mjpeg", rate=FRAMES_PER_SECOND)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuvj420p"
        for number in range(seconds * FRAMES_PER_SECOND):
            frame = draw_frame(Stamp(film, number)).reformat(format="yuvj420p", dst_color_range="JPEG")
            frame.pts = number
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path
