"""A source shows its token and takes up its session."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sightline.domain.custody import CustodyAction
from sightline.domain.errors import NotSignedInError
from sightline.domain.invite import Capability
from sightline.domain.session import EndReason, SessionState
from sightline.usecases.endings import end_session
from sightline.usecases.source_sessions import find_session_of, recognise_source, sender_of, take_up_session
from tests.fakes.examples import SOURCE, SOURCE_SECRET
from tests.fakes.exchange import ExchangeInMemory


@pytest.fixture
def streams() -> ExchangeInMemory:
    """Return stores with one source."""
    streams = ExchangeInMemory()
    streams.sources.add(SOURCE)
    return streams


def test_a_source_is_known_by_its_token(streams: ExchangeInMemory) -> None:
    """Written as whose it is, and the secret."""
    assert recognise_source(streams, f"Bearer source-1.{SOURCE_SECRET}") == SOURCE


@pytest.mark.parametrize(
    "shown", [None, "Bearer x", f"Bearer {SOURCE_SECRET}", "Bearer source-1.", f"Bearer source-2.{SOURCE_SECRET}"]
)
def test_anything_else_is_no_token(streams: ExchangeInMemory, shown: str | None) -> None:
    """A part of one, another source's, none at all."""
    with pytest.raises(NotSignedInError):
        recognise_source(streams, shown)


def test_a_token_ends(streams: ExchangeInMemory) -> None:
    """At the instant that its source names."""
    streams.clock.advance(timedelta(days=30))
    with pytest.raises(NotSignedInError):
        recognise_source(streams, f"Bearer source-1.{SOURCE_SECRET}")


def test_the_first_offer_begins_a_session(streams: ExchangeInMemory) -> None:
    """Which names the camera instead of an invite, a consent and a spoken code."""
    session = take_up_session(streams, SOURCE)
    assert (session.camera, session.invite_id, session.consent) == (SOURCE.camera, None, None)
    assert (session.incident_ref, session.state) == ("INC-8", SessionState.OPEN)
    assert session.capabilities == {Capability.VIDEO, Capability.AUDIO}
    assert sender_of(SOURCE, session).session_id == session.session_id


def test_a_session_that_runs_is_taken_up_again(streams: ExchangeInMemory) -> None:
    """Also by a request that has read the source before the session began."""
    session = take_up_session(streams, SOURCE)
    assert take_up_session(streams, streams.sources.get("source-1")) == session
    assert take_up_session(streams, SOURCE) == session


def test_after_the_end_the_next_session_begins(streams: ExchangeInMemory) -> None:
    """An officer who wants no more of it revokes the source."""
    ended = take_up_session(streams, SOURCE)
    end_session(streams, ended.session_id, EndReason.OFFICER)
    following = take_up_session(streams, streams.sources.get("source-1"))
    assert following.session_id != ended.session_id
    assert following.state is SessionState.OPEN


def test_a_beginning_that_broke_off_is_made_whole(streams: ExchangeInMemory) -> None:
    """The source names a session that was never stored: it is stored now, under that name."""
    half = replace(SOURCE, session_id="half")
    streams.sources.by_id["source-1"] = half
    assert find_session_of(streams, half) is None
    assert take_up_session(streams, half).session_id == "half"
    assert find_session_of(streams, half) is not None


def test_the_chain_of_custody_names_the_camera(streams: ExchangeInMemory) -> None:
    """And the officer who let it send; once a session."""
    session = take_up_session(streams, SOURCE)
    take_up_session(streams, streams.sources.get("source-1"))
    (entry,) = streams.custody.list_entries(session.session_id)
    assert (entry.action, entry.actor) == (CustodyAction.BEGAN, None)
    assert entry.details == {"source_id": "source-1", "officer_name": SOURCE.officer_name}
