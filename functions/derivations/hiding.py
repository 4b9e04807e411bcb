"""Hides regions of a picture so that nobody brings them back: what was there is averaged away before it is encoded.

A region becomes four by four patches, each the average of what lay below it: a face has two or three of them across,
where telling people apart takes ten and more. A blur that only smooths keeps what can be sharpened again; these patches
move with the region, so that many pictures tell no more than one.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

import numpy as np
from av import VideoFrame
from numpy.typing import NDArray

from derivations.film import Style
from derivations.packets import Seconds
from derivations.tracks import Look
from sightline.domain.box import Box
from sightline.domain.copy import NothingToCopyError
from sightline.messages.redaction import Redaction

PATCHES = 4
"""Across and down."""

Plane = NDArray[np.uint8]


def hide_regions(
    style: Style, redaction: Redaction, instant: Callable[[Seconds], datetime], began_at: datetime
) -> Style:
    """Return how a redacted copy that begins then is made: of pictures that stand as they are seen.

    Raises NothingToCopyError where only a sound would be, and that is left out.
    """
    if redaction.silent and not style.picture:
        raise NothingToCopyError
    regions = [region.as_region() for region in redaction.regions]

    def change(picture: VideoFrame, shown: Seconds, until: Seconds) -> VideoFrame:
        # The copy's first picture came before the copy begins, and is what is on the screen then.
        stands = max(instant(shown), began_at), instant(until)
        boxes = [box for region in regions for box in region.hidden_between(*stands)]
        return hide_boxes(picture, boxes) if boxes else picture

    look = Look(turned=style.look.matrix, change=change)
    return replace(style, sound=None if redaction.silent else style.sound, look=look)


def hide_boxes(picture: VideoFrame, boxes: Sequence[Box]) -> VideoFrame:
    """Return a copy of a picture (yuv420p, even width and height) whose boxes are patches."""
    pixels = picture.to_ndarray().astype(np.uint8, copy=False)
    for plane in _planes(pixels, picture.width, picture.height):
        for box in boxes:
            _average(plane, box)
    hidden = VideoFrame.from_ndarray(pixels, format="yuv420p")
    hidden.colorspace, hidden.color_range = picture.colorspace, picture.color_range
    return hidden


def hide_on_photograph(picture: VideoFrame, boxes: Sequence[Box]) -> VideoFrame:
    """Return a copy of a picture (rgb24) whose boxes are patches; no word that came with it goes along."""
    pixels = picture.to_ndarray().astype(np.uint8, copy=False)
    for colour in range(pixels.shape[-1]):
        for box in boxes:
            _average(pixels[..., colour], box)
    return VideoFrame.from_ndarray(pixels, format="rgb24")


def _planes(pixels: Plane, width: int, height: int) -> tuple[Plane, Plane, Plane]:
    """Return brightness and the two colours, which are half as wide and high, as views of one array."""
    flat, luma = pixels.reshape(-1), width * height
    chroma = luma // 4
    return (
        flat[:luma].reshape(height, width),
        flat[luma : luma + chroma].reshape(height // 2, width // 2),
        flat[luma + chroma :].reshape(height // 2, width // 2),
    )


def _average(plane: Plane, box: Box) -> None:
    height, width = plane.shape
    rows, columns = _edges(box.y, box.height, height), _edges(box.x, box.width, width)
    for top, bottom in pairwise(rows):
        for left, right in pairwise(columns):
            patch = plane[top:bottom, left:right]
            patch[...] = round(float(patch.mean()))


def _edges(begin: float, length: float, pixels: int) -> list[int]:
    """Return where patches begin and end: all pixels that the box touches, and of a small box fewer patches."""
    first = min(int(begin * pixels), pixels - 1)
    last = max(first + 1, min(pixels, int(np.ceil((begin + length) * pixels))))
    patches = min(PATCHES, last - first)
    return [first + (last - first) * number // patches for number in range(patches + 1)]
