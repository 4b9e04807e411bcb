"""The sending of a text."""

import logging

import pytest

from sightline.domain.invite import InviteState, TroubleReason
from sightline.usecases.texts import send_text
from tests.fakes.examples import an_invite
from tests.fakes.office import SITE, Office


@pytest.fixture
def office() -> Office:
    """Return an office with one invite whose text has not gone out."""
    office = Office()
    office.invites.add(an_invite())
    return office


def test_the_text_carries_force_and_link(office: Office) -> None:
    """The invite's id goes with it as our reference, and the provider's id is kept."""
    invite = send_text(office.desk, an_invite())
    number, text, reference = office.texter.sent[0]
    assert (number, reference) == ("+447700900123", "invite-1")
    assert text.startswith("Example Police: ")
    assert f"{SITE}/j#" in text
    assert (invite.state, invite.provider_message_id) == (InviteState.SENT, "message-1")
    assert office.receipts.get("message-1") == "invite-1"


def test_a_refusal_is_logged_without_the_number(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    """The invite shows it; the log names the invite, and nobody's telephone."""
    office.texter.refusing = True
    with caplog.at_level(logging.INFO):
        invite = send_text(office.desk, an_invite())
    assert invite.trouble is not None
    assert invite.trouble.reason is TroubleReason.TEXT_REFUSED
    assert invite.state is InviteState.CREATED
    assert [record.message for record in caplog.records] == ["text refused", "funnel stopped"]
    assert "900123" not in str([vars(record) for record in caplog.records])
