"""Finds faces in one picture: dlib's frontal detector, whose weights are a part of the library.

It sees faces that look more or less into the camera and are at least a twentieth of the picture's longer side wide. Of
100 small faces of press photographs it found 95, and none in 100 patches without one (2026-11-21, Labeled Faces in the
Wild as scikit-image carries them; another frontal detector once chose these, so that few heads are turned, and streets
are harder). So it proposes, and a person confirms and adds.
"""

from functools import cache
from typing import Any

import dlib
from av import VideoFrame

from sightline.domain.box import Box

LONGER_SIDE = 960
"""To which a picture is scaled: 0.3 s of a core for each, and faces from 48 pixels on."""
ENLARGED = 1
"""How often the detector doubles the picture: by itself it finds 80 pixels."""
EASILY = -0.2
"""How sure it is of what it shows; below 0 it shows more faces, and more that are none."""
HEAD = 0.35
"""Of a found box on each side: it reaches from brow to mouth, and people are known by hair and ears too."""


def find_boxes(picture: VideoFrame) -> list[Box]:
    """Return where there are heads."""
    scale = LONGER_SIDE / max(picture.width, picture.height)
    width, height = round(picture.width * scale), round(picture.height * scale)
    grey = picture.reformat(width=width, height=height, format="gray")
    found, _, _ = _detector().run(grey.to_ndarray(), ENLARGED, EASILY)
    boxes = [
        Box(each.left() / width, each.top() / height, each.width() / width, each.height() / height) for each in found
    ]
    return [box for box in (each.grown(HEAD) for each in boxes) if box.is_on_picture()]


def name_detector() -> dict[str, str]:
    """Name what finds them."""
    return {"dlib": dlib.__version__, "detector": "get_frontal_face_detector"}


@cache
def _detector() -> Any:
    return dlib.get_frontal_face_detector()
