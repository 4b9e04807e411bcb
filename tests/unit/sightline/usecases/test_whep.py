"""A player's program begins and ends watching."""

import pytest

from sightline.domain.errors import NotFoundError, NotSignedInError, SessionEndedError
from sightline.domain.session import EndReason
from sightline.messages.changes import Hangup
from sightline.messages.signalling import Answer, Candidates, Offer, OpenLeg
from sightline.messages.sources import PassRequest
from sightline.usecases.doors import entity_tag
from sightline.usecases.endings import end_session
from sightline.usecases.legs import open_up_leg
from sightline.usecases.passes import issue_pass
from sightline.usecases.whep import begin_watching, end_watching, trickle_watching
from tests.fakes.exchange import ExchangeInMemory, a_citizen, an_officer


@pytest.fixture
def door() -> ExchangeInMemory:
    """Return a door with a citizen's session that is at a worker, which takes every offer."""
    door = ExchangeInMemory()
    session = door.begin_session()
    door.connect_worker()
    citizen = door.connect(a_citizen(), "phone")
    open_up_leg(door, citizen, Offer(session_id="session-1", leg_id="up-1", sdp="v=0"), session)
    door.answers.waiting = lambda session_id, leg_id: _accept(door, session_id, leg_id)
    return door


def _accept(door: ExchangeInMemory, session_id: str, leg_id: str) -> None:
    door.answers.put(Answer(session_id=session_id, leg_id=leg_id, sdp="v=0"))


@pytest.fixture
def shown(door: ExchangeInMemory) -> str:
    """Return what a player with a pass shows."""
    return f"Bearer {issue_pass(door, an_officer(), 'session-1', PassRequest(name='Wall')).token}"


def test_a_program_watches_a_citizens_session_too(door: ExchangeInMemory, shown: str) -> None:
    """Over a down leg of its own, until it hangs up."""
    leg_id = begin_watching(door, shown, "session-1", "v=0").leg_id
    end_watching(door, shown, "session-1", leg_id)
    sent = [message for _, message in door.sender.sent]
    assert [message.direction for message in sent if isinstance(message, OpenLeg)] == ["up", "down"]
    assert [message.leg_id for message in sent if isinstance(message, Hangup)] == [leg_id]


def test_candidates_reach_the_worker(door: ExchangeInMemory, shown: str) -> None:
    """As the fragment brought them."""
    leg_id = begin_watching(door, shown, "session-1", "v=0").leg_id
    trickle_watching(door, shown, "session-1", leg_id, "a=end-of-candidates\r\n", entity_tag(leg_id))
    assert [message.last for _, message in door.sender.sent if isinstance(message, Candidates)] == [True]


def test_without_a_pass_for_it_a_session_cannot_be_watched(door: ExchangeInMemory, shown: str) -> None:
    """No token, or another session's."""
    door.begin_session("session-2")
    with pytest.raises(NotSignedInError):
        begin_watching(door, None, "session-1", "v=0")
    with pytest.raises(NotFoundError):
        begin_watching(door, shown, "session-2", "v=0")


def test_what_is_over_cannot_be_watched(door: ExchangeInMemory, shown: str) -> None:
    """However long the pass would last."""
    end_session(door, "session-1", EndReason.OFFICER)
    with pytest.raises(SessionEndedError):
        begin_watching(door, shown, "session-1", "v=0")
