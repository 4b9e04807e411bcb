"""Every SessionStore keeps the same promises."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from sightline.adapters.session_store import DynamoSessionStore
from sightline.domain.errors import NotFoundError
from sightline.domain.original import CutShort, Original, Take
from sightline.domain.session import Capture, CaptureState, Seal, Session, SessionState, Signal
from sightline.ports import SessionStore
from tests.contract.tables import table
from tests.fakes.clock import NOON
from tests.fakes.examples import a_session
from tests.fakes.sessions import SessionsInMemory

SEAL = Seal(NOON, 3, 1, "ab" * 32)


@pytest.fixture(params=["memory", "dynamodb"])
def store(request: pytest.FixtureRequest) -> SessionStore:
    """Return each store in turn, empty."""
    if request.param == "memory":
        return SessionsInMemory()
    client: Any = request.getfixturevalue("dynamodb")
    return DynamoSessionStore(table(client, "sessions"))


def end(session: Session) -> Session:
    """Return the session, over."""
    return replace(session, state=SessionState.ENDED, ended_at=NOON)


def test_gives_back_what_was_added(store: SessionStore) -> None:
    """A session comes back with every field as it was."""
    capture = Capture(CaptureState.ON, CaptureState.UNAVAILABLE, Signal.WEAK)
    session = a_session(capture=capture, worker_id="w", up_leg_id="leg", up_leg_at=NOON)
    session = session.handed_over(replace(session.require_consent(), device="0123456789abcdef"))
    store.add(session)
    assert store.get("session-1") == session
    with pytest.raises(NotFoundError):
        store.get("session-2")


def test_pages_through_a_force_newest_first(store: SessionStore) -> None:
    """Pages of several states follow each other without a gap or a repetition."""
    for number in range(5):
        session = a_session(session_id=f"s{number}", created_at=NOON + timedelta(seconds=number))
        store.add(end(session) if number % 2 else session)
    store.add(a_session(session_id="live", state=SessionState.LIVE))
    store.add(a_session(session_id="foreign", force_id="other-force"))
    states, seen, after = [SessionState.OPEN, SessionState.ENDED], [], None
    while True:
        page, after = store.list_by_force("force", states, after, 2)
        seen += [session.session_id for session in page]
        if after is None:
            break
    assert seen == ["s4", "s3", "s2", "s1", "s0"]


def test_a_session_moves_between_the_lists_of_states(store: SessionStore) -> None:
    """A session that has ended is listed as ended, and not as open any more."""
    store.add(a_session())
    store.change("session-1", end)
    assert store.list_by_force("force", [SessionState.OPEN], None, 10) == ([], None)
    assert [found.session_id for found in store.list_by_force("force", [SessionState.ENDED], None, 10)[0]] == [
        "session-1"
    ]


def test_lists_what_is_still_to_be_done(store: SessionStore) -> None:
    """A session is first running, then unsealed, then done with."""
    store.add(a_session())
    assert [found.session_id for found in store.list_running()] == ["session-1"]
    assert store.list_unsealed() == []
    ended = store.change("session-1", end)
    assert store.list_running() == []
    assert store.list_unsealed() == [ended]
    store.change("session-1", lambda session: replace(session, seal=SEAL))
    assert store.list_unsealed() == []
    assert store.get("session-1").seal == SEAL


def test_lists_what_may_still_come_from_phones(store: SessionStore) -> None:
    """A sealed session whose citizen lets the phone keep a better copy is listed until that is signed."""
    consent = replace(a_session().require_consent(), keep_original=True)
    store.add(a_session(consent=consent, state=SessionState.ENDED, seal=SEAL))
    store.add(a_session(session_id="another", state=SessionState.ENDED, seal=SEAL))
    assert [found.session_id for found in store.list_awaiting_original()] == ["session-1"]
    takes = (Take("t1", "video/webm", 3, CutShort.PHONE_FULL),)
    kept = store.change("session-1", lambda session: replace(session, original=Original(takes, 1.5)))
    assert store.list_awaiting_original() == [kept]
    signed = Original(takes, 1.5, complete=True, sealed_at=NOON)
    store.change("session-1", lambda session: replace(session, original=signed))
    assert store.list_awaiting_original() == []
    assert store.get("session-1").original == signed


def test_counts_the_changes(store: SessionStore) -> None:
    """Each change has a higher version than the one before, so that a reader can tell which came first."""
    store.add(a_session())
    changed = store.change("session-1", end)
    assert (changed.version, store.get("session-1").version) == (2, 2)
