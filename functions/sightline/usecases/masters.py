"""A master: the sealed manifest by which copies are made of it and faces looked for in it, and the time that it has."""

from sightline.domain.copy import CopyNotPossibleError, Span, film_span
from sightline.domain.material import Material, MaterialKind
from sightline.domain.photograph import is_photograph, photograph_span, require_decoded
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


def find_span(master: Material, *, hides: bool) -> Span:
    """Return the time that can be copied, or looked through; `hides` where that is to hide faces.

    Raises CopyNotPossibleError or FilmTooLargeError. Where a film that was brought in ends, whoever opens it finds out.
    """
    if master.kind is MaterialKind.UPLOAD:
        return _find_uploaded(master, hides=hides)
    if master.began_at is None:
        raise CopyNotPossibleError
    return Span(master.began_at, master.ended_at)


def _find_uploaded(master: Material, *, hides: bool) -> Span:
    if not is_photograph(master.media_type):
        return film_span(master.began_at, master.byte_count)
    if not hides:
        message = "Of a photograph there are only copies with faces hidden. Look at it, or save it, as it is."
        raise CopyNotPossibleError(message)
    require_decoded(master.media_type)
    return photograph_span(master.began_at, master.byte_count)
