"""Pictures are turned as players turn them, or not at all."""

from fractions import Fraction
from io import BytesIO

import av
import numpy as np
import pytest
from av import VideoFrame

from derivations.turning import STRAIGHT, Turner, is_mirrored, read_matrix
from sightline.domain.copy import TurnUnknownError
from tests.fakes.brought_in import SEEN, a_phone_film

ONE = 1 << 16
BY_ORIENTATION = {
    1: (ONE, 0, 0, ONE),
    2: (-ONE, 0, 0, ONE),
    3: (-ONE, 0, 0, -ONE),
    4: (ONE, 0, 0, -ONE),
    5: (0, ONE, ONE, 0),
    6: (0, ONE, -ONE, 0),
    7: (0, -ONE, -ONE, 0),
    8: (0, -ONE, ONE, 0),
}
NOISE = np.random.default_rng(7).integers(0, 255, (36, 48, 3), dtype=np.uint8)


def a_matrix(a: int, b: int, c: int, d: int) -> tuple[int, ...]:
    """Return a matrix that moves nothing aside."""
    return (a, b, 0, c, d, 0, 0, 0, 1 << 30)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_turned_each_of_eight_ways(orientation: int) -> None:
    """No pixel is lost or changed; the same turner takes one of another size then."""
    turner = Turner(a_matrix(*BY_ORIENTATION[orientation]))
    for pixels in (NOISE, np.ascontiguousarray(NOISE[:20, :30])):
        picture = VideoFrame.from_ndarray(pixels, format="rgb24")
        turned = turner.turn(picture)
        assert (turned.to_ndarray() == SEEN[orientation](pixels)).all()
        assert turner.size((picture.width, picture.height)) == (turned.width, turned.height)


@pytest.mark.parametrize("matrix", [(ONE, ONE, -ONE, ONE), (ONE, ONE // 10, 0, ONE), (0, 0, 0, 0), (0, ONE, 0, ONE)])
def test_what_stands_aslant_is_refused(matrix: tuple[int, int, int, int]) -> None:
    """Nobody knows where a box would lie."""
    with pytest.raises(TurnUnknownError):
        Turner(a_matrix(*matrix))


def test_what_rounding_leaves_and_another_scale_are_no_turn() -> None:
    """Boxes are shares of the picture: how large it is shown changes nothing."""
    assert Turner(a_matrix(ONE // 2, 3, -3, ONE)).size((48, 36)) == (48, 36)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_mirror_is_known(orientation: int) -> None:
    """Four of the eight show left what is right."""
    assert is_mirrored(a_matrix(*BY_ORIENTATION[orientation])) == (orientation in {2, 4, 5, 7})


@pytest.mark.parametrize(("rotation", "orientation"), [(0, 1), (90, 8), (180, 3), (270, 6)])
def test_a_films_matrix_is_read_from_a_picture(rotation: int, orientation: int) -> None:
    """As the container says it."""
    film = a_phone_film([VideoFrame.from_ndarray(NOISE, format="rgb24")], rotation, Fraction(1))
    with av.open(BytesIO(film), "r") as container:
        matrix = read_matrix(next(container.decode(video=0)))
    assert matrix == (a_matrix(*BY_ORIENTATION[orientation]) if rotation else STRAIGHT)
