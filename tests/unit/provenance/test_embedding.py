"""Credentials as C2PA's own reader finds them."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from infra.local.content_credentials import ContentAuthority
from provenance.claims import DERIVATION, write_claim
from provenance.embedding import Issuer, NotIssuedError, embed
from tests.fakes.authority import run_authority
from tests.fakes.content import MANIFEST, a_derivation, a_file, an_issuer, assertion, read_credentials
from tests.fakes.evidence import SignerInMemory


@pytest.fixture(scope="module")
def authority() -> ContentAuthority:
    """Return an authority that only these tests know."""
    return ContentAuthority()


def _embed(body: bytes, folder: Path, issuer: Issuer, media_type: str = "video/mp4") -> bytes:
    """Return a file with its credentials."""
    file, source, target = a_file(body, media_type), folder / "bare", folder / "finished"
    source.write_bytes(body)
    embed(write_claim(a_derivation(file), file, "session-1"), source, target, issuer)
    return target.read_bytes()


def test_a_film_has_credentials_that_its_authority_vouches_for(
    film: bytes, authority: ContentAuthority, tmp_path: Path
) -> None:
    """C2PA's reader finds claim, actions, ingredient and our assertion, all valid and from whom it trusts."""
    reader = read_credentials(_embed(film, tmp_path, an_issuer(authority)), "video/mp4", authority.pem)
    assert reader.get_validation_state() == "Trusted"
    manifest = reader.get_active_manifest()
    assert manifest
    assert manifest["claim_generator_info"][0]["name"] == "Sightline"
    assert [one["relationship"] for one in manifest["ingredients"]] == ["parentOf"]
    assert assertion(reader, DERIVATION)["manifest_sha256"] == MANIFEST.sha256
    actions = assertion(reader, "c2pa.actions.v2")["actions"]
    assert [one["action"] for one in actions] == ["c2pa.opened", "c2pa.trimmed", "c2pa.repackaged"]
    assert "ingredients" in actions[0]["parameters"]


def test_a_stranger_trusts_nobody_by_it(film: bytes, authority: ContentAuthority, tmp_path: Path) -> None:
    """With another authority's root the credentials are sound, and of somebody unknown."""
    signed = _embed(film, tmp_path, an_issuer(authority))
    assert read_credentials(signed, "video/mp4", ContentAuthority().pem).get_validation_state() == "Valid"


def test_a_picture_keeps_every_pixel(picture: bytes, authority: ContentAuthority, tmp_path: Path) -> None:
    """PNG has a place for credentials; what is to be seen stays as it was."""
    signed = _embed(picture, tmp_path, an_issuer(authority), "image/png")
    assert read_credentials(signed, "image/png", authority.pem).get_validation_state() == "Trusted"
    assert _decoded(signed, tmp_path) == _decoded(picture, tmp_path)


def test_a_film_plays_as_before(film: bytes, authority: ContentAuthority, tmp_path: Path) -> None:
    """Pictures are found at their new places: every one decodes as it did."""
    signed = _embed(film, tmp_path, an_issuer(authority))
    assert signed != film
    assert _decoded(signed, tmp_path) == _decoded(film, tmp_path)


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_changed_bit_is_noticed(film: bytes, authority: ContentAuthority, tmp_path: Path, share: float) -> None:
    """One bit of what is played is enough for C2PA's reader to say so."""
    signed = bytearray(_embed(film, tmp_path, an_issuer(authority)))
    pictures = signed.rindex(b"mdat")
    signed[pictures + int((len(signed) - pictures) * share)] ^= 1
    reader = read_credentials(bytes(signed), "video/mp4", authority.pem)
    assert reader.get_validation_state() == "Invalid"
    results = reader.get_validation_results()
    assert results
    assert "assertion.bmffHash.mismatch" in {one["code"] for one in results["activeManifest"]["failure"]}


def test_a_certificate_of_another_key_gives_no_credentials(
    film: bytes, authority: ContentAuthority, tmp_path: Path
) -> None:
    """What readers would refuse is refused here."""
    another = authority.certify(SignerInMemory().key.public_key())
    with pytest.raises(NotIssuedError):
        _embed(film, tmp_path, Issuer(SignerInMemory().sign, another))


def test_a_signer_that_does_not_answer_gives_no_credentials(
    film: bytes, authority: ContentAuthority, tmp_path: Path
) -> None:
    """A key store out of order is no reason to write something half."""

    def refuse(_: bytes) -> bytes:
        raise ConnectionError

    with pytest.raises(NotIssuedError):
        _embed(film, tmp_path, Issuer(refuse, an_issuer(authority).chain))


def test_an_authority_for_time_says_when_it_was(film: bytes, authority: ContentAuthority, tmp_path: Path) -> None:
    """With a time-stamp the credentials outlive the certificate."""
    issuer, folder = an_issuer(authority), tmp_path / "authority"
    folder.mkdir()
    with run_authority(folder) as clock:
        signed = _embed(film, tmp_path, Issuer(issuer.sign, issuer.chain, clock.url))
    reader = read_credentials(signed, "video/mp4", authority.pem)
    assert reader.get_validation_state() == "Trusted"
    manifest = reader.get_active_manifest()
    assert manifest
    assert datetime.fromisoformat(manifest["signature_info"]["time"]).date() == datetime.now(UTC).date()


def _decoded(body: bytes, folder: Path) -> bytes:
    """Return every picture as pixels."""
    path = folder / "decoded"
    path.write_bytes(body)
    command = ["ffmpeg", "-v", "error", "-xerror", "-i", str(path), "-f", "rawvideo", "-"]
    said = subprocess.run(command, capture_output=True, check=True)  # noqa: S603 our own words
    assert said.stderr == b""
    return said.stdout
