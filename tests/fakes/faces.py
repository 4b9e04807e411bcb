"""Films in which somebody is to be seen: NASA's portrait of Eileen Collins, 1999, in the public domain."""

from datetime import timedelta
from functools import cache
from pathlib import Path

import av
import numpy as np
from av import VideoFrame
from numpy.typing import NDArray

from sightline.domain.box import Box
from sightline.messages.redaction import BoxSpot, HiddenRegion, Redaction
from tests.fakes.masters import EPOCH, Shown, a_film_of

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


def a_redaction(began: float = 0.0, ended: float = 1.0, *boxes: Box, silent: bool = False) -> Redaction:
    """Return an officer's word to hide boxes between two seconds of a film that begins at EPOCH."""
    began_at, ended_at = EPOCH + timedelta(seconds=began), EPOCH + timedelta(seconds=ended)
    spots = [BoxSpot(at=began_at, x=box.x, y=box.y, width=box.width, height=box.height) for box in boxes]
    return Redaction(
        regions=[HiddenRegion(began_at=began_at, ended_at=ended_at, spots=[spot], origin="drawn") for spot in spots],
        silent=silent,
        search_id=None,
        left_count=0,
        confirmed_by_id="o-1",
        confirmed_by_name="Ada Khan",
        confirmed_at=began_at,
    )


@cache
def a_film_with_somebody(seconds: int = 4) -> tuple[Shown, ...]:
    """Return a film in which somebody walks from the left to the right, 90 pixels a second."""
    return tuple(a_film_of([a_picture(20 + 3 * number) for number in range(seconds * 30)]))
