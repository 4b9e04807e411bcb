"""What officers do with invites."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from sightline.domain.errors import (
    InvalidNumberError,
    InviteClosedError,
    NotAllowedError,
    NotFoundError,
    OriginalNotAllowedError,
    SessionEndedError,
    TooManyTextsError,
)
from sightline.domain.invite import FunnelStage, InviteState, Purpose, TroubleReason
from sightline.domain.participant import Participant, Role
from sightline.domain.session import EndReason, SessionState
from sightline.messages.views import InviteView
from sightline.usecases.citizens import look_up_invite
from sightline.usecases.endings import end_session
from sightline.usecases.invite_desk import InviteDesk, InvitePolicy
from sightline.usecases.invites import (
    create_invite,
    get_invite,
    list_invites,
    readmit_device,
    resend_invite,
    revoke_invite,
)
from tests.fakes.examples import OFFICER, STRANGER
from tests.fakes.office import POLICY, REQUEST, Office

AUDITOR = Participant("auditor-1", Role.AUDITOR, "A. Hughes", force_id="force")
Change = Callable[[InviteDesk, Participant, str], InviteView]


@pytest.fixture
def office() -> Office:
    """Return an office in which nothing has happened yet."""
    return Office()


def test_creating_texts_a_link_and_tells_the_officers(office: Office) -> None:
    """The text goes to the number in E.164, and everybody of the force sees the invite as sent."""
    view = office.invite()
    assert office.texter.sent[-1][0] == "+447700900123"
    assert (view.state, list(view.funnel)) == (InviteState.SENT, [FunnelStage.SENT])
    assert view.expires_at == office.clock.now() + timedelta(minutes=30)
    assert office.shown_invite() == view


def test_no_record_holds_the_token(office: Office) -> None:
    """The token stands in the text and nowhere else."""
    office.invite()
    assert office.token() not in f"{office.invites} {office.tokens} {office.receipts}"


def test_a_refused_text_is_the_invites_trouble(office: Office) -> None:
    """The officer gets the invite with the reason at once, and can send it again."""
    office.texter.refusing = True
    view = office.invite()
    assert view.trouble is not None
    assert (view.trouble.reason, view.trouble.stage) == (TroubleReason.TEXT_REFUSED, FunnelStage.SENT)
    office.texter.refusing = False
    again = resend_invite(office.desk, OFFICER, view.invite_id)
    assert (again.trouble, again.state) == (None, InviteState.SENT)


def test_a_number_that_may_not_be_texted_leaves_no_trace(office: Office) -> None:
    """Neither an invite nor a text comes of it, and nothing is counted."""
    with pytest.raises(InvalidNumberError):
        create_invite(office.desk, OFFICER, REQUEST.model_copy(update={"phone_number": "020 7946 0000"}))
    assert (office.texter.sent, office.invites.by_id, office.tokens.counted) == ([], {}, {})


def test_an_officer_may_text_so_often_in_a_minute(office: Office) -> None:
    """The cap holds within a minute and begins anew in the next."""
    for _ in range(3):
        office.invite()
    with pytest.raises(TooManyTextsError):
        office.invite()
    office.clock.advance(timedelta(minutes=1))
    assert office.invite().state is InviteState.SENT


def test_a_number_may_be_texted_so_often_in_a_day(office: Office) -> None:
    """The cap counts resends too, and whoever sends."""
    invite_id = office.invite().invite_id
    for _ in range(4):
        office.clock.advance(timedelta(minutes=1))
        resend_invite(office.desk, OFFICER, invite_id)
    office.clock.advance(timedelta(minutes=1))
    with pytest.raises(TooManyTextsError):
        create_invite(office.desk, replace(OFFICER, participant_id="officer-9"), REQUEST)


def test_the_list_holds_a_day_newest_first(office: Office) -> None:
    """Invites of the force, and of no other, until they are a day and a link's life old."""
    first = office.invite()
    office.clock.advance(timedelta(minutes=5))
    second = office.invite()
    assert [view.invite_id for view in list_invites(office.desk, OFFICER)] == [second.invite_id, first.invite_id]
    assert list_invites(office.desk, STRANGER) == []
    office.clock.advance(timedelta(hours=24, minutes=26))
    assert [view.invite_id for view in list_invites(office.desk, OFFICER)] == [second.invite_id]


def test_sending_again_begins_anew(office: Office) -> None:
    """The funnel, the expiry and the link are new; the old link is not known any more."""
    invite_id, old = office.invite().invite_id, office.token()
    look_up_invite(office.desk, old)
    office.clock.advance(timedelta(minutes=20))
    view = resend_invite(office.desk, OFFICER, invite_id)
    assert list(view.funnel) == [FunnelStage.SENT]
    assert view.expires_at == office.clock.now() + timedelta(minutes=30)
    assert office.invites.get(invite_id).link_hash not in {None, old}
    assert office.token() != old


@pytest.mark.parametrize("state", [InviteState.ACCEPTED, InviteState.REVOKED])
def test_an_answered_or_withdrawn_invite_is_not_sent_again(office: Office, state: InviteState) -> None:
    """No second text goes out, and none is counted."""
    invite_id = office.invite().invite_id
    office.invites.change(invite_id, lambda invite: replace(invite, state=state))
    with pytest.raises(InviteClosedError):
        resend_invite(office.desk, OFFICER, invite_id)
    assert len(office.texter.sent) == 1
    assert max(office.tokens.counted.values()) == 1


def test_an_invite_of_yesterday_is_not_sent_again(office: Office) -> None:
    """After a day an invite stays closed, so that no open one can fall out of the list."""
    invite_id = office.invite().invite_id
    office.clock.advance(timedelta(hours=24, minutes=1))
    with pytest.raises(InviteClosedError):
        resend_invite(office.desk, OFFICER, invite_id)


def test_revoking_ends_the_session(office: Office) -> None:
    """The session that came of it is over, for the reason that the invite was withdrawn."""
    invite_id = office.invite().invite_id
    session_id = office.accept().session_id
    assert revoke_invite(office.desk, OFFICER, invite_id).state is InviteState.REVOKED
    assert office.sessions.get(session_id).end_reason is EndReason.REVOKED
    assert office.seal_queue.puts[0][0] == session_id


def test_revoking_twice_is_revoking_once(office: Office) -> None:
    """A repetition finds it done."""
    invite_id = office.invite().invite_id
    revoke_invite(office.desk, OFFICER, invite_id)
    assert revoke_invite(office.desk, OFFICER, invite_id).state is InviteState.REVOKED


@pytest.mark.parametrize("state", [InviteState.DECLINED, InviteState.EXPIRED])
def test_a_closed_invite_is_not_revoked(office: Office, state: InviteState) -> None:
    """What is final stays as it is."""
    invite_id = office.invite().invite_id
    office.invites.change(invite_id, lambda invite: replace(invite, state=state))
    with pytest.raises(InviteClosedError):
        revoke_invite(office.desk, OFFICER, invite_id)


def test_readmission_makes_the_link_good_for_one_more_device(office: Office) -> None:
    """The trouble is over, and the link has a whole life again."""
    invite_id = office.invite().invite_id
    office.accept()
    office.clock.advance(timedelta(hours=1))
    view = readmit_device(office.desk, OFFICER, invite_id)
    assert view.expires_at == office.clock.now() + timedelta(minutes=30)
    assert look_up_invite(office.desk, office.token()).spoken_code == view.spoken_code


def test_nobody_is_readmitted_to_what_is_over(office: Office) -> None:
    """Neither a session that has ended nor an invite that was withdrawn lets anyone in."""
    invite_id = office.invite().invite_id
    end_session(office.desk, office.accept().session_id, EndReason.CITIZEN)
    with pytest.raises(SessionEndedError):
        readmit_device(office.desk, OFFICER, invite_id)
    withdrawn = office.invite().invite_id
    revoke_invite(office.desk, OFFICER, withdrawn)
    with pytest.raises(InviteClosedError):
        readmit_device(office.desk, OFFICER, withdrawn)
    assert [session.state for session in office.sessions.by_id.values()] == [SessionState.ENDED]


@pytest.mark.parametrize("act", [get_invite, resend_invite, revoke_invite, readmit_device])
def test_another_forces_invite_is_not_found(office: Office, act: Change) -> None:
    """To another force it looks as if there were nothing."""
    invite_id = office.invite().invite_id
    with pytest.raises(NotFoundError):
        act(office.desk, STRANGER, invite_id)


@pytest.mark.parametrize("act", [resend_invite, revoke_invite, readmit_device])
def test_an_auditor_changes_nothing(office: Office, act: Change) -> None:
    """Who only reads is refused, and the invite stays."""
    invite_id = office.invite().invite_id
    with pytest.raises(NotAllowedError):
        act(office.desk, AUDITOR, invite_id)
    assert get_invite(office.desk, AUDITOR, invite_id).state is InviteState.SENT


def test_a_better_copy_is_asked_for(office: Office) -> None:
    """Where force and purpose allow it; officers and the citizen's page are told."""
    view = create_invite(office.desk, OFFICER, REQUEST.model_copy(update={"keep_original": True}))
    assert view.keep_original
    assert look_up_invite(office.desk, office.token()).keep_original


@pytest.mark.parametrize(
    ("purpose", "policy"),
    [(Purpose.DOMESTIC_ABUSE, POLICY), (Purpose.MISSING_PERSON, replace(POLICY, keep_original=False))],
)
def test_nothing_is_kept_on_a_phone_where_that_is_not_allowed(purpose: Purpose, policy: InvitePolicy) -> None:
    """Never where an abuser may look at the phone, nor where the force forbids it; and no text goes out."""
    office = Office(policy=policy)
    request = REQUEST.model_copy(update={"keep_original": True, "purpose": purpose})
    with pytest.raises(OriginalNotAllowedError):
        create_invite(office.desk, OFFICER, request)
    assert office.texter.sent == []
