"""Shows and checks the certificate of a disposal: it is signed by us, and the one that the chain names."""

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Protocol

from sightline.domain.authority import Action
from sightline.domain.custody import CustodyAction, Entry
from sightline.domain.errors import NotFoundError
from sightline.domain.fault import Fault, Finding
from sightline.domain.material import Material
from sightline.domain.participant import Participant
from sightline.ports import EvidenceStore, MaterialStore, Signer
from sightline.usecases.chain_check import UNREADABLE, read_statement
from sightline.usecases.material_views import find_material


class Registry(Protocol):
    """The ports that showing a certificate needs."""

    @property
    def materials(self) -> MaterialStore:
        """The materials."""
        ...

    @property
    def evidence(self) -> EvidenceStore:
        """The bucket."""
        ...


def read_certificate(registry: Registry, officer: Participant, material_id: str) -> str:
    """Return certificate and seal, byte for byte as they lie in the bucket, in one JSON object."""
    material = find_material(registry.materials, officer, Action.READ_MATERIALS, material_id)
    for _, certificate, seal in _list_certificates(registry.evidence, material):
        return f'{{"certificate":{certificate.decode()},"seal":{seal.decode()}}}'
    raise NotFoundError


def check_certificate(
    evidence: EvidenceStore, signer: Signer, material: Material, entries: Iterable[Entry]
) -> Iterator[Finding]:
    """Yield what does not hold of a material of which the chain says that it is gone."""
    told = [entry for entry in entries if entry.action is CustodyAction.DISPOSED]
    certified = {_certify(signer, *found) for found in _list_certificates(evidence, material)} if told else set()
    for entry in told:
        if entry.details["certificate_sha256"] not in certified:
            yield Finding(Fault.NOT_CERTIFIED, f"entry {entry.sequence}")


def _list_certificates(evidence: EvidenceStore, material: Material) -> Iterator[tuple[str, bytes, bytes]]:
    """Yield (whose, certificate, seal): a copy has one of its own, or went with its master."""
    for owner in filter(None, (material.material_id, material.parent_id)):
        prefix = f"{material.force_id}/{owner}/disposal/"
        certificate, seal = (evidence.read_object(f"{prefix}{name}.json") for name in ("certificate", "seal"))
        if certificate and seal:
            yield owner, certificate, seal


def _certify(signer: Signer, owner: str, certificate: bytes, seal: bytes) -> str | None:
    """Return the SHA-256 of a certificate if its seal is ours and names it."""
    try:
        said = read_statement(json.loads(seal), signer)
    except UNREADABLE:
        return None
    digest = sha256(certificate).hexdigest()
    named = {"material_id": owner, "certificate_sha256": digest, "at": ""}
    return digest if said and {**said, "at": ""} == named else None
