"""Films in which somebody is to be seen: NASA's portrait of Eileen Collins, 1999, in the public domain."""

from functools import cache
from pathlib import Path

import av
import numpy as np
from av import VideoFrame
from numpy.typing import NDArray

from tests.fakes.masters import Shown, a_film_of

PORTRAIT = Path(__file__).parents[1] / "golden" / "face.jpg"
WIDTH, HEIGHT = 640, 360
SIDE = 200
"""Of the portrait, which fills a square."""
FACE = (0.27, 0.2, 0.5, 0.55)
"""Where on the portrait the face is: left, top, width, height."""

Picture = NDArray[np.uint8]


@cache
def portrait() -> Picture:
    """Return the portrait's pixels, RGB."""
    with av.open(PORTRAIT) as file:
        return next(file.decode(video=0)).to_ndarray(format="rgb24").astype(np.uint8, copy=False)


def a_picture(left: int | None, top: int = 80) -> VideoFrame:
    """Return a wall with a pattern, before which somebody stands so far from the left; or nobody."""
    rows, columns = np.mgrid[0:HEIGHT, 0:WIDTH]
    wall = np.stack([100 + (rows // 8 % 2) * 40, 90 + (columns // 8 % 2) * 40, 120 + 0 * rows], axis=-1).astype(
        np.uint8
    )
    if left is not None:
        wall[top : top + SIDE, left : left + SIDE] = portrait()
    return VideoFrame.from_ndarray(wall, format="rgb24")


@cache
def a_film_with_somebody(seconds: int = 4) -> tuple[Shown, ...]:
    """Return a film in which somebody walks from the left to the right, 90 pixels a second."""
    return tuple(a_film_of([a_picture(20 + 3 * number) for number in range(seconds * 30)]))
