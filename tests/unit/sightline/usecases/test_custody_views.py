"""Officers read chains of custody page by page."""

import pytest

from sightline.domain.custody import CustodyAction, Event, actor_of
from sightline.domain.errors import NotAllowedError, NotFoundError
from sightline.domain.participant import Role
from sightline.usecases.checkpoints import write_checkpoint
from sightline.usecases.custody import note_event
from sightline.usecases.custody_views import PAGE, list_custody
from tests.fakes.exchange import ExchangeInMemory, an_officer
from tests.fakes.materials import a_material

INVESTIGATOR = an_officer(force_id="force", role=Role.INVESTIGATOR)


@pytest.fixture
def exchange() -> ExchangeInMemory:
    """Return what is held: a material with one signed entry and one that waits."""
    exchange = ExchangeInMemory()
    exchange.materials.add(a_material())
    note_event(exchange, "force", "material-1", Event(CustodyAction.SEALED, details={"version": 1}))
    write_checkpoint(exchange, "material-1")
    note_event(exchange, "force", "material-1", Event(CustodyAction.VIEWED, actor_of(INVESTIGATOR), "Supervision"))
    return exchange


def test_an_entry_says_who_did_what_when_and_why(exchange: ExchangeInMemory) -> None:
    """And whether it is signed in the bucket by now."""
    sealed, viewed = list_custody(exchange, INVESTIGATOR, "material-1").entries
    assert (sealed.action, sealed.actor, sealed.details, sealed.checked) == ("sealed", None, {"version": 1}, True)
    assert viewed.actor
    assert (viewed.actor.name, viewed.reason, viewed.checked) == ("Sam Patel", "Supervision", False)


def test_a_long_chain_comes_in_pages(exchange: ExchangeInMemory) -> None:
    """Each page says where the next one begins; the last one does not."""
    for _ in range(PAGE):
        note_event(exchange, "force", "material-1", Event(CustodyAction.VIEWED))
    first = list_custody(exchange, INVESTIGATOR, "material-1")
    assert (len(first.entries), first.next) == (PAGE, PAGE)
    rest = list_custody(exchange, INVESTIGATOR, "material-1", first.next or 0)
    assert ([entry.sequence for entry in rest.entries], rest.next) == ([PAGE + 1, PAGE + 2], None)


def test_who_may_read_it(exchange: ExchangeInMemory) -> None:
    """Not a call handler; of another force's, nobody."""
    for role in (Role.INVESTIGATOR, Role.SUPERVISOR, Role.AUDITOR):
        assert list_custody(exchange, an_officer(force_id="force", role=role), "material-1").entries
        with pytest.raises(NotFoundError):
            list_custody(exchange, an_officer(role=role), "material-1")
    with pytest.raises(NotAllowedError):
        list_custody(exchange, an_officer(force_id="force"), "material-1")
