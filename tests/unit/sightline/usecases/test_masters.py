"""The manifest that a master is copied by."""

from hashlib import sha256

import pytest

from sightline.domain.copy import CopyNotPossibleError
from sightline.domain.material import MaterialKind
from sightline.messages.copies import SourceObject
from sightline.usecases.masters import find_manifest
from tests.fakes.copies import CopyDeskInMemory
from tests.fakes.materials import a_material


def test_it_is_the_one_that_the_chain_names_whatever_its_version() -> None:
    """Of several, the one with that digest counts."""
    desk = CopyDeskInMemory()
    first, second = "avon/session-1/manifest.json", "avon/session-1/version-2/manifest.json"
    desk.evidence.objects.update({first: b"1", second: b"2"})
    for key, body in ((first, b"1"), (second, b"2")):
        digest = sha256(body).hexdigest()
        master = a_material(material_id="session-1", force_id="avon", manifest_sha256=digest)
        assert find_manifest(desk, master) == SourceObject(key=key, sha256=digest)


def test_without_a_manifest_nothing_can_be_made() -> None:
    """A session that runs has none yet, a copy has a derivation instead, and one that was altered is none."""
    desk = CopyDeskInMemory()
    desk.evidence.objects["avon/session-1/manifest.json"] = b"altered"
    known = {"material_id": "session-1", "force_id": "avon"}
    for changes in ({}, {"kind": MaterialKind.CLIP, "manifest_sha256": "0" * 64}, {"manifest_sha256": "0" * 64}):
        with pytest.raises(CopyNotPossibleError):
            find_manifest(desk, a_material(**known, **changes))
