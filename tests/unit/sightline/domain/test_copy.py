"""Where a copy lies."""

from sightline.domain.copy import copy_prefix, derivation_key, failure_key, progress_key


def test_a_copy_lies_below_its_master_in_a_place_of_its_own() -> None:
    """Files and what is said of them share a prefix that no other copy has."""
    prefix = copy_prefix("avon", "session-1", "copy-1")
    assert prefix == "avon/session-1/copy-1/"
    names = {derivation_key(prefix), failure_key(prefix), progress_key(prefix)}
    assert len(names) == 3
    assert all(name.startswith(prefix) for name in names)
