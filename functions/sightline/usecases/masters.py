"""The sealed manifest of a master, by which copies are made of it and faces looked for in it."""

from sightline.domain.copy import CopyNotPossibleError
from sightline.domain.material import Material, MaterialKind
from sightline.messages.copies import SourceObject
from sightline.usecases.copy_outcomes import CopyDesk


def find_manifest(desk: CopyDesk, master: Material) -> SourceObject:
    """Return the sealed manifest that the material's chain names, of whatever version; raise CopyNotPossibleError."""
    if master.kind in {MaterialKind.SESSION, MaterialKind.UPLOAD} and master.manifest_sha256:
        first = f"{master.prefix}manifest.json"
        later = [key for key in desk.evidence.list_keys(f"{master.prefix}version-") if key.endswith("/manifest.json")]
        for key, (digest, _, _) in desk.evidence.read_digests([first, *later]).items():
            if digest == master.manifest_sha256:
                return SourceObject(key=key, sha256=digest)
    raise CopyNotPossibleError
