"""Where a copy lies until it has its credentials."""

import pytest

from sightline.domain.bare_copy import bare_prefix, finished_prefix, is_bare
from sightline.domain.copy import copy_prefix, derivation_key

PREFIX = copy_prefix("avon", "session", "copy")


def test_a_bare_copy_lies_beside_where_it_will_be() -> None:
    """Its derivation leads back to the copy's own place."""
    key = derivation_key(bare_prefix(PREFIX))
    assert key == "avon/session/copy/bare/derivation.json"
    assert finished_prefix(key) == PREFIX
    assert is_bare(key)


@pytest.mark.parametrize(
    "key", [derivation_key(PREFIX), f"{PREFIX}bare/clip.mp4", f"{PREFIX}clip.mp4", "avon/bare-1/copy/derivation.json"]
)
def test_nothing_else_is_taken_for_one(key: str) -> None:
    """Only the derivation's arrival says that a copy was made."""
    assert finished_prefix(key) is None
