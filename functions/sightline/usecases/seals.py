"""Seals the recording of an ended session: a manifest of all that the bucket holds, and a signature over it.

Sealing may run twice, and at the same time: the first manifest and the first seal in the bucket stand,
and every later run takes them for its own.
"""

import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

import rfc8785

from sightline.domain.errors import StoreUnavailableError
from sightline.domain.instant import write_instant
from sightline.domain.manifest import ClosedRecording, Contents, build_manifest, list_object_keys
from sightline.domain.session import Seal, Session, SessionState
from sightline.usecases.announcements import announce_session
from sightline.usecases.archive import Archive
from sightline.usecases.closings import gaps_in_notes, gaps_of, read_closed_recordings, session_prefix

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
    manifest = _store_manifest(archive, session, closed)
    seal = _summarise(manifest, _store_seal(archive, session, manifest))
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


def _store_manifest(archive: Archive, session: Session, closed: Sequence[ClosedRecording]) -> bytes:
    digests = archive.evidence.read_digests([key for each in closed for key in list_object_keys(each.recording)])
    contents = Contents(
        session=session,
        recordings=closed,
        digests=digests,
        gaps=gaps_of(closed, gaps_in_notes(digests), session),
        trail=archive.positions.list_trail(session.session_id),
        chat=[message.model_dump(mode="json") for message in archive.chat.list_all(session.session_id)],
    )
    return _put_or_read(archive, f"{session_prefix(session)}manifest.json", build_manifest(contents))


def _store_seal(archive: Archive, session: Session, manifest: bytes) -> bytes:
    statement = _canonical(
        {
            "session_id": session.session_id,
            "manifest_sha256": sha256(manifest).hexdigest(),
            "sealed_at": write_instant(archive.clock.now()),
        }
    )
    key_id, public_key = archive.signer.public_key()
    seal = {
        "statement": statement.decode(),
        "signature": b64encode(archive.signer.sign(statement)).decode(),
        "key_id": key_id,
        "public_key": public_key,
    }
    return _put_or_read(archive, f"{session_prefix(session)}seal.json", seal)


def _put_or_read(archive: Archive, key: str, document: Mapping[str, object]) -> bytes:
    """Store a document, or return the one that another run has stored before."""
    body = _canonical(document)
    if archive.evidence.put_once(key, body, "application/json"):
        return body
    earlier = archive.evidence.read_object(key)
    if earlier is None:
        raise StoreUnavailableError
    return earlier


def _summarise(manifest: bytes, seal: bytes) -> Seal:
    said, statement = json.loads(manifest), json.loads(json.loads(seal)["statement"])
    return Seal(
        sealed_at=datetime.fromisoformat(statement["sealed_at"]),
        fragment_count=sum(len(recording["fragments"]) for recording in said["recordings"]),
        gap_count=len(said["gaps"]),
        manifest_sha256=statement["manifest_sha256"],
    )


def _canonical(document: Any) -> bytes:
    """Write JSON in its one canonical form (RFC 8785)."""
    return rfc8785.dumps(document)
