"""What credentials say of a copy, and what they leave out."""

import hashlib
import json
from typing import Any

import pytest

from provenance.claims import DERIVATION, MASTER, digest_objects, write_claim
from sightline.messages.copies import CopiedFile, Derivation, Making, SourceObject
from tests.fakes.content import MANIFEST, a_derivation, a_file


def _said(derivation: Derivation, label: str = "c2pa.actions.v2") -> dict[str, Any]:
    claim = write_claim(derivation, derivation.files[0], "session-1")
    (data,) = [one["data"] for one in claim["assertions"] if one["label"] == label]
    return dict(data)


def _actions(derivation: Derivation) -> list[str]:
    return [each["action"] for each in _said(derivation)["actions"]]


def _file(picture: Making | None = "untouched", sound: Making | None = "untouched") -> CopiedFile:
    return a_file(b"film", picture=picture, sound=sound)


def _picture() -> CopiedFile:
    return a_file(b"picture", "image/png", "transcoded", None)


@pytest.mark.parametrize(
    ("derivation", "last"),
    [
        (a_derivation(_file()), ["c2pa.trimmed", "c2pa.repackaged"]),
        (a_derivation(_file(sound=None)), ["c2pa.trimmed", "c2pa.repackaged"]),
        (a_derivation(_file("transcoded", "transcoded"), exact=True), ["c2pa.trimmed", "c2pa.transcoded"]),
        (a_derivation(_file(sound="transcoded"), kind="playable"), ["c2pa.trimmed", "c2pa.transcoded"]),
        (a_derivation(_file(sound="transcoded"), kind="playable", whole=True), ["c2pa.transcoded"]),
        (
            a_derivation(_file("transcoded", None), kind="redacted"),
            ["c2pa.trimmed", "c2pa.edited", "c2pa.transcoded"],
        ),
        (a_derivation(_picture(), kind="snapshot"), ["c2pa.trimmed", "c2pa.converted"]),
        (a_derivation(_picture(), kind="redacted"), ["c2pa.edited", "c2pa.converted"]),
    ],
)
def test_actions_are_c2pas_words_for_what_was_done(derivation: Derivation, last: list[str]) -> None:
    """A copy was opened, cut unless it is the whole, and put into another container or encoded anew."""
    assert _actions(derivation) == ["c2pa.opened", *last]


def test_what_was_opened_is_the_master_by_its_manifest() -> None:
    """The one ingredient is the parent, named by the sealed manifest's digest as RFC 6920 writes it."""
    derivation = a_derivation(_file())
    (master,) = write_claim(derivation, derivation.files[0], "session-1")["ingredients"]
    assert (master["relationship"], master["label"]) == ("parentOf", MASTER)
    assert master["instance_id"] == "ni:///sha-256;q6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s"
    assert _said(derivation)["actions"][0]["parameters"] == {"ingredientIds": [MASTER]}


def test_a_track_says_whether_its_bits_are_the_masters() -> None:
    """The picture may be untouched where the sound was encoded."""
    transcoded = _said(a_derivation(_file(sound="transcoded"), kind="playable"))["actions"][-1]
    assert transcoded["description"] == "Pictures: untouched. Sound: transcoded."


def test_our_own_assertion_leads_back_to_the_master() -> None:
    """It names copy, parent, the file's real times, and digests of the manifest, of what was read, of the bare file."""
    file = _file()
    assert _said(a_derivation(file), DERIVATION) == {
        "copy_id": "copy-1",
        "parent_id": "session-1",
        "kind": "clip",
        "exact": False,
        "began_at": "2026-01-02T03:04:05.000Z",
        "ended_at": "2026-01-02T03:04:07.000Z",
        "manifest_sha256": MANIFEST.sha256,
        "objects_sha256": hashlib.sha256(f"{'cd' * 32}  avon/session-1/a.m4s\n".encode()).hexdigest(),
        "bare_sha256": file.sha256,
    }


def test_what_was_read_is_hashed_as_a_list_of_sums() -> None:
    """Whoever has the derivation makes the list, as sha256sum does, and compares."""
    two = [SourceObject(key="a", sha256="01" * 32), SourceObject(key="b", sha256="02" * 32)]
    assert digest_objects(two) == hashlib.sha256(f"{'01' * 32}  a\n{'02' * 32}  b\n".encode()).hexdigest()


def test_credentials_name_no_place_and_no_force() -> None:
    """They travel with the file, so keys, which begin with the force, are not in them."""
    said = json.dumps(write_claim(derivation := a_derivation(_file()), derivation.files[0], "session-1"))
    assert "avon" not in said
    assert MANIFEST.key not in said
