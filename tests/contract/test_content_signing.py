"""Credentials signed by a key that never leaves KMS."""

from pathlib import Path
from typing import Any

import boto3
import pytest
from av import VideoFrame

from derivations.snapshot import encode_png
from infra.local.content_credentials import ContentAuthority, certify_key
from provenance.claims import write_claim
from provenance.embedding import Issuer, embed
from sightline.adapters.signer import KmsSigner
from tests.fakes.content import a_derivation, a_file, read_credentials


@pytest.mark.usefixtures("aws")
def test_c2pas_reader_takes_a_signature_of_kms(tmp_path: Path) -> None:
    """KMS answers in DER, COSE wants it otherwise: what comes out is valid, and of whom the certificate names."""
    client: Any = boto3.client("kms", region_name="eu-west-2")
    key_id = client.create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")["KeyMetadata"]["KeyId"]
    authority = ContentAuthority()
    issuer = Issuer(KmsSigner(client, key_id).sign, certify_key(authority, client, key_id))
    source, target = tmp_path / "bare", tmp_path / "finished"
    source.write_bytes(encode_png(VideoFrame(8, 8, "rgb24")))
    file = a_file(source.read_bytes(), "image/png", kind="snapshot")
    embed(write_claim(a_derivation(file, kind="snapshot"), file, "session-1"), source, target, issuer)
    assert read_credentials(target.read_bytes(), "image/png", authority.pem).get_validation_state() == "Trusted"
