"""What a sealed manifest names is there, and of the size that it says."""

import json

import pytest

from sightline.domain.fault import Fault, Finding
from sightline.domain.object_version import ObjectVersion
from sightline.usecases.object_check import Stored, check_objects, group_versions

MANIFEST = json.dumps(
    {
        "recordings": [{"fragments": [{"key": "a/1", "sha256": "ab", "bytes": 7}]}],
        "still": {"key": "a/2", "sha256": "cd", "bytes": 9},
        "speaker": {"key": "no object"},
    }
).encode()
THERE = {key: [ObjectVersion(key, "v1", byte_count)] for key, byte_count in {"a/1": 7, "a/2": 9, "a/3": 1}.items()}
MARKER = ObjectVersion("a/1", "v2", 0, is_marker=True)


@pytest.mark.parametrize(
    ("stored", "found"),
    [
        (THERE, []),
        ({"a/2": THERE["a/2"]}, [Finding(Fault.OBJECT_MISSING, "a/1")]),
        ({**THERE, "a/1": [MARKER, *THERE["a/1"]]}, [Finding(Fault.OBJECT_MISSING, "a/1")]),
        ({**THERE, "a/2": [ObjectVersion("a/2", "v2", 9), *THERE["a/2"]]}, [Finding(Fault.OBJECT_STORED_OVER, "a/2")]),
        ({**THERE, "a/1": [ObjectVersion("a/1", "v1", 6)]}, [Finding(Fault.OBJECT_OF_ANOTHER_SIZE, "a/1")]),
        ({**THERE, "a/2": [ObjectVersion("a/2", "v1", 10)]}, [Finding(Fault.OBJECT_OF_ANOTHER_SIZE, "a/2")]),
        ({}, [Finding(Fault.OBJECT_MISSING, "a/1"), Finding(Fault.OBJECT_MISSING, "a/2")]),
    ],
)
def test_holds_a_listing_against_a_manifest(stored: Stored, found: list[Finding]) -> None:
    """Wherever in it an object is named; what else lies there may belong to a version that is still to come."""
    assert list(check_objects(stored, MANIFEST)) == found


@pytest.mark.parametrize("body", [b"", b"no JSON", b'{"key":"a/1","sha256":"ab"}'])
def test_what_is_no_manifest_raises(body: bytes) -> None:
    """Whoever asks says that it was altered."""
    with pytest.raises((ValueError, KeyError)):
        list(check_objects(THERE, body))


def test_versions_are_grouped_by_their_key() -> None:
    """As the store lists them, the newest of a key first."""
    listed = [MARKER, *THERE["a/1"], *THERE["a/2"]]
    assert group_versions(listed) == {"a/1": [MARKER, *THERE["a/1"]], "a/2": THERE["a/2"]}
