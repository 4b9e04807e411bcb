"""Programs that are not ours find a bundle as sound as the verifier does: bagit-python and OpenSSL."""

import json
import subprocess
from base64 import b64decode
from pathlib import Path

import bagit
import pytest

from bundles.verify import Bag, FolderFiles, Report, verify
from tests.fakes.bundles import OBJECTS, Files, list_files, make_bag, unpack

ROOT = "data/roots/2026-03-02.json"
STAMP = "data/roots/2026-03-02.tsr"


@pytest.fixture(scope="module")
def bag() -> Files:
    """A sound bag."""
    return make_bag()


def look_at(files: Files, folder: Path) -> Report:
    """Return what the verifier finds in an unpacked bag."""
    return verify(Bag(FolderFiles(unpack(files, folder))))


def test_bagit_python_finds_the_bag_sound(bag: Files, tmp_path: Path) -> None:
    """The Library of Congress's own program agrees that it is a bag, and that a changed one is none."""
    folder = unpack(bag, tmp_path / "bag")
    bagit.Bag(str(folder)).validate()
    (folder / OBJECTS / "manifest.json").write_bytes(b"{}")
    with pytest.raises(bagit.BagValidationError):
        bagit.Bag(str(folder)).validate()


def openssl(command: str, folder: Path) -> str:
    """Run OpenSSL in a folder and return what it says."""
    words = ["openssl", *command.split()]
    return subprocess.run(words, cwd=folder, capture_output=True, check=True, text=True).stdout  # noqa: S603


def test_openssl_finds_the_seals_sound(bag: Files, tmp_path: Path) -> None:
    """`openssl dgst` verifies a seal's signature over its statement."""
    seal = json.loads(bag[f"{OBJECTS}seal.json"])
    (tmp_path / "key.pem").write_text(seal["public_key"])
    (tmp_path / "signature").write_bytes(b64decode(seal["signature"]))
    (tmp_path / "statement").write_text(seal["statement"])
    assert openssl("dgst -sha256 -verify key.pem -signature signature statement", tmp_path) == "Verified OK\n"


TIME_STAMPING = """
[tsa]
serial = serial
default_policy = 1.2.3.4.1
digests = sha256
signer_digest = sha256
ess_cert_id_alg = sha256
accuracy = secs:1
"""


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the certificate and settings of a time-stamping authority."""
    folder = tmp_path_factory.mktemp("authority")
    (folder / "tsa.cnf").write_text(TIME_STAMPING)
    (folder / "serial").write_text("01")
    usage = "-addext extendedKeyUsage=critical,timeStamping -addext basicConstraints=critical,CA:false"
    openssl(f"req -x509 -newkey rsa:2048 -nodes -subj /CN=authority -keyout key.pem -out cert.pem {usage}", folder)
    return folder


def stamp(body: bytes, authority: Path) -> bytes:
    """Return an RFC 3161 time-stamp of these bytes."""
    (authority / "root").write_bytes(body)
    openssl("ts -query -data root -sha256 -cert -out query", authority)
    openssl(
        "ts -reply -config tsa.cnf -section tsa -queryfile query -signer cert.pem -inkey key.pem -out reply", authority
    )
    return (authority / "reply").read_bytes()


def test_a_time_stamp_is_held_against_its_root(bag: Files, authority: Path, tmp_path: Path) -> None:
    """Its imprint is the root's SHA-256; the command that the report names finds the authority's signature good."""
    folder = tmp_path / "good"
    report = look_at(list_files({**bag, STAMP: stamp(bag[ROOT], authority)}), folder)
    assert report.holds
    (command,) = [one.text.split(": openssl ")[1] for one in report.findings if ": openssl ts" in one.text]
    assert openssl(command.replace("authority.pem", str(authority / "cert.pem")), folder) == "Verification: OK\n"

    report = look_at(list_files({**bag, STAMP: stamp(b"another root", authority)}), tmp_path / "bad")
    assert [one.where for one in report.findings if one.outcome == "fails"] == [STAMP]


def test_a_time_stamp_that_is_cut_off_is_a_finding(bag: Files, authority: Path, tmp_path: Path) -> None:
    """DER that ends too early ends in a sentence."""
    token = stamp(bag[ROOT], authority)
    for cut in (0, 1, 10, 60, 200, len(token) - 1):
        report = look_at(list_files({**bag, STAMP: token[:cut]}), tmp_path / str(cut))
        assert {one.about for one in report.findings if one.outcome == "fails"} == {"roots"}
