"""What a sealed manifest names is there, and of the size that it says."""

import json

import pytest

from sightline.domain.fault import Fault, Finding
from sightline.usecases.object_check import check_objects

MANIFEST = json.dumps(
    {
        "recordings": [{"fragments": [{"key": "a/1", "sha256": "ab", "bytes": 7}]}],
        "still": {"key": "a/2", "sha256": "cd", "bytes": 9},
        "speaker": {"key": "no object"},
    }
).encode()
THERE = {"a/1": 7, "a/2": 9, "a/3": 1}


@pytest.mark.parametrize(
    ("stored", "found"),
    [
        (THERE, []),
        ({"a/2": 9}, [Finding(Fault.OBJECT_MISSING, "a/1")]),
        ({**THERE, "a/1": 6}, [Finding(Fault.OBJECT_OF_ANOTHER_SIZE, "a/1")]),
        ({**THERE, "a/2": 10}, [Finding(Fault.OBJECT_OF_ANOTHER_SIZE, "a/2")]),
        ({}, [Finding(Fault.OBJECT_MISSING, "a/1"), Finding(Fault.OBJECT_MISSING, "a/2")]),
    ],
)
def test_holds_a_listing_against_a_manifest(stored: dict[str, int], found: list[Finding]) -> None:
    """Wherever in it an object is named; what else lies there may belong to a version that is still to come."""
    assert list(check_objects(stored, MANIFEST)) == found


@pytest.mark.parametrize("body", [b"", b"no JSON", b'{"key":"a/1","sha256":"ab"}'])
def test_what_is_no_manifest_raises(body: bytes) -> None:
    """Whoever asks says that it was altered."""
    with pytest.raises((ValueError, KeyError)):
        list(check_objects(THERE, body))
