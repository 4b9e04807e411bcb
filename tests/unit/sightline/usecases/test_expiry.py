"""What time does."""

from datetime import timedelta

import pytest

from sightline.domain.invite import FunnelStage, InviteState, TroubleReason
from sightline.domain.session import EndReason, SessionState
from sightline.usecases.citizens import decline_invite, look_up_invite
from sightline.usecases.credentials import citizen_of_session
from sightline.usecases.expiry import ExpiryDesk, end_abandoned_sessions, expire_invites
from tests.fakes.examples import SOURCE, a_session
from tests.fakes.office import Office
from tests.fakes.positions import PositionsInMemory

AWAY = timedelta(minutes=10)


@pytest.fixture
def office() -> Office:
    """Return an office that has sent one invite."""
    office = Office()
    office.invite()
    return office


def desk_of(office: Office) -> ExpiryDesk:
    """Return the desk at which time does its part."""
    return ExpiryDesk(
        clock=office.clock,
        invites=office.invites,
        sessions=office.sessions,
        connections=office.connections,
        sender=office.sender,
        positions=PositionsInMemory(),
        seal_queue=office.seal_queue,
        custody=office.custody,
        abandoned_after=AWAY,
    )


def test_an_open_invite_expires_at_its_time(office: Office) -> None:
    """Not a moment before; then officers see at which step it stood."""
    look_up_invite(office.desk, office.token())
    office.clock.advance(timedelta(minutes=29, seconds=59))
    assert expire_invites(desk_of(office)) == 0
    office.clock.advance(timedelta(seconds=1))
    assert expire_invites(desk_of(office)) == 1
    shown = office.shown_invite()
    assert shown.state is InviteState.EXPIRED
    assert shown.trouble is not None
    assert (shown.trouble.reason, shown.trouble.stage) == (TroubleReason.LINK_EXPIRED, FunnelStage.CONSENTED)


def test_an_answered_invite_does_not_expire(office: Office) -> None:
    """What the citizen said stays."""
    decline_invite(office.desk, office.token())
    office.clock.advance(timedelta(hours=1))
    assert expire_invites(desk_of(office)) == 0
    assert office.shown_invite().state is InviteState.DECLINED


def test_a_session_left_for_too_long_ends(office: Office) -> None:
    """Nobody connected, nobody seen for longer than the setting: it is over, and waits for its seal."""
    session_id = office.accept().session_id
    office.clock.advance(AWAY)
    assert end_abandoned_sessions(desk_of(office)) == 0
    office.clock.advance(timedelta(seconds=1))
    assert end_abandoned_sessions(desk_of(office)) == 1
    session = office.sessions.get(session_id)
    assert (session.state, session.end_reason) == (SessionState.ENDED, EndReason.ABANDONED)
    assert [seal[0] for seal in office.seal_queue.puts] == [session_id]
    assert end_abandoned_sessions(desk_of(office)) == 0


def test_a_connected_citizen_is_not_away(office: Office) -> None:
    """However long ago the last message came."""
    session_id = office.accept().session_id
    office.connect(citizen_of_session(session_id, "force"), "phone", f"citizen#{session_id}")
    office.clock.advance(timedelta(hours=1))
    assert end_abandoned_sessions(desk_of(office)) == 0


def test_a_camera_is_there_as_long_as_its_stream_comes(office: Office) -> None:
    """It has no connection; once the stream has stopped, the time runs from when it was last seen."""
    camera = a_session(session_id="of-camera", invite_id=None, consent=None, camera=SOURCE.camera)
    office.sessions.add(camera.placed("worker", "leg").live(office.clock.now()))
    office.clock.advance(timedelta(hours=1))
    assert end_abandoned_sessions(desk_of(office)) == 0
    office.sessions.change("of-camera", lambda session: session.displaced("worker"))
    office.clock.advance(AWAY)
    assert end_abandoned_sessions(desk_of(office)) == 0
    office.clock.advance(timedelta(seconds=1))
    assert end_abandoned_sessions(desk_of(office)) == 1
