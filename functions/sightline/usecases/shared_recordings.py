"""What a recipient sees of a recording: the same replay that officers have, each look written down."""

from typing import Protocol

from sightline.domain.share import Share
from sightline.messages.recordings import Fragments, RecordingView, Stills
from sightline.usecases.archive import Archive
from sightline.usecases.replay import list_fragments, view_recording, write_session_playlist
from sightline.usecases.share_desk import ShareDesk
from sightline.usecases.share_looks import note_look
from sightline.usecases.still_replay import show_stills


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
