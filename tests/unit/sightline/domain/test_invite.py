"""An invite's own rules."""

from contextlib import nullcontext
from datetime import timedelta

import pytest

from sightline.domain.errors import InviteClosedError, LinkDeclinedError, LinkExpiredError, LinkRevokedError
from sightline.domain.invite import FunnelStage, InviteState, TroubleReason
from tests.fakes.clock import NOON
from tests.fakes.examples import an_invite

LATER = NOON + timedelta(minutes=1)


def test_a_stage_is_reached_once() -> None:
    """Its first time stays."""
    invite = an_invite().reached(FunnelStage.SENT, NOON)
    assert invite.reached(FunnelStage.SENT, LATER).funnel == {FunnelStage.SENT: NOON}


def test_reaching_a_stage_ends_its_trouble_only() -> None:
    """A refused camera stays a trouble though the position comes."""
    invite = an_invite(funnel={FunnelStage.CONSENTED: NOON}).stopped(TroubleReason.CAMERA_REFUSED, NOON)
    assert invite.reached(FunnelStage.FIRST_POSITION, LATER).trouble == invite.trouble
    assert invite.reached(FunnelStage.CAMERA_GRANTED, LATER).trouble is None


def test_a_second_device_waits_for_an_officer() -> None:
    """Whatever the first device reaches, the other one still asks to be let in."""
    invite = an_invite(funnel={FunnelStage.CONNECTING: NOON}).stopped(TroubleReason.SECOND_DEVICE, NOON)
    assert invite.reached(FunnelStage.FIRST_FRAME, LATER).trouble == invite.trouble


def test_the_first_word_on_a_trouble_stays() -> None:
    """A repetition does not make it younger; another reason takes its place."""
    invite = an_invite().stopped(TroubleReason.TEXT_UNDELIVERED, NOON)
    assert invite.stopped(TroubleReason.TEXT_UNDELIVERED, LATER) is invite
    trouble = invite.stopped(TroubleReason.LINK_EXPIRED, LATER).trouble
    assert trouble is not None
    assert (trouble.reason, trouble.at) == (TroubleReason.LINK_EXPIRED, LATER)


@pytest.mark.parametrize(
    ("reached", "following"),
    [
        ([], FunnelStage.SENT),
        ([FunnelStage.SENT], FunnelStage.DELIVERED),
        ([FunnelStage.SENT, FunnelStage.OPENED], FunnelStage.CONSENTED),
        (list(FunnelStage), FunnelStage.FIRST_POSITION),
    ],
)
def test_the_next_stage_follows_the_furthest(reached: list[FunnelStage], following: FunnelStage) -> None:
    """A stage that was skipped, as receipts may be, is not waited for."""
    assert an_invite(funnel=dict.fromkeys(reached, NOON)).next_stage() is following


@pytest.mark.parametrize(
    ("state", "error"),
    [
        (InviteState.REVOKED, LinkRevokedError),
        (InviteState.DECLINED, LinkDeclinedError),
        (InviteState.EXPIRED, LinkExpiredError),
    ],
)
def test_a_closed_invite_says_why(state: InviteState, error: type[Exception]) -> None:
    """Each end has its own error."""
    with pytest.raises(error):
        an_invite(state=state).require_open(NOON)


def test_an_open_invite_runs_out_at_its_expiry() -> None:
    """Whether or not the clockwork has closed it yet; an accepted one does not run out."""
    invite = an_invite()
    invite.require_open(invite.expires_at - timedelta(microseconds=1))
    with pytest.raises(LinkExpiredError):
        invite.require_open(invite.expires_at)
    an_invite(state=InviteState.ACCEPTED).require_open(invite.expires_at)


@pytest.mark.parametrize("state", InviteState)
def test_only_what_is_not_settled_is_sent_again(state: InviteState) -> None:
    """An accepted or revoked invite is; a declined one may be asked once more."""
    invite = an_invite(state=state)
    settled = state in {InviteState.ACCEPTED, InviteState.REVOKED}
    with pytest.raises(InviteClosedError) if settled else nullcontext():
        invite.require_resendable()
