"""Checks what is held of a material, there and then, and writes down that and with what outcome it was checked.

It reads what is signed: the chain's segments, manifests and seals; what these name must be there, with nothing over it.
The bytes of recordings are hashed by a bundle's verifier, which is not ours to run.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Protocol

from sightline.domain.authority import Action
from sightline.domain.custody import CustodyAction, Event, Plain, actor_of, custody_prefix
from sightline.domain.errors import NotFoundError
from sightline.domain.fault import WORDS, Fault, Finding
from sightline.domain.material import Material
from sightline.domain.participant import Participant
from sightline.messages.custody import FindingView, Verification
from sightline.ports import EvidenceStore, ObjectLocks, Signer
from sightline.usecases.certificates import check_certificate
from sightline.usecases.chain_check import UNREADABLE, Chain, check_chain, read_statement
from sightline.usecases.custody import Holdings, record_event
from sightline.usecases.material_views import find_material
from sightline.usecases.object_check import check_objects, group_versions

_MANIFEST = re.compile(r"(?:version-\d+/|original/|)manifest\.json", re.ASCII)


OF_THE_MASTER = frozenset({CustodyAction.DERIVED})
"""What a copy's own chain says of another material's manifest."""


class Inspection(Holdings, Protocol):
    """The ports that a check needs."""

    @property
    def evidence(self) -> EvidenceStore:
        """The bucket."""
        ...

    @property
    def locks(self) -> ObjectLocks:
        """The versions of what lies there."""
        ...

    @property
    def signer(self) -> Signer:
        """Whose signatures count."""
        ...


@dataclass(frozen=True)
class SealedManifest:
    """A manifest and its seal, as they lie in the bucket."""

    key: str
    body: bytes
    seal: bytes | None

    @property
    def digest(self) -> str:
        """Its SHA-256 in hex."""
        return sha256(self.body).hexdigest()


def verify_material(inspection: Inspection, officer: Participant, material_id: str) -> Verification:
    """Say what holds and what does not."""
    material = find_material(inspection.materials, officer, Action.VERIFY_MATERIAL, material_id)
    chain, manifests = _read_chain(inspection, material), list(_read_manifests(inspection.evidence, material))
    found = [
        *check_chain(chain, inspection.signer),
        *_check_seals(manifests, material, inspection.signer),
        *_check_against_chain(manifests, chain),
        *_check_objects(inspection, material, manifests),
        *check_certificate(inspection.evidence, inspection.signer, material, chain.entries),
    ]
    findings = list(dict.fromkeys(found))
    faults: list[Plain] = [*sorted({finding.fault.value for finding in findings})]
    details: dict[str, Plain] = {"outcome": "fails" if findings else "holds", "faults": faults}
    record_event(inspection, material, Event(CustodyAction.VERIFIED, actor_of(officer), details=details))
    return Verification(
        holds=not findings,
        entries=len(chain.entries),
        checkpoints=len(chain.segments),
        manifests=len(manifests),
        disposed_at=_disposed_at(chain),
        findings=[_view_finding(finding) for finding in findings],
    )


def _read_chain(inspection: Inspection, material: Material) -> Chain:
    """Read the ledger before the bucket: a segment that is written meanwhile is then one that is not asked for."""
    head = inspection.custody.find_head(material.material_id)
    if head is None:
        raise NotFoundError
    entries = [e for e in inspection.custody.list_entries(material.material_id) if e.sequence <= head.sequence]
    keys = inspection.evidence.list_keys(custody_prefix(material.force_id, material.material_id))
    bodies = {key: inspection.evidence.read_object(key) or b"" for key in keys if _last_of(key) <= head.sequence}
    return Chain(entries, head, bodies)


def _last_of(key: str) -> int:
    """Return the sequence that a segment's name ends with; what is named otherwise is looked at as well."""
    digits = key.removesuffix(".json").rpartition("-")[2]
    return int(digits) if digits.isdecimal() else 0


def _read_manifests(evidence: EvidenceStore, material: Material) -> Iterator[SealedManifest]:
    prefix = f"{material.force_id}/{material.material_id}/"
    for key in evidence.list_keys(prefix):
        if _MANIFEST.fullmatch(key.removeprefix(prefix)) and (body := evidence.read_object(key)) is not None:
            yield SealedManifest(key, body, evidence.read_object(key.replace("manifest.json", "seal.json")))


def _check_seals(manifests: Sequence[SealedManifest], material: Material, signer: Signer) -> Iterator[Finding]:
    for manifest in manifests:
        try:
            said = read_statement(json.loads(manifest.seal or b""), signer)
        except UNREADABLE:
            said = None
        if said is None:
            yield Finding(Fault.NOT_SEALED, manifest.key)
        elif (said["manifest_sha256"], said["session_id"]) != (manifest.digest, material.material_id):
            yield Finding(Fault.MANIFEST_ALTERED, manifest.key)


def _check_against_chain(manifests: Sequence[SealedManifest], chain: Chain) -> Iterator[Finding]:
    """Hold what the chain says was sealed against what is there, and the other way round."""
    named = (entry.details.get("manifest_sha256") for entry in chain.entries if entry.action not in OF_THE_MASTER)
    told = {str(digest) for digest in named if digest}
    there = {manifest.digest: manifest.key for manifest in manifests if "/original/" not in manifest.key}
    if not any(entry.action is CustodyAction.DISPOSAL_BEGUN for entry in chain.entries):  # with which manifests go
        yield from (Finding(Fault.MANIFEST_MISSING, digest) for digest in sorted(told - there.keys()))
    yield from (Finding(Fault.SEALED_UNTOLD, key) for digest, key in there.items() if digest not in told)


def _check_objects(
    inspection: Inspection, material: Material, manifests: Sequence[SealedManifest]
) -> Iterator[Finding]:
    """Hold the objects against each version of the manifest, unless all of it is being deleted."""
    if material.is_let_go():
        return
    stored = group_versions(inspection.locks.list_versions(material.prefix))
    for manifest in manifests:
        try:
            yield from check_objects(stored, manifest.body)
        except UNREADABLE:
            yield Finding(Fault.MANIFEST_ALTERED, manifest.key)


def _disposed_at(chain: Chain) -> datetime | None:
    ends = (entry.at for entry in chain.entries if entry.action is CustodyAction.DISPOSED)
    return next(map(datetime.fromisoformat, ends), None)


def _view_finding(finding: Finding) -> FindingView:
    return FindingView(fault=finding.fault, where=finding.where, text=WORDS[finding.fault])
