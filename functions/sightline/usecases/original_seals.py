"""Signs what came of a phone's own recording, once nothing more comes: it said so, or its time is over.

It supplements the manifest of the live recording, so that one comes first.
"""

import json
from dataclasses import replace
from datetime import datetime, timedelta

from sightline.domain.original import Original, original_prefix, read_takes
from sightline.domain.original_manifest import OriginalContents, build_original_manifest
from sightline.domain.session import Session, session_prefix
from sightline.domain.timeline import read_recordings
from sightline.usecases.archive import Archive
from sightline.usecases.signing import sign_manifest


def seal_original(archive: Archive, session_id: str) -> None:
    """Sign the supplementary manifest of a sealed session, if it is time."""
    session = archive.sessions.get(session_id)
    if not session.seal or not session.awaits_original() or not _is_time(archive, session):
        return
    prefix = original_prefix(session_prefix(session))
    signed = sign_manifest(archive, session_id, prefix, build_original_manifest(_gather(archive, session)))
    sealed_at = datetime.fromisoformat(json.loads(json.loads(signed.seal)["statement"])["sealed_at"])

    def sealed(newest: Session) -> Session:
        return replace(newest, original=replace(newest.original or Original(), sealed_at=sealed_at))

    archive.sessions.change(session_id, sealed)


def sweep_originals(archive: Archive) -> int:
    """Queue the sessions whose phone has said the last, or may say no more; return how many."""
    due = [session for session in archive.sessions.list_awaiting_original() if _is_time(archive, session)]
    for session in due:
        archive.seal_queue.put(session.session_id, timedelta(0))
    return len(due)


def _is_time(archive: Archive, session: Session) -> bool:
    closes_at = session.sends_until()
    complete = session.original is not None and session.original.complete
    return complete or (closes_at is not None and archive.clock.now() >= closes_at)


def _gather(archive: Archive, session: Session) -> OriginalContents:
    keys = list(archive.evidence.list_keys(session_prefix(session)))
    stored = read_takes(keys)
    return OriginalContents(
        session=session,
        original=session.original or Original(),
        stored=stored,
        digests=archive.evidence.read_digests([piece.key for pieces in stored.values() for piece in pieces]),
        recordings=read_recordings(keys),
    )
