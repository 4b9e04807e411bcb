"""What an officer confirms is to be hidden in a copy, put together: faces that were found, and boxes that they drew."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Literal

from sightline.domain.copy import CopyNotPossibleError, Span
from sightline.domain.custody import Plain
from sightline.domain.material import Material
from sightline.domain.participant import Participant
from sightline.domain.redaction import FaceUnknownError, NothingConfirmedError, check_redaction
from sightline.messages.copies import CopyRequest
from sightline.messages.faces import FoundFace
from sightline.messages.redaction import BoxRegion, HiddenRegion, Redaction, RedactionRequest
from sightline.usecases.copy_outcomes import CopyDesk
from sightline.usecases.face_searches import read_faces

REDACTED = "redacted"


def confirm_redaction(desk: CopyDesk, officer: Participant, master: Material, request: CopyRequest) -> Redaction | None:
    """Return what a copy hides, by the officer's word; None for one that hides nothing.

    Raises one of the refusals of `domain/redaction.py`.
    """
    asked = request.redaction
    if request.kind != REDACTED:
        _refuse(asked)
        return None
    if asked is None:
        raise NothingConfirmedError
    found = {face.face_id: face for face in _found(desk, master, asked)}
    regions = [*_confirmed(asked, found), *(_hidden(region, "drawn") for region in asked.drawn)]
    span = Span(request.began_at, request.ended_at)
    check_redaction([region.as_region() for region in regions], span, silent=asked.silent)
    return Redaction(
        regions=regions,
        silent=asked.silent,
        search_id=asked.search_id,
        left_count=len(found.keys() - set(asked.face_ids)),
        confirmed_by_id=officer.participant_id,
        confirmed_by_name=officer.name,
        confirmed_at=desk.clock.now(),
    )


def describe_redaction(redaction: Redaction) -> dict[str, Plain]:
    """Return what the master's chain says of it; the copy's derivation says all, and the digest binds that."""
    return {
        "hidden_count": len(redaction.regions),
        "left_count": redaction.left_count,
        "silent": redaction.silent,
        "redaction_sha256": sha256(redaction.model_dump_json().encode()).hexdigest(),
    }


def _refuse(asked: RedactionRequest | None) -> None:
    """A copy of another kind would show what somebody meant to hide."""
    if asked is not None:
        message = "Only a copy with faces hidden hides something. Choose that kind of copy."
        raise CopyNotPossibleError(message)


def _found(desk: CopyDesk, master: Material, asked: RedactionRequest) -> list[FoundFace]:
    search = read_faces(desk, master, asked.search_id) if asked.search_id else None
    return search.faces if search else []


def _confirmed(asked: RedactionRequest, found: Mapping[str, FoundFace]) -> Iterator[HiddenRegion]:
    for face_id in dict.fromkeys(asked.face_ids):
        if face_id not in found:
            raise FaceUnknownError
        yield _hidden(found[face_id], "found")


def _hidden(region: BoxRegion, origin: Literal["found", "drawn"]) -> HiddenRegion:
    return HiddenRegion(began_at=region.began_at, ended_at=region.ended_at, spots=region.spots, origin=origin)
