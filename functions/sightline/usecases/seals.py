"""Seals the recording of an ended session: a manifest of all that the bucket holds, and a signature over it."""

import json
import logging
from dataclasses import replace
from datetime import datetime, timedelta

from sightline.domain.session import Seal, Session, SessionState, session_prefix
from sightline.domain.timeline import read_recordings
from sightline.usecases.amendments import amend_seal
from sightline.usecases.announcements import announce_session
from sightline.usecases.archive import Archive
from sightline.usecases.checkpoints import write_checkpoint
from sightline.usecases.closings import read_closed_recordings
from sightline.usecases.holdings import take_in_session
from sightline.usecases.manifests import gather_manifest
from sightline.usecases.signing import Document, Signed, sign_manifest

log = logging.getLogger(__name__)

LONGEST_WAIT = timedelta(hours=2)
"""How long a worker that lives may take to store its last fragments before we seal without them."""
LOOK_AGAIN = timedelta(seconds=10)
SWEEP_AFTER = timedelta(minutes=1)
"""Sessions that ended later than this are on the queue already; older ones that wait come back by the sweep alone."""


def seal_session(archive: Archive, session_id: str) -> None:
    """Seal an ended session, and once more whenever some of it has come since.

    While a worker still has something to store, the session comes back to the queue instead.
    """
    session = archive.sessions.get(session_id)
    if session.state is not SessionState.ENDED or _is_gone(archive, session):
        return
    if _must_wait(archive, session):
        if _age(archive, session) < SWEEP_AFTER:
            archive.seal_queue.put(session_id, LOOK_AGAIN)
        return
    signed = amend_seal(archive, session) if session.seal else _sign_first(archive, session)
    if signed is not None:
        take_in_session(archive, signed.manifest)
        _note_seal(archive, session_id, summarise_seal(signed))
        write_checkpoint(archive, session_id)


def _is_gone(archive: Archive, session: Session) -> bool:
    """Say whether it is disposed of, or about to be: what a worker sends after that is for people to look at."""
    if session.seal is None:
        return False
    gone = archive.materials.get(session.session_id).is_let_go()
    if gone:
        log.warning("came after the disposal", extra={"session_id": session.session_id})
    return gone


def _sign_first(archive: Archive, session: Session) -> Signed:
    document = gather_manifest(archive, session, read_closed_recordings(archive.evidence, session))
    signed = sign_manifest(archive, session.session_id, session_prefix(session), document)
    late = _age(archive, session).total_seconds()
    gaps, discrepancies = _count(document, "gaps"), _count(document, "discrepancies")
    log.info("sealed", extra={"seconds": late, "gaps": gaps, "discrepancies": discrepancies})
    return signed


def _count(document: Document, name: str) -> int:
    entries = document[name]
    return len(entries) if isinstance(entries, list) else 0


def _note_seal(archive: Archive, session_id: str, seal: Seal) -> None:
    """Let a session show its newest seal, whichever of two runs comes last."""

    def change(session: Session) -> Session:
        is_newer = session.seal is None or session.seal.sealed_at < seal.sealed_at
        return replace(session, seal=seal) if is_newer else session

    announce_session(archive, archive.sessions.change(session_id, change))


def sweep_unsealed(archive: Archive) -> int:
    """Queue the ended sessions that nobody has sealed; return how many."""
    left = [session for session in archive.sessions.list_unsealed() if _age(archive, session) >= SWEEP_AFTER]
    for session in left:
        archive.seal_queue.put(session.session_id, timedelta(0))
    return len(left)


def _must_wait(archive: Archive, session: Session) -> bool:
    """Say whether a worker that lives has something of the session on its disk, or a closing word to write."""
    if _age(archive, session) > LONGEST_WAIT:
        return False
    now, workers = archive.clock.now(), archive.workers.list_all()
    if any(worker.holds_evidence_of(session.session_id, now) for worker in workers):
        return True
    is_served = any(worker.worker_id == session.worker_id and worker.is_alive(now) for worker in workers)
    return is_served and session.seal is None and not _is_finished(archive, session)


def _is_finished(archive: Archive, session: Session) -> bool:
    recordings = read_recordings(archive.evidence.list_keys(session_prefix(session)))
    finished = {recording.place.recording_id for recording in recordings if recording.finished}
    return finished.issuperset(session.recording_ids)


def _age(archive: Archive, session: Session) -> timedelta:
    """Return how long ago a session has ended."""
    now = archive.clock.now()
    return now - (session.ended_at or now)


def summarise_seal(signed: Signed) -> Seal:
    """Return what a session shows of its seal."""
    said, statement = json.loads(signed.manifest), json.loads(json.loads(signed.seal)["statement"])
    return Seal(
        sealed_at=datetime.fromisoformat(statement["sealed_at"]),
        fragment_count=sum(len(recording["fragments"]) for recording in said["recordings"]),
        gap_count=len(said["gaps"]),
        manifest_sha256=statement["manifest_sha256"],
    )
