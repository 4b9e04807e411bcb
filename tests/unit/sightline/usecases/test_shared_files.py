"""A file that was brought in is shown and saved as its share allows, and it is written down."""

import json

import pytest

from sightline.domain.errors import DownloadNotAllowedError, NotFoundError
from sightline.domain.material import MaterialKind
from sightline.domain.share import Share
from sightline.messages.shares import SharedFile
from sightline.usecases.share_doors import recognise_recipient
from sightline.usecases.shared_copies import list_shared_copies
from sightline.usecases.shared_files import hand_out_shared_file
from tests.fakes.materials import a_material
from tests.fakes.shares import SharingInMemory

DIGEST = "ab" * 32


def share_file(room: SharingInMemory, media_type: str = "video/mp4", *, may_download: bool = False) -> Share:
    """Bring a file in and share it with somebody, who opens it."""
    stored = {"key": "avon/upload-1/upload/master", "bytes": 7, "sha256": DIGEST}
    manifest = {"file_name": "till 3.mp4", "media_type": media_type, "object": stored}
    room.evidence.objects["avon/upload-1/manifest.json"] = json.dumps(manifest).encode()
    room.materials.add(a_material(material_id="upload-1", force_id="avon", kind=MaterialKind.UPLOAD))
    room.share(material_id="upload-1", may_download=may_download)
    return recognise_recipient(room, room.open_viewing())


def chain(room: SharingInMemory) -> list[str]:
    """Return what the file's chain says was done."""
    return [entry.action.value for entry in room.custody.list_entries("upload-1")]


def test_a_film_is_shown_as_it_is() -> None:
    """For five seconds an address, a look a quarter of an hour; it is not saved."""
    room = SharingInMemory()
    share = share_file(room)

    assert list_shared_copies(room, share).file == SharedFile(
        file_name="till 3.mp4", media_type="video/mp4", bytes=7, sha256=DIGEST, can_be_shown=True
    )
    for _ in range(2):
        address = hand_out_shared_file(room, share, "view")

    assert address.url == "https://bucket.test/avon/upload-1/upload/master?name=till 3.mp4&life=5"
    assert chain(room) == ["shared", "share-opened", "share-viewed"]
    assert room.custody.list_entries("upload-1")[-1].details == {**share.as_details(), "file": "till 3.mp4"}
    with pytest.raises(DownloadNotAllowedError):
        hand_out_shared_file(room, share, "save")


def test_what_no_browser_shows_is_saved_or_stays() -> None:
    """A recorder's own format leaves only where files may be saved, and then the chain says so."""
    room = SharingInMemory()
    share = share_file(room, "application/octet-stream", may_download=True)

    with pytest.raises(DownloadNotAllowedError):
        hand_out_shared_file(room, share, "view")
    assert hand_out_shared_file(room, share, "save").url
    assert chain(room)[-1] == "downloaded"


def test_a_file_that_is_gone_is_not_described() -> None:
    """Its manifest goes with it, a moment before the share may have ended."""
    room = SharingInMemory()
    share = share_file(room)
    del room.evidence.objects["avon/upload-1/manifest.json"]
    with pytest.raises(NotFoundError):
        hand_out_shared_file(room, share, "view")


def test_a_recording_is_no_file() -> None:
    """Nor is a copy: its share names none, and hands none out."""
    room = SharingInMemory()
    room.share(may_download=True)
    share = recognise_recipient(room, room.open_viewing())

    assert list_shared_copies(room, share).file is None
    with pytest.raises(NotFoundError):
        hand_out_shared_file(room, share, "save")
