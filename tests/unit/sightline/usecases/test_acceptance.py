"""Agreeing, by one device and the next."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sightline.domain.custody import CustodyAction
from sightline.domain.errors import (
    InvalidRequestError,
    LinkExpiredError,
    LinkRevokedError,
    LinkUsedError,
    NotSignedInError,
    SessionEndedError,
    StoreUnavailableError,
)
from sightline.domain.invite import Capability, FunnelStage, Invite, InviteState, Language, Trouble, TroubleReason
from sightline.domain.original import SENDING_TIME
from sightline.domain.session import EndReason, Session, SessionState
from sightline.domain.token import hash_token
from sightline.messages.changes import Error, Hangup
from sightline.messages.invites import Accepted, AcceptRequest
from sightline.usecases.acceptance import accept_invite
from sightline.usecases.credentials import CREDENTIAL_LIFE, citizen_of_session, recognise_citizen
from sightline.usecases.endings import end_session
from sightline.usecases.invites import create_invite, readmit_device
from tests.fakes.examples import OFFICER
from tests.fakes.office import REQUEST, Office
from tests.fakes.sessions import SessionsInMemory

PHONE, OTHER_PHONE = "P" * 22, "Q" * 22


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


def test_accepting_opens_a_session_with_the_consent_as_given(office: Office) -> None:
    """What was agreed to, under which wording, is kept with the session and with the invite."""
    accepted = office.accept(None, Capability.LOCATION)
    session = office.sessions.get(accepted.session_id)
    assert session.state is SessionState.OPEN
    assert session.capabilities == {Capability.LOCATION}
    assert (session.require_consent().wording_version, session.require_consent().at) == ("en-1", office.clock.now())
    assert the_invite(office).consent == session.consent
    assert office.shown_session().session_id == accepted.session_id
    assert FunnelStage.CONSENTED in office.shown_invite().funnel


def test_accepting_gives_a_credential_and_a_first_ticket(office: Office) -> None:
    """Both lead to the citizen of this one session."""
    accepted = office.accept()
    citizen = citizen_of_session(accepted.session_id, "force")
    assert recognise_citizen(office.tokens, f"Bearer {accepted.credential}") == citizen
    assert office.tickets.redeem(hash_token(accepted.ticket), office.clock.now()) == citizen
    assert accepted.ice_servers == list(office.policy.ice.fixed)


def test_no_more_can_be_agreed_to_than_was_asked_for(office: Office) -> None:
    """A page that asks for more is refused, and the link is not spent by it."""
    with pytest.raises(InvalidRequestError):
        office.accept(None, Capability.AUDIO)
    assert office.accept().session_id


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
    assert office.sessions.get(second.session_id).capabilities == {Capability.LOCATION}


def test_a_replaced_device_cannot_slip_back_while_it_is_told(office: Office) -> None:
    """Its credential is dead before its connection is cut, so a page that reconnects at once finds no way in."""
    first = office.accept()
    office.connect(citizen_of_session(first.session_id, "force"), "first-phone", f"citizen#{first.session_id}")
    readmit_device(office.desk, OFFICER, the_invite(office).invite_id)
    alive_when_cut: list[bool] = []
    credential_hash = hash_token(first.credential)
    office.sender.on_close = lambda _connection_id: alive_when_cut.append(
        office.tokens.get(credential_hash) is not None
    )
    office.accept()
    assert alive_when_cut == [False]


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


def test_a_device_whose_answer_was_lost_is_answered_again(office: Office) -> None:
    """It gets the session and the consent that there are, with a new credential; nobody is troubled."""
    first = office.accept(None, Capability.VIDEO, device=PHONE)
    office.clock.advance(timedelta(minutes=40))
    second = office.accept(None, Capability.LOCATION, device=PHONE)
    assert (second.session_id, second.capabilities) == (first.session_id, [Capability.VIDEO])
    assert office.tickets.redeem(hash_token(second.ticket), office.clock.now()).session_id == first.session_id
    with pytest.raises(NotSignedInError):
        recognise_citizen(office.tokens, f"Bearer {first.credential}")
    assert recognise_citizen(office.tokens, f"Bearer {second.credential}").session_id == first.session_id
    assert office.shown_invite().trouble is None
    assert len(office.sessions.by_id) == 1


def test_each_devices_consent_is_kept(office: Office) -> None:
    """What the first one sent stands under what was agreed to on it, with its time; asking twice adds nothing."""
    first = office.accept(None, Capability.VIDEO, device=PHONE)
    agreed_at = office.clock.now()
    readmit_device(office.desk, OFFICER, the_invite(office).invite_id)
    office.clock.advance(timedelta(minutes=5))
    for _ in range(2):
        office.accept(None, Capability.LOCATION, device=OTHER_PHONE)
    session = office.sessions.get(first.session_id)
    (earlier,) = session.earlier_consents
    assert (earlier.capabilities, earlier.at) == (frozenset({Capability.VIDEO}), agreed_at)
    assert earlier.device == hash_token(PHONE)[:16]
    assert session.capabilities == {Capability.LOCATION}
    assert session.require_consent().device == hash_token(OTHER_PHONE)[:16]


def test_only_the_hash_of_a_devices_key_is_kept(office: Office) -> None:
    """Whoever reads the stores cannot pass for the device."""
    office.accept(device=PHONE)
    assert the_invite(office).device_hash == hash_token(PHONE)
    assert PHONE not in repr((office.invites, office.tokens, office.sessions))


def test_a_second_device_stays_a_trouble_when_the_first_asks_again(office: Office) -> None:
    """Its try has happened, and the officers should know of it."""
    office.accept(device=PHONE)
    with pytest.raises(LinkUsedError):
        office.accept()
    office.accept(device=PHONE)
    trouble = office.shown_invite().trouble
    assert trouble is not None
    assert trouble.reason is TroubleReason.SECOND_DEVICE


def test_a_device_that_was_replaced_cannot_come_back_by_asking_again(office: Office) -> None:
    """After a readmission the new device's key is the one that counts."""
    first = office.accept(device=PHONE)
    readmit_device(office.desk, OFFICER, the_invite(office).invite_id)
    office.accept(device="Q" * 22)
    with pytest.raises(LinkUsedError):
        office.accept(device=PHONE)
    assert office.accept(device="Q" * 22).session_id == first.session_id


def test_the_same_device_can_be_readmitted(office: Office) -> None:
    """It is then asked anew what it shares."""
    office.accept(device=PHONE)
    readmit_device(office.desk, OFFICER, the_invite(office).invite_id)
    assert office.accept(None, Capability.LOCATION, device=PHONE).capabilities == [Capability.LOCATION]


def test_an_acceptance_that_broke_off_is_taken_up_by_the_next(office: Office) -> None:
    """The link is spent and the session stands, but the invite does not know of it yet: no second session."""

    class BreakingOff(SessionsInMemory):
        def add(self, session: Session) -> None:
            super().add(session)
            raise StoreUnavailableError

    desk, office.desk = office.desk, replace(office.desk, sessions=BreakingOff(office.sessions.by_id))
    with pytest.raises(StoreUnavailableError):
        office.accept(device=PHONE)
    assert the_invite(office).session_id is None
    office.desk = desk
    accepted = office.accept(device=PHONE)
    assert list(office.sessions.by_id) == [accepted.session_id]


def test_nothing_is_answered_again_when_the_session_is_over(office: Office) -> None:
    """The page says that it has ended, and the officers hear of no second device."""
    accepted = office.accept(device=PHONE)
    end_session(office.desk, accepted.session_id, EndReason.OFFICER)
    with pytest.raises(SessionEndedError):
        office.accept(device=PHONE)
    assert office.shown_invite().trouble is None


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


def agree(office: Office, *capabilities: Capability, keep_original: bool) -> Accepted:
    """Agree on a device, with a choice on the better copy."""
    request = AcceptRequest(
        token=office.token(),
        capabilities=list(capabilities),
        wording_version="en-1",
        language=Language.ENGLISH,
        keep_original=keep_original,
        device_key=PHONE,
    )
    return accept_invite(office.desk, request)


@pytest.fixture
def asked() -> Office:
    """Return an office that has asked for a better copy as well."""
    office = Office()
    create_invite(office.desk, OFFICER, REQUEST.model_copy(update={"keep_original": True}))
    return office


def test_a_better_copy_is_a_choice_of_its_own(asked: Office) -> None:
    """The citizen may agree to the picture without it."""
    accepted = agree(asked, Capability.VIDEO, keep_original=False)
    assert not accepted.keep_original
    assert not asked.sessions.get(accepted.session_id).require_consent().keep_original


def test_a_better_copy_lets_the_credential_outlive_the_session(asked: Office) -> None:
    """By the time for sending, and no longer."""
    accepted = agree(asked, Capability.VIDEO, keep_original=True)
    assert accepted.keep_original
    token = asked.tokens.get(hash_token(accepted.credential))
    assert token
    assert token.expires_at == asked.clock.now() + CREDENTIAL_LIFE + SENDING_TIME


def test_there_is_no_better_copy_without_a_picture(asked: Office) -> None:
    """Nothing is kept of a camera that was not agreed to."""
    assert not agree(asked, Capability.LOCATION, keep_original=True).keep_original


def test_nobody_agrees_to_a_better_copy_that_was_not_asked_for(office: Office) -> None:
    """A page cannot switch it on by itself."""
    with pytest.raises(InvalidRequestError):
        agree(office, Capability.VIDEO, keep_original=True)


def test_the_chain_of_custody_begins_with_the_consent(office: Office) -> None:
    """Who agreed to what, and which officer had asked; once a device, however often it asks."""
    accepted = office.accept(None, Capability.LOCATION, device=PHONE)
    office.accept(None, Capability.LOCATION, device=PHONE)
    (entry,) = office.custody.list_entries(accepted.session_id)
    assert entry.action is CustodyAction.CONSENTED
    assert entry.details["capabilities"] == ["location"]
    assert entry.details["officer_name"] == OFFICER.name


def test_a_device_that_was_refused_first_is_still_at_the_door(office: Office) -> None:
    """Two tap at once: the one that is refused may be noted before the one that is let in."""
    refused = Trouble(FunnelStage.CONSENTED, TroubleReason.SECOND_DEVICE, office.clock.now())
    office.invites.change(the_invite(office).invite_id, lambda newest: replace(newest, trouble=refused))
    office.accept(None, Capability.LOCATION)
    assert the_invite(office).trouble == refused
