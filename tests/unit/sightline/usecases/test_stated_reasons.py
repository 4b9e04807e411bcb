"""Officers say why they look, once, and it is kept."""

from datetime import timedelta

import pytest

from sightline.domain.custody import CustodyAction, Entry
from sightline.domain.errors import NotFoundError
from sightline.messages.custody import ViewingRequest
from sightline.usecases.seals import seal_session
from sightline.usecases.stated_reasons import begin_viewing
from tests.fakes.exchange import ExchangeInMemory, an_officer
from tests.fakes.originals import end

OFFICER = an_officer()
REASON = ViewingRequest(reason="Investigation")


@pytest.fixture
def sealed() -> ExchangeInMemory:
    """Return what holds a sealed session, of a force that asks for a reason."""
    exchange = ExchangeInMemory(asks_reason=True)
    exchange.begin_session()
    end(exchange)
    exchange.clock.advance(timedelta(hours=3))
    seal_session(exchange, "session-1")
    return exchange


def viewings(exchange: ExchangeInMemory) -> list[Entry]:
    """Return the chain's entries of viewings."""
    return [entry for entry in exchange.custody.list_entries("session-1") if entry.action is CustodyAction.VIEWED]


def test_a_reason_is_kept_with_who_gave_it(sealed: ExchangeInMemory) -> None:
    """It holds for a shift, and says until when."""
    viewing = begin_viewing(sealed, OFFICER, "session-1", REASON)
    (entry,) = viewings(sealed)
    assert entry.actor
    assert (entry.reason, entry.actor.name) == ("Investigation", "Sam Patel")
    assert viewing.ends_at == sealed.clock.now() + timedelta(hours=12)


def test_the_same_reason_is_written_down_once_and_another_one_too(sealed: ExchangeInMemory) -> None:
    """However often either is given within the half day."""
    for reason in ("Investigation", "Disclosure", "Investigation", "Disclosure"):
        begin_viewing(sealed, OFFICER, "session-1", ViewingRequest(reason=reason))
    assert [entry.reason for entry in viewings(sealed)] == ["Investigation", "Disclosure"]


def test_another_forces_material_cannot_be_viewed(sealed: ExchangeInMemory) -> None:
    """It looks like none, and its chain stays as it was."""
    before = sealed.custody.list_entries("session-1")
    for material_id in ("session-1", "nothing"):
        with pytest.raises(NotFoundError):
            begin_viewing(sealed, an_officer(force_id="other"), material_id, REASON)
    assert sealed.custody.list_entries("session-1") == before
