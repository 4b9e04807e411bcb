"""A file that was brought in and shared: shown as it is where browsers can, saved where the share allows it."""

import json
from typing import Any, Protocol

from sightline.domain.errors import DownloadNotAllowedError, NotFoundError
from sightline.domain.material import Material, MaterialKind
from sightline.domain.share import SHOWN_BY_BROWSERS, Share
from sightline.messages.copies import Wish
from sightline.messages.materials import FileAddress
from sightline.messages.shares import SharedFile
from sightline.ports import EvidenceStore, UploadFiles
from sightline.usecases.access import RECIPIENT_URL_LIFE
from sightline.usecases.custody import Holdings
from sightline.usecases.share_looks import note_look


class FileRoom(Holdings, Protocol):
    """The ports of files that were brought in."""

    @property
    def evidence(self) -> EvidenceStore:
        """The bucket."""
        ...

    @property
    def upload_files(self) -> UploadFiles:
        """The same bucket, as what is saved from it."""
        ...


def describe_shared_file(room: FileRoom, shared: Material) -> SharedFile | None:
    """Say what the file that was shared is; None if something else was. Raise NotFoundError once it is gone."""
    if shared.kind is not MaterialKind.UPLOAD:
        return None
    body = room.evidence.read_object(f"{shared.prefix}manifest.json")
    if body is None:
        raise NotFoundError
    manifest: dict[str, Any] = json.loads(body)
    stored = manifest["object"]
    return SharedFile(
        file_name=manifest["file_name"],
        media_type=manifest["media_type"],
        bytes=stored["bytes"],
        sha256=stored["sha256"],
        can_be_shown=manifest["media_type"] in SHOWN_BY_BROWSERS,
    )


def hand_out_shared_file(room: FileRoom, share: Share, wish: Wish) -> FileAddress:
    """Say where to fetch the file within the next five seconds, and write down what for."""
    shared = room.materials.get(share.material_id)
    file = describe_shared_file(room, shared)
    if file is None:
        raise NotFoundError
    if not (share.may_download if wish == "save" else file.can_be_shown):
        raise DownloadNotAllowedError
    note_look(room, share, wish, "file", file=file.file_name)
    key = f"{shared.prefix}upload/master"
    return FileAddress(url=room.upload_files.presign_file(key, file.file_name, RECIPIENT_URL_LIFE))
