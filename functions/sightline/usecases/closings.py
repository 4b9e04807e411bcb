"""What workers said of a session's recordings, added to what the bucket's listing says."""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from sightline.domain.manifest import ClosedRecording, Digests
from sightline.domain.session import Session, session_prefix
from sightline.domain.talk import Voice
from sightline.domain.timeline import Recording, find_gaps, read_recordings
from sightline.messages.closing import ClosingWord, NotedGap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sightline.domain.fragment import Gap
    from sightline.ports import EvidenceStore

log = logging.getLogger("sightline.evidence")


def read_closed_recordings(evidence: EvidenceStore, session: Session) -> list[ClosedRecording]:
    """Return a session's recordings in the order they began, from the bucket alone."""
    recordings = read_recordings(evidence.list_keys(session_prefix(session)))
    return [_close(evidence, recording) for recording in recordings]


def gaps_of(closed: Sequence[ClosedRecording], noted: Iterable[Gap], session: Session) -> list[Gap]:
    """Return all gaps in a session's recordings, those included that their closing words name."""
    told = [gap for each in closed for gap in each.gaps]
    return find_gaps([each.recording for each in closed], [*noted, *told], session.ended_at)


def gaps_in_notes(digests: Digests) -> list[Gap]:
    """Return the gaps that fragments' own notes name: all that is left of them where a closing word is missing."""
    notes = [notes["gaps"] for _, _, notes in digests.values() if notes.get("gaps")]
    return [gap for note in notes for gap in _read_gaps(note)]


@cache
def _shape_of_notes() -> TypeAdapter[list[NotedGap]]:
    """Return what notes are read by; few sessions need it, and it takes longer to make than many modules to load."""
    return TypeAdapter(list[NotedGap])


@cache
def _shape_of_voices() -> TypeAdapter[Voice]:
    """Return what notes of speakers are read by, as above."""
    return TypeAdapter(Voice)


def _read_gaps(note: str) -> list[Gap]:
    try:
        return [noted.to_gap() for noted in _shape_of_notes().validate_json(note)]
    except ValidationError:
        log.warning("a fragment's note of gaps is not readable")
        return []


def _close(evidence: EvidenceStore, recording: Recording) -> ClosedRecording:
    voice = _read_voice(evidence, recording) if recording.is_talk else None
    return replace(_read_closing_word(evidence, recording), voice=voice)


def _read_voice(evidence: EvidenceStore, recording: Recording) -> Voice | None:
    """Return whose voice it is by the note on the first fragment, which is there however the recording ended."""
    key = recording.fragments[0].key
    _, _, notes = evidence.read_digests([key])[key]
    try:
        return _shape_of_voices().validate_json(notes.get("speaker", ""))
    except ValidationError:
        log.warning("a voice's note is not readable", extra={"recording_id": recording.place.recording_id})
        return None


def _read_closing_word(evidence: EvidenceStore, recording: Recording) -> ClosedRecording:
    body = evidence.read_object(recording.finish_key) if recording.finished else None
    if body is None:
        return ClosedRecording(recording)
    try:
        word = ClosingWord.model_validate_json(body)
    except ValidationError:
        log.warning("closing word is not readable", extra={"recording_id": recording.place.recording_id})
        return ClosedRecording(recording)
    return ClosedRecording(
        recording=replace(recording, expected=word.fragments),
        codecs=tuple(word.codecs),
        sender_reports=tuple(word.sender_reports),
        gaps=tuple(gap.to_gap() for gap in word.gaps),
    )
