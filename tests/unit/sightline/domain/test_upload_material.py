"""What an upload's manifest says of its material."""

from sightline.domain.material import MaterialKind
from sightline.domain.upload import FileFinding, describe_upload
from sightline.domain.upload_material import read_upload_details, read_upload_material
from tests.fakes.clock import NOON
from tests.fakes.uploads import UPLOAD

MANIFEST = describe_upload(UPLOAD.completed("ab" * 32), FileFinding("video/mp4", is_proprietary=False))


def test_an_upload_is_a_material_under_its_own_name() -> None:
    """Of the incident that the officer named, brought in by them."""
    material = read_upload_material(MANIFEST)
    assert (material.kind, material.material_id, material.title) == (MaterialKind.UPLOAD, "upload-1", "shop door.mp4")
    assert (material.incident_ref, material.officer_name, material.created_at) == ("INC-7", "PC Rees", NOON)


def test_the_chain_says_what_was_stored() -> None:
    """Name, digest and bytes of the file, and the manifest's digest."""
    details = read_upload_details(MANIFEST, "cd" * 32)
    assert details["sha256"] == "ab" * 32
    assert details["manifest_sha256"] == "cd" * 32
    assert details["byte_count"] == 20_000_000
