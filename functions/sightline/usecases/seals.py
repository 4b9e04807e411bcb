"""Seals the recording of an ended session: a manifest of all that the bucket holds, and a signature over it."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sightline.domain.manifest import ClosedRecording, Contents, build_manifest, list_object_keys
from sightline.domain.session import Seal, Session, SessionState
from sightline.domain.still import list_stills
from sightline.usecases.announcements import announce_session
from sightline.usecases.archive import Archive
from sightline.usecases.closings import gaps_in_notes, gaps_of, read_closed_recordings, session_prefix
from sightline.usecases.signing import Document, Signed, sign_manifest
from sightline.usecases.stills import stills_prefix

LONGEST_WAIT = timedelta(hours=2)
"""How long a worker that lives may take to store its last fragments before we seal without them."""
LOOK_AGAIN = timedelta(seconds=10)
SWEEP_AFTER = timedelta(minutes=1)
"""Sessions that ended later than this are on the queue already; older ones that wait come back by the sweep alone."""


def seal_session(archive: Archive, session_id: str) -> None:
    """Seal an ended session, unless a worker still has something to store: then it comes back to the queue."""
    session = archive.sessions.get(session_id)
    if session.state is not SessionState.ENDED or session.seal:
        return
    closed = read_closed_recordings(archive.evidence, session)
    if _must_wait(archive, session, closed):
        if _age(archive, session) < SWEEP_AFTER:
            archive.seal_queue.put(session_id, LOOK_AGAIN)
        return
    signed = sign_manifest(archive, session_id, session_prefix(session), _gather_manifest(archive, session, closed))
    seal = _summarise(signed)
    sealed = archive.sessions.change(session_id, lambda newest: replace(newest, seal=newest.seal or seal))
    announce_session(archive, sealed)


def sweep_unsealed(archive: Archive) -> int:
    """Queue the ended sessions that nobody has sealed; return how many."""
    left = [session for session in archive.sessions.list_unsealed() if _age(archive, session) >= SWEEP_AFTER]
    for session in left:
        archive.seal_queue.put(session.session_id, timedelta(0))
    return len(left)


def _must_wait(archive: Archive, session: Session, closed: Sequence[ClosedRecording]) -> bool:
    """Say whether a recording that was begun lacks its closing word, and its worker lives to write it."""
    finished = {each.recording.place.recording_id for each in closed if each.recording.finished}
    if finished.issuperset(session.recording_ids) or _age(archive, session) > LONGEST_WAIT:
        return False
    now, workers = archive.clock.now(), archive.workers.list_all()
    return any(worker.worker_id == session.worker_id and worker.is_alive(now) for worker in workers)


def _age(archive: Archive, session: Session) -> timedelta:
    """Return how long ago a session has ended."""
    now = archive.clock.now()
    return now - (session.ended_at or now)


def _gather_manifest(archive: Archive, session: Session, closed: Sequence[ClosedRecording]) -> Document:
    stills = list_stills(archive.evidence.list_keys(stills_prefix(session)))
    keys = [key for each in closed for key in list_object_keys(each.recording)]
    digests = archive.evidence.read_digests([*keys, *(still.key for still in stills)])
    contents = Contents(
        session=session,
        recordings=closed,
        digests=digests,
        gaps=gaps_of(closed, gaps_in_notes(digests), session),
        stills=stills,
        trail=archive.positions.list_trail(session.session_id),
        chat=[message.model_dump(mode="json") for message in archive.chat.list_all(session.session_id)],
    )
    return build_manifest(contents)


def _summarise(signed: Signed) -> Seal:
    said, statement = json.loads(signed.manifest), json.loads(json.loads(signed.seal)["statement"])
    return Seal(
        sealed_at=datetime.fromisoformat(statement["sealed_at"]),
        fragment_count=sum(len(recording["fragments"]) for recording in said["recordings"]),
        gap_count=len(said["gaps"]),
        manifest_sha256=statement["manifest_sha256"],
    )
