"""The funnel moves on what the phone and the worker tell."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sightline.domain.invite import FunnelStage, TroubleReason
from sightline.domain.participant import Connection
from sightline.domain.quality import Quality, QualityReason
from sightline.domain.session import CaptureReason, CaptureState, Signal
from sightline.messages.changes import InviteChanged, SessionChanged
from sightline.messages.signalling import Capture, Progress, Trouble
from sightline.usecases.progress import note_capture, note_progress, note_trouble, reach_stage, stop_funnel
from tests.fakes.exchange import ExchangeInMemory, a_citizen, an_officer

PHONE = Connection("phone", a_citizen())
DESK = Connection("desk", an_officer())


@pytest.fixture
def exchange() -> ExchangeInMemory:
    """Return an exchange with one open session and an officer."""
    exchange = ExchangeInMemory()
    exchange.begin_session()
    exchange.connect(DESK.participant, DESK.connection_id)
    return exchange


def test_shows_a_stage_when_it_is_first_reached(exchange: ExchangeInMemory) -> None:
    """Officers see when a stage was first reached; a repetition tells them nothing."""
    session, first = exchange.sessions.get("session-1"), exchange.clock.now()
    for _ in range(2):
        note_progress(exchange, PHONE, Progress(stage=FunnelStage.CAMERA_GRANTED), session)
        exchange.clock.advance(timedelta(seconds=5))

    [changed] = exchange.heard(DESK, InviteChanged)
    assert changed.invite.funnel[FunnelStage.CAMERA_GRANTED] == first


def test_shows_what_the_phone_stands_still_at(exchange: ExchangeInMemory) -> None:
    """Officers see the trouble that the citizen's page names, until its stage is reached after all."""
    session = exchange.sessions.get("session-1")
    trouble = Trouble(stage=FunnelStage.CAMERA_GRANTED, reason=TroubleReason.CAMERA_REFUSED)

    note_trouble(exchange, PHONE, trouble, session)
    note_progress(exchange, PHONE, Progress(stage=FunnelStage.CAMERA_GRANTED), session)

    shown = [changed.invite.trouble for changed in exchange.heard(DESK, InviteChanged)]
    assert [each and each.reason for each in shown] == [TroubleReason.CAMERA_REFUSED, None]


def test_ends_a_trouble_when_its_stage_is_reached_again(exchange: ExchangeInMemory) -> None:
    """A connection that failed and came back is no trouble any more, though its stage was reached long before."""
    session = exchange.sessions.get("session-1")
    reach_stage(exchange, session, FunnelStage.CONNECTING)
    trouble = Trouble(stage=FunnelStage.FIRST_FRAME, reason=TroubleReason.CONNECTION_FAILED)
    note_trouble(exchange, PHONE, trouble, session)

    reach_stage(exchange, session, FunnelStage.CONNECTING)

    assert exchange.heard(DESK, InviteChanged)[-1].invite.trouble is None


def test_shows_what_the_camera_does(exchange: ExchangeInMemory) -> None:
    """Officers see why the picture stands still."""
    capture = Capture(
        camera=CaptureState.INTERRUPTED,
        microphone=CaptureState.OFF,
        signal=Signal.WEAK,
        reason=CaptureReason.SCREEN_LOCKED,
        quality=Quality.STILLS,
        quality_reason=QualityReason.NETWORK,
    )

    note_capture(exchange, PHONE, capture, exchange.sessions.get("session-1"))

    shown = exchange.heard(DESK, SessionChanged)[-1].session.capture
    assert shown
    assert (shown.camera, shown.signal, shown.reason) == ("interrupted", "weak", "screen-locked")
    assert (shown.quality, shown.quality_reason) == ("stills", "network")


def test_a_cameras_session_has_no_funnel(exchange: ExchangeInMemory) -> None:
    """No invite came before it, so none is changed."""
    of_camera = replace(exchange.sessions.get("session-1"), invite_id=None)
    reach_stage(exchange, of_camera, FunnelStage.FIRST_FRAME)
    stop_funnel(exchange, of_camera, TroubleReason.NO_FREE_WORKER)
    assert exchange.heard(DESK, InviteChanged) == []
