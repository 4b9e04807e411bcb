"""Copies of what is shared are handed out where the share allows it, and it is written down."""

from typing import Literal

import pytest

from sightline.domain.copy import copy_prefix, derivation_key
from sightline.domain.custody import CustodyAction, Event
from sightline.domain.errors import DownloadNotAllowedError, NotFoundError
from sightline.domain.share import Share
from sightline.messages.copies import CopiedFile, Derivation, SourceObject
from sightline.usecases.copy_outcomes import take_in_copy
from sightline.usecases.custody import note_event
from sightline.usecases.share_doors import recognise_recipient
from sightline.usecases.shared_copies import hand_out_shared_files, list_shared_copies
from tests.fakes.clock import NOON
from tests.fakes.shares import SharingInMemory

DIGEST = "ab" * 32


def make_copy(room: SharingInMemory, copy_id: str, kind: Literal["clip", "playable"], *, ready: bool = True) -> None:
    """Ask for a copy in the recording's chain; if it is ready, it lies in the derived bucket."""
    note_event(room, "avon", "session-1", Event(CustodyAction.COPIED, details={"copy_id": copy_id}))
    file = CopiedFile(
        file=f"{kind}.mp4",
        media_type="video/mp4",
        bytes=7,
        sha256=DIGEST,
        began_at=NOON,
        ended_at=NOON,
        width=640,
        height=360,
        picture="untouched",
        sound=None,
    )
    derivation = Derivation(
        copy_id=copy_id,
        kind=kind,
        began_at=NOON,
        ended_at=NOON,
        exact=False,
        manifest=SourceObject(key="avon/session-1/manifest.json", sha256=DIGEST),
        objects=[],
        programs={},
        files=[file],
        gaps=[],
        made_at=NOON,
    )
    if ready:
        key = derivation_key(copy_prefix("avon", "session-1", copy_id))
        room.copies.objects[key] = derivation.model_dump_json().encode()


@pytest.fixture
def room() -> SharingInMemory:
    """Return a room with a recording of which a clip and a playable copy were made, and another clip is awaited."""
    room = SharingInMemory()
    make_copy(room, "clip-1", "clip")
    make_copy(room, "playable-1", "playable")
    make_copy(room, "clip-2", "clip", ready=False)
    return room


def recipient(room: SharingInMemory, material_id: str = "session-1", *, may_download: bool = False) -> Share:
    """Share something with somebody, who opens it."""
    room.share(material_id=material_id, may_download=may_download)
    return recognise_recipient(room, room.open_viewing())


def listed(room: SharingInMemory, share: Share) -> list[str]:
    """Return the copies that the recipient sees, by id."""
    return [copy.copy_id for copy in list_shared_copies(room, share).copies]


def test_who_may_download_saves_every_copy(room: SharingInMemory) -> None:
    """For five seconds each, and the chain says who took what."""
    share = recipient(room, may_download=True)

    assert listed(room, share) == ["playable-1", "clip-1"]
    [file] = hand_out_shared_files(room, share, "clip-1", "save").files

    assert file.url == "https://bucket.test/avon/session-1/clip-1/clip.mp4?name=clip.mp4&life=5"
    entry = room.custody.list_entries("session-1")[-1]
    assert (entry.action, entry.actor and entry.actor.name) == ("downloaded", "Ann Moss, CPS East")
    assert entry.details == {**share.as_details(), "copy_id": "clip-1", "file": "clip.mp4"}


def test_who_may_view_is_shown_what_every_player_plays(room: SharingInMemory) -> None:
    """A browser may be able to show nothing else; other copies stay, and nothing is saved."""
    share = recipient(room)

    assert listed(room, share) == ["playable-1"]
    assert hand_out_shared_files(room, share, "playable-1", "view").files
    assert room.deeds()[-1] == ("share-viewed", "Ann Moss, CPS East")
    with pytest.raises(DownloadNotAllowedError):
        hand_out_shared_files(room, share, "clip-1", "view")
    with pytest.raises(DownloadNotAllowedError):
        hand_out_shared_files(room, share, "playable-1", "save")


@pytest.mark.parametrize("copy_id", ["clip-2", "unknown"])
def test_what_is_not_there_is_not_handed_out(room: SharingInMemory, copy_id: str) -> None:
    """Neither what is still being made, nor another recording's."""
    share = recipient(room, may_download=True)
    with pytest.raises(NotFoundError):
        hand_out_shared_files(room, share, copy_id, "save")


def test_a_clip_that_is_shared_is_shown_alone(room: SharingInMemory) -> None:
    """Neither its master nor another copy of this; its own chain says who looked, once a quarter of an hour."""
    take_in_copy(room, room.materials.get("session-1"), "clip-1")
    share = recipient(room, "clip-1")

    assert listed(room, share) == ["clip-1"]
    for _ in range(2):
        [file] = hand_out_shared_files(room, share, "clip-1", "view").files
    assert "avon/session-1/clip-1/clip.mp4" in file.url
    with pytest.raises(DownloadNotAllowedError):
        hand_out_shared_files(room, share, "clip-1", "save")
    with pytest.raises(NotFoundError):
        hand_out_shared_files(room, share, "playable-1", "view")
    deeds = [entry.action.value for entry in room.custody.list_entries("clip-1")]
    assert deeds == ["derived", "shared", "share-opened", "share-viewed"]
