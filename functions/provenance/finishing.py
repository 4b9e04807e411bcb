"""Finishes a copy: each file with its credentials where it is to be, then the derivation that makes it one.

No copy is kept from officers for want of credentials. Where no certificate is set, where C2PA has no place for them,
and where they cannot be given, the file goes on as it was made, and the derivation says that it has none.
"""

import logging
from hashlib import file_digest
from pathlib import Path
from tempfile import TemporaryDirectory

from provenance.bootstrap import Office
from provenance.claims import Claim, write_claim
from provenance.embedding import EMBEDDABLE, MOST_BYTES, NotIssuedError, embed
from sightline.domain.bare_copy import CopyAlteredError, bare_prefix
from sightline.domain.copy import derivation_key
from sightline.messages.copies import CopiedFile, Derivation

_DIGITS = 16
"""Of a file's digest in its name, as where copies are made."""

log = logging.getLogger("sightline.provenance")


def finish_copy(office: Office, prefix: str) -> None:
    """Finish the copy whose keys begin so; twice changes nothing. Raise CopyAlteredError."""
    copies, bare_derivation = office.copies, derivation_key(bare_prefix(prefix))
    body = copies.read_object(bare_derivation)
    if body is None:
        return
    bare = Derivation.model_validate_json(body)
    if copies.read_object(derivation_key(prefix)) is None:
        files = [_finish_file(office, prefix, bare, file) for file in bare.files]
        finished = bare.model_copy(update={"files": files})
        copies.put_outcome(derivation_key(prefix), finished.model_dump_json().encode())
    for file in bare.files:
        copies.delete(bare_prefix(prefix) + file.file)
        copies.delete(_note_key(prefix, file))
    copies.delete(bare_derivation)  # last: as long as it is there, another run can go on


def _note_key(prefix: str, bare: CopiedFile) -> str:
    """Name what says of a file that it is finished, so that a run that is cut off does not begin again."""
    return f"{bare_prefix(prefix)}{bare.file}.json"


def _finish_file(office: Office, prefix: str, bare: Derivation, file: CopiedFile) -> CopiedFile:
    if said := office.copies.read_object(_note_key(prefix, file)):
        return CopiedFile.model_validate_json(said)
    with TemporaryDirectory() as folder:
        source, target = Path(folder, "bare"), Path(folder, "finished")
        if office.copies.fetch_file(bare_prefix(prefix) + file.file, source) != file.sha256:
            raise CopyAlteredError
        claim = write_claim(bare, file, parent_id=prefix.split("/")[1])
        given = _give_credentials(office, claim, source, target)
        finished, path = (_describe(file, target), target) if given else (file, source)
        office.copies.put_file(prefix + finished.file, path, finished.media_type, finished.sha256)
    office.copies.put_outcome(_note_key(prefix, file), finished.model_dump_json().encode())
    return finished


def _give_credentials(office: Office, claim: Claim, source: Path, target: Path) -> bool:
    if not office.issuer or claim["format"] not in EMBEDDABLE or source.stat().st_size > MOST_BYTES:
        return False
    try:
        embed(claim, source, target, office.issuer)
    except NotIssuedError as error:
        said = {"file": claim["title"], "code": error.code}
        log.exception("a file could not be given its credentials", extra=said)
        return False
    return True


def _describe(bare: CopiedFile, path: Path) -> CopiedFile:
    with path.open("rb") as content:
        digest = file_digest(content, "sha256").hexdigest()
    name = bare.file.replace(bare.sha256[:_DIGITS], digest[:_DIGITS])
    size = path.stat().st_size
    return bare.model_copy(update={"file": name, "sha256": digest, "bytes": size, "credentials": True})
