"""Gathers what a manifest says from where it lies: the bucket's listing, the trail, the chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sightline.domain.manifest import ClosedRecording, Contents, build_manifest, list_object_keys
from sightline.domain.session import Session, session_prefix
from sightline.domain.still import list_stills, stills_prefix
from sightline.usecases.closings import gaps_in_notes, gaps_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sightline.usecases.archive import Archive


def gather_manifest(archive: Archive, session: Session, closed: Sequence[ClosedRecording]) -> dict[str, object]:
    """Return the manifest of a session's recordings and all else that is known of it now."""
    stills = list_stills(archive.evidence.list_keys(stills_prefix(session_prefix(session))))
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
