"""Shows what stills of a session there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sightline.domain.authority import Action
from sightline.domain.session import session_prefix
from sightline.domain.still import list_stills, stills_prefix
from sightline.messages.recordings import Stills, StillView
from sightline.usecases.access import url_life
from sightline.usecases.viewings import find_replayed_session

if TYPE_CHECKING:
    from sightline.domain.participant import Participant
    from sightline.usecases.archive import Archive


def show_stills(archive: Archive, officer: Participant, session_id: str, first: int, count: int) -> Stills:
    """Return a run of a session's stills, each with an address that can be fetched for a moment."""
    session = find_replayed_session(archive, officer, Action.REPLAY_RECORDING, session_id)
    names = list_stills(archive.evidence.list_keys(stills_prefix(session_prefix(session))))
    life = url_life(officer)
    views = [
        StillView(sequence=name.sequence, captured_at=name.captured_at, url=archive.evidence.presign(name.key, life))
        for name in names[first : first + count]
    ]
    return Stills(stills=views, total=len(names))
