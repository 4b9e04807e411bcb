"""What citizens do with a link."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from sightline.domain.errors import (
    LinkDeclinedError,
    LinkExpiredError,
    LinkInvalidError,
    LinkRevokedError,
    LinkUsedError,
    SightlineError,
)
from sightline.domain.invite import Capability, FunnelStage, Invite, InviteState, TroubleReason
from sightline.domain.session import SessionState
from sightline.usecases.citizens import decline_invite, look_up_invite
from sightline.usecases.invites import readmit_device, revoke_invite
from tests.fakes.examples import OFFICER
from tests.fakes.office import Office


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
