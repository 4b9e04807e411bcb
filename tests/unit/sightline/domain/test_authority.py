"""Who may do what to which object: every role, every action, every kind of object."""

from datetime import timedelta
from itertools import product

import pytest

from sightline.domain.authority import FRESH, Action, force_of, require, require_fresh, require_object
from sightline.domain.errors import FreshSignInRequiredError, NotAllowedError, NotFoundError
from sightline.domain.participant import OFFICER_ROLES, Participant, Role
from tests.fakes.clock import NOON

READS = {
    *("read-invites", "read-sources", "read-sessions", "read-trail"),
    *("replay-recording", "read-manifest", "read-materials"),
}
WORKS = READS | {
    *("create-invite", "change-invite", "change-sources"),
    *("watch-session", "end-session", "send-chat", "talk"),
}
AUDITS = {"read-custody", "verify-material"}
KEEPS = (
    WORKS
    | AUDITS
    | {*("copy-material", "upload-file", "export-material", "share-material", "keep-material", "propose-disposal")}
)
MAY: dict[str, set[str]] = {
    "call-handler": WORKS,
    "investigator": KEEPS,
    "supervisor": KEEPS | {"release-hold", "review-material", "decide-disposal"},
    "auditor": READS | AUDITS,
    "citizen": {
        "stream-up",
        "report-progress",
        "send-positions",
        "send-original",
        "send-file",
        "send-chat",
        "listen",
        "end-session",
    },
    "worker": {"serve-legs"},
    "source": {"stream-up", "end-session"},
    "player": {"watch-session"},
    "recipient": {"replay-recording"},
}
"""Written down a second time, in plain words: a slip in the one table shows against the other."""


def a(role: Role, force_id: str | None = "force", session_id: str | None = None) -> Participant:
    """Return a participant of a role."""
    return Participant("p", role, "P", force_id, session_id)


@pytest.mark.parametrize(("role", "action"), list(product(Role, Action)))
def test_every_role_may_do_what_the_table_says_and_nothing_else(role: Role, action: Action) -> None:
    """All combinations."""
    if action in MAY[role]:
        require(a(role), action)
    else:
        with pytest.raises(NotAllowedError):
            require(a(role), action)


@pytest.mark.parametrize("role", sorted(OFFICER_ROLES))
def test_an_officer_sees_what_belongs_to_the_force(role: Role) -> None:
    """Whatever the role; another force's things do not exist."""
    require_object(a(role), force_id="force", session_id="any")
    for participant in (a(role, "other-force"), a(role, None)):
        with pytest.raises(NotFoundError):
            require_object(participant, force_id="force")


def test_a_citizen_sees_one_session() -> None:
    """Not another one of the same force, nor what is no session."""
    citizen = a(Role.CITIZEN, session_id="mine")
    require_object(citizen, force_id="force", session_id="mine")
    for force_id, session_id in (("force", "yours"), ("force", None), ("other-force", "mine")):
        with pytest.raises(NotFoundError):
            require_object(citizen, force_id=force_id, session_id=session_id)
    with pytest.raises(NotFoundError):
        require_object(a(Role.CITIZEN), force_id="force", session_id=None)


def test_a_worker_serves_every_force_and_belongs_to_none() -> None:
    """It carries whatever it is given."""
    require_object(a(Role.WORKER, None), force_id="force", session_id="any")
    with pytest.raises(NotAllowedError):
        force_of(a(Role.WORKER, None))
    assert force_of(a(Role.AUDITOR)) == "force"


@pytest.mark.parametrize("age", [None, FRESH + timedelta(seconds=1), timedelta(days=1)])
def test_an_old_sign_in_is_not_enough(age: timedelta | None) -> None:
    """Nor is one of which nobody says when it was."""
    with pytest.raises(FreshSignInRequiredError):
        require_fresh(NOON - age if age is not None else None, NOON)


def test_a_fresh_sign_in_is_enough() -> None:
    """Up to a quarter of an hour; a provider's clock may be a little ahead of ours."""
    for age in (timedelta(seconds=-3), timedelta(0), FRESH):
        require_fresh(NOON - age, NOON)
        assert NOON - age <= NOON + timedelta(seconds=3)
