"""What is hidden is gone: from each picture that is encoded, and from nothing else."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import numpy as np
import pytest
from av import VideoFrame
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from derivations.film import Style
from derivations.hiding import PATCHES, hide_boxes, hide_regions
from derivations.packets import Seconds
from sightline.domain.box import Box
from sightline.domain.copy import NothingToCopyError
from sightline.messages.redaction import BoxSpot, HiddenRegion, Redaction
from tests.fakes.faces import FACE, HEIGHT, SIDE, WIDTH, a_picture

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
STYLE = Style("mp4", "transcoded", "transcoded")


def a_redaction(began: float, ended: float, *, silent: bool = False) -> Redaction:
    """Hide the left half of the picture between two seconds."""
    began_at, ended_at = NOON + timedelta(seconds=began), NOON + timedelta(seconds=ended)
    spot = BoxSpot(at=began_at, x=0.0, y=0.0, width=0.5, height=1.0)
    return Redaction(
        regions=[HiddenRegion(began_at=began_at, ended_at=ended_at, spots=[spot], origin="drawn")],
        silent=silent,
        search_id=None,
        left_count=0,
        confirmed_by_id="o-1",
        confirmed_by_name="Ada Khan",
        confirmed_at=NOON,
    )


def instant(shown: Seconds) -> datetime:
    """Return when a second of the film was."""
    return NOON + timedelta(seconds=float(shown))


def pixels(picture: VideoFrame) -> NDArray[np.uint8]:
    """Return the brightness of a picture's pixels."""
    return picture.to_ndarray().astype(np.uint8)[: picture.height]


def test_of_a_face_a_few_patches_are_left() -> None:
    """Four by four averages, in brightness and in colour; the picture that was decoded stays as it is."""
    before = a_picture(220).reformat(format="yuv420p")
    kept = before.to_ndarray().copy()
    x, y, width, height = FACE
    face = Box((220 + x * SIDE) / WIDTH, (80 + y * SIDE) / HEIGHT, width * SIDE / WIDTH, height * SIDE / HEIGHT)
    hidden = pixels(hide_boxes(before, [face]))
    top, left = round(face.y * HEIGHT), round(face.x * WIDTH)
    inside = hidden[top : top + round(face.height * HEIGHT), left : left + round(face.width * WIDTH)]
    assert len(np.unique(inside)) <= PATCHES**2
    assert (before.to_ndarray() == kept).all()


@given(st.floats(0, 0.9), st.floats(0, 0.9), st.floats(0.0001, 1), st.floats(0.0001, 1))
def test_all_that_a_box_touches_is_hidden_and_nothing_else(x: float, y: float, width: float, height: float) -> None:
    """However small it is, or wherever its edges lie between pixels."""
    box = Box(x, y, min(width, 1 - x), min(height, 1 - y))
    noise = np.random.default_rng(7).integers(0, 255, (54, 48), dtype=np.uint8)
    picture = VideoFrame.from_ndarray(noise, format="yuv420p")
    before, after = pixels(picture), pixels(hide_boxes(picture, [box]))
    rows, columns = np.mgrid[0:36, 0:48]
    touched = (rows + 1 > box.y * 36) & (rows < (box.y + box.height) * 36)
    touched &= (columns + 1 > box.x * 48) & (columns < (box.x + box.width) * 48)
    assert (before == after)[~_widened(touched)].all()
    assert len(np.unique(after[touched])) <= PATCHES**2


def _widened(touched: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Allow for a pixel that rounding adds."""
    wide = np.pad(touched, 1)
    return wide[1:-1, 1:-1] | wide[:-2, 1:-1] | wide[2:, 1:-1] | wide[1:-1, :-2] | wide[1:-1, 2:]


def test_each_picture_is_changed_in_its_time_only() -> None:
    """By when it was, on whatever second of the film it is shown."""
    style = hide_regions(STYLE, a_redaction(1, 2), instant, NOON)
    picture = a_picture(20).reformat(format="yuv420p")
    assert style.look.change
    changed = [style.look.change(picture, Fraction(at), Fraction(at + 1)) is not picture for at in (0, 1, 2, 3)]
    assert changed == [False, True, True, False]


@pytest.mark.parametrize(("second", "until", "began"), [(0, 1.1, 1.02), (0.6, 1.1, 0), (0, 60, 0)])
def test_a_picture_that_is_still_on_the_screen_is_hidden_too(second: float, until: float, began: float) -> None:
    """It came before the copy begins, or before the region does by however much, and is what is seen then."""
    style = hide_regions(STYLE, a_redaction(1.02, 2), instant, NOON + timedelta(seconds=began))
    picture = a_picture(20).reformat(format="yuv420p")
    assert style.look.change
    assert style.look.change(picture, Fraction(second), Fraction(until)) is not picture


def test_sound_is_left_out_where_that_was_confirmed() -> None:
    """The copy has no track for it; a part that is nothing but sound is left out with it."""
    assert hide_regions(STYLE, a_redaction(1, 2), instant, NOON).sound == "transcoded"
    assert hide_regions(STYLE, a_redaction(1, 2, silent=True), instant, NOON).sound is None
    with pytest.raises(NothingToCopyError):
        hide_regions(Style("mp4", None, "transcoded"), a_redaction(1, 2, silent=True), instant, NOON)
