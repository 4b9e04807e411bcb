"""What the function makes of files that were brought in, for a person who asks for what is held on them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from fractions import Fraction
from io import BytesIO

import av
import numpy as np
import pytest
from av import VideoFrame

from derivations.app import run_job
from derivations.bootstrap import Workshop
from derivations.faces import find_boxes
from sightline.domain.box import Box
from sightline.domain.copy import UNDATED
from sightline.messages.copies import CopyFailure, CopyJob, Derivation
from sightline.messages.faces import FaceJob, FacesFound
from sightline.messages.redaction import Redaction
from tests.fakes.brought_in import CAMERA, a_phone_film, a_photograph, store, turned_by_its_codec
from tests.fakes.copies import CopiesInMemory
from tests.fakes.faces import FACE, HEIGHT, SIDE, WIDTH, a_picture, a_redaction
from tests.fakes.masters import EPOCH

TARGET = "avon/upload-1/copy-1/"
SOMEBODY = Box(220 / WIDTH, 80 / HEIGHT, SIDE / WIDTH, SIDE / HEIGHT)
MARGIN = 40
"""Of pixels beside somebody that are hidden too."""


def redact(body: bytes, media_type: str, redaction: Redaction, ended: float = 1.0) -> CopiesInMemory:
    """Make a redacted copy of the first seconds of a file."""
    bucket, manifest = store(body, media_type)
    job = CopyJob(
        copy_id="copy-1",
        manifest=manifest,
        kind="redacted",
        began_at=EPOCH,
        ended_at=EPOCH + timedelta(seconds=ended),
        exact=True,
        redaction=redaction,
        target=TARGET,
    )
    run_job(job, Workshop(bucket, copies := CopiesInMemory()), 60, is_last=False)
    return copies


def read_copy(copies: CopiesInMemory) -> tuple[Derivation, bytes]:
    """Return how the copy was made, and its one file."""
    derivation = Derivation.model_validate_json(copies.objects[f"{TARGET}bare/derivation.json"])
    (file,) = derivation.files
    return derivation, copies.objects[f"{TARGET}bare/{file.file}"]


def failure_of(copies: CopiesInMemory) -> str:
    """Return the code of why there is no copy."""
    return CopyFailure.model_validate_json(copies.objects[f"{TARGET}failure.json"]).code


def look(body: bytes, media_type: str, ended: float = 1.0, captured_at: datetime | None = EPOCH) -> CopiesInMemory:
    """Look for faces in the first seconds of a file."""
    bucket, manifest = store(body, media_type, captured_at)
    began_at = captured_at or UNDATED
    ended_at = began_at + timedelta(seconds=ended)
    job = FaceJob(search_id="search-1", manifest=manifest, began_at=began_at, ended_at=ended_at, target=TARGET)
    run_job(job, Workshop(bucket, copies := CopiesInMemory()), 60, is_last=False)
    return copies


def faces_of(copies: CopiesInMemory) -> FacesFound:
    """Return what was found."""
    return FacesFound.model_validate_json(copies.objects[f"{TARGET}faces.json"])


def covers_the_face(box: Box) -> bool:
    """Say whether a box holds the face where it is to be seen, and not much more."""
    x, y, width, height = FACE
    face = Box((220 + x * SIDE) / WIDTH, (80 + y * SIDE) / HEIGHT, width * SIDE / WIDTH, height * SIDE / HEIGHT)
    return box.around(face).likeness(box) > 1 - 1e-3 and box.width * box.height < 4 * face.width * face.height


def rest_of(picture: VideoFrame) -> "np.ndarray[tuple[int, ...], np.dtype[np.int64]]":
    """Return what lies apart from somebody: the wall beside them."""
    return picture.to_ndarray(format="rgb24").astype(np.int64)[:, 220 + SIDE + MARGIN :]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_in_a_phones_film_a_face_is_hidden_where_it_is_seen(rotation: int) -> None:
    """However the phone was held: the copy stands upright by itself, and asks nobody to turn it."""
    copies = redact(a_phone_film([a_picture(220)] * 10, rotation), "video/mp4", a_redaction(0, 1, SOMEBODY))
    derivation, content = read_copy(copies)
    with av.open(BytesIO(content), "r") as film:
        pictures = list(film.decode(video=0))
    assert len(pictures) == 10
    assert {(each.width, each.height, each.rotation) for each in pictures} == {(WIDTH, HEIGHT, 0)}
    assert find_boxes(pictures[5]) == []
    assert abs(rest_of(pictures[5]) - rest_of(a_picture(220))).mean() < 6  # encoded twice
    (file,) = derivation.files
    assert (file.width, file.height, file.picture, file.media_type) == (WIDTH, HEIGHT, "transcoded", "video/mp4")
    assert (file.began_at, file.ended_at) == (EPOCH, EPOCH + timedelta(seconds=1))


def test_in_a_photograph_a_face_is_hidden_where_it_is_seen() -> None:
    """One that lies on its side, as a phone held upright takes it; its copy is a PNG that says nothing else."""
    body = a_photograph(a_picture(220), "jpeg", orientation=6)
    derivation, content = read_copy(redact(body, "image/jpeg", a_redaction(0, 1, SOMEBODY)))
    with av.open(BytesIO(content), "r") as png:
        (picture,) = png.decode(video=0)
    assert (picture.width, picture.height) == (WIDTH, HEIGHT)
    assert find_boxes(picture) == []
    assert abs(rest_of(picture) - rest_of(a_picture(220))).mean() < 3
    assert CAMERA in body
    assert CAMERA not in content
    (file,) = derivation.files
    assert (file.width, file.height, file.picture, file.sound) == (WIDTH, HEIGHT, "transcoded", None)
    assert (file.media_type, file.began_at, file.ended_at) == ("image/png", EPOCH, EPOCH + timedelta(seconds=1))
    assert file.file.startswith("redacted-01-")
    assert derivation.redaction == a_redaction(0, 1, SOMEBODY)
    assert [source.key for source in derivation.objects] == ["avon/upload-1/upload/master"]


@pytest.mark.parametrize(("rotation", "captured_at"), [(0, None), (90, EPOCH), (270, EPOCH)])
def test_in_a_phones_film_a_face_is_found_where_it_is_seen(rotation: int, captured_at: datetime | None) -> None:
    """By shares of the picture as players turn it; a film that nobody has dated is counted from 1970."""
    film = a_phone_film([a_picture(220)] * 10, rotation)
    found = faces_of(look(film, "video/mp4", captured_at=captured_at))
    (face,) = found.faces
    assert found.pictures_seen == 2
    assert face.began_at == found.began_at == (captured_at or UNDATED)
    assert all(covers_the_face(spot.box) for spot in face.as_region().spots)


def test_in_a_photograph_a_face_is_found_where_it_is_seen() -> None:
    """For all of its second."""
    found = faces_of(look(a_photograph(a_picture(220), "jpeg", orientation=6), "image/jpeg"))
    (face,) = found.faces
    assert (found.pictures_seen, face.began_at, face.ended_at) == (1, found.began_at, found.ended_at)
    assert covers_the_face(face.as_region().spots[0].box)


def test_what_reaches_beyond_the_end_is_made_as_far_as_it_goes() -> None:
    """Nobody knows before it is opened how long a film lasts; behind its end there is nothing."""
    film = a_phone_film([a_picture(None)] * 10, 0)
    derivation, _ = read_copy(redact(film, "video/mp4", a_redaction(0, 1, SOMEBODY), ended=60))
    assert derivation.files[0].ended_at == EPOCH + timedelta(seconds=1)
    assert faces_of(look(film, "video/mp4", ended=60)).pictures_seen == 2


@pytest.mark.parametrize("make", [redact, look])
def test_behind_the_end_there_is_nothing(make: Callable[..., CopiesInMemory]) -> None:
    """And that is said."""
    bucket, manifest = store(a_phone_film([a_picture(None)] * 5, 0), "video/mp4")
    began_at, ended_at = EPOCH + timedelta(seconds=5), EPOCH + timedelta(seconds=6)
    span = {"manifest": manifest, "began_at": began_at, "ended_at": ended_at, "target": TARGET}
    copy = {"copy_id": "copy-1", "kind": "redacted", "exact": True, "redaction": a_redaction(5, 6, SOMEBODY)}
    job = CopyJob(**span, **copy) if make is redact else FaceJob(**span, search_id="search-1")
    run_job(job, Workshop(bucket, copies := CopiesInMemory()), 60, is_last=False)
    assert failure_of(copies) == "nothing-to-copy"


def test_a_slow_films_picture_is_looked_at_for_as_long_as_it_stands() -> None:
    """One that came two seconds before what is asked for is on the screen then."""
    bucket, manifest = store(a_phone_film([a_picture(220)] * 3, 90, Fraction(2)), "video/mp4")
    began_at, ended_at = EPOCH + timedelta(seconds=2.5), EPOCH + timedelta(seconds=3.5)
    job = FaceJob(search_id="search-1", manifest=manifest, began_at=began_at, ended_at=ended_at, target=TARGET)
    run_job(job, Workshop(bucket, copies := CopiesInMemory()), 60, is_last=False)
    assert [(face.began_at, face.ended_at) for face in faces_of(copies).faces] == [(began_at, ended_at)]


@pytest.mark.parametrize(
    "film",
    [a_phone_film([a_picture(220)] * 5, 0, hflip=True), turned_by_its_codec(a_phone_film([a_picture(220)] * 5, 0))],
)
def test_a_film_that_players_show_in_different_ways_is_refused(film: bytes) -> None:
    """Some mirror it and some do not, some turn it: a box would hide the wrong place for one of them."""
    assert failure_of(redact(film, "video/mp4", a_redaction(0, 1, SOMEBODY))) == "turn-unknown"
    assert failure_of(look(film, "video/mp4")) == "turn-unknown"


@pytest.mark.parametrize(
    ("body", "media_type"), [(b"ftypheic" * 20, "image/heif"), (b"\xff\xd8\xff" * 20, "image/jpeg")]
)
def test_a_photograph_that_cannot_be_decoded_is_refused(body: bytes, media_type: str) -> None:
    """It is kept as it is."""
    assert failure_of(redact(body, media_type, a_redaction(0, 1, SOMEBODY))) == "master-unreadable"
    assert failure_of(look(body, media_type)) == "master-unreadable"
