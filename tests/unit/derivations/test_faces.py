"""The detector that proposes: it finds a face where there is one."""

import pytest

from derivations.faces import find_boxes, name_detector
from sightline.domain.box import Box
from tests.fakes.faces import FACE, HEIGHT, SIDE, WIDTH, a_picture


@pytest.mark.parametrize("left", [0, 220, 440])
def test_a_face_is_found_where_it_is(left: int) -> None:
    """One box, which holds all of the face and not much more."""
    (box,) = find_boxes(a_picture(left))
    x, y, width, height = FACE
    face = Box((left + x * SIDE) / WIDTH, (80 + y * SIDE) / HEIGHT, width * SIDE / WIDTH, height * SIDE / HEIGHT)
    assert box.x <= face.x
    assert box.y <= face.y
    assert box.x + box.width >= face.x + face.width
    assert box.y + box.height >= face.y + face.height
    assert box.width * box.height <= 4 * face.width * face.height


def test_a_picture_without_a_face_has_none() -> None:
    """A wall is no face."""
    assert find_boxes(a_picture(None)) == []


def test_it_says_what_looked() -> None:
    """So that the same can be looked for again."""
    assert set(name_detector()) == {"dlib", "detector"}
