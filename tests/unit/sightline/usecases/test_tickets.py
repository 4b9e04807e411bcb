"""One-use WebSocket tickets."""

from datetime import timedelta

import pytest

from sightline.domain.errors import SessionEndedError, TicketInvalidError
from sightline.domain.participant import Participant, Role
from sightline.domain.session import EndReason
from sightline.usecases.credentials import citizen_of_session
from sightline.usecases.endings import end_session
from sightline.usecases.tickets import draw_ticket, redeem_ticket
from tests.fakes.examples import OFFICER
from tests.fakes.office import SITE, Office

WORKER = Participant("w", Role.WORKER, "w")


@pytest.fixture
def office() -> Office:
    """Return an office in which nothing has happened yet."""
    return Office()


def draw(office: Office, participant: Participant) -> str:
    """Draw a ticket."""
    return draw_ticket(office.desk, participant, office.policy.ice).ticket


def redeem(office: Office, ticket: str | None, origin: str | None) -> Participant:
    """Connect."""
    return redeem_ticket(office.tickets, office.clock, ticket=ticket, origin=origin, site_origin=SITE)


@pytest.mark.parametrize(("participant", "origin"), [(OFFICER, SITE), (WORKER, None)])
def test_a_ticket_lets_its_drawer_in_once(office: Office, participant: Participant, origin: str | None) -> None:
    """Browsers come from the site, workers from no site at all."""
    ticket = draw(office, participant)
    assert redeem(office, ticket, origin) == participant
    with pytest.raises(TicketInvalidError):
        redeem(office, ticket, origin)


def test_a_ticket_lasts_thirty_seconds(office: Office) -> None:
    """Whoever comes later draws another."""
    ticket = draw(office, OFFICER)
    office.clock.advance(timedelta(seconds=30))
    with pytest.raises(TicketInvalidError):
        redeem(office, ticket, SITE)


@pytest.mark.parametrize("origin", ["https://evil.example", "null", SITE + ":444", SITE + ".evil.example", ""])
def test_a_foreign_page_neither_enters_nor_spends(office: Office, origin: str) -> None:
    """A stolen ticket stays good for the site's own page."""
    ticket = draw(office, OFFICER)
    with pytest.raises(TicketInvalidError):
        redeem(office, ticket, origin)
    assert redeem(office, ticket, SITE) == OFFICER


@pytest.mark.parametrize(("participant", "origin"), [(OFFICER, None), (WORKER, SITE)])
def test_nobody_passes_for_another_kind(office: Office, participant: Participant, origin: str | None) -> None:
    """An officer's ticket without an Origin, or a worker's from a browser, lets nobody in."""
    with pytest.raises(TicketInvalidError):
        redeem(office, draw(office, participant), origin)


@pytest.mark.parametrize("ticket", [None, "", "A" * 22])
def test_an_unknown_ticket_lets_nobody_in(office: Office, ticket: str | None) -> None:
    """Nor does none at all."""
    with pytest.raises(TicketInvalidError):
        redeem(office, ticket, SITE)


def test_a_session_that_is_over_gives_no_ticket(office: Office) -> None:
    """Its citizen is told so."""
    office.invite()
    session_id = office.accept().session_id
    citizen = citizen_of_session(session_id, "force")
    assert draw(office, citizen)
    end_session(office.desk, session_id, EndReason.OFFICER)
    with pytest.raises(SessionEndedError):
        draw(office, citizen)
