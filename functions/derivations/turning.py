"""Turns pictures as players do: by the matrix that a film or a photograph carries.

A phone held upright sends its picture lying, with the word to turn it; boxes are drawn on what is seen. The matrix is
ISO/IEC 14496-12's (6.2.2), and libav's decoders say EXIF's orientation (CIPA DC-008, 4.6.5) by one as well.
"""

import struct
from fractions import Fraction
from typing import Any

from av import VideoFrame
from av.filter import Graph

from sightline.domain.copy import TurnUnknownError

Matrix = tuple[int, ...]
"""a, b, u, c, d, v, x, y, w: a picture's (p, q) is seen at (a p + c q + x, b p + d q + y)."""

STRAIGHT: Matrix = (1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30)

_STEPS: dict[tuple[int, ...], tuple[str, ...]] = {
    (1, 0, 0, 1): (),
    (-1, 0, 0, 1): ("hflip",),
    (-1, 0, 0, -1): ("hflip", "vflip"),
    (1, 0, 0, -1): ("vflip",),
    (0, 1, 1, 0): ("transpose=cclock_flip",),
    (0, 1, -1, 0): ("transpose=clock",),
    (0, -1, -1, 0): ("transpose=clock_flip",),
    (0, -1, 1, 0): ("transpose=cclock",),
}
"""By the signs of a, b, c and d, what libav's filters do; in the order of EXIF's eight orientations."""

_NEXT_TO_NOTHING = 0.01
"""Of the largest of the four: what rounding leaves."""
_MATRIX = "DISPLAYMATRIX"
_EXIF = "mode=delete:type=31"
"""AV_FRAME_DATA_EXIF, which PyAV 18 cannot name, hence refuses to list (libavutil 60)."""


class Turner:
    """Turns one picture after the other in the same way."""

    def __init__(self, matrix: Matrix = STRAIGHT) -> None:
        """Take the matrix; raise TurnUnknownError if it stands pictures aslant."""
        self._steps = _read_steps(matrix)
        self._like: tuple[object, ...] = ()
        self._graph = Graph()

    def size(self, size: tuple[int, int]) -> tuple[int, int]:
        """Return the width and height that a picture is seen with."""
        lies = any(step.startswith("transpose") for step in self._steps)
        return (size[1], size[0]) if lies else size

    def turn(self, frame: VideoFrame) -> VideoFrame:
        """Return a picture as it is to be seen; no pixel is changed."""
        if not self._steps:
            return frame
        like = (frame.width, frame.height, frame.format.name)
        if like != self._like:
            self._like, self._graph = like, _make_graph(frame, self._steps)
        self._graph.vpush(frame)
        return self._graph.vpull()


def read_matrix(frame: VideoFrame) -> Matrix:
    """Return how a picture that was decoded is to be turned."""
    graph = _make_graph(frame, (f"sidedata={_EXIF}",))
    graph.vpush(frame)
    said: Any = graph.vpull().side_data  # PyAV's stubs know no matrix
    return struct.unpack("=9i", bytes(said[_MATRIX])) if _MATRIX in said else STRAIGHT


def is_mirrored(matrix: Matrix) -> bool:
    """Say whether a picture is to be seen as in a mirror."""
    a, b, _, c, d, *_ = matrix
    return a * d - b * c < 0


def _read_steps(matrix: Matrix) -> tuple[str, ...]:
    turns = [matrix[place] for place in (0, 1, 3, 4)]
    least = max(map(abs, turns)) * _NEXT_TO_NOTHING
    steps = _STEPS.get(tuple((each > least) - (each < -least) for each in turns))
    if steps is None:
        raise TurnUnknownError
    return steps


def _make_graph(frame: VideoFrame, steps: tuple[str, ...]) -> Graph:
    graph = Graph()
    base = frame.time_base or Fraction(1)
    source = graph.add_buffer(width=frame.width, height=frame.height, format=frame.format, time_base=base)
    filters = (graph.add(name, args or None) for name, _, args in (step.partition("=") for step in steps))
    graph.link_nodes(source, *filters, graph.add("buffersink"))
    graph.configure()
    return graph
