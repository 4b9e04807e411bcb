"""Checks that what sealed manifests name is there, and of the size that they say.

The store compares the digest of each object as it takes it and lets nobody write over it, so that a listing tells what
could have happened to it since: it went. Its bytes are hashed by a bundle's verifier, which is not ours to run.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sightline.domain.fault import Fault, Finding


def check_objects(stored: Mapping[str, int], manifest: bytes) -> Iterator[Finding]:
    """Yield what is missing or of another size; `stored` has the bytes of each key.

    Raises KeyError, TypeError or ValueError for what is no manifest.
    """
    for entry in _objects(json.loads(manifest)):
        if entry["key"] not in stored:
            yield Finding(Fault.OBJECT_MISSING, entry["key"])
        elif stored[entry["key"]] != entry["bytes"]:
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
