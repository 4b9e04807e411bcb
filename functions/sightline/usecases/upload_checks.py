"""Checks a file whose parts are there: puts it together, reads it once, compares, looks what it is, takes it in."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any, Protocol

from sightline.domain.bundle import StoredObject
from sightline.domain.custody import Actor, CustodyAction, Event, actor_of
from sightline.domain.errors import SightlineError
from sightline.domain.upload import REFUSALS, Upload, UploadHashMismatchError, UploadState, describe_upload
from sightline.domain.upload_material import read_upload_details, read_upload_material
from sightline.ports import ObjectReader, UploadFiles, UploadStore
from sightline.usecases.credentials import citizen_of_session
from sightline.usecases.custody import Holdings, catch_up, note_event
from sightline.usecases.inspection import HEAD_BYTES, TAIL_BYTES, inspect_file
from sightline.usecases.signing import Signing, sign_manifest


class UploadBench(Holdings, Signing, Protocol):
    """The ports of checking."""

    @property
    def uploads(self) -> UploadStore:
        """What is on its way in."""
        ...

    @property
    def upload_files(self) -> UploadFiles:
        """The bucket, in parts."""
        ...

    @property
    def masters(self) -> ObjectReader:
        """The evidence bucket."""
        ...


def check_upload(bench: UploadBench, upload_id: str) -> Upload:
    """Decide on a file; deciding twice changes nothing.

    A file that is refused is no evidence: no manifest names it. Its bytes go by `refused_files`.
    """
    upload = bench.uploads.get(upload_id)
    if upload.state is not UploadState.CHECKING:
        return upload
    refusal = _find_refusal(bench, upload)
    return bench.uploads.change(upload_id, lambda newest: newest.decided(refusal))


def _find_refusal(bench: UploadBench, upload: Upload) -> str | None:
    """Take a file in as evidence, or return the code of why it is none."""
    try:
        _take_in(bench, upload)
    except SightlineError as error:
        if error.code not in REFUSALS:
            raise
        return error.code
    return None


def _take_in(bench: UploadBench, upload: Upload) -> None:
    bench.upload_files.complete(upload)
    head, tail, digest = _read(bench, upload)
    if digest != upload.sha256:
        raise UploadHashMismatchError
    document = describe_upload(upload, inspect_file(head, tail, upload.file_name))
    signed = sign_manifest(bench, upload.upload_id, upload.prefix, document)
    take_in_upload(bench, signed.manifest)


def take_in_upload(holdings: Holdings, manifest: bytes) -> None:
    """Hold an upload's manifest, byte for byte as it lies in the bucket; doing it again changes nothing."""
    said = json.loads(manifest)
    material = read_upload_material(said)
    details = read_upload_details(said, sha256(manifest).hexdigest())
    uploaded = Event(CustodyAction.UPLOADED, _who_brought(said), details=details, event_id="uploaded")
    note_event(holdings, material.force_id, material.material_id, uploaded)
    holdings.materials.add(material)
    catch_up(holdings, material.material_id)


def _who_brought(said: Mapping[str, Any]) -> Actor:
    """Name the officer of a manifest, or the citizen of its session."""
    if officer := said["officer"]:
        return Actor(officer["officer_id"], officer["name"], officer["role"])
    return actor_of(citizen_of_session(said["session_id"], said["force_id"]))


def _read(bench: UploadBench, upload: Upload) -> tuple[bytes, bytes, str]:
    """Return the file's two ends and its SHA-256 in hex, keeping no more of it in memory."""
    ((_, chunks),) = bench.masters.read_all([StoredObject(upload.key, upload.byte_count)])
    return _digest(chunks)


def _digest(chunks: Iterable[bytes]) -> tuple[bytes, bytes, str]:
    head, tail, digest = b"", b"", hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
        head = head if len(head) >= HEAD_BYTES else (head + chunk)[:HEAD_BYTES]
        tail = (tail + chunk[-TAIL_BYTES:])[-TAIL_BYTES:]
    return head, tail, digest.hexdigest()
