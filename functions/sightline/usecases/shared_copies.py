"""Copies of a recording that is shared: to be downloaded where the share allows it.

One that every player plays may be fetched by whoever may view, since some browsers can show nothing else.
"""

from collections.abc import Iterator
from typing import Protocol

from sightline.domain.copy import copy_prefix
from sightline.domain.custody import CustodyAction, Event
from sightline.domain.errors import DownloadNotAllowedError, NotFoundError
from sightline.domain.share import Share
from sightline.messages.copies import CopyFile, CopyFiles, Derivation
from sightline.messages.shares import SharedCopies, SharedCopy
from sightline.usecases.access import RECIPIENT_URL_LIFE
from sightline.usecases.copy_outcomes import CopyShelf, take_in_copy
from sightline.usecases.custody import looked_at, note_event
from sightline.usecases.share_desk import ShareDesk

EVERY_PLAYER = "playable"


class CopyRoom(ShareDesk, CopyShelf, Protocol):
    """The ports of who comes in, and of the copies that they find."""


def list_shared_copies(room: CopyRoom, share: Share) -> SharedCopies:
    """Show the copies that the recipient may fetch, newest first."""
    ready = [copy for copy in _ready(room, share) if _allows(share, copy)]
    return SharedCopies(copies=[_view(copy) for copy in reversed(ready)])


def hand_out_shared_files(room: CopyRoom, share: Share, copy_id: str) -> CopyFiles:
    """Say where to fetch a copy's files within the next five seconds, and write down that they leave."""
    copy = next((copy for copy in _ready(room, share) if copy.copy_id == copy_id), None)
    if copy is None:
        raise NotFoundError
    if not _allows(share, copy):
        raise DownloadNotAllowedError
    _note(room, share, copy)
    prefix = copy_prefix(share.force_id, share.material_id, copy_id)
    return CopyFiles(
        files=[
            CopyFile(**file.model_dump(), url=room.copies.presign(prefix + file.file, RECIPIENT_URL_LIFE))
            for file in copy.files
        ]
    )


def _ready(room: CopyRoom, share: Share) -> Iterator[Derivation]:
    master = room.materials.get(share.material_id)
    for entry in room.custody.list_entries(share.material_id):
        if entry.action is CustodyAction.COPIED:
            copy = take_in_copy(room, master, str(entry.details["copy_id"]))
            if copy:
                yield copy


def _allows(share: Share, copy: Derivation) -> bool:
    return share.may_download or copy.kind == EVERY_PLAYER


def _note(room: CopyRoom, share: Share, copy: Derivation) -> None:
    looked = looked_at(CustodyAction.DOWNLOADED, share.recipient, room.clock.now())
    files = ", ".join(each.file for each in copy.files)
    details = {**share.as_details(), "copy_id": copy.copy_id, "file": files}
    event = Event(looked.action, looked.actor, details=details, event_id=f"{looked.event_id}/{copy.copy_id}")
    note_event(room, share.force_id, share.material_id, event)


def _view(copy: Derivation) -> SharedCopy:
    return SharedCopy(
        copy_id=copy.copy_id, kind=copy.kind, began_at=copy.began_at, ended_at=copy.ended_at, files=copy.files
    )
