"""A material is disposed of: what is deleted, what stays, what is certified."""

import json
from base64 import b64decode
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from itertools import islice
from typing import Any

import pytest

from sightline.domain.custody import CustodyAction, Event
from sightline.domain.disposal import Disposal
from sightline.domain.errors import StillLockedError, UnreachableError
from sightline.domain.invite import RetentionCategory
from sightline.domain.material import Hold, MaterialKind, MaterialState
from sightline.domain.object_version import ObjectVersion
from sightline.usecases.custody import record_event
from sightline.usecases.disposing import dispose_of
from tests.fakes.clock import NOON
from tests.fakes.evidence import SignerInMemory
from tests.fakes.examples import an_invite
from tests.fakes.keeping import KeepingInMemory, LocksInMemory
from tests.fakes.materials import a_material
from tests.fakes.shares import SHARE
from tests.fakes.subjects import make_position, make_session

TODAY = NOON.date()
MANIFESTS = ("manifest.json", "version-2/manifest.json", "original/manifest.json")
GOES = ("recordings/r1/0.m4s", "recordings/r1/init.mp4", "stills/0.jpg", "original/take/0.webm", *MANIFESTS)
STAYS = (
    "seal.json",
    "version-2/seal.json",
    "original/seal.json",
    "custody/00000001-00000004.json",
)
AGREED = Disposal("The case is closed", "DC Patel", "supervisor-1", "Insp Moss", TODAY)
CERTIFICATE = "force/material-1/disposal/certificate.json"


def store(**changes: Any) -> KeepingInMemory:
    """Return a store with one announced exhibit, and another material beside it."""
    keeping = KeepingInMemory()
    announced = {"state": MaterialState.DISPOSAL_ANNOUNCED, "disposal": AGREED, "exhibit_ref": "AB/1"}
    keeping.keep(
        a_material(**{"created_at": NOON - timedelta(days=40), "kind": MaterialKind.UPLOAD, **announced, **changes})
    )
    for name in (*GOES, *STAYS):
        keeping.evidence.objects[f"force/material-1/{name}"] = name.encode()
        keeping.locks.on_hold.add(f"force/material-1/{name}")
    keeping.evidence.objects["force/material-10/recordings/r1/0.m4s"] = b"another's"
    return keeping


def names(keeping: KeepingInMemory) -> set[str]:
    """Return what is left of the material."""
    prefix = "force/material-1/"
    return {key.removeprefix(prefix) for key in keeping.evidence.list_keys(prefix)}


def test_all_goes_but_what_tells_of_it() -> None:
    """Chain and seals stay, the certificate comes; nothing of another material is touched."""
    keeping = store()
    dispose_of(keeping, "material-1")
    assert names(keeping) == {*STAYS, "disposal/certificate.json", "disposal/seal.json"}
    assert "force/material-10/recordings/r1/0.m4s" in keeping.evidence.objects
    assert keeping.materials.get("material-1").state is MaterialState.DISPOSED
    assert keeping.actions() == ["disposal-begun", "disposed"]


def test_the_certificate_says_what_went_by_whose_word() -> None:
    """Signed; its hash is in the chain."""
    keeping = store(manifest_sha256="ab" * 32)
    dispose_of(keeping, "material-1")
    body = keeping.evidence.objects[CERTIFICATE]
    certificate = json.loads(body)
    assert certificate["object_count"] == len(GOES)
    assert certificate["byte_count"] == sum(map(len, GOES))
    assert (certificate["proposed_by"], certificate["approved_by"]) == ("DC Patel", "Insp Moss")
    assert (certificate["manifest_sha256"], certificate["exhibit_ref"]) == ("ab" * 32, "AB/1")
    digest = sha256(body).hexdigest()
    assert keeping.custody.list_entries("material-1")[-1].details["certificate_sha256"] == digest
    seal = json.loads(keeping.evidence.objects["force/material-1/disposal/seal.json"])
    assert json.loads(seal["statement"])["certificate_sha256"] == digest
    assert keeping.signer.verify(seal["statement"].encode(), b64decode(seal["signature"]))


def test_doing_it_again_changes_nothing() -> None:
    """One certificate, one entry."""
    keeping = store()
    dispose_of(keeping, "material-1")
    before = dict(keeping.evidence.objects)
    keeping.clock.advance(timedelta(hours=1))
    dispose_of(keeping, "material-1")
    assert keeping.evidence.objects == before
    assert keeping.actions() == ["disposal-begun", "disposed"]


def test_a_run_that_broke_off_is_ended_by_the_next() -> None:
    """The certificate counts what there was when it began."""
    keeping = store()
    material = keeping.materials.get("material-1")
    counts: dict[str, Any] = {"object_count": len(GOES), "byte_count": sum(map(len, GOES))}
    record_event(keeping, material, Event(CustodyAction.DISPOSAL_BEGUN, details=counts))
    del keeping.evidence.objects[f"force/material-1/{GOES[0]}"]
    dispose_of(keeping, "material-1")
    assert json.loads(keeping.evidence.objects[CERTIFICATE])["object_count"] == len(GOES)
    assert names(keeping).isdisjoint(GOES)


def test_what_the_store_still_locks_waits_and_says_so() -> None:
    """Not one object is tried; the next day is announced in the chain."""
    keeping = store()
    keeping.locks.locked[f"force/material-1/{GOES[0]}"] = NOON + timedelta(days=3)
    dispose_of(keeping, "material-1")
    assert names(keeping) == {*GOES, *STAYS}
    waiting = keeping.materials.get("material-1")
    assert waiting.disposal
    assert waiting.disposal.not_before == TODAY + timedelta(days=4)
    assert waiting.disposal.approved_by_name == "Insp Moss"
    (entry,) = keeping.custody.list_entries("material-1")
    assert "locked" in str(entry.reason)
    dispose_of(keeping, "material-1")
    assert names(keeping) == {*GOES, *STAYS}
    keeping.clock.advance(timedelta(days=4))
    dispose_of(keeping, "material-1")
    assert names(keeping).isdisjoint(GOES)


class _CutOff(LocksInMemory):
    """A run that Lambda ends in the midst of it."""

    def delete(self, versions: Iterable[ObjectVersion]) -> None:
        super().delete(islice(versions, 15_000))
        raise TimeoutError


def test_forty_thousand_objects_that_take_several_runs_are_counted_as_they_were() -> None:
    """Who is cut off goes on where it broke off; what the certificate says is of the beginning."""
    keeping = store()
    more = {f"force/material-1/recordings/r2/{index:08}.m4s": b"x" for index in range(40_000)}
    keeping.evidence.objects |= more
    whole, keeping.locks = keeping.locks, _CutOff(keeping.evidence, keeping.clock)
    for left in (25_000, 10_000):
        with pytest.raises(TimeoutError):
            dispose_of(keeping, "material-1")
        assert abs(sum(key in keeping.evidence.objects for key in more) - left) < len(GOES)
    keeping.locks = whole
    dispose_of(keeping, "material-1")
    assert names(keeping).isdisjoint(GOES)
    assert json.loads(keeping.evidence.objects[CERTIFICATE])["object_count"] == 40_000 + len(GOES)
    assert keeping.actions() == ["disposal-begun", "disposed"]


class _SignerAway(SignerInMemory):
    def sign(self, statement: bytes) -> bytes:  # noqa: ARG002  the port's signature
        raise UnreachableError


def test_until_the_certificate_is_signed_the_manifests_say_what_it_was() -> None:
    """A run that breaks off in between leaves one of the two; the next one leaves the certificate as it stands."""
    keeping = store()
    keeping.signer, signer = _SignerAway(), keeping.signer
    with pytest.raises(UnreachableError):
        dispose_of(keeping, "material-1")
    assert names(keeping) == {*MANIFESTS, *STAYS, "disposal/certificate.json"}
    keeping.signer, certificate = signer, keeping.evidence.objects[CERTIFICATE]
    keeping.clock.advance(timedelta(hours=1))
    dispose_of(keeping, "material-1")
    assert names(keeping).isdisjoint(MANIFESTS)
    assert keeping.evidence.objects[CERTIFICATE] == certificate


def test_what_the_store_refuses_all_the_same_is_tried_again() -> None:
    """The run fails, so that its message comes again; nothing says that it is done."""
    keeping = store(state=MaterialState.DISPOSAL_BEGUN)
    keeping.locks.locked[f"force/material-1/{GOES[2]}"] = NOON + timedelta(days=3)
    with pytest.raises(StillLockedError):
        dispose_of(keeping, "material-1")
    assert keeping.actions() == []
    assert CERTIFICATE not in keeping.evidence.objects


@pytest.mark.parametrize(
    "changes",
    [
        {"state": MaterialState.HELD, "disposal": None},
        {"state": MaterialState.DISPOSAL_PROPOSED},
        {"state": MaterialState.DISPOSAL_APPROVED},
        {"disposal": Disposal("", not_before=TODAY + timedelta(days=1))},
        {"holds": (Hold("h", "Appeal", "Insp Moss", "2026-03-01T12:00:00.000Z", TODAY),)},
    ],
    ids=["kept", "one person's word", "not announced yet", "another night", "held"],
)
def test_nothing_goes_that_is_not_due(changes: dict[str, Any]) -> None:
    """Whatever the queue says."""
    keeping = store(**changes)
    dispose_of(keeping, "material-1")
    assert names(keeping) == {*GOES, *STAYS}
    assert keeping.actions() == []


def test_the_tables_forget_the_person() -> None:
    """Number, trail, chat, consent and device of the session are gone; that it was stays."""
    keeping = store(kind=MaterialKind.SESSION)
    keeping.sessions.add(make_session("material-1", "force"))
    keeping.invites.add(an_invite(invite_id="invite-of-material-1"))
    keeping.positions.add_all([make_position(0, "material-1")])
    dispose_of(keeping, "material-1")
    session = keeping.sessions.get("material-1")
    assert (session.spoken_code, session.consent, session.capture) == (None, None, None)
    assert session.incident_ref
    assert keeping.invites.get("invite-of-material-1").phone_number == ""
    assert keeping.positions.list_trail("material-1") == []


def with_copy(keeping: KeepingInMemory, **changes: Any) -> KeepingInMemory:
    """Add a copy of the material, changed as told."""
    keeping.keep(
        a_material(**{"material_id": "copy-1", "parent_id": "material-1", "kind": MaterialKind.CLIP, **changes})
    )
    record_event(
        keeping, keeping.materials.get("material-1"), Event(CustodyAction.COPIED, details={"copy_id": "copy-1"})
    )
    keeping.derived.objects["force/material-1/copy-1/clip.mp4"] = b"clip"
    keeping.derived.objects["force/material-2/copy-2/clip.mp4"] = b"another's"
    return keeping


def test_copies_go_with_what_they_were_made_of() -> None:
    """Their files and theirs alone; their own chains say so."""
    keeping = with_copy(store())
    dispose_of(keeping, "material-1")
    assert set(keeping.derived.objects) == {"force/material-2/copy-2/clip.mp4"}
    assert keeping.materials.get("copy-1").state is MaterialState.DISPOSED
    assert keeping.actions("copy-1") == ["disposed"]
    assert json.loads(keeping.evidence.objects[CERTIFICATE])["object_count"] == len(GOES) + 1


@pytest.mark.parametrize(
    "changes",
    [
        {"exhibit_ref": "AB/2"},
        {"holds": (Hold("h", "Appeal", "Insp Moss", "2026-03-01T12:00:00.000Z", TODAY),)},
        {"category": RetentionCategory.MOPI_GROUP_1},
    ],
    ids=["evidence", "held", "of a group"],
)
def test_a_copy_that_must_stay_keeps_its_master(changes: dict[str, Any]) -> None:
    """Nothing of either goes."""
    keeping = with_copy(store(), **changes)
    dispose_of(keeping, "material-1")
    assert names(keeping) == {*GOES, *STAYS}
    assert len(keeping.derived.objects) == 2


def test_bundles_go_with_what_they_hold() -> None:
    """They hold all of it once more: those of its own chain, and of a copy those of its master's."""
    for material_id, changes in (
        ("material-1", {}),
        ("copy-1", {"state": MaterialState.DISPOSAL_ANNOUNCED, "disposal": AGREED}),
    ):
        keeping = with_copy(store(), **changes)
        exported = Event(CustodyAction.EXPORTED, details={"bundle_id": "b1", "include_copies": True})
        record_event(keeping, keeping.materials.get("material-1"), exported)
        for name in ("b1.zip", "b1.json", "b10.zip"):
            keeping.derived.objects[f"force/bundles/{name}"] = b"zip"
        dispose_of(keeping, material_id)
        assert {key for key in keeping.derived.objects if "bundles" in key} == {"force/bundles/b10.zip"}


def test_a_copy_goes_alone() -> None:
    """What it was made of stays."""
    keeping = with_copy(store(), state=MaterialState.DISPOSAL_ANNOUNCED, disposal=AGREED)
    dispose_of(keeping, "copy-1")
    assert names(keeping) == {*GOES, *STAYS}
    assert set(keeping.derived.objects) == {"force/material-2/copy-2/clip.mp4"}
    assert keeping.actions("copy-1") == ["disposal-begun", "disposed"]


def test_its_shares_end_and_those_of_its_copies() -> None:
    """Before a byte goes; each chain says so, and each recipient reads that it is no longer kept."""
    keeping = store()
    keeping.keep(a_material(material_id="clip-1", kind=MaterialKind.CLIP, parent_id="material-1"))
    material = keeping.materials.get("material-1")
    record_event(keeping, material, Event(CustodyAction.COPIED, details={"copy_id": "clip-1"}))
    for material_id in ("material-1", "clip-1"):
        share = replace(SHARE, share_id=f"share-of-{material_id}", material_id=material_id)
        keeping.shares.add(share)
        record_event(
            keeping, keeping.materials.get(material_id), Event(CustodyAction.SHARED, None, None, share.as_details())
        )

    dispose_of(keeping, "material-1")

    assert keeping.actions() == ["copied", "shared", "disposal-begun", "share-revoked", "disposed"]
    assert keeping.actions("clip-1") == ["shared", "share-revoked", "disposed"]
    assert all(share.disposed_of for share in keeping.shares.by_id.values())
