"""The supplementary manifest: what came of the phone's own recording, and which of the live one it covers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sightline.domain.instant import write_instant
from sightline.domain.manifest import Digests, list_discrepancies
from sightline.domain.original import Original, PieceName, Take, container_of, missing_pieces
from sightline.domain.session import Session
from sightline.domain.timeline import Recording

FORMAT = "sightline-original/1"


@dataclass(frozen=True)
class OriginalContents:
    """All that a supplementary manifest is made of."""

    session: Session
    original: Original
    stored: Mapping[str, Sequence[PieceName]]
    """The pieces in the bucket, by take."""
    digests: Digests
    recordings: Sequence[Recording]
    """The live recordings, to say which of their fragments a take covers."""


def build_original_manifest(contents: OriginalContents) -> dict[str, object]:
    """Return the supplementary manifest as JSON values."""
    session, consent = contents.session, contents.session.require_consent()
    return {
        "format": FORMAT,
        "session_id": session.session_id,
        "force_id": session.force_id,
        "incident_ref": session.incident_ref,
        "consent": {
            "keep_original": consent.keep_original,
            "wording_version": consent.wording_version,
            "language": consent.language,
            "at": write_instant(consent.at),
        },
        "supplements_manifest_sha256": session.seal.manifest_sha256 if session.seal else None,
        "complete": contents.original.complete,
        "clock_offset_seconds": contents.original.clock_offset_seconds,
        "takes": [_describe_take(contents, take) for take in _all_takes(contents)],
        "discrepancies": list_discrepancies(contents.digests),
    }


def _all_takes(contents: OriginalContents) -> list[Take]:
    """Return the declared takes, and those of which pieces came without a declaration."""
    declared = {take.take_id for take in contents.original.takes}
    undeclared = [
        Take(take_id, f"video/{pieces[0].container}", 0)
        for take_id, pieces in contents.stored.items()
        if take_id not in declared
    ]
    return [*contents.original.takes, *undeclared]


def _describe_take(contents: OriginalContents, take: Take) -> dict[str, object]:
    pieces = [name for name in contents.stored.get(take.take_id, ()) if name.container == container_of(take.mime)]
    offset = timedelta(seconds=contents.original.clock_offset_seconds)
    return {
        "take_id": take.take_id,
        "mime": take.mime,
        "declared_pieces": take.pieces,
        "cut_short": take.cut_short,
        "pieces": [_describe_piece(name, contents.digests) for name in pieces],
        "missing": missing_pieces(take, pieces),
        "covers": [
            covered for recording in contents.recordings if (covered := _describe_cover(recording, pieces, offset))
        ],
    }


def _describe_piece(name: PieceName, digests: Digests) -> dict[str, object]:
    sha256, byte_count, _ = digests[name.key]
    return {
        "sequence": name.sequence,
        "key": name.key,
        "bytes": byte_count,
        "sha256": sha256,
        "captured_at": write_instant(name.captured_at),
        "duration_seconds": name.duration.total_seconds(),
    }


def _describe_cover(recording: Recording, pieces: Sequence[PieceName], offset: timedelta) -> dict[str, object] | None:
    """Name the fragments of a live recording during which pieces were captured; None if there are none."""
    spans = [(name.captured_at + offset, name.ends_at + offset) for name in pieces]
    covered = [each for each in recording.fragments if _overlaps(each.captured_at, each.ends_at, spans)]
    if not covered:
        return None
    return {
        "recording_id": recording.place.recording_id,
        "fragments": [each.sequence for each in covered],
        "began_at": write_instant(covered[0].captured_at),
        "ended_at": write_instant(covered[-1].ends_at),
    }


def _overlaps(began_at: datetime, ended_at: datetime, spans: Sequence[tuple[datetime, datetime]]) -> bool:
    return any(began < ended_at and began_at < ended for began, ended in spans)
