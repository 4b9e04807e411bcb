"""A camera's program begins, trickles and ends its stream."""

from dataclasses import replace

import pytest

from sightline.domain.errors import NotFoundError, NotSignedInError
from sightline.domain.session import EndReason, Session, SessionState
from sightline.messages.changes import Hangup, SessionChanged
from sightline.messages.signalling import Answer, Candidates, OpenLeg
from sightline.usecases.doors import entity_tag
from sightline.usecases.whip import begin_stream, end_stream, trickle_stream
from tests.fakes.examples import SOURCE, SOURCE_SECRET
from tests.fakes.exchange import ExchangeInMemory, an_officer

TOKEN = f"Bearer source-1.{SOURCE_SECRET}"


@pytest.fixture
def door() -> ExchangeInMemory:
    """Return a door with a source, and a worker that takes every offer."""
    door = ExchangeInMemory()
    door.sources.add(SOURCE)
    door.connect_worker()
    door.answers.waiting = lambda session_id, leg_id: _accept(door, session_id, leg_id)
    return door


def _accept(door: ExchangeInMemory, session_id: str, leg_id: str) -> None:
    door.answers.put(Answer(session_id=session_id, leg_id=leg_id, sdp="v=0"))


def session_of(door: ExchangeInMemory) -> Session:
    """Return the source's session."""
    return door.sessions.get(door.sources.get("source-1").session_id or "")


def test_a_stream_begins_a_session_that_officers_see(door: ExchangeInMemory) -> None:
    """As its camera's, without a citizen."""
    officer = door.connect(an_officer(force_id="force"), "desk")
    answer = begin_stream(door, TOKEN, "v=0")
    assert answer.session_id == session_of(door).session_id
    shown = door.heard(officer, SessionChanged)[0].session
    assert shown.camera is not None
    assert (shown.camera.name, shown.invite_id, shown.spoken_code) == ("M4 J3 camera 2", None, None)


def test_a_stream_that_comes_back_goes_on_in_its_session(door: ExchangeInMemory) -> None:
    """With another leg."""
    first, second = begin_stream(door, TOKEN, "v=0"), begin_stream(door, TOKEN, "v=0")
    assert first.session_id == second.session_id
    assert first.leg_id != second.leg_id


def test_a_camera_that_hangs_up_ends_its_session(door: ExchangeInMemory) -> None:
    """And the worker closes the leg."""
    answer = begin_stream(door, TOKEN, "v=0")
    end_stream(door, TOKEN, answer.leg_id)
    session = session_of(door)
    assert (session.state, session.end_reason) == (SessionState.ENDED, EndReason.HUNG_UP)
    assert [message.leg_id for _, message in door.sender.sent if isinstance(message, Hangup)] == [answer.leg_id]


def test_a_leg_that_was_replaced_ends_nothing(door: ExchangeInMemory) -> None:
    """The stream goes on over the newer one."""
    old = begin_stream(door, TOKEN, "v=0")
    begin_stream(door, TOKEN, "v=0")
    end_stream(door, TOKEN, old.leg_id)
    assert session_of(door).state is SessionState.OPEN


def test_a_session_outlives_its_stream_where_the_source_is_set_so(door: ExchangeInMemory) -> None:
    """A roadside camera that is turned away and back goes on in the same one."""
    door.sources.change("source-1", lambda source: replace(source, ends_with_stream=False))
    answer = begin_stream(door, TOKEN, "v=0")
    end_stream(door, TOKEN, answer.leg_id)
    assert session_of(door).state is SessionState.OPEN


def test_candidates_reach_the_worker(door: ExchangeInMemory) -> None:
    """As the fragment brought them."""
    leg_id = begin_stream(door, TOKEN, "v=0").leg_id
    trickle_stream(door, TOKEN, leg_id, "a=candidate:1 1 udp 1 192.0.2.1 9 typ host\r\n", entity_tag(leg_id))
    [message] = [message for _, message in door.sender.sent if isinstance(message, Candidates)]
    assert message.candidates == ["candidate:1 1 udp 1 192.0.2.1 9 typ host"]


def test_without_the_sources_token_nothing_is_done(door: ExchangeInMemory) -> None:
    """Neither begun nor ended."""
    with pytest.raises(NotSignedInError):
        begin_stream(door, "Bearer source-1.wrong", "v=0")
    assert door.sessions.by_id == {}
    leg_id = begin_stream(door, TOKEN, "v=0").leg_id
    with pytest.raises(NotSignedInError):
        end_stream(door, None, leg_id)
    assert len([message for _, message in door.sender.sent if isinstance(message, OpenLeg)]) == 1


def test_before_its_first_stream_a_source_has_no_leg(door: ExchangeInMemory) -> None:
    """To hang up."""
    with pytest.raises(NotFoundError):
        end_stream(door, TOKEN, "leg")
