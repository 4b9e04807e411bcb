"""Bare copies that wait for their credentials, and in whose name they get them."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import c2pa

from infra.local.content_credentials import ContentAuthority
from provenance.bootstrap import Office
from provenance.embedding import Issuer
from sightline.messages.copies import CopiedFile, CopyKind, Derivation, Making, SourceObject
from tests.fakes.copies import CopiesInMemory
from tests.fakes.evidence import SignerInMemory

BEGAN = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
PREFIX = "avon/session-1/copy-1/"
MANIFEST = SourceObject(key="avon/session-1/manifest.json", sha256="ab" * 32)


def an_issuer(authority: ContentAuthority, signer: SignerInMemory | None = None) -> Issuer:
    """Return an issuer whose key the authority has certified."""
    signer = signer or SignerInMemory()
    return Issuer(signer.sign, authority.certify(signer.key.public_key()))


def a_file(
    body: bytes,
    media_type: str = "video/mp4",
    picture: Making | None = "untouched",
    sound: Making | None = "untouched",
    kind: CopyKind = "clip",
) -> CopiedFile:
    """Describe a file of two seconds as whoever made it does."""
    digest = hashlib.sha256(body).hexdigest()
    return CopiedFile(
        file=f"{kind}-01-{digest[:16]}.{media_type.partition('/')[2]}",
        media_type=media_type,
        bytes=len(body),
        sha256=digest,
        began_at=BEGAN,
        ended_at=BEGAN + timedelta(seconds=2),
        width=320,
        height=240,
        picture=picture,
        sound=sound,
    )


def a_derivation(*files: CopiedFile, kind: CopyKind = "clip", exact: bool = False, whole: bool = False) -> Derivation:
    """Say how a copy was made."""
    return Derivation(
        copy_id="copy-1",
        kind=kind,
        began_at=BEGAN,
        ended_at=None if whole or kind == "snapshot" else BEGAN + timedelta(seconds=2),
        exact=exact,
        manifest=MANIFEST,
        objects=[SourceObject(key="avon/session-1/a.m4s", sha256="cd" * 32)],
        programs={"pyav": "18"},
        files=list(files),
        gaps=[],
        made_at=BEGAN + timedelta(hours=1),
    )


@dataclass
class BareCopy:
    """A derived bucket in which one bare copy waits, and the authority that readers trust."""

    authority: ContentAuthority = field(default_factory=ContentAuthority)
    copies: CopiesInMemory = field(default_factory=CopiesInMemory)

    def put(self, body: bytes, media_type: str = "video/mp4") -> Derivation:
        """Put a copy of one file as whoever makes copies does."""
        return self.put_all((a_file(body, media_type), body))

    def put_all(self, *files: tuple[CopiedFile, bytes]) -> Derivation:
        """The same of several files, each with the bytes that lie there."""
        derivation = a_derivation(*(file for file, _ in files))
        for file, body in files:
            self.copies.objects[f"{PREFIX}bare/{file.file}"] = body
        self.copies.objects[f"{PREFIX}bare/derivation.json"] = derivation.model_dump_json().encode()
        return derivation

    def office(self, issuer: Issuer | None = None) -> Office:
        """Return where it gets credentials; without an issuer it gets none."""
        return Office(self.copies, issuer)

    def finished(self) -> Derivation:
        """Return what says that the copy is ready."""
        return Derivation.model_validate_json(self.copies.objects[f"{PREFIX}derivation.json"])


def read_credentials(body: bytes, media_type: str, trusted: str | None = None) -> c2pa.Reader:
    """Return what C2PA's own reader makes of a file, and trusts no authority but this one."""
    verify = {"verify": {"verify_trust": True}, "trust": {"trust_anchors": trusted or ""}}
    return c2pa.Reader(media_type, BytesIO(body), context=c2pa.Context.from_dict(verify))


def assertion(reader: c2pa.Reader, label: str) -> dict[str, Any]:
    """Return what an assertion of the newest manifest says."""
    manifest: dict[str, Any] = json.loads(json.dumps(reader.get_active_manifest()))
    (found,) = [one["data"] for one in manifest["assertions"] if one["label"] == label]
    return dict(found)
