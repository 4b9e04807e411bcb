"""The trail of a session, for officers and for the systems that they carry it to."""

from typing import Protocol

from sightline.domain.authority import Action
from sightline.domain.participant import Participant
from sightline.domain.position import Position
from sightline.domain.session import Session
from sightline.usecases.records import Trails, list_trail
from sightline.usecases.viewings import Replaying, find_replayed_session, note_download


class Tracking(Replaying, Trails, Protocol):
    """The ports that reading a trail needs."""


def read_trail(
    tracking: Tracking, officer: Participant, session_id: str, *, file: str | None = None
) -> tuple[Session, list[Position]]:
    """Return a session and its positions in the order fixed; as a file, they leave, which is written down."""
    session = find_replayed_session(tracking, officer, Action.READ_TRAIL, session_id)
    if file:
        note_download(tracking, officer, session, file)
    return session, list_trail(tracking, session)
