"""What a recipient sees of a recording: the same replay that officers have, each look written down."""

from dataclasses import replace
from typing import Protocol

from sightline.domain.custody import CustodyAction
from sightline.domain.share import Share
from sightline.messages.http import Fragments, RecordingView, Stills
from sightline.usecases.archive import Archive
from sightline.usecases.custody import looked_at, note_event
from sightline.usecases.replay import list_fragments, view_recording, write_session_playlist
from sightline.usecases.share_desk import ShareDesk
from sightline.usecases.stills import show_stills


class ViewingRoom(ShareDesk, Archive, Protocol):
    """The ports of who comes in, and of what they see."""


def view_shared_recording(room: ViewingRoom, share: Share) -> RecordingView:
    """Say what there is to view."""
    return view_recording(room, share.recipient, share.material_id)


def write_shared_playlist(room: ViewingRoom, share: Share, voice_id: str | None = None) -> str:
    """Return the HLS playlist of what is shared."""
    note_look(room, share)
    return write_session_playlist(room, share.recipient, share.material_id, voice_id)


def list_shared_fragments(
    room: ViewingRoom, share: Share, *, first: int, count: int, voice_id: str | None = None
) -> Fragments:
    """Return a run of fragments, each with addresses for the next five seconds."""
    note_look(room, share)
    return list_fragments(room, share.recipient, share.material_id, first=first, count=count, voice_id=voice_id)


def show_shared_stills(room: ViewingRoom, share: Share, first: int, count: int) -> Stills:
    """Return a run of stills, each with an address for the next five seconds."""
    note_look(room, share)
    return show_stills(room, share.recipient, share.material_id, first, count)


def note_look(room: ViewingRoom, share: Share) -> None:
    """Write down that the recipient looks on, once a quarter of an hour."""
    looked = looked_at(CustodyAction.SHARE_VIEWED, share.recipient, room.clock.now())
    note_event(room, share.force_id, share.material_id, replace(looked, details=share.as_details()))
