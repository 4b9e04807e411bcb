"""Which objects of a material outlive it."""

import pytest

from sightline.domain.custody import segment_key
from sightline.domain.object_version import is_manifest, outlives_disposal


@pytest.mark.parametrize(
    "key",
    [
        "force/m1/seal.json",
        "force/m1/version-2/seal.json",
        "force/m1/original/seal.json",
        "force/m1/disposal/certificate.json",
        segment_key("force", "m1", 1, 4),
    ],
)
def test_what_tells_of_evidence_stays(key: str) -> None:
    """Chain, seals, certificate: of whatever a person said or where they were, a hash at most."""
    assert outlives_disposal(key)


@pytest.mark.parametrize(
    "key",
    [
        "force/m1/recordings/r1/000001.m4s",
        "force/m1/stills/000001.jpg",
        "force/m1/original/take/000001.webm",
        "force/m1/upload/my-manifest.json",
        "force/m1/recordings/seal.json.m4s",
        "force/m1/manifest.json",
        "force/m1/version-2/manifest.json",
    ],
)
def test_evidence_itself_goes(key: str) -> None:
    """Whatever it is called."""
    assert not outlives_disposal(key)


def test_manifests_are_told_by_their_name() -> None:
    """Each version's, and the original's; what was uploaded under such a name is none."""
    names = ("manifest.json", "version-2/manifest.json", "original/manifest.json", "upload/my-manifest.json")
    assert [is_manifest(f"force/m1/{name}") for name in names] == [True, True, True, False]
