"""Signs a further version of a sealed session's manifest when more of its recordings has reached the bucket.

A worker may be cut off from the store for longer than the seal waits, or be killed with fragments on its disk that
its successor sends. Nothing that was signed is changed: version N lies under `version-N/`, says which objects were
added, and carries the digest of the version that it supersedes, so that the versions make a chain.
"""

import json
import re
from hashlib import sha256

from sightline.domain.errors import StoreUnavailableError
from sightline.domain.manifest import list_named_keys, list_object_keys
from sightline.domain.session import Session, session_prefix
from sightline.ports import EvidenceStore
from sightline.usecases.archive import Archive
from sightline.usecases.closings import read_closed_recordings
from sightline.usecases.manifests import gather_manifest
from sightline.usecases.signing import Document, Signed, sign_manifest

FIRST = 1
_SEAL = re.compile(r"version-(?P<version>\d+)/seal\.json$", re.ASCII)


def version_prefix(session: Session, version: int) -> str:
    """Name the beginning of the keys of a version's manifest and seal."""
    return session_prefix(session) + (f"version-{version}/" if version > FIRST else "")


def newest_version(evidence: EvidenceStore, session: Session) -> int:
    """Return the number of the newest version that is sealed; the first one is not looked for."""
    keys = evidence.list_keys(f"{session_prefix(session)}version-")
    return max((int(match["version"]) for key in keys if (match := _SEAL.search(key))), default=FIRST)


def amend_seal(archive: Archive, session: Session) -> Signed | None:
    """Sign versions until one names all that there is; return the last one, or None if there was none to sign.

    Of two runs at the same time one signs; the other goes on from there.
    """
    signed = None
    while document := _describe_late(archive, session, version := newest_version(archive.evidence, session)):
        signed = sign_manifest(archive, session.session_id, version_prefix(session, version + 1), document)
    return signed


def _describe_late(archive: Archive, session: Session, version: int) -> Document | None:
    """Return the manifest that is to follow a version, or None if that names all objects of the recordings."""
    before = archive.evidence.read_object(f"{version_prefix(session, version)}manifest.json")
    if before is None:
        raise StoreUnavailableError
    closed = read_closed_recordings(archive.evidence, session)
    present = {key for each in closed for key in list_object_keys(each.recording)}
    added = sorted(present - list_named_keys(json.loads(before)))
    if not added:
        return None
    chain = {"version": version + 1, "supersedes": sha256(before).hexdigest(), "added": added}
    return {**gather_manifest(archive, session, closed), **chain}
