"""Officers say why before they look at what is sealed."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.domain.custody import CustodyAction, Entry
from sightline.domain.errors import ReasonRequiredError
from sightline.domain.participant import Participant, Role
from sightline.messages.custody import ViewingRequest
from sightline.usecases.original_replay import list_original
from sightline.usecases.replay import list_fragments, read_manifest, view_recording, write_session_playlist
from sightline.usecases.seals import seal_session
from sightline.usecases.stated_reasons import begin_viewing
from sightline.usecases.still_replay import show_stills
from sightline.usecases.trails import read_trail
from tests.fakes.exchange import ExchangeInMemory, an_officer
from tests.fakes.originals import end
from tests.fakes.recordings import store_recording

OFFICER = an_officer()
REASON = ViewingRequest(reason="Investigation")
LOOKS: dict[str, Callable[[ExchangeInMemory, Participant], object]] = {
    "recording": lambda each, officer: view_recording(each, officer, "session-1"),
    "playlist": lambda each, officer: write_session_playlist(each, officer, "session-1"),
    "fragments": lambda each, officer: list_fragments(each, officer, "session-1", first=0, count=1),
    "stills": lambda each, officer: show_stills(each, officer, "session-1", 0, 1),
    "original": lambda each, officer: list_original(each, officer, "session-1", 0, 1),
    "manifest": lambda each, officer: read_manifest(each, officer, "session-1"),
    "trail": lambda each, officer: read_trail(each, officer, "session-1"),
}
A_SHIFT = timedelta(hours=12)
EVERY_LOOK = pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)


def a_recorded(exchange: ExchangeInMemory, *, sealed: bool = True) -> ExchangeInMemory:
    """Return the exchange with a session that is recorded, ended, and sealed or not yet."""
    exchange.begin_session()
    store_recording(exchange.evidence, "r1", exchange.clock.now(), 2)
    end(exchange)
    exchange.clock.advance(timedelta(hours=3))
    if sealed:
        seal_session(exchange, "session-1")
    return exchange


@pytest.fixture
def sealed() -> ExchangeInMemory:
    """Return what holds a sealed session, of a force that asks for a reason."""
    return a_recorded(ExchangeInMemory(asks_reason=True))


def noted(exchange: ExchangeInMemory, action: CustodyAction) -> list[Entry]:
    """Return the chain's entries of one action."""
    return [entry for entry in exchange.custody.list_entries("session-1") if entry.action is action]


@EVERY_LOOK
def test_nothing_sealed_is_seen_without_a_reason(
    sealed: ExchangeInMemory, look: Callable[[ExchangeInMemory, Participant], object]
) -> None:
    """Whatever is asked for; with a reason it is there, for this officer and no other."""
    with pytest.raises(ReasonRequiredError):
        look(sealed, OFFICER)
    begin_viewing(sealed, OFFICER, "session-1", REASON)
    look(sealed, OFFICER)
    with pytest.raises(ReasonRequiredError):
        look(sealed, an_officer("Jo Moss", role=Role.AUDITOR))


def test_what_is_not_sealed_asks_for_none() -> None:
    """Nothing stands before a live call, or one that has just ended."""
    exchange = a_recorded(ExchangeInMemory(asks_reason=True), sealed=False)
    for name, look in LOOKS.items():
        if name != "manifest":  # there is none yet
            look(exchange, OFFICER)
    assert noted(exchange, CustodyAction.VIEWED) == []


@given(st.integers(0, 24 * 60), st.integers(0, 30 * 60))
def test_a_viewing_lasts_twelve_hours_whenever_it_began(began_minute: int, minutes_later: int) -> None:
    """Neither noon nor midnight ends it sooner or later."""
    sealed = a_recorded(ExchangeInMemory(asks_reason=True))
    sealed.clock.advance(timedelta(minutes=began_minute))
    begin_viewing(sealed, OFFICER, "session-1", REASON)
    sealed.clock.advance(timedelta(minutes=minutes_later))
    if timedelta(minutes=minutes_later) < A_SHIFT:
        view_recording(sealed, OFFICER, "session-1")
    else:
        with pytest.raises(ReasonRequiredError):
            view_recording(sealed, OFFICER, "session-1")


def test_where_no_reason_is_asked_for_the_look_is_written_down() -> None:
    """Once a quarter of an hour, without one."""
    exchange = a_recorded(ExchangeInMemory(asks_reason=False))
    for look in LOOKS.values():
        look(exchange, OFFICER)
    (entry,) = noted(exchange, CustodyAction.VIEWED)
    assert entry.reason is None


def test_what_leaves_as_a_file_is_written_down(sealed: ExchangeInMemory) -> None:
    """By its name; the same file again within the quarter of an hour is the same."""
    begin_viewing(sealed, OFFICER, "session-1", REASON)
    for _ in range(2):
        read_manifest(sealed, OFFICER, "session-1")
        read_trail(sealed, OFFICER, "session-1", file="trail.gpx")
    files = [entry.details["file"] for entry in noted(sealed, CustodyAction.DOWNLOADED)]
    assert files == ["manifest.json", "trail.gpx"]
