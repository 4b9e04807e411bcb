"""A recipient sees the recording that was shared, and every look is written down."""

from datetime import timedelta

import pytest

from sightline.domain.authority import Action, require
from sightline.domain.errors import NotAllowedError
from sightline.usecases.share_doors import recognise_recipient
from sightline.usecases.share_looks import note_look
from sightline.usecases.shared_recordings import (
    list_shared_fragments,
    show_shared_stills,
    view_shared_recording,
    write_shared_playlist,
)
from tests.fakes.shares import SharingInMemory


@pytest.fixture
def room() -> SharingInMemory:
    """Return a room with a recording that is shared and opened."""
    room = SharingInMemory()
    room.share()
    return room


def test_shows_what_officers_see(room: SharingInMemory) -> None:
    """The same recording, playlist and fragments; addresses live for five seconds."""
    share = recognise_recipient(room, room.open_viewing())

    assert view_shared_recording(room, share).fragment_count == 20
    assert write_shared_playlist(room, share).count("#EXTINF") == 20
    run = list_shared_fragments(room, share, first=18, count=30)
    assert [each.index for each in run.fragments] == [18, 19]
    assert all(url.endswith("life=5") for each in run.fragments for url in (each.url, each.init_url))
    assert show_shared_stills(room, share, 0, 30).total == 0


def test_a_look_is_written_down_once_a_quarter_of_an_hour(room: SharingInMemory) -> None:
    """In the recipient's name, with the share that let them in."""
    share = recognise_recipient(room, room.open_viewing())
    for _ in range(3):
        list_shared_fragments(room, share, first=0, count=1)
    room.clock.advance(timedelta(minutes=16))
    note_look(room, share)

    looks = [entry for entry in room.custody.list_entries("session-1") if entry.action == "share-viewed"]
    assert len(looks) == 2
    assert looks[0].details == {"share_id": share.share_id, "recipient": "Ann Moss, CPS East"}
    assert looks[0].actor is not None
    assert (looks[0].actor.name, looks[0].actor.role) == ("Ann Moss, CPS East", "recipient")


def test_a_recipient_does_nothing_else(room: SharingInMemory) -> None:
    """Not even read the trail."""
    share = recognise_recipient(room, room.open_viewing())
    for action in set(Action) - {Action.REPLAY_RECORDING}:
        with pytest.raises(NotAllowedError):
            require(share.recipient, action)
