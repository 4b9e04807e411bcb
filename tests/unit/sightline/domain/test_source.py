"""Sources: which token opens them, and which session they are in."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sightline.domain.errors import SourceRevokedError
from sightline.domain.token import hash_token
from tests.fakes.clock import NOON
from tests.fakes.examples import SOURCE, SOURCE_SECRET

OWN = hash_token(SOURCE_SECRET)


def test_its_own_token_opens_it_until_the_tokens_end() -> None:
    """Not another one, and not from the instant of its expiry on."""
    assert SOURCE.admits(OWN, NOON)
    assert not SOURCE.admits(hash_token("another"), NOON)
    assert not SOURCE.admits(OWN, SOURCE.token_expires_at)


def test_a_revoked_source_is_closed_for_good() -> None:
    """Its token opens nothing, it gets no other one, and the first time of its revocation stays."""
    revoked = SOURCE.revoked(NOON).revoked(NOON + timedelta(hours=1))
    assert revoked.revoked_at == NOON
    assert not revoked.admits(OWN, NOON)
    with pytest.raises(SourceRevokedError):
        revoked.renewed(OWN, NOON)


def test_a_new_token_takes_the_place_of_the_old_one() -> None:
    """With a life of its own."""
    until = NOON + timedelta(days=90)
    renewed = SOURCE.renewed(hash_token("new"), until)
    assert not renewed.admits(OWN, NOON)
    assert renewed.admits(hash_token("new"), until - timedelta(seconds=1))


def test_begins_a_session_unless_another_request_was_first() -> None:
    """The second request of two finds the first one's session."""
    begun = SOURCE.began("first", instead_of=None)
    assert begun.session_id == "first"
    assert begun.began("second", instead_of=None) == begun
    assert begun.began("next", instead_of="first").session_id == "next"


def test_a_session_names_its_camera() -> None:
    """As it was called then."""
    camera = replace(SOURCE, name="Gateway North").camera
    assert (camera.source_id, camera.name, camera.kind) == ("source-1", "Gateway North", "roadside")
