"""What the force's own key has signed must be in its form and fit the rest: no hash or signature alone shows that."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from bundles.verify import fingerprint, read_public_key
from tests.fakes.bundle_cases import holds
from tests.fakes.bundles import OBJECTS, Files, list_files, make_bag, sha256, sign, write_document, write_segment
from tests.fakes.evidence import SignerInMemory

SIGNER = SignerInMemory()
BAG = make_bag(SIGNER)
TRUSTED = frozenset({fingerprint(read_public_key(SIGNER.public_key()[1]))})
ROOT = "data/roots/2026-03-02.json"
ORIGINAL = f"{OBJECTS}original/manifest.json"
SEGMENTS = [name for name in BAG if name.startswith(f"{OBJECTS}custody/")]
ENTRIES: list[dict[str, Any]] = [entry for name in SEGMENTS for entry in json.loads(BAG[name])["entries"]]
ROOTLESS = {name: body for name, body in BAG.items() if not name.startswith("data/roots/")}


def tell_chain_anew(change: Callable[[dict[str, Any]], dict[str, Any]]) -> Files:
    """Return the bag without roots, its second entry changed, each later one bound anew, all under the force's key."""
    entries = ENTRIES[:1]
    for number, entry in enumerate(ENTRIES[1:], 2):
        bound = {**{k: v for k, v in entry.items() if k != "hash"}, "previous_hash": entries[-1]["hash"]}
        changed = change(bound) if number == 2 else bound
        entries = [*entries, {**changed, "hash": sha256(write_document(changed))}]
    others = {name: body for name, body in ROOTLESS.items() if name not in SEGMENTS}
    return list_files(others | write_segment(entries, SIGNER))


@pytest.mark.parametrize(
    "change",
    [
        {"format": "sightline-custody/2"},
        {"more": "x"},
        {"previous_hash": "0" * 64},
        {"chain_id": "session-2"},
        {"sequence": 3},
    ],
)
def test_an_entry_that_is_none_though_the_force_has_signed_it(change: dict[str, Any]) -> None:
    """Its form is looked at as well as its hash."""
    assert holds(tell_chain_anew(lambda entry: entry), TRUSTED)
    assert not holds(tell_chain_anew(lambda entry: {**entry, **change}), TRUSTED)


def seal_anew(name: str, signer: SignerInMemory, key_id: str = "", **changes: Any) -> Files:
    """Return the bag with a signed document changed and sealed anew, by a key of that name."""
    body = write_document({**json.loads(BAG[name]), **changes})
    where = name.replace(".json", ".seal.json") if "/roots/" in name else name.replace("manifest.json", "seal.json")
    digest = "root_sha256" if "/roots/" in name else "manifest_sha256"
    seal = sign({**json.loads(json.loads(BAG[where])["statement"]), digest: sha256(body)}, signer)
    return list_files({**BAG, name: body, where: write_document(seal | ({"key_id": key_id} if key_id else {}))})


def test_documents_that_do_not_fit_though_the_force_has_signed_them() -> None:
    """A root that follows on another one, and an original that belongs to another recording."""
    assert holds(seal_anew(ROOT, SIGNER), TRUSTED)
    assert not holds(seal_anew(ROOT, SIGNER, previous_sha256="0" * 64), TRUSTED)
    assert holds(seal_anew(ORIGINAL, SIGNER), TRUSTED)
    assert not holds(seal_anew(ORIGINAL, SIGNER, supplements_manifest_sha256="0" * 64), TRUSTED)


def test_a_root_of_another_day() -> None:
    """With its seal, under the name of a day on which there was none."""
    moved = {name.replace("2026-03-02", "2026-03-03"): body for name, body in BAG.items()}
    assert not holds(list_files(moved), TRUSTED)


@pytest.mark.parametrize("name", [ROOT, ORIGINAL])
@pytest.mark.parametrize("key_id", ["", "another-key"])
def test_a_second_key_by_whatever_name(name: str, key_id: str) -> None:
    """Of what no chain names, only the key shows who has signed it; two keys are one too many."""
    forged = seal_anew(name, SignerInMemory(), key_id)
    assert not holds(forged)
    assert not holds(forged, TRUSTED)
