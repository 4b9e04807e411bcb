"""Photographs as they are seen, with parts of them hidden, and no word of what they said besides."""

import struct
from contextlib import nullcontext
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

import av
import numpy as np
import pytest
from av import VideoFrame

from derivations.cutting import Wanted
from derivations.photographs import DECODERS, read_photograph, write_redacted
from derivations.uploaded import UploadedFile
from sightline.domain.box import Box
from sightline.domain.copy import MasterUnreadableError, NothingToCopyError, Span, TurnUnknownError
from sightline.domain.photograph import DECODED
from sightline.messages.redaction import Redaction
from tests.fakes.brought_in import CAMERA, Pixels, a_photograph, encode
from tests.fakes.faces import a_redaction
from tests.fakes.masters import EPOCH

Kind = Literal["jpeg", "png", "webp", "tiff"]
SECOND = Span(EPOCH, EPOCH + timedelta(seconds=1))
CORNER = Box(0, 0, 0.5, 0.5)


def a_marked_picture() -> VideoFrame:
    """Return a picture whose corners are all of other colours."""
    pixels = np.zeros((48, 64, 3), dtype=np.uint8)
    pixels[:24, :32], pixels[:24, 32:], pixels[24:, :32] = (240, 240, 240), (220, 20, 20), (20, 20, 220)
    return VideoFrame.from_ndarray(pixels, format="rgb24")


def pixels_of(picture: VideoFrame) -> Pixels:
    """Return a picture's pixels."""
    return picture.to_ndarray(format="rgb24").astype(np.uint8, copy=False)


def a_file(folder: Path, body: bytes, media_type: str) -> UploadedFile:
    """Return a file as it was saved."""
    path = folder / "master"
    path.write_bytes(body)
    return UploadedFile("avon/upload-1/upload/master", path, media_type, SECOND)


def wanted(redaction: Redaction, began_at: datetime = EPOCH) -> Wanted:
    """Ask for a second."""
    return Wanted(
        "redacted", exact=True, began_at=began_at, ended_at=began_at + timedelta(seconds=1), redaction=redaction
    )


def test_all_kinds_that_can_be_asked_for_are_decoded() -> None:
    """And no other."""
    assert DECODERS.keys() == DECODED


@pytest.mark.parametrize(
    ("kind", "orientation"),
    [("webp", 1), *((kind, orientation) for kind in ("jpeg", "png", "tiff") for orientation in range(1, 9))],
)
def test_a_photograph_stands_as_its_exif_says(kind: Kind, orientation: int, tmp_path: Path) -> None:
    """Each of the eight ways, in each format in which browsers obey it."""
    seen = a_marked_picture()
    photograph = read_photograph(a_file(tmp_path, a_photograph(seen, kind, orientation), f"image/{kind}"))
    difference = pixels_of(photograph).astype(int) - pixels_of(seen)
    assert abs(difference).mean() < 3  # JPEG and WebP lose a little at the edges


@pytest.mark.parametrize("orientation", range(2, 9))
def test_a_webp_that_is_to_be_turned_is_refused(orientation: int, tmp_path: Path) -> None:
    """Chromium does not obey, others may: what an officer sees is not what is hidden."""
    file = a_file(tmp_path, a_photograph(a_marked_picture(), "webp", orientation), "image/webp")
    with pytest.raises(TurnUnknownError):
        read_photograph(file)


@pytest.mark.parametrize(("kind", "media_type"), [("gif", "image/gif"), ("bmp", "image/x-ms-bmp")])
def test_photographs_without_exif_are_read(kind: str, media_type: str, tmp_path: Path) -> None:
    """They stand as they are."""
    photograph = read_photograph(a_file(tmp_path, encode(a_marked_picture(), kind), media_type))
    assert abs(pixels_of(photograph).astype(int) - pixels_of(a_marked_picture())).mean() < 20  # of GIF's 256 colours


@pytest.mark.parametrize(("kind", "orientation"), [("jpeg", 6), ("png", 6), ("tiff", 6), ("webp", 1)])
def test_what_is_hidden_is_gone_and_the_rest_is_as_before(kind: Kind, orientation: int, tmp_path: Path) -> None:
    """In the corner where it is seen; and of what the photograph said, nothing is left."""
    body = a_photograph(a_marked_picture(), kind, orientation)
    assert CAMERA in body
    file = a_file(tmp_path, body, f"image/{kind}")
    before = pixels_of(read_photograph(file))
    (made,) = write_redacted(file, wanted(a_redaction(0, 1, CORNER.towards(Box(0, 0, 1, 1), 0.5))))
    content = made.path.read_bytes()
    with av.open(made.path) as png:
        after = pixels_of(next(png.decode(video=0)))
    assert (made.size, made.began_at, made.ended_at) == ((64, 48), SECOND.began_at, SECOND.ended_at)
    assert (made.style.container, made.style.picture, made.style.sound) == ("png", "transcoded", None)
    hidden = after[:36, :48]
    assert len(np.unique(hidden.reshape(-1, 3), axis=0)) <= 16
    assert (after[40:] == before[40:]).all()
    assert (after[:, 54:] == before[:, 54:]).all()
    assert not any(word in content for word in (CAMERA, b"Exif", b"eXIf", b"tEXt"))


def test_a_photograph_with_nothing_hidden_on_it_says_nothing_of_itself_either(tmp_path: Path) -> None:
    """A redaction that only leaves out sound makes a PNG of pixels too."""
    file = a_file(tmp_path, a_photograph(a_marked_picture(), "jpeg", orientation=6), "image/jpeg")
    (made,) = write_redacted(file, wanted(a_redaction(silent=True)))
    assert not any(word in made.path.read_bytes() for word in (CAMERA, b"eXIf"))


def test_what_shines_through_is_white(tmp_path: Path) -> None:
    """A browser shows nothing of the colours below; nor does the copy."""
    pixels = np.full((8, 8, 4), (200, 10, 10, 255), dtype=np.uint8)
    pixels[:, 4:, 3] = 0
    body = encode(VideoFrame.from_ndarray(pixels, format="rgba"), "png with alpha")
    after = pixels_of(read_photograph(a_file(tmp_path, body, "image/png")))
    assert (after[:, :4] == (200, 10, 10)).all()
    assert (after[:, 4:] == 255).all()


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        (b"", "image/jpeg"),
        (b"\xff\xd8\xff\xe0 no photograph" * 10, "image/jpeg"),
        (b"ftypheic", "image/heif"),
        (encode(a_marked_picture(), "png"), "image/jpeg"),
        (b"#EXTM3U\n#EXTINF:4,\nfile:///etc/passwd\n", "image/png"),
    ],
)
def test_what_cannot_be_decoded_is_refused_by_name(body: bytes, media_type: str, tmp_path: Path) -> None:
    """No decoder but the one of the kind that was sealed gets it."""
    with pytest.raises(MasterUnreadableError) as refusal:
        read_photograph(a_file(tmp_path, body, media_type))
    assert refusal.value.key == "avon/upload-1/upload/master"


def test_a_picture_of_impossible_size_is_not_decoded(tmp_path: Path) -> None:
    """A few bytes that come to more than memory holds; one just below is none of those."""
    body = encode(a_marked_picture(), "gif")
    for height, refusal in ((8010, pytest.raises(MasterUnreadableError)), (60, nullcontext())):
        size = struct.pack("<HH", 8000, height)
        with refusal:
            read_photograph(a_file(tmp_path, body[:6] + size + body[10:], "image/gif"))


def test_another_time_than_the_photographs_has_nothing(tmp_path: Path) -> None:
    """It lasts a second."""
    file = a_file(tmp_path, encode(a_marked_picture(), "png"), "image/png")
    with pytest.raises(NothingToCopyError):
        next(write_redacted(file, wanted(a_redaction(0, 1, CORNER), EPOCH + timedelta(seconds=1))))
