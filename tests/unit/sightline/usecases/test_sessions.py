"""What officers do with sessions over HTTP."""

from datetime import timedelta

import pytest

from sightline.domain.errors import NotAllowedError, NotFoundError
from sightline.domain.participant import Participant, Role
from sightline.domain.session import SessionState
from sightline.messages.custody import ViewingRequest
from sightline.messages.views import ChatView
from sightline.usecases.seals import seal_session
from sightline.usecases.sessions import SessionDesk, end_by_officer, get_session, list_sessions
from sightline.usecases.stated_reasons import begin_viewing
from tests.fakes.chat import ChatInMemory
from tests.fakes.clock import NOON
from tests.fakes.evidence import EvidenceInMemory
from tests.fakes.examples import OFFICER, STRANGER, a_session
from tests.fakes.exchange import ExchangeInMemory, an_officer
from tests.fakes.office import Office
from tests.fakes.originals import end
from tests.fakes.positions import PositionsInMemory

AUDITOR = Participant("auditor-1", Role.AUDITOR, "A. Hughes", force_id="force")
WORKER = Participant("w", Role.WORKER, "w")
LINE = ChatView(message_id="m1", sender="citizen", sender_name="Citizen", text="Here", sent_at=NOON)


@pytest.fixture
def desk() -> SessionDesk:
    """Return a desk with three sessions, one of them another force's."""
    office = Office()
    for number, force_id in enumerate(["force", "force", "other-force"]):
        at = NOON + timedelta(seconds=number)
        office.sessions.add(a_session(session_id=f"session-{number}", force_id=force_id, created_at=at))
    return SessionDesk(
        clock=office.clock,
        sessions=office.sessions,
        connections=office.connections,
        sender=office.sender,
        positions=PositionsInMemory(),
        chat=ChatInMemory(),
        seal_queue=office.seal_queue,
        custody=office.custody,
        evidence=EvidenceInMemory(),
        asks_reason=True,
    )


def test_a_force_lists_its_own_sessions(desk: SessionDesk) -> None:
    """Newest first, by state, and no other force's."""
    listed = list_sessions(desk, OFFICER, [SessionState.OPEN], None)
    assert [session.session_id for session in listed.sessions] == ["session-1", "session-0"]
    assert listed.next is None
    assert list_sessions(desk, OFFICER, [SessionState.ENDED], None).sessions == []


def test_a_session_is_shown_with_its_chat(desk: SessionDesk) -> None:
    """What was said stands with it in order."""
    desk.chat.add("session-0", LINE, "r1")
    assert get_session(desk, OFFICER, "session-0").chat == [LINE]


def test_chat_of_what_is_sealed_needs_a_reason() -> None:
    """As all that is evidence: the session itself is shown all the same, and the chat once a reason is given."""
    exchange = ExchangeInMemory()
    exchange.begin_session()
    exchange.chat.add("session-1", LINE, "r1")
    end(exchange)
    exchange.clock.advance(timedelta(hours=3))
    seal_session(exchange, "session-1")
    desk = SessionDesk(
        clock=exchange.clock,
        sessions=exchange.sessions,
        connections=exchange.connections,
        sender=exchange.sender,
        positions=exchange.positions,
        chat=ChatInMemory(),
        seal_queue=exchange.seal_queue,
        custody=exchange.custody,
        evidence=exchange.evidence,
        asks_reason=True,
    )
    officer = an_officer(role=Role.INVESTIGATOR)
    assert get_session(desk, officer, "session-1").chat == []
    begin_viewing(exchange, officer, "session-1", ViewingRequest(reason="Charging advice"))
    assert get_session(desk, officer, "session-1").chat == [LINE]


def test_an_officer_ends_a_session(desk: SessionDesk) -> None:
    """Ending it again finds it ended."""
    for _ in range(2):
        assert end_by_officer(desk, OFFICER, "session-0").state is SessionState.ENDED


def test_another_forces_session_is_not_found(desk: SessionDesk) -> None:
    """It looks to a stranger as a session does that never was."""
    for session_id in ("session-0", "no-such-session"):
        with pytest.raises(NotFoundError):
            get_session(desk, STRANGER, session_id)
        with pytest.raises(NotFoundError):
            end_by_officer(desk, STRANGER, session_id)


def test_who_may_not_is_refused(desk: SessionDesk) -> None:
    """An auditor ends nothing, a worker lists nothing."""
    with pytest.raises(NotAllowedError):
        end_by_officer(desk, AUDITOR, "session-0")
    with pytest.raises(NotAllowedError):
        list_sessions(desk, WORKER, [SessionState.OPEN], None)
