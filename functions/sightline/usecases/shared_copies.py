"""Copies that a recipient sees: the one that was shared itself, or those of a recording or file that was shared.

Of these, one that every player plays may be viewed by whoever may view, since some browsers can show nothing else.
Nothing is saved but where the share allows it.
"""

from collections.abc import Iterator
from typing import Protocol

from sightline.domain.custody import CustodyAction
from sightline.domain.errors import DownloadNotAllowedError, NotFoundError
from sightline.domain.material import Material
from sightline.domain.share import Share
from sightline.messages.copies import CopyFile, CopyFiles, Derivation, Wish
from sightline.messages.shares import SharedCopies, SharedCopy
from sightline.usecases.access import RECIPIENT_URL_LIFE
from sightline.usecases.copy_outcomes import CopyShelf, take_in_copy
from sightline.usecases.share_desk import ShareDesk
from sightline.usecases.share_looks import note_look
from sightline.usecases.shared_files import FileRoom, describe_shared_file

EVERY_PLAYER = "playable"


class CopyRoom(ShareDesk, CopyShelf, FileRoom, Protocol):
    """The ports of who comes in, and of the copies that they find."""


def list_shared_copies(room: CopyRoom, share: Share) -> SharedCopies:
    """Show the copies that the recipient may view or save, newest first, and the file that was shared."""
    shared = room.materials.get(share.material_id)
    ready = [copy for copy_id in _copy_ids(room, shared) if (copy := _read(room, shared, copy_id))]
    copies = [_view(copy) for copy in reversed(ready) if share.may_download or _may_view(share, copy)]
    return SharedCopies(copies=copies, file=describe_shared_file(room, shared))


def hand_out_shared_files(room: CopyRoom, share: Share, copy_id: str, wish: Wish) -> CopyFiles:
    """Say where to fetch a copy's files within the next five seconds, and write down what for."""
    shared = room.materials.get(share.material_id)
    copy = _read(room, shared, copy_id) if copy_id in _copy_ids(room, shared) else None
    if copy is None:
        raise NotFoundError
    if not (share.may_download if wish == "save" else _may_view(share, copy)):
        raise DownloadNotAllowedError
    note_look(room, share, wish, copy_id, copy_id=copy_id, file=", ".join(each.file for each in copy.files))
    prefix = room.materials.get(copy_id).derived_prefix
    return CopyFiles(
        files=[CopyFile(**file.model_dump(), url=_address(room, prefix, file.file, wish)) for file in copy.files]
    )


def _address(room: CopyRoom, prefix: str, file: str, wish: Wish) -> str:
    if wish == "save":
        return room.copies.presign_file(prefix + file, file, RECIPIENT_URL_LIFE)
    return room.copies.presign(prefix + file, RECIPIENT_URL_LIFE)


def _copy_ids(room: CopyRoom, shared: Material) -> Iterator[str]:
    """Yield the copy that was shared, or those that were asked for of what was shared."""
    if shared.parent_id:
        yield shared.material_id
        return
    for entry in room.custody.list_entries(shared.material_id):
        if entry.action is CustodyAction.COPIED:
            yield str(entry.details["copy_id"])


def _read(room: CopyRoom, shared: Material, copy_id: str) -> Derivation | None:
    master = room.materials.get(shared.parent_id) if shared.parent_id else shared
    return take_in_copy(room, master, copy_id)


def _may_view(share: Share, copy: Derivation) -> bool:
    return copy.copy_id == share.material_id or copy.kind == EVERY_PLAYER


def _view(copy: Derivation) -> SharedCopy:
    return SharedCopy(
        copy_id=copy.copy_id, kind=copy.kind, began_at=copy.began_at, ended_at=copy.ended_at, files=copy.files
    )
