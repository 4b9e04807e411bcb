"""A session's own rules."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sightline.domain.errors import NotFoundError, SessionEndedError
from sightline.domain.invite import Capability, Consent, Language
from sightline.domain.original import SENDING_TIME, Take
from sightline.domain.sent_file import SentFile
from sightline.domain.session import EndReason, SessionState
from sightline.domain.upload import UploadState
from tests.fakes.clock import NOON
from tests.fakes.examples import SOURCE, a_session

LATER = NOON + timedelta(seconds=5)


def test_what_is_over_is_refused() -> None:
    """Open and live sessions run."""
    for state in (SessionState.OPEN, SessionState.LIVE):
        a_session(state=state).require_running()
    with pytest.raises(SessionEndedError):
        a_session(state=SessionState.ENDED).require_running()
    with pytest.raises(SessionEndedError):
        a_session(state=SessionState.ENDED).placed("w", "leg")


def test_the_first_frame_makes_a_session_live_once() -> None:
    """A later leg does not make it younger."""
    live = a_session().placed("w", "leg-1").live(NOON)
    assert (live.state, live.live_at, live.up_leg_at) == (SessionState.LIVE, NOON, NOON)
    again = live.placed("w", "leg-2").live(LATER)
    assert (again.live_at, again.up_leg_at) == (NOON, LATER)


def test_recordings_belong_to_the_worker_that_makes_them() -> None:
    """A new leg at the same worker keeps them, another worker begins anew."""
    recorded = a_session().placed("w", "leg-1").recorded("r-1", NOON).recorded("r-1", LATER)
    assert (recorded.recording_ids, recorded.up_leg_at) == (("r-1",), NOON)
    assert recorded.placed("w", "leg-2").recording_ids == ("r-1",)
    assert recorded.placed("v", "leg-2").recording_ids == ()
    assert a_session().recorded("r-1", NOON).recording_ids == ()


def test_an_officers_voice_is_no_recording_of_the_citizen() -> None:
    """It must be stored before the seal all the same."""
    spoken = a_session().placed("w", "leg-1").recorded("talk-1", NOON)
    assert (spoken.recording_ids, spoken.up_leg_at) == (("talk-1",), None)


def test_losing_a_worker_takes_its_leg_away() -> None:
    """A worker that was not the session's own changes nothing."""
    placed = a_session().placed("w", "leg-1").live(NOON)
    assert placed.displaced("v") == placed
    displaced = placed.displaced("w")
    assert (displaced.worker_id, displaced.up_leg_id, displaced.up_leg_at) == (None, None, None)
    assert displaced.live_at == NOON


def test_it_records_while_a_leg_carries_something() -> None:
    """Not before the first of it, and not after the end."""
    placed = a_session().placed("w", "leg-1")
    assert not placed.is_recording()
    assert placed.live(NOON).is_recording()
    assert not a_session(state=SessionState.ENDED, up_leg_at=NOON).is_recording()


def test_consent_is_for_each_capability() -> None:
    """What was not agreed to is not shared."""
    session = a_session()
    assert session.consented(Capability.VIDEO)
    assert not session.consented(Capability.AUDIO)


def test_a_cameras_session_has_no_consent_and_shares_what_cameras_send() -> None:
    """Pictures and sound; a citizen's shares what the citizen agreed to."""
    of_camera = a_session(consent=None, invite_id=None, camera=SOURCE.camera)
    assert of_camera.consented(Capability.VIDEO)
    assert not of_camera.consented(Capability.LOCATION)
    with pytest.raises(NotFoundError):
        of_camera.require_consent()
    assert a_session().capabilities == a_session().require_consent().capabilities


def test_a_phone_may_send_its_own_recording_for_a_day_after_the_end() -> None:
    """But no moment longer than the session where the link was withdrawn."""
    assert a_session().sends_until() is None
    ended = a_session(state=SessionState.ENDED, ended_at=NOON, end_reason=EndReason.OFFICER)
    assert ended.sends_until() == NOON + SENDING_TIME
    assert replace(ended, end_reason=EndReason.REVOKED).sends_until() == NOON


def test_a_disposed_session_names_no_file() -> None:
    """A file's name may be a person's."""
    file = SentFile("u-1", "Ann.mp4", 1000, NOON)
    session = a_session(consent=Consent(frozenset({Capability.UPLOAD}), "1", Language.ENGLISH, NOON))
    expecting = session.expects(file, NOON)
    assert expecting.file_became("u-1", UploadState.STORED).files == (replace(file, state=UploadState.STORED),)
    assert expecting.file_became("u-2", UploadState.STORED) == expecting
    assert expecting.forgotten().files == ()


def test_what_a_phone_has_declared_is_waited_for_whatever_the_next_one_agrees_to() -> None:
    """A second device that keeps nothing does not make the first one's pieces unaccounted for."""
    session = a_session()
    assert not session.awaits_original()
    declared = session.declares_original([Take("t1", "video/webm", 1)], 0.0, complete=False)
    assert declared.awaits_original()
