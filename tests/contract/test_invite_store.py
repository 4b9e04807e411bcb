"""Every InviteStore keeps the same promises."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from sightline.adapters.invite_store import DynamoInviteStore
from sightline.domain.errors import InviteClosedError, NotFoundError
from sightline.domain.invite import FunnelStage, Invite, InviteState, TroubleReason
from sightline.ports import InviteStore
from tests.contract.tables import table
from tests.fakes.clock import NOON
from tests.fakes.examples import CONSENT, an_invite
from tests.fakes.invites import InvitesInMemory

LIFE = timedelta(days=31)


@pytest.fixture(params=["memory", "dynamodb"])
def store(request: pytest.FixtureRequest) -> InviteStore:
    """Return each store in turn, empty."""
    if request.param == "memory":
        return InvitesInMemory()
    client: Any = request.getfixturevalue("dynamodb")
    return DynamoInviteStore(table(client, "invites"), LIFE)


def test_gives_back_what_was_added(store: InviteStore) -> None:
    """An invite comes back with every field as it was, its funnel, consent and trouble too."""
    invite = an_invite(session_id="s", consent=CONSENT, link_hash="ab", device_hash="cd", provider_message_id="m")
    invite = invite.reached(FunnelStage.SENT, NOON).stopped(TroubleReason.TEXT_UNDELIVERED, NOON)
    store.add(invite)
    assert store.get("invite-1") == invite


def test_adding_twice_changes_nothing(store: InviteStore) -> None:
    """A repeated add leaves what came of the first."""
    store.add(an_invite())
    store.change("invite-1", lambda invite: replace(invite, state=InviteState.SENT))
    store.add(an_invite())
    assert store.get("invite-1").state is InviteState.SENT


def test_knows_no_other(store: InviteStore) -> None:
    """An unknown id is not found, whether read or changed."""
    with pytest.raises(NotFoundError):
        store.get("invite-2")
    with pytest.raises(NotFoundError):
        store.change("invite-2", lambda invite: invite)


def test_a_refused_change_leaves_the_invite_as_it_was(store: InviteStore) -> None:
    """What `how` raises comes out, and nothing is written."""

    def refuse(_: Invite) -> Invite:
        raise InviteClosedError

    store.add(an_invite())
    with pytest.raises(InviteClosedError):
        store.change("invite-1", refuse)
    assert store.get("invite-1") == an_invite()


def test_no_change_of_many_at_once_is_lost(store: InviteStore) -> None:
    """Writers that come between each other all have their say."""
    store.add(an_invite(incident_ref=""))

    def append(letter: str) -> Invite:
        return store.change("invite-1", lambda invite: replace(invite, incident_ref=invite.incident_ref + letter))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(append, "abcdefghijklmnopqrst"))
    assert "".join(sorted(store.get("invite-1").incident_ref)) == "abcdefghijklmnopqrst"


def test_lists_a_force_newest_first(store: InviteStore) -> None:
    """A force sees its own invites since an instant, newest first, to the microsecond."""
    for number, microseconds in enumerate([0, 500_000, 1_000_000, 1_500_000]):
        created_at = NOON + timedelta(microseconds=microseconds)
        store.add(an_invite(invite_id=f"invite-{number}", created_at=created_at))
    store.add(an_invite(invite_id="foreign", force_id="other-force"))
    found = store.list_by_force("force", NOON + timedelta(milliseconds=500))
    assert [invite.invite_id for invite in found] == ["invite-3", "invite-2", "invite-1"]


def test_lists_open_invites_past_their_expiry(store: InviteStore) -> None:
    """Of every force, those that are open and overdue; answered ones and fresh ones are left out."""
    store.add(an_invite())
    store.add(an_invite(invite_id="fresh", expires_at=NOON + timedelta(hours=2)))
    store.add(an_invite(invite_id="foreign", force_id="other-force"))
    store.add(an_invite(invite_id="declined"))
    store.change("declined", lambda invite: replace(invite, state=InviteState.DECLINED))
    overdue = store.list_overdue(NOON + timedelta(minutes=30))
    assert {invite.invite_id for invite in overdue} == {"invite-1", "foreign"}


def test_counts_the_changes(store: InviteStore) -> None:
    """Each change has a higher version than the one before, so that a reader can tell which came first."""
    store.add(an_invite())
    changed = store.change("invite-1", lambda invite: replace(invite, state=InviteState.SENT))
    assert (changed.version, store.get("invite-1").version) == (2, 2)
