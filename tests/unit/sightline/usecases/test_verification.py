"""A material is checked on request, and the check is written down."""

import json
import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from sightline.domain.custody import CustodyAction, Event
from sightline.domain.errors import NotAllowedError, NotFoundError
from sightline.domain.material import MaterialKind
from sightline.domain.participant import Role
from sightline.usecases.checkpoints import write_checkpoint
from sightline.usecases.custody import note_event
from sightline.usecases.seals import seal_session
from sightline.usecases.signing import sign_manifest, sign_statement, write_canonical
from sightline.usecases.verification import verify_material
from tests.fakes.disposals import dispose
from tests.fakes.evidence import SignerInMemory
from tests.fakes.exchange import an_officer
from tests.fakes.exports import CounterInMemory
from tests.fakes.materials import a_material
from tests.fakes.originals import end, keep_original
from tests.fakes.recordings import store_recording

AUDITOR = an_officer(role=Role.AUDITOR)
PREFIX = "avon/session-1/"


@pytest.fixture
def exchange() -> CounterInMemory:
    """Return a session that was sealed in two versions."""
    exchange = CounterInMemory()
    exchange.begin_session()
    keep_original(exchange)
    store_recording(exchange.evidence, "r1", exchange.clock.now(), 2)
    end(exchange)
    exchange.clock.advance(timedelta(hours=3))
    seal_session(exchange, "session-1")
    store_recording(exchange.evidence, "r2", exchange.clock.now(), 1)
    seal_session(exchange, "session-1")
    return exchange


def faults(exchange: CounterInMemory) -> set[str]:
    """Return the codes of what does not hold."""
    return {finding.fault for finding in verify_material(exchange, AUDITOR, "session-1").findings}


def change(exchange: CounterInMemory, key: str, **changes: Any) -> None:
    """Write a document of the bucket anew with some members changed."""
    document = json.loads(exchange.evidence.objects[PREFIX + key])
    exchange.evidence.objects[PREFIX + key] = write_canonical({**document, **changes})


def test_what_nobody_touched_holds_and_the_check_is_an_entry(exchange: CounterInMemory) -> None:
    """With how much was checked; checking again checks the earlier check too."""
    verified = verify_material(exchange, AUDITOR, "session-1")
    assert (verified.holds, verified.findings, verified.manifests, verified.checkpoints) == (True, [], 2, 2)
    assert verify_material(exchange, AUDITOR, "session-1").entries == verified.entries + 1
    last = exchange.custody.list_entries("session-1")[-1]
    assert (last.action, last.details) == (CustodyAction.VERIFIED, {"outcome": "holds", "faults": []})
    assert last.actor
    assert last.actor.name == "Sam Patel"


def test_a_manifest_that_was_changed_is_found(exchange: CounterInMemory) -> None:
    """The seal is of another, and the chain tells of one that is gone; the entry says what failed."""
    change(exchange, "manifest.json", incident_ref="INC-8")
    assert faults(exchange) == {"manifest-altered", "manifest-missing", "seal-not-in-chain"}
    details = exchange.custody.list_entries("session-1")[-1].details
    assert details["outcome"] == "fails"
    assert "manifest-altered" in str(details["faults"])


@pytest.mark.parametrize("name", ["statement", "signature", "key_id", "public_key"])
def test_every_part_of_a_seal_counts(exchange: CounterInMemory, name: str) -> None:
    """Each changed by itself."""
    seal = json.loads(exchange.evidence.objects[f"{PREFIX}seal.json"])
    change(exchange, "seal.json", **{name: "A" + seal[name][1:]})
    assert faults(exchange) == {"manifest-not-sealed-by-us"}


def test_another_keys_seal_is_none(exchange: CounterInMemory) -> None:
    """Though it holds by itself; nor does one that is gone, or no seal at all."""
    seal = json.loads(exchange.evidence.objects[f"{PREFIX}seal.json"])
    forged = sign_statement(SignerInMemory(), json.loads(seal["statement"]))
    for body in (write_canonical(forged), b"", b"[]"):
        exchange.evidence.objects[f"{PREFIX}seal.json"] = body
        assert faults(exchange) == {"manifest-not-sealed-by-us"}
    del exchange.evidence.objects[f"{PREFIX}seal.json"]
    assert faults(exchange) == {"manifest-not-sealed-by-us"}


def test_a_version_that_is_gone_is_missed(exchange: CounterInMemory) -> None:
    """The chain tells of it."""
    del exchange.evidence.objects[f"{PREFIX}version-2/manifest.json"]
    assert faults(exchange) == {"manifest-missing"}


def test_every_object_that_was_sealed_must_be_there_and_whole(exchange: CounterInMemory) -> None:
    """Each fragment, init segment and closing word, dropped, hidden, stored over, cut off or lengthened; named once."""
    objects = exchange.evidence.objects
    sealed = [key for key in objects if not re.search(r"custody/|manifest\.json|seal\.json", key)]
    assert len(sealed) > 5
    for key in sealed:
        whole = objects.pop(key)
        (missing,) = verify_material(exchange, AUDITOR, "session-1").findings
        assert (missing.fault, missing.where) == ("object-missing", key)
        for body in (whole[:-1], whole + b"x"):
            objects[key] = body
            assert faults(exchange) == {"object-of-another-size"}
        objects[key] = whole
        exchange.locks.hidden = {key}
        assert faults(exchange) == {"object-missing"}
        exchange.locks.hidden, exchange.locks.stored_over = set(), {key}
        assert faults(exchange) == {"object-stored-over"}
        exchange.locks.stored_over = set()
    assert faults(exchange) == set()


def test_a_manifest_of_an_uploaded_file_that_no_chain_names_is_found() -> None:
    """Whatever sort of material it lies with."""
    exchange = CounterInMemory()
    exchange.materials.add(a_material(material_id="session-1", force_id="avon", kind=MaterialKind.UPLOAD))
    note_event(exchange, "avon", "session-1", Event(CustodyAction.UPLOADED, details={"byte_count": 1}))
    sign_manifest(exchange, "session-1", PREFIX, {"format": "sightline-upload/1"})
    assert faults(exchange) == {"seal-not-in-chain"}


@pytest.mark.parametrize("body", [b"no JSON", b'{"key":"k","sha256":"no size"}'])
def test_a_manifest_that_is_none_is_called_altered(exchange: CounterInMemory, body: bytes) -> None:
    """Whatever lies in its place."""
    exchange.evidence.objects[f"{PREFIX}manifest.json"] = body
    assert "manifest-altered" in faults(exchange)


def test_what_is_disposed_of_is_not_missing(exchange: CounterInMemory) -> None:
    """Its manifests are gone; chain and certificate say so, and since when."""
    verified = verify_material(exchange, AUDITOR, "session-1")
    assert (verified.holds, verified.disposed_at) == (True, None)
    dispose(exchange)
    verified = verify_material(exchange, AUDITOR, "session-1")
    assert (verified.holds, verified.manifests, verified.disposed_at) == (True, 0, exchange.clock.now())


def test_whoever_deletes_manifests_without_a_disposal_is_found(exchange: CounterInMemory) -> None:
    """Nor does a certificate help that no chain names."""
    dispose(exchange)
    chain = exchange.custody.chains["session-1"]
    exchange.custody.chains["session-1"] = [entry for entry in chain if "dispos" not in entry.action]
    assert "manifest-missing" in faults(exchange)


def test_the_chain_is_checked_against_the_bucket(exchange: CounterInMemory) -> None:
    """An entry that somebody has changed in the ledger shows, in words for people."""
    chain = exchange.custody.chains["session-1"]
    chain[0] = replace(chain[0], reason="Another")
    verified = verify_material(exchange, AUDITOR, "session-1")
    assert {finding.fault for finding in verified.findings} == {"entry-altered", "segment-differs-from-ledger"}
    assert verified.findings[0].text == "An entry was changed after it was written."


def test_a_copy_is_not_asked_for_its_masters_manifest(exchange: CounterInMemory) -> None:
    """Which its chain names, and which lies with the master; its chain is checked as every other."""
    digests = {"manifest_sha256": "ab" * 32, "derivation_sha256": "cd" * 32}
    made = Event(CustodyAction.DERIVED, details={**digests, "byte_count": 7})
    copy = a_material(material_id="clip-1", force_id="avon", kind=MaterialKind.CLIP, parent_id="session-1")
    exchange.materials.add(copy)
    note_event(exchange, "avon", "clip-1", made)
    write_checkpoint(exchange, "clip-1")
    assert verify_material(exchange, AUDITOR, "clip-1").findings == []
    segment = min(exchange.evidence.list_keys("avon/clip-1/custody/"))
    del exchange.evidence.objects[segment]
    assert verify_material(exchange, AUDITOR, "clip-1").findings != []


def test_who_may_check(exchange: CounterInMemory) -> None:
    """Investigators, supervisors and auditors of the force."""
    with pytest.raises(NotAllowedError):
        verify_material(exchange, an_officer(), "session-1")
    with pytest.raises(NotFoundError):
        verify_material(exchange, an_officer(force_id="other", role=Role.AUDITOR), "session-1")
