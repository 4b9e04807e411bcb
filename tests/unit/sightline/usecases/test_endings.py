"""The one way in which sessions end."""

from dataclasses import replace

import pytest

from sightline.domain.custody import CustodyAction
from sightline.domain.session import EndReason, SessionState
from sightline.messages.changes import Ended, EndSession
from sightline.usecases.credentials import citizen_of_session
from sightline.usecases.endings import SEAL_AFTER, end_session
from tests.fakes.examples import OFFICER
from tests.fakes.office import Office


@pytest.fixture
def office() -> Office:
    """Return an office with one session, its citizen and its worker connected."""
    office = Office()
    office.invite()
    session_id = office.accept().session_id
    office.sessions.change(session_id, lambda session: replace(session, worker_id="w"))
    office.connect(citizen_of_session(session_id, "force"), "phone", f"citizen#{session_id}")
    office.connect(OFFICER, "worker-socket", "worker#w")
    return office


def the_session_id(office: Office) -> str:
    """Return the one session's id."""
    (session_id,) = office.sessions.by_id
    return session_id


def test_everybody_is_told(office: Office) -> None:
    """The worker closes its legs, the phone stops and is cut off, the officers see it, the seal is ordered."""
    session_id = the_session_id(office)
    end_session(office.desk, session_id, EndReason.CITIZEN)
    assert office.heard("worker-socket") == [EndSession(session_id=session_id)]
    assert office.heard("phone") == [Ended(session_id=session_id, reason=EndReason.CITIZEN)]
    assert office.sender.closed == ["phone"]
    assert office.shown_session().state is SessionState.ENDED
    assert office.seal_queue.puts == [(session_id, SEAL_AFTER)]


def test_the_first_end_counts(office: Office) -> None:
    """Ending again changes neither instant nor reason; who has not heard it hears it then."""
    session_id = the_session_id(office)
    first = end_session(office.desk, session_id, EndReason.CITIZEN)
    office.clock.advance(SEAL_AFTER)
    assert end_session(office.desk, session_id, EndReason.ABANDONED) == first
    assert office.heard("phone")[-1] == Ended(session_id=session_id, reason=EndReason.CITIZEN)


def test_a_session_without_a_worker_ends_as_well(office: Office) -> None:
    """There may never have been a picture."""
    session_id = the_session_id(office)
    office.sessions.change(session_id, lambda session: replace(session, worker_id=None))
    assert end_session(office.desk, session_id, EndReason.OFFICER).state is SessionState.ENDED
    assert office.heard("worker-socket") == []


def test_the_end_is_written_down_once(office: Office) -> None:
    """With its first reason."""
    session_id = the_session_id(office)
    end_session(office.desk, session_id, EndReason.CITIZEN)
    end_session(office.desk, session_id, EndReason.OFFICER)
    (_, ended) = office.custody.list_entries(session_id)
    assert (ended.action, ended.details) == (CustodyAction.ENDED, {"reason": "citizen"})
