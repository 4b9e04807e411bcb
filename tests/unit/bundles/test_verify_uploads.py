"""The verifier checks a bundle of a file that was brought in, of which no root tells yet."""

import json

from tests.fakes.bundle_cases import find, holds
from tests.fakes.bundles import (
    OBJECTS,
    PREFIX,
    Files,
    list_files,
    make_chain,
    sha256,
    sign,
    write_document,
    write_segment,
)
from tests.fakes.evidence import SignerInMemory

SIGNER = SignerInMemory()
MISSING = "The chain does not tell of this bundle: entries at its end may be missing."


def make_upload() -> Files:
    """Return a bag of an uploaded file."""
    film = b"a film"
    master = {"key": f"{PREFIX}upload/master", "sha256": sha256(film), "bytes": len(film)}
    manifest = write_document({"upload_id": "session-1", "force_id": "avon", "object": master})
    statement = {
        "session_id": "session-1",
        "manifest_sha256": sha256(manifest),
        "sealed_at": "2026-03-01T12:00:00.000Z",
    }
    exported = {"action": "exported", "details": {"bundle_id": "bundle-1"}}
    entries = make_chain([{"action": "uploaded", "details": {"manifest_sha256": sha256(manifest)}}, exported])
    seal = write_document(sign(statement, SIGNER))
    stored = {"manifest.json": manifest, "seal.json": seal, "upload/master": film}
    return list_files({OBJECTS + name: body for name, body in stored.items()} | write_segment(entries, SIGNER))


def problems(files: Files) -> list[str]:
    """Return the sentences of what does not hold."""
    return [finding["text"] for finding in find(files) if finding["outcome"] == "fails"]


def test_an_uploaded_file_is_checked_in_the_same_way() -> None:
    """Its manifest names the one file, and its chain says that it was uploaded; without that it is nobody's word."""
    files = make_upload()
    assert problems(files) == []
    assert not holds(list_files({**files, f"{OBJECTS}upload/master": b"another film"}))
    (segment,) = [name for name in files if "/custody/" in name]
    others = {name: body for name, body in files.items() if name != segment}
    (_, exported) = json.loads(files[segment])["entries"]
    unsaid = make_chain([{"action": "exported", "details": exported["details"]}])
    assert problems(list_files(others | write_segment(unsaid, SIGNER))) == [
        "The chain does not tell that this manifest was sealed."
    ]


def test_a_chain_without_this_bundles_export_is_not_all_of_it() -> None:
    """Its end was cut off, though no root has seen it; nor does it help to call the bundle otherwise, or nothing."""
    files = make_upload()
    (segment,) = [name for name in files if "/custody/" in name]
    others = {name: body for name, body in files.items() if name != segment}
    cut = write_segment(json.loads(files[segment])["entries"][:1], SIGNER)
    assert problems(list_files(others | cut)) == [MISSING]
    for line in (b"", b"Internal-Sender-Identifier: bundle-2\n", b"Internal-Sender-Identifier: bundle-1\n" * 2):
        said = files["bag-info.txt"].replace(b"Internal-Sender-Identifier: bundle-1\n", line)
        assert MISSING in problems({**files, "bag-info.txt": said})
