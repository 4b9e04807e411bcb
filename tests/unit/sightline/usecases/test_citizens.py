"""What citizens do with a link."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from sightline.domain.errors import (
    InvalidRequestError,
    LinkDeclinedError,
    LinkExpiredError,
    LinkInvalidError,
    LinkRevokedError,
    LinkUsedError,
    NotSignedInError,
    SightlineError,
)
from sightline.domain.invite import Capability, FunnelStage, Invite, InviteState, TroubleReason
from sightline.domain.session import EndReason, Session, SessionState
from sightline.domain.token import hash_token
from sightline.messages.signalling import Error, Hangup
from sightline.usecases.citizens import decline_invite, look_up_invite
from sightline.usecases.credentials import citizen_of_session, recognise_citizen
from sightline.usecases.invites import readmit_device, revoke_invite
from tests.fakes.examples import OFFICER
from tests.fakes.office import Office
from tests.fakes.sessions import SessionsInMemory


@pytest.fixture
def office() -> Office:
    """Return an office that has sent one invite."""
    office = Office()
    office.invite()
    return office


def the_invite(office: Office) -> Invite:
    """Return the one invite."""
    (invite,) = office.invites.by_id.values()
    return invite


def test_looking_up_says_who_asks_for_what_and_spends_nothing(office: Office) -> None:
    """The page can look a hundred times; officers see that it was opened, once."""
    seen = [look_up_invite(office.desk, office.token()) for _ in range(100)]
    assert seen[0].force_name == "Example Police"
    assert seen[0].capabilities == [Capability.LOCATION, Capability.VIDEO]
    assert office.shown_invite().state is InviteState.OPENED
    assert office.shown_invite().funnel[FunnelStage.OPENED] == office.clock.now()
    assert office.accept().session_id


def test_opening_ends_the_trouble_of_a_lost_text(office: Office) -> None:
    """A link that is opened has arrived, whatever the provider said."""
    lost = the_invite(office).stopped(TroubleReason.TEXT_UNDELIVERED, office.clock.now())
    office.invites.change(lost.invite_id, lambda _: lost)
    look_up_invite(office.desk, office.token())
    assert office.shown_invite().trouble is None


def _expire(office: Office) -> None:
    office.clock.advance(timedelta(minutes=30))


def _revoke(office: Office) -> None:
    revoke_invite(office.desk, OFFICER, the_invite(office).invite_id)


def _decline(office: Office) -> None:
    decline_invite(office.desk, office.token())


def _use(office: Office) -> None:
    office.accept()


REFUSALS = [
    (_expire, LinkExpiredError),
    (_revoke, LinkRevokedError),
    (_decline, LinkDeclinedError),
    (_use, LinkUsedError),
]


@pytest.mark.parametrize(("before", "refusal"), REFUSALS)
def test_every_refusal_has_its_own_name(
    office: Office, before: Callable[[Office], None], refusal: type[SightlineError]
) -> None:
    """Looking and accepting are refused alike, and the reason is told apart."""
    before(office)
    with pytest.raises(refusal):
        look_up_invite(office.desk, office.token())
    with pytest.raises(refusal):
        office.accept()


def test_an_unknown_token_is_invalid(office: Office) -> None:
    """So is a credential where a link's token belongs."""
    credential = office.accept().credential
    for secret in ("A" * 22, credential):
        with pytest.raises(LinkInvalidError):
            look_up_invite(office.desk, secret)


def test_accepting_opens_a_session_with_the_consent_as_given(office: Office) -> None:
    """What was agreed to, under which wording, is kept with the session and with the invite."""
    accepted = office.accept(None, Capability.LOCATION)
    session = office.sessions.get(accepted.session_id)
    assert session.state is SessionState.OPEN
    assert session.consent.capabilities == {Capability.LOCATION}
    assert (session.consent.wording_version, session.consent.at) == ("en-1", office.clock.now())
    assert the_invite(office).consent == session.consent
    assert office.shown_session().session_id == accepted.session_id
    assert FunnelStage.CONSENTED in office.shown_invite().funnel


def test_accepting_gives_a_credential_and_a_first_ticket(office: Office) -> None:
    """Both lead to the citizen of this one session."""
    accepted = office.accept()
    citizen = citizen_of_session(accepted.session_id, "force")
    assert recognise_citizen(office.tokens, f"Bearer {accepted.credential}") == citizen
    assert office.tickets.redeem(hash_token(accepted.ticket), office.clock.now()) == citizen
    assert accepted.ice_servers == list(office.policy.ice_servers)


def test_no_more_can_be_agreed_to_than_was_asked_for(office: Office) -> None:
    """A page that asks for more is refused, and the link is not spent by it."""
    with pytest.raises(InvalidRequestError):
        office.accept(None, Capability.AUDIO)
    assert office.accept().session_id


def test_officers_see_a_second_device_once(office: Office) -> None:
    """A second phone is refused, and the officers are told, but not at every try."""
    office.accept()
    for _ in range(3):
        with pytest.raises(LinkUsedError):
            look_up_invite(office.desk, office.token())
    trouble = office.shown_invite().trouble
    assert trouble is not None
    assert trouble.reason is TroubleReason.SECOND_DEVICE
    told = len(office.heard("officer-socket"))
    with pytest.raises(LinkUsedError):
        office.accept()
    assert len(office.heard("officer-socket")) == told


def test_a_readmitted_device_takes_over_the_session(office: Office) -> None:
    """The first device is told and cut off, its leg is closed, its credential dead; the session goes on."""
    first = office.accept()
    citizen = citizen_of_session(first.session_id, "force")
    office.connect(citizen, "first-phone", f"citizen#{first.session_id}")
    office.connect(OFFICER, "worker-socket", "worker#w")
    office.sessions.change(first.session_id, lambda session: replace(session, worker_id="w", up_leg_id="leg-1"))
    readmit_device(office.desk, OFFICER, the_invite(office).invite_id)
    second = office.accept(None, Capability.LOCATION)
    assert second.session_id == first.session_id
    assert office.heard("first-phone") == [Error(code=LinkUsedError.code, text=LinkUsedError.text)]
    assert office.sender.closed == ["first-phone"]
    assert office.heard("worker-socket") == [Hangup(session_id=first.session_id, leg_id="leg-1")]
    with pytest.raises(NotSignedInError):
        recognise_citizen(office.tokens, f"Bearer {first.credential}")
    assert recognise_citizen(office.tokens, f"Bearer {second.credential}") == citizen
    assert office.sessions.get(second.session_id).consent.capabilities == {Capability.LOCATION}


def test_a_readmission_is_for_one_device(office: Office) -> None:
    """The third phone is refused like the second was."""
    office.accept()
    readmit_device(office.desk, OFFICER, the_invite(office).invite_id)
    office.accept()
    with pytest.raises(LinkUsedError):
        office.accept()


def test_a_readmission_runs_out(office: Office) -> None:
    """A link that nobody came back with is worthless after its life."""
    office.accept()
    readmit_device(office.desk, OFFICER, the_invite(office).invite_id)
    office.clock.advance(timedelta(minutes=30))
    with pytest.raises(LinkExpiredError):
        office.accept()


def test_an_invite_withdrawn_at_that_very_moment_leaves_no_session(office: Office) -> None:
    """Between the spending of the link and the opening of the session, the officer wins."""
    invites, invite = office.invites, the_invite(office)

    class Withdrawing(SessionsInMemory):
        def add(self, session: Session) -> None:
            super().add(session)
            invites.change(invite.invite_id, lambda newest: replace(newest, state=InviteState.REVOKED))

    office.desk = replace(office.desk, sessions=Withdrawing(office.sessions.by_id))
    with pytest.raises(LinkRevokedError):
        office.accept()
    (session,) = office.sessions.by_id.values()
    assert (session.state, session.end_reason) == (SessionState.ENDED, EndReason.REVOKED)


def test_saying_no_is_free_and_final(office: Office) -> None:
    """Officers see it at once; saying it again changes nothing."""
    decline_invite(office.desk, office.token())
    decline_invite(office.desk, office.token())
    assert office.shown_invite().state is InviteState.DECLINED
    trouble = office.shown_invite().trouble
    assert trouble is not None
    assert trouble.reason is TroubleReason.DECLINED


def test_what_was_agreed_to_is_not_declined(office: Office) -> None:
    """No second phone can end a session by saying no to its invite."""
    accepted = office.accept()
    with pytest.raises(LinkUsedError):
        decline_invite(office.desk, office.token())
    readmit_device(office.desk, OFFICER, the_invite(office).invite_id)
    with pytest.raises(LinkUsedError):
        decline_invite(office.desk, office.token())
    assert office.sessions.get(accepted.session_id).state is SessionState.OPEN
