"""Brings in a file: parts go straight to the bucket, and whoever broke off goes on with those that are missing."""

from datetime import timedelta
from typing import Protocol

from sightline.domain.authority import Action, force_of, require, require_object
from sightline.domain.custody import CustodyAction
from sightline.domain.errors import NotFoundError
from sightline.domain.material import MaterialKind
from sightline.domain.object_version import Stretch
from sightline.domain.participant import Participant
from sightline.domain.upload import REFUSALS, FileNotShownError, PartsMissingError, Upload, UploadState
from sightline.messages.copies import Wish
from sightline.messages.materials import FileAddress
from sightline.messages.uploads import (
    FileStanding,
    PartAddress,
    PartRequest,
    UploadCompletion,
    UploadRequest,
    UploadView,
)
from sightline.ports import Entropy, MaterialQueue, UploadFiles, UploadStore
from sightline.usecases.access import URL_LIFE
from sightline.usecases.custody import Holdings, looked_at, record_event
from sightline.usecases.material_views import find_material
from sightline.usecases.viewings import Asking, require_reason

PART_LIFE = timedelta(minutes=15)
"""A part of 8 MiB over a bad line; the browser asks again for one that took longer."""
_PHOTOGRAPHS = "image/"
_LOOKS: dict[Wish, CustodyAction] = {"view": CustodyAction.VIEWED, "save": CustodyAction.DOWNLOADED}


class UploadDesk(Holdings, Asking, Protocol):
    """The ports of bringing in files."""

    @property
    def entropy(self) -> Entropy:
        """Randomness, for ids."""
        ...

    @property
    def uploads(self) -> UploadStore:
        """What is on its way in."""
        ...

    @property
    def upload_files(self) -> UploadFiles:
        """The bucket, in parts."""
        ...

    @property
    def upload_queue(self) -> MaterialQueue:
        """What is to be checked."""
        ...


def begin_upload(desk: UploadDesk, officer: Participant, request: UploadRequest) -> UploadView:
    """Open a place for a file in parts."""
    require(officer, Action.UPLOAD_FILE)
    upload = Upload(
        upload_id=desk.entropy.token(96),
        force_id=force_of(officer),
        incident_ref=request.incident_ref,
        file_name=request.file_name,
        byte_count=request.bytes,
        category=request.retention_category,
        officer_id=officer.participant_id,
        officer_name=officer.name,
        officer_role=officer.role.value,
        created_at=desk.clock.now(),
        captured_at=request.captured_at,
        multipart_id="",
    )
    upload = desk.upload_files.begin(upload)
    desk.uploads.add(upload)
    return _view(desk, upload)


def show_upload(desk: UploadDesk, officer: Participant, upload_id: str) -> UploadView:
    """Show how far a file is."""
    return _view(desk, _find(desk, officer, upload_id))


def address_part(desk: UploadDesk, officer: Participant, upload_id: str, part: PartRequest) -> PartAddress:
    """Say where to put one part, with these bytes only."""
    return address(desk, _find(desk, officer, upload_id), part)


def address(desk: UploadDesk, upload: Upload, part: PartRequest) -> PartAddress:
    """Say where to put one part of an upload that the caller may send."""
    upload.require_undecided()
    url, headers = desk.upload_files.presign_part(
        upload, part.number, part.sha256, upload.bytes_of(part.number), PART_LIFE
    )
    return PartAddress(url=url, headers=headers)


def complete_upload(desk: UploadDesk, officer: Participant, upload_id: str, said: UploadCompletion) -> UploadView:
    """Have the parts put together and the file checked; asked again, as after a lost answer, it is checked once."""
    return _view(desk, complete(desk, _find(desk, officer, upload_id), said))


def complete(desk: UploadDesk, upload: Upload, said: UploadCompletion) -> Upload:
    """Have an upload that the caller may send put together and checked, which takes longer than anybody can wait."""
    if upload.state is UploadState.OPEN and len(_stored(desk, upload)) < upload.part_count:
        raise PartsMissingError
    upload = desk.uploads.change(upload.upload_id, lambda newest: newest.completed(said.sha256))
    desk.upload_queue.put(Stretch(upload.upload_id))
    return upload


def hand_out_file(desk: UploadDesk, officer: Participant, material_id: str, wish: Wish) -> FileAddress:
    """Say where to save an uploaded file from, or to show a photograph from, and write down who did and why.

    Raises FileNotShownError where anything else is to be shown.
    """
    material = find_material(desk.materials, officer, Action.REPLAY_RECORDING, material_id)
    if material.kind is not MaterialKind.UPLOAD:
        raise NotFoundError
    if wish == "view" and not (material.media_type or "").startswith(_PHOTOGRAPHS):
        raise FileNotShownError
    reason = require_reason(desk, officer, material_id)
    record_event(desk, material, looked_at(_LOOKS[wish], officer, desk.clock.now(), reason))
    return FileAddress(url=desk.upload_files.presign_file(f"{material.prefix}upload/master", material.title, URL_LIFE))


def _find(desk: UploadDesk, officer: Participant, upload_id: str) -> Upload:
    """Return an officer's upload; a citizen's is the citizen's alone to send."""
    require(officer, Action.UPLOAD_FILE)
    upload = desk.uploads.get(upload_id)
    require_object(officer, force_id=upload.force_id)
    if upload.session_id:
        raise NotFoundError
    return upload


def _stored(desk: UploadDesk, upload: Upload) -> list[int]:
    if upload.state is not UploadState.OPEN:
        return list(range(1, upload.part_count + 1))
    return desk.upload_files.list_parts(upload)


def _view(desk: UploadDesk, upload: Upload) -> UploadView:
    return UploadView(**view_standing(desk, upload).model_dump(), incident_ref=upload.incident_ref)


def view_standing(desk: UploadDesk, upload: Upload) -> FileStanding:
    """Show how far a file is to whoever sends it."""
    return FileStanding(
        upload_id=upload.upload_id,
        file_name=upload.file_name,
        bytes=upload.byte_count,
        part_bytes=upload.part_bytes,
        part_count=upload.part_count,
        stored=_stored(desk, upload),
        state=upload.state,
        refusal=upload.refusal,
        refusal_text=REFUSALS[upload.refusal].text if upload.refusal else None,
    )
