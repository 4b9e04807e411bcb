"""Replay of a session, running or ended, straight from the bucket's listing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sightline.domain.authority import Action
from sightline.domain.errors import NotFoundError
from sightline.domain.original import original_prefix
from sightline.domain.playlist import write_playlist
from sightline.domain.session import Session, SessionState, session_prefix
from sightline.domain.timeline import TimelineFragment, list_timeline, list_voice, read_recordings
from sightline.messages.recordings import Fragments, FragmentView, GapView, RecordingView, VoiceView
from sightline.usecases.access import url_life
from sightline.usecases.amendments import newest_version, version_prefix
from sightline.usecases.closings import gaps_of, read_closed_recordings
from sightline.usecases.original_replay import view_original
from sightline.usecases.viewings import find_replayed_session, note_download

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import timedelta

    from sightline.domain.fragment import Gap
    from sightline.domain.manifest import ClosedRecording
    from sightline.domain.participant import Participant
    from sightline.ports import EvidenceStore
    from sightline.usecases.archive import Archive

MOST_FRAGMENTS = 30


def view_recording(archive: Archive, officer: Participant, session_id: str) -> RecordingView:
    """Say what there is to replay."""
    session = find_replayed_session(archive, officer, Action.REPLAY_RECORDING, session_id)
    closed = read_closed_recordings(archive.evidence, session)
    timeline = list_timeline(each.recording for each in closed)
    return RecordingView(
        session_id=session_id,
        state=session.state,
        began_at=timeline[0].name.captured_at if timeline else None,
        ended_at=timeline[-1].name.ends_at if timeline else None,
        duration_seconds=sum(fragment.name.duration.total_seconds() for fragment in timeline),
        fragment_count=len(timeline),
        codecs=_codecs(closed),
        gaps=[_view_gap(gap) for gap in gaps_of(closed, (), session)],
        sealed=session.seal is not None,
        voices=[_view_voice(each) for each in closed if each.recording.is_talk],
        original=view_original(session, archive.evidence.list_keys(session_prefix(session))),
    )


def write_session_playlist(archive: Archive, officer: Participant, session_id: str, voice_id: str | None = None) -> str:
    """Return the HLS playlist of a session as it stands now, or of one officer's voice as far as it is stored."""
    session = find_replayed_session(archive, officer, Action.REPLAY_RECORDING, session_id)
    ended = voice_id is not None or session.state is SessionState.ENDED
    return write_playlist(_read_timeline(archive, session, voice_id), ended=ended)


def list_fragments(
    archive: Archive, officer: Participant, session_id: str, *, first: int, count: int, voice_id: str | None = None
) -> Fragments:
    """Return a run of the fragments of such a playlist, each with addresses that can be fetched for a moment."""
    session = find_replayed_session(archive, officer, Action.REPLAY_RECORDING, session_id)
    timeline = _read_timeline(archive, session, voice_id)
    run = timeline[first : first + min(count, MOST_FRAGMENTS)]
    life = url_life(officer)
    return Fragments(fragments=[_view_fragment(archive.evidence, each, life) for each in run], total=len(timeline))


def read_manifest(archive: Archive, officer: Participant, session_id: str) -> str:
    """Return the newest manifest and its seal, byte for byte as they lie in the bucket, in one JSON object.

    What is signed of the phone's own recording comes besides, as `original`.
    """
    session = find_replayed_session(archive, officer, Action.READ_MANIFEST, session_id)
    prefix = version_prefix(session, newest_version(archive.evidence, session))
    signed = _read_signed(archive.evidence, prefix)
    if signed is None:
        raise NotFoundError
    note_download(archive, officer, session, "manifest.json")
    original = _read_signed(archive.evidence, original_prefix(session_prefix(session)))
    return f'{{{signed},"original":{{{original}}}}}' if original else f"{{{signed}}}"


def _read_timeline(archive: Archive, session: Session, voice_id: str | None) -> list[TimelineFragment]:
    recordings = read_recordings(archive.evidence.list_keys(session_prefix(session)))
    if voice_id is None:
        return list_timeline(recordings)
    if voice := list_voice(recordings, voice_id):
        return voice
    raise NotFoundError


def _read_signed(evidence: EvidenceStore, prefix: str) -> str | None:
    manifest, seal = (evidence.read_object(f"{prefix}{name}.json") for name in ("manifest", "seal"))
    return f'"manifest":{manifest.decode()},"seal":{seal.decode()}' if manifest and seal else None


def _codecs(closed: Sequence[ClosedRecording]) -> list[str]:
    return sorted({codec for each in closed for codec in each.codecs})


def _view_voice(closed: ClosedRecording) -> VoiceView:
    return VoiceView(
        recording_id=closed.recording.place.recording_id,
        speaker_name=closed.voice.name if closed.voice else None,
        began_at=closed.recording.began_at,
        ended_at=closed.recording.ended_at,
    )


def _view_gap(gap: Gap) -> GapView:
    return GapView(track=gap.track, began_at=gap.began_at, ended_at=gap.ended_at, reason=gap.reason)


def _view_fragment(evidence: EvidenceStore, fragment: TimelineFragment, life: timedelta) -> FragmentView:
    return FragmentView(
        index=fragment.index,
        recording_id=fragment.recording.place.recording_id,
        sequence=fragment.name.sequence,
        captured_at=fragment.name.captured_at,
        duration_seconds=fragment.name.duration.total_seconds(),
        url=evidence.presign(fragment.name.key, life),
        init_url=evidence.presign(fragment.init_key, life),
    )
