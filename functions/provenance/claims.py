"""What a copy's credentials say, in C2PA's own words (C2PA Technical Specification 2.2) and, of evidence, in ours.

They go wherever the file goes, so they name no person, incident, place or force: the master is named by what its sealed
manifest hashes to, and by ids that mean nothing elsewhere.
"""

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from typing import Any

from sightline.domain.instant import write_instant
from sightline.messages.copies import CopiedFile, Derivation, SourceObject

GENERATOR = {"name": "Sightline", "version": "0.1.0"}
MASTER = "master"
"""What the ingredient is called within one manifest."""
DERIVATION = "example.sightline.derivation"
"""Label of our own assertion. A label begins with a domain name; this one is reserved for nobody (RFC 2606)."""

Claim = dict[str, Any]


def write_claim(derivation: Derivation, file: CopiedFile, parent_id: str) -> Claim:
    """Return a manifest's definition, as c2pa's Builder takes it, for one file of a copy."""
    actions = {"actions": list(_actions(derivation, file)), "allActionsIncluded": True}
    return {
        "claim_generator_info": [GENERATOR],
        "title": file.file.rpartition("-")[0],
        "format": file.media_type,
        "ingredients": [_master(derivation)],
        "assertions": [
            {"label": "c2pa.actions.v2", "data": actions},
            {"label": DERIVATION, "data": _derivation(derivation, file, parent_id)},
        ],
    }


def _master(derivation: Derivation) -> Claim:
    """Name the master by its sealed manifest's digest (a named information URI, RFC 6920)."""
    digest = urlsafe_b64encode(bytes.fromhex(derivation.manifest.sha256)).decode().rstrip("=")
    return {
        "label": MASTER,
        "title": "Sealed master",
        "relationship": "parentOf",
        "instance_id": f"ni:///sha-256;{digest}",
        "description": "What was recorded or brought in, by the digest of its sealed manifest, which names every part.",
    }


def _actions(derivation: Derivation, file: CopiedFile) -> Iterator[Claim]:
    """Yield what was done, in order; tracks whose bits are the master's were put into another container only."""
    when = write_instant(derivation.made_at)
    yield {"action": "c2pa.opened", "when": when, "parameters": {"ingredientIds": [MASTER]}}
    is_picture = file.media_type == "image/png"
    if derivation.kind == "snapshot" or (derivation.ended_at and not is_picture):
        yield {"action": "c2pa.trimmed", "when": when, "description": _told_span(file)}
    if derivation.kind == "redacted":
        yield {"action": "c2pa.edited", "when": when, "description": "Third parties are hidden."}
    if is_picture:
        yield {"action": "c2pa.converted", "when": when, "description": "One picture, not scaled."}
    elif "transcoded" in {file.picture, file.sound}:
        yield {"action": "c2pa.transcoded", "when": when, "description": _told_making(file)}
    else:
        yield {"action": "c2pa.repackaged", "when": when, "description": _told_making(file)}


def _told_span(file: CopiedFile) -> str:
    return f"From {write_instant(file.began_at)} to {write_instant(file.ended_at)}."


def _told_making(file: CopiedFile) -> str:
    tracks = {"Pictures": file.picture, "Sound": file.sound}
    return " ".join(f"{track}: {making}." for track, making in tracks.items() if making)


def _derivation(derivation: Derivation, file: CopiedFile, parent_id: str) -> Claim:
    return {
        "copy_id": derivation.copy_id,
        "parent_id": parent_id,
        "kind": derivation.kind,
        "exact": derivation.exact,
        "began_at": write_instant(file.began_at),
        "ended_at": write_instant(file.ended_at),
        "manifest_sha256": derivation.manifest.sha256,
        "objects_sha256": digest_objects(derivation.objects),
        "bare_sha256": file.sha256,
    }


def digest_objects(objects: list[SourceObject]) -> str:
    """Return the SHA-256 (hex) of the list of what was read, written as `sha256sum` writes it."""
    return hashlib.sha256("".join(f"{each.sha256}  {each.key}\n" for each in objects).encode()).hexdigest()
