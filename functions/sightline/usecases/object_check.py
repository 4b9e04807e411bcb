"""Checks that what sealed manifests name is there, as it was sealed, by a listing of the bucket.

The store compares the digest of each object as it takes it, and takes no second one of that name from us; a version
under lock cannot be changed or deleted. So whatever was done to an object since shows in the list of its versions: it
is hidden, or another lies over it. Nothing need be read for that, and who checks has no right to.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from sightline.domain.fault import Fault, Finding
from sightline.domain.object_version import ObjectVersion

Stored = Mapping[str, Sequence[ObjectVersion]]
"""The versions of each key, delete markers included."""


def group_versions(versions: Iterable[ObjectVersion]) -> Stored:
    """Return the versions of each key; they come in the order of their keys."""
    return {key: list(of_key) for key, of_key in groupby(versions, lambda version: version.key)}


def check_objects(stored: Stored, manifest: bytes) -> Iterator[Finding]:
    """Yield what is missing, stored over, or of another size.

    Raises KeyError, TypeError or ValueError for what is no manifest.
    """
    for entry in _objects(json.loads(manifest)):
        versions = stored.get(entry["key"], ())
        if not versions or any(version.is_marker for version in versions):
            yield Finding(Fault.OBJECT_MISSING, entry["key"])
        elif len(versions) > 1:
            yield Finding(Fault.OBJECT_STORED_OVER, entry["key"])
        elif versions[0].byte_count != entry["bytes"]:
            yield Finding(Fault.OBJECT_OF_ANOTHER_SIZE, entry["key"])


def _objects(value: Any) -> Iterator[Mapping[str, Any]]:
    """Yield every object that a manifest names, wherever it does: a key with its digest."""
    if isinstance(value, dict):
        if isinstance(value.get("key"), str) and "sha256" in value:
            yield value
        for member in value.values():
            yield from _objects(member)
    elif isinstance(value, list):
        for member in value:
            yield from _objects(member)
