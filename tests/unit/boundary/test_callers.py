"""Who API Gateway says is calling."""

from datetime import UTC, datetime

import pytest

from boundary.callers import context_of, officer_from_claims, participant_from_context, read_caller, read_sign_in
from sightline.domain.errors import NotAllowedError, NotSignedInError
from sightline.domain.participant import Participant, Role
from tests.unit.boundary.requests import CITIZEN, OFFICER

CLAIMS = OFFICER["claims"]


@pytest.mark.parametrize(
    ("groups", "role"),
    [
        ("[call-handler]", Role.CALL_HANDLER),
        ("[auditor supervisor]", Role.SUPERVISOR),
        ("auditor", Role.AUDITOR),
        (["investigator", "auditor"], Role.INVESTIGATOR),
        ("[a,call-handler]", Role.CALL_HANDLER),
    ],
)
def test_an_officers_role_comes_from_the_groups(groups: object, role: Role) -> None:
    """However API Gateway writes a list; of several the one that may do most."""
    officer = officer_from_claims(CLAIMS | {"cognito:groups": groups})
    assert officer == Participant("o-1", role, "PC Rees", force_id="force")


@pytest.mark.parametrize("missing", ["cognito:groups", "custom:force_id"])
def test_without_role_or_force_an_officer_may_do_nothing(missing: str) -> None:
    """An administrator has to name both."""
    with pytest.raises(NotAllowedError):
        officer_from_claims({name: value for name, value in CLAIMS.items() if name != missing})


def test_a_group_that_is_no_role_counts_for_nothing() -> None:
    """Nor do the roles that no officer can have."""
    with pytest.raises(NotAllowedError):
        officer_from_claims(CLAIMS | {"cognito:groups": "[worker citizen admin]"})


@pytest.mark.parametrize(
    "participant",
    [
        Participant("c", Role.CITIZEN, "Citizen", "force", "s-1"),
        Participant("w", Role.WORKER, "w"),
        Participant("o", Role.AUDITOR, "Ann Ŵyn", "force"),
    ],
)
def test_a_participant_comes_through_an_authorizers_context(participant: Participant) -> None:
    """What an authorizer writes is text only, and is read back as it was."""
    context = context_of(participant)
    assert all(isinstance(value, str) for value in context.values())
    assert participant_from_context(context) == participant


@pytest.mark.parametrize("context", [{}, {"role": "citizen"}, CITIZEN | {"role": "king"}])
def test_an_unknown_context_is_nobodys(context: dict[str, str]) -> None:
    """A route without its authorizer lets nobody in."""
    with pytest.raises(NotSignedInError):
        participant_from_context(context)


def test_claims_mean_an_officer_and_a_context_anybody_else() -> None:
    """Whichever authorizer stood before the route."""
    assert read_caller({"authorizer": OFFICER}).is_officer()
    assert read_caller({"authorizer": CITIZEN}).role is Role.CITIZEN
    with pytest.raises(NotSignedInError):
        read_caller({"authorizer": None})


def test_when_an_officer_signed_in() -> None:
    """As the token's `auth_time` says, in whatever form API Gateway hands it on."""
    for auth_time in ("1772366400", 1772366400):
        context = {"authorizer": {"claims": CLAIMS | {"auth_time": auth_time}}}
        assert read_sign_in(context) == datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize("auth_time", ["", "soon", "9" * 30, "1e9"])
def test_a_sign_in_that_is_not_told_is_not_guessed(auth_time: str) -> None:
    """Nor is one that a citizen's credential has no word for."""
    assert read_sign_in({"authorizer": {"claims": CLAIMS | {"auth_time": auth_time}}}) is None
    assert read_sign_in({"authorizer": {"claims": CLAIMS}}) is None
    assert read_sign_in({"authorizer": CITIZEN}) is None
    assert read_sign_in({}) is None
