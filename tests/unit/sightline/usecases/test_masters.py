"""The manifest that a master is copied by, and the time that it has."""

from datetime import timedelta
from hashlib import sha256

import pytest

from sightline.domain.copy import LONGEST_FILM, UNDATED, CopyNotPossibleError, Span
from sightline.domain.material import MaterialKind
from sightline.messages.copies import SourceObject
from sightline.usecases.masters import find_manifest, find_span
from tests.fakes.clock import NOON
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


def test_a_recording_has_its_own_time_and_a_film_that_was_brought_in_as_long_as_any() -> None:
    """Where that ends, whoever opens it finds out; what has not begun has none."""
    ended_at = NOON + timedelta(seconds=5)
    assert find_span(a_material(began_at=NOON, ended_at=ended_at), hides=True) == Span(NOON, ended_at)
    film = a_material(kind=MaterialKind.UPLOAD, began_at=None, media_type="video/mp4")
    assert find_span(film, hides=True) == find_span(film, hides=False) == Span(UNDATED, UNDATED + LONGEST_FILM)
    with pytest.raises(CopyNotPossibleError):
        find_span(a_material(began_at=None), hides=False)


def test_a_photograph_has_a_second_in_which_faces_are_hidden_and_nothing_else_is_made() -> None:
    """It is shown and saved as it is; of a kind that nothing here decodes not even that can be made."""
    photograph = {"kind": MaterialKind.UPLOAD, "began_at": NOON}
    of_a_phone = a_material(**photograph, media_type="image/jpeg")
    assert find_span(of_a_phone, hides=True) == Span(NOON, NOON + timedelta(seconds=1))
    for material, hides in ((of_a_phone, False), (a_material(**photograph, media_type="image/heif"), True)):
        with pytest.raises(CopyNotPossibleError) as refusal:
            find_span(material, hides=hides)
        assert "photograph" in refusal.value.detail
