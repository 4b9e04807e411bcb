"""What a recipient looks at is written down once a quarter of an hour."""

from datetime import timedelta

from sightline.usecases.share_looks import note_look
from tests.fakes.shares import SHARE, SharingInMemory


def test_one_look_a_quarter_and_thing() -> None:
    """The whole, one copy of it, and this copy saved, are three; the next quarter begins anew."""
    room = SharingInMemory()
    for _ in range(2):
        note_look(room, SHARE)
        note_look(room, SHARE, "view", "clip-1", copy_id="clip-1")
        note_look(room, SHARE, "save", "clip-1", copy_id="clip-1")
    room.clock.advance(timedelta(minutes=15))
    note_look(room, SHARE)

    entries = room.custody.list_entries("session-1")
    assert [entry.action for entry in entries] == ["share-viewed", "share-viewed", "downloaded", "share-viewed"]
    assert entries[1].details == {**SHARE.as_details(), "copy_id": "clip-1"}
