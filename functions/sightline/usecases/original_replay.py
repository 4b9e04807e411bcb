"""What officers see of a phone's own recording: how far it has come, and its pieces."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sightline.domain.authority import Action
from sightline.domain.original import Original, PieceName, original_prefix, read_takes
from sightline.domain.session import Session, session_prefix
from sightline.messages.recordings import OriginalPiece, OriginalPieces, OriginalView
from sightline.usecases.viewings import find_replayed_session

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sightline.domain.participant import Participant
    from sightline.usecases.archive import Archive

URL_LIFE = timedelta(seconds=60)
MOST_AT_ONCE = 30


def view_original(session: Session, keys: Iterable[str]) -> OriginalView | None:
    """Say how far the original has come, from all keys of its session; None where there is none."""
    stored = _pieces(keys)
    if not (session.keeps_original() or session.original or stored):
        return None
    original = session.original or Original()
    return OriginalView(
        declared_pieces=max(sum(take.pieces for take in original.takes), len(stored)),
        stored_pieces=len(stored),
        stored_seconds=sum(piece.duration.total_seconds() for piece in stored),
        closes_at=session.sends_until(),
        sealed_at=original.sealed_at,
    )


def list_original(archive: Archive, officer: Participant, session_id: str, first: int, count: int) -> OriginalPieces:
    """Return a run of pieces, each with an address that a browser can fetch for the next minute."""
    session = find_replayed_session(archive, officer, Action.REPLAY_RECORDING, session_id)
    pieces = _pieces(archive.evidence.list_keys(original_prefix(session_prefix(session))))
    mimes = {take.take_id: take.mime for take in (session.original or Original()).takes}
    run = list(enumerate(pieces))[first : first + min(count, MOST_AT_ONCE)]
    return OriginalPieces(
        pieces=[
            OriginalPiece(
                index=index,
                take_id=piece.take_id,
                sequence=piece.sequence,
                mime=mimes.get(piece.take_id, f"video/{piece.container}"),
                captured_at=piece.captured_at,
                duration_seconds=piece.duration.total_seconds(),
                url=archive.evidence.presign(piece.key, URL_LIFE),
            )
            for index, piece in run
        ],
        total=len(pieces),
    )


def _pieces(keys: Iterable[str]) -> list[PieceName]:
    return [piece for pieces in read_takes(keys).values() for piece in pieces]
