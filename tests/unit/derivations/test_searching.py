"""The search through a part of a recording: which pictures are looked at, and what is told of them."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from av import VideoFrame

from derivations.faces import find_boxes
from derivations.searching import search_faces
from derivations.watch import Watch
from sightline.domain.box import Box
from sightline.domain.copy import MasterAlteredError, NothingToCopyError
from sightline.messages.faces import FaceJob, FacesFound
from tests.fakes.faces import FACE, SIDE, WIDTH, a_film_with_somebody
from tests.fakes.masters import EPOCH, Master, a_film, record

LEFT = Box(0.1, 0.1, 0.2, 0.2)
NOWHERE = Path("/nowhere")
"""A recording comes in pieces, which need no disk."""


def at(seconds: float) -> datetime:
    """Return an instant of the recording."""
    return EPOCH + timedelta(seconds=seconds)


def a_job(master: Master, began: float, ended: float) -> FaceJob:
    """Ask for the faces between two seconds."""
    return FaceJob(
        search_id="search-1",
        manifest=master.seal(),
        began_at=at(began),
        ended_at=at(ended),
        target="avon/session-1/search-1/",
    )


class Finder:
    """Finds the same face on each picture, and remembers what it was shown."""

    def __init__(self) -> None:
        """Begin."""
        self.seen: list[VideoFrame] = []

    def find(self, picture: VideoFrame) -> list[Box]:
        """Return a face."""
        self.seen.append(picture)
        return [LEFT]


@pytest.fixture
def master() -> Master:
    """Return a master of six seconds."""
    master = Master()
    record(master, a_film(6))
    return master


def search(master: Master, finder: Finder, began: float, ended: float) -> FacesFound:
    """Search between two seconds."""
    job = a_job(master, began, ended)
    return search_faces(job, master.evidence, NOWHERE, Watch(lambda _: None, 1000), finder.find, {"finder": "1"})


def test_a_picture_each_half_second_is_looked_at(master: Master) -> None:
    """From the one that is to be seen at the beginning to the last before the end; it says how many, and by what."""
    found = search(master, finder := Finder(), 1.2, 4.2)
    assert found.pictures_seen == len(finder.seen) == 6
    assert {"finder", "pyav"} <= set(found.programs)
    (face,) = found.faces
    assert (face.face_id, face.began_at, face.ended_at) == ("1", at(1.2), at(4.2))
    assert [(spot.x, spot.y, spot.width, spot.height) for spot in face.spots] == [(0.1, 0.1, 0.2, 0.2)] * 2


def test_a_leg_that_was_opened_anew_is_looked_through_too(master: Master) -> None:
    """Parts follow each other; a face that is gone for longer is another one."""
    record(master, a_film(2), "20260102T030415000Z-00000002", began=10)
    found = search(master, Finder(), 5, 12)
    assert [(face.began_at, face.ended_at) for face in found.faces] == [(at(5), at(6.5)), (at(9), at(12))]


def test_where_nothing_was_recorded_nothing_is_found(master: Master) -> None:
    """And what is not as it was sealed is not looked at."""
    with pytest.raises(NothingToCopyError):
        search(master, Finder(), 60, 61)
    job = a_job(master, 0, 6)
    master.evidence.objects[master.fragments()[0]] += b"!"
    with pytest.raises(MasterAlteredError):
        search_faces(job, master.evidence, NOWHERE, Watch(lambda _: None, 1000), Finder().find, {})


def test_who_walks_through_the_picture_is_one_face_all_the_way() -> None:
    """With the real detector: wherever the face is, the proposal covers it."""
    master = Master()
    record(master, a_film_with_somebody())
    job = a_job(master, 0, 4)
    found = search_faces(job, master.evidence, NOWHERE, Watch(lambda _: None, 1000), find_boxes, {})
    (face,) = found.faces
    region, (x, _, width, _) = face.as_region(), FACE
    for quarter in range(16):
        left = 20 + 90 * quarter / 4
        (hidden,) = region.hidden_between(at(quarter / 4), at(quarter / 4))
        assert hidden.x <= (left + x * SIDE) / WIDTH
        assert hidden.x + hidden.width >= (left + (x + width) * SIDE) / WIDTH
