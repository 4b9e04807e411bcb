"""How invites and sessions are shown, and to whom."""

from dataclasses import replace

import pytest

from sightline.domain.participant import Participant, Role
from sightline.domain.position import Position
from sightline.domain.session import Capture, CaptureState, Seal, SessionState, Signal
from sightline.messages.changes import InviteChanged, SessionChanged
from sightline.messages.signalling import Pong
from sightline.usecases.announcements import (
    announce_invite,
    announce_session,
    cut_off,
    mask_phone_number,
    tell,
    view_session,
)
from sightline.usecases.credentials import citizen_of_session
from tests.fakes.clock import NOON
from tests.fakes.examples import CONSENT, OFFICER, STRANGER, a_session, an_invite
from tests.fakes.office import Office

COLLEAGUE = Participant("officer-5", Role.SUPERVISOR, "Insp. Ali", force_id="force")


@pytest.fixture
def office() -> Office:
    """Return an office with officers of two forces connected."""
    office = Office()
    office.connect(STRANGER, "stranger-socket", "officers#other-force")
    return office


def test_a_force_hears_of_its_own_changes_only(office: Office) -> None:
    """Another force's officers are told nothing."""
    announce_invite(office.desk, an_invite())
    announce_session(office.desk, a_session())
    invite, session = office.heard("officer-socket")
    assert isinstance(invite, InviteChanged)
    assert isinstance(session, SessionChanged)
    assert office.heard("stranger-socket") == []


def test_a_connection_that_is_gone_keeps_nobody_from_hearing(office: Office) -> None:
    """The others are told, and the one that is gone is forgotten."""
    office.connect(COLLEAGUE, "gone-socket", "officers#force")
    office.sender.gone.add("gone-socket")
    tell(office.desk, "officers#force", Pong())
    assert office.heard("officer-socket") == [Pong()]
    assert office.connections.get("gone-socket") is None


def test_what_is_done_stays_done_though_nobody_can_be_told(office: Office) -> None:
    """A text that has gone out must not go out again because a WebSocket failed; the others are told."""
    office.connect(COLLEAGUE, "blocked-socket", "officers#force")
    office.sender.blocked.add("blocked-socket")
    announce_invite(office.desk, an_invite())
    cut_off(office.desk, "officers#force")
    assert len(office.heard("officer-socket")) == 1
    assert office.sender.closed == ["officer-socket"]
    assert office.connections.get("blocked-socket") is not None


def test_a_number_is_shown_by_its_last_three_digits() -> None:
    """Nothing else of it leaves the server."""
    assert mask_phone_number("+447700900123") == "••••••••••123"


def test_a_running_session_is_shown_with_who_is_there(office: Office) -> None:
    """The citizen's connection, the watchers by name once each, the newest position."""
    office.connect(citizen_of_session("session-1", "force"), "phone", "citizen#session-1")
    office.connect(COLLEAGUE, "watching-1", "watchers#session-1")
    office.connect(COLLEAGUE, "watching-2", "watchers#session-1")
    office.connect(OFFICER, "watching-3", "watchers#session-1")
    position = Position("session-1", 4, 51.5, -2.6, 12.0, NOON, NOON)
    office.desk.positions.add_all([position])
    capture = Capture(CaptureState.ON, CaptureState.OFF, Signal.GOOD)
    view = view_session(office.desk, a_session(capture=capture))
    assert view.citizen_connected
    assert view.watchers == ["Insp. Ali", "PC Rees"]
    assert view.last_position is not None
    assert (view.last_position.sequence, view.last_position.latitude) == (4, 51.5)
    assert view.capture is not None
    assert view.capture.microphone is CaptureState.OFF


@pytest.mark.parametrize("agreed", [True, False])
def test_officers_see_whether_a_better_copy_is_kept(office: Office, *, agreed: bool) -> None:
    """It is the citizen's choice that counts, whatever the invite asked for."""
    session = a_session(consent=replace(CONSENT, keep_original=agreed))
    assert view_session(office.desk, session).keep_original is agreed


def test_a_session_that_has_ended_is_shown_with_its_seal(office: Office) -> None:
    """Nobody is there any more, whatever a stale connection says."""
    office.connect(citizen_of_session("session-1", "force"), "phone", "citizen#session-1")
    seal = Seal(NOON, 3, 1, "ab" * 32)
    view = view_session(office.desk, a_session(state=SessionState.ENDED, seal=seal))
    assert not view.citizen_connected
    assert view.seal is not None
    assert view.seal.fragment_count == 3
