"""Who shows what, and who that makes them."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from sightline.domain.errors import NotSignedInError
from sightline.domain.participant import Role
from sightline.usecases.credentials import CREDENTIAL_LIFE, read_bearer, recognise_citizen, recognise_worker
from tests.fakes.office import Office


@dataclass(frozen=True)
class Key:
    """A WorkerKey."""

    text: str = "open-sesame"

    def read(self) -> str:
        """Return the key."""
        return self.text


def test_a_credential_names_the_citizen_of_one_session() -> None:
    """Until its life is over."""
    office = Office()
    office.invite()
    accepted = office.accept()
    citizen = recognise_citizen(office.tokens, f"Bearer {accepted.credential}")
    assert (citizen.role, citizen.session_id, citizen.force_id) == (Role.CITIZEN, accepted.session_id, "force")
    office.clock.advance(CREDENTIAL_LIFE + timedelta(seconds=1))
    with pytest.raises(NotSignedInError):
        recognise_citizen(office.tokens, f"Bearer {accepted.credential}")


def test_a_links_token_is_no_credential() -> None:
    """What stands in the text opens a page, and signs nobody in."""
    office = Office()
    office.invite()
    with pytest.raises(NotSignedInError):
        recognise_citizen(office.tokens, f"Bearer {office.token()}")


def test_a_worker_shows_the_key_and_its_name() -> None:
    """It belongs to no force."""
    worker = recognise_worker(Key(), "Bearer open-sesame", "worker-1")
    assert (worker.participant_id, worker.role, worker.force_id) == ("worker-1", Role.WORKER, None)


@pytest.mark.parametrize(
    ("authorization", "worker_id"),
    [
        ("Bearer open-sesamE", "worker-1"),
        ("Bearer open", "worker-1"),
        (None, "worker-1"),
        ("Bearer open-sesame", None),
        ("Bearer open-sesame", "../worker"),
        ("Bearer open-sesame", "w" * 65),
    ],
)
def test_a_worker_without_either_is_refused(authorization: str | None, worker_id: str | None) -> None:
    """Nearly the key is not the key, and a name is an identifier."""
    with pytest.raises(NotSignedInError):
        recognise_worker(Key(), authorization, worker_id)


@pytest.mark.parametrize(
    "authorization", [None, "", "Bearer", "Bearer ", "Basic abc", "Bearer a b", "Bearer " + "a" * 513]
)
def test_only_a_bearer_token_is_read(authorization: str | None) -> None:
    """Other schemes and other forms are nobody's credential."""
    with pytest.raises(NotSignedInError):
        read_bearer(authorization)


def test_the_scheme_is_written_as_one_likes() -> None:
    """Its case does not matter (RFC 9110)."""
    assert read_bearer("bearer abc") == "abc"
