"""Searches for faces in films and photographs: a proposal of what to hide, which lies in the derived bucket.

What is found says where faces are and when, not whose they are; it goes with its master.
"""

from sightline.domain.authority import Action
from sightline.domain.copy import Span, check_span, copy_prefix
from sightline.domain.custody import CustodyAction, Entry, Event, actor_of
from sightline.domain.errors import NotFoundError
from sightline.domain.face_track import LONGEST_SEARCH, faces_key
from sightline.domain.instant import write_instant
from sightline.domain.material import Material
from sightline.domain.participant import Participant
from sightline.messages.faces import FaceJob, FaceSearchRequest, FaceSearchView, FacesFound
from sightline.usecases.copy_outcomes import CopyDesk, CopyShelf, Outcome, read_standing
from sightline.usecases.custody import note_event
from sightline.usecases.masters import find_manifest, find_span
from sightline.usecases.material_views import find_material
from sightline.usecases.viewings import require_reason


def ask_for_faces(desk: CopyDesk, officer: Participant, material_id: str, request: FaceSearchRequest) -> FaceSearchView:
    """Write down who has faces looked for, in which part, and why they look at it; then have it done."""
    master = find_material(desk.materials, officer, Action.COPY_MATERIAL, material_id)
    manifest = find_manifest(desk, master)
    _check(master, request)
    reason = require_reason(desk, officer, material_id)
    search_id = desk.entropy.token(96)
    details = {
        "search_id": search_id,
        "began_at": write_instant(request.began_at),
        "ended_at": write_instant(request.ended_at),
        "manifest_sha256": manifest.sha256,
    }
    event = Event(CustodyAction.FACES_SOUGHT, actor_of(officer), reason, details)
    entry = note_event(desk, master.force_id, material_id, event)
    target = copy_prefix(master.force_id, material_id, search_id)
    desk.copy_queue.put(FaceJob(search_id=search_id, manifest=manifest, target=target, **request.model_dump()))
    return _view(desk, master, entry)


def show_faces(desk: CopyDesk, officer: Participant, material_id: str, search_id: str) -> FaceSearchView:
    """Show how far a search is, and what it has found."""
    master = find_material(desk.materials, officer, Action.REPLAY_RECORDING, material_id)
    for entry in desk.custody.list_entries(material_id):
        if entry.action is CustodyAction.FACES_SOUGHT and entry.details["search_id"] == search_id:
            return _view(desk, master, entry)
    raise NotFoundError


def read_faces(desk: CopyShelf, master: Material, search_id: str) -> FacesFound | None:
    """Return what a search has found; None while it has not."""
    body = desk.copies.read_object(faces_key(copy_prefix(master.force_id, master.material_id, search_id)))
    return FacesFound.model_validate_json(body) if body else None


def _check(master: Material, request: FaceSearchRequest) -> None:
    asked = Span(request.began_at, request.ended_at)
    check_span(asked, find_span(master, hides=True), is_snapshot=False, longest=LONGEST_SEARCH)


def _view(desk: CopyDesk, master: Material, entry: Entry) -> FaceSearchView:
    said = {name: entry.details[name] for name in ("search_id", "began_at", "ended_at")}
    found = read_faces(desk, master, str(said["search_id"]))
    prefix = copy_prefix(master.force_id, master.material_id, str(said["search_id"]))
    standing = Outcome("ready", 1.0) if found else read_standing(desk, prefix, entry.at)
    how_far = {"state": standing.state, "progress": standing.progress, "failure": standing.failure}
    return FaceSearchView.model_validate({**said, **how_far, "faces": found.faces if found else []})
