"""Copies of what is held: asked for in the master's chain of custody, taken into the library once they are made.

The master's chain is the list of its copies. How far one has come, and what came of it, lies beside it in the derived
bucket, since the function that makes copies reaches nothing else.
"""

from dataclasses import replace
from datetime import timedelta

from sightline.domain.authority import Action
from sightline.domain.awaited_copy import AwaitedCopy
from sightline.domain.copy import (
    LONGEST_EXACT,
    LONGEST_FILM,
    LONGEST_PLAYABLE,
    LONGEST_REDACTED,
    LONGEST_UNTOUCHED,
    CopyNotReadyError,
    Span,
    check_span,
    copy_prefix,
    saved_name,
)
from sightline.domain.custody import CustodyAction, Entry, Event, Plain, actor_of
from sightline.domain.errors import NotFoundError
from sightline.domain.instant import write_instant
from sightline.domain.material import Material, MaterialKind
from sightline.domain.participant import Participant
from sightline.messages.copies import Copies, CopyFile, CopyFiles, CopyJob, CopyRequest, CopyView, Derivation, Wish
from sightline.usecases.access import url_life
from sightline.usecases.copy_outcomes import CopyDesk, read_outcome, take_in_copy
from sightline.usecases.custody import looked_at, note_event, record_event
from sightline.usecases.masters import find_manifest, find_span
from sightline.usecases.material_views import find_material
from sightline.usecases.redactions import REDACTED, confirm_redaction, describe_redaction
from sightline.usecases.viewings import require_reason

_LOOKS: dict[Wish, CustodyAction] = {"view": CustodyAction.VIEWED, "save": CustodyAction.DOWNLOADED}


def ask_for_copy(desk: CopyDesk, officer: Participant, material_id: str, request: CopyRequest) -> CopyView:
    """Write down what was asked for, by whom and why; then have it made."""
    master = find_material(desk.materials, officer, Action.COPY_MATERIAL, material_id)
    manifest = find_manifest(desk, master)
    _check(master, request)
    redaction = confirm_redaction(desk, officer, master, request)
    copy_id = desk.entropy.token(96)
    details: dict[str, Plain] = {
        "copy_id": copy_id,
        "kind": request.kind,
        "began_at": write_instant(request.began_at),
        "ended_at": write_instant(request.ended_at) if request.ended_at else None,
        "exact": _is_exact(request),
        "manifest_sha256": manifest.sha256,
        **(describe_redaction(redaction) if redaction else {}),
    }
    event = Event(CustodyAction.COPIED, actor_of(officer), request.reason, details)
    entry = note_event(desk, master.force_id, master.material_id, event)
    desk.awaited_copies.add(AwaitedCopy(copy_id, material_id, desk.clock.now()))
    desk.copy_queue.put(
        CopyJob(
            copy_id=copy_id,
            manifest=manifest,
            kind=request.kind,
            began_at=request.began_at,
            ended_at=request.ended_at,
            exact=_is_exact(request),
            redaction=redaction,
            target=copy_prefix(master.force_id, material_id, copy_id),
        )
    )
    return _view(desk, master, entry)


def list_copies(desk: CopyDesk, officer: Participant, material_id: str) -> Copies:
    """Show all copies of a material and how far they are, the newest first."""
    master = find_material(desk.materials, officer, Action.READ_MATERIALS, material_id)
    asked = [entry for entry in desk.custody.list_entries(material_id) if entry.action is CustodyAction.COPIED]
    return Copies(copies=[_view(desk, master, entry) for entry in reversed(asked)])


def show_copy(desk: CopyDesk, officer: Participant, material_id: str, copy_id: str) -> CopyView:
    """Show one copy and how far it is."""
    master = find_material(desk.materials, officer, Action.READ_MATERIALS, material_id)
    return _view(desk, master, _find_entry(desk, material_id, copy_id))


def hand_out_files(desk: CopyDesk, officer: Participant, material_id: str, copy_id: str, wish: Wish) -> CopyFiles:
    """Say where to fetch a copy's files, and write down who did: whoever said why they look at the master."""
    master = find_material(desk.materials, officer, Action.REPLAY_RECORDING, material_id)
    _find_entry(desk, material_id, copy_id)
    derivation = take_in_copy(desk, master, copy_id)
    if derivation is None:
        raise CopyNotReadyError
    reason = require_reason(desk, officer, material_id)
    copy = desk.materials.get(copy_id)
    record_event(desk, copy, _taken(derivation, looked_at(_LOOKS[wish], officer, desk.clock.now(), reason)))
    life = url_life(officer)
    return CopyFiles(
        files=[
            CopyFile(**file.model_dump(), url=_address(desk, copy, file.file, wish, life)) for file in derivation.files
        ]
    )


def _taken(derivation: Derivation, look: Event) -> Event:
    """Name the files that leave; a look at them leaves nothing."""
    if look.action is CustodyAction.VIEWED:
        return look
    return replace(look, details={"file": ", ".join(each.file for each in derivation.files)})


def _address(desk: CopyDesk, copy: Material, file: str, wish: Wish, life: timedelta) -> str:
    key = copy.derived_prefix + file
    if wish == "save":
        return desk.copies.presign_file(key, saved_name(copy.incident_ref, file), life)
    return desk.copies.presign(key, life)


def _check(master: Material, request: CopyRequest) -> None:
    """Refuse what cannot be made. Where a file that was brought in ends, whoever makes the copy finds out."""
    recorded = find_span(master, hides=request.kind == REDACTED)
    ended_at, longest = request.ended_at, _longest(request)
    if _is_to_the_end(master, request):
        ended_at, longest = recorded.ended_at, LONGEST_FILM
    asked = Span(request.began_at, ended_at)
    check_span(asked, recorded, is_snapshot=request.kind == "snapshot", longest=longest)


def _is_to_the_end(master: Material, request: CopyRequest) -> bool:
    return master.kind is MaterialKind.UPLOAD and request.kind == "playable" and request.ended_at is None


def _is_exact(request: CopyRequest) -> bool:
    return request.exact or request.kind == REDACTED


def _longest(request: CopyRequest) -> timedelta:
    if _is_exact(request):
        return LONGEST_REDACTED if request.kind == REDACTED else LONGEST_EXACT
    return LONGEST_PLAYABLE if request.kind == "playable" else LONGEST_UNTOUCHED


def _find_entry(desk: CopyDesk, material_id: str, copy_id: str) -> Entry:
    for entry in desk.custody.list_entries(material_id):
        if entry.action is CustodyAction.COPIED and entry.details["copy_id"] == copy_id:
            return entry
    raise NotFoundError


def _view(desk: CopyDesk, master: Material, entry: Entry) -> CopyView:
    said = entry.details
    outcome = read_outcome(desk, master, str(said["copy_id"]), entry.at)
    return CopyView.model_validate(
        {
            **{name: said[name] for name in ("copy_id", "kind", "began_at", "ended_at", "exact")},
            "parent_id": master.material_id,
            "asked_at": entry.at,
            "asked_by_name": entry.actor.name if entry.actor else "",
            "reason": entry.reason or "",
            "hidden_count": said.get("hidden_count"),
            "silent": said.get("silent", False),
            "state": outcome.state,
            "progress": outcome.progress,
            "failure": outcome.failure,
            "files": outcome.files,
        }
    )
