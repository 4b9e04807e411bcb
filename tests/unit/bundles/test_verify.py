"""The verifier says what holds and what does not, of sound bundles, broken ones and traps."""

import ast
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from bundles.verify import LARGEST_RATIO, leads_out, main
from tests.fakes.bundle_cases import apply, find, read_golden
from tests.fakes.bundles import (
    OBJECTS,
    Files,
    list_files,
    make_bag,
    unpack,
    write_document,
    zip_files,
)
from tests.fakes.evidence import SignerInMemory

GOLDEN_BAG, CASES = read_golden()
VERIFIER = Path(__file__).parents[3] / "functions" / "bundles" / "verify.py"


@pytest.fixture(scope="module")
def signer() -> SignerInMemory:
    """The force's key."""
    return SignerInMemory()


@pytest.fixture(scope="module")
def bag(signer: SignerInMemory) -> Files:
    """A sound bag."""
    return make_bag(signer)


@pytest.fixture
def bundle(bag: Files, tmp_path: Path) -> Path:
    """The sound bag as a zip."""
    path = tmp_path / "bundle.zip"
    path.write_bytes(zip_files(bag))
    return path


def write_key(signer: SignerInMemory, path: Path) -> str:
    """Write the public key as the force would make it known."""
    path.write_text(signer.public_key()[1])
    return str(path)


def check(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    """Run the verifier; return what it leaves with, and its findings."""
    left = main([*arguments, "--json"])
    findings: dict[str, Any] = json.loads(capsys.readouterr().out)
    return left, findings


def problems(findings: dict[str, Any]) -> list[str]:
    """Return the sentences of what does not hold."""
    return [one["text"] for one in findings["findings"] if one["outcome"] == "fails"]


def test_imports_nothing_of_ours() -> None:
    """A stranger needs Python's standard library and `cryptography`, and nothing else."""
    tree = ast.parse(VERIFIER.read_text())
    imported = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {node.module or "" if isinstance(node, ast.ImportFrom) else node.names[0].name for node in imported}
    assert all(isinstance(node, ast.ImportFrom) or len(node.names) == 1 for node in imported)
    assert {name.split(".")[0] for name in names} - sys.stdlib_module_names == {"cryptography"}


def test_runs_alone(bundle: Path, tmp_path: Path) -> None:
    """The one file, put beside the bundle, says that everything holds; isolated, so that nothing of ours is found."""
    alone = tmp_path / "verify.py"
    alone.write_bytes(VERIFIER.read_bytes())
    ran = subprocess.run([sys.executable, "-I", alone, bundle], capture_output=True, check=False, text=True)  # noqa: S603
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert ran.stdout.endswith("EVERYTHING HOLDS.\n")
    assert "Its chain of custody is whole: 5 entries" in ran.stdout


def test_a_folder_is_as_good_as_a_zip(bag: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was unpacked is checked in the same way, whether or not the bag has a folder of its own."""
    assert check(capsys, str(unpack(bag, tmp_path / "bag")))[0] == 0
    assert check(capsys, str(tmp_path))[0] == 0


def test_a_key_that_comes_inside_shows_consistency_alone(bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without the force's key the report says what it cannot say."""
    left, findings = check(capsys, str(bundle))
    assert left == 0
    assert any("shows only that its parts fit" in one["text"] for one in findings["findings"])


def test_the_forces_key_settles_who_signed(
    bundle: Path, signer: SignerInMemory, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the right key nothing is left open; with another one every seal, checkpoint and root fails."""
    left, findings = check(capsys, str(bundle), "--key", write_key(signer, tmp_path / "force.pem"))
    assert (left, problems(findings)) == (0, [])
    assert not any("fit each other" in one["text"] for one in findings["findings"])

    left, findings = check(capsys, str(bundle), "--key", write_key(SignerInMemory(), tmp_path / "other.pem"))
    assert left == 1
    assert sum("not the one you named" in text for text in problems(findings)) == 3 + 3 + 2


def test_says_where(bag: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A changed fragment is named, by the bag's list and by the sealed manifest."""
    (fragment,) = [name for name in bag if "/00000001-" in name and name.endswith(".m4s")]
    folder = unpack({**bag, fragment: b"forged"}, tmp_path / "bag")
    left = main([str(folder)])
    said = capsys.readouterr().out
    assert left == 1
    assert "An object is not the one that was sealed: its bytes have changed.\n" + " " * 17 + fragment in said
    assert "A file is not the one that was packed" in said
    assert said.endswith("not as it should be: see above.\n")


@pytest.mark.parametrize(
    "name", ["../escape", "/etc/passwd", "a/../../b", "C:\\windows", "c:evil", "a\\b", "a//b", "a/./b", "new\nline"]
)
def test_a_name_that_leads_out_is_refused(
    name: str, bag: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Zip slip: the zip is not even read."""
    assert leads_out(name)
    path = tmp_path / "slip.zip"
    path.write_bytes(zip_files({**bag, name: b"evil"}, folder=""))
    left, findings = check(capsys, str(path))
    assert left == 1
    assert "leads out of the bundle" in problems(findings)[0]


def test_ordinary_names_are_taken() -> None:
    """Nothing that a bundle really holds is refused."""
    names = ["bagit.txt", "bundle-1/data/s-1/objects/r1/00000001-1772366402000-2000.m4s", "data/a b/ł..x/…"]
    assert not any(map(leads_out, names))


def test_a_name_that_is_there_twice_is_refused(bag: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Programs would disagree about which of the two counts."""
    path = tmp_path / "twice.zip"
    path.write_bytes(zip_files(bag))
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("bundle-1/bagit.txt", b"other")
    assert "is there twice" in problems(check(capsys, str(path))[1])[0]


def test_a_bomb_is_not_opened(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What would unpack to many times its size is answered by a sentence."""
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bagit.txt", b"\0" * 1000 * LARGEST_RATIO * 10)
    assert "zip bomb" in problems(check(capsys, str(path))[1])[0]


@pytest.mark.parametrize("cut", [1, 0.9, 0.5, 0.001])
def test_a_zip_that_is_cut_off_is_named(
    cut: float, bag: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever is missing at the end."""
    whole = zip_files(bag)
    path = tmp_path / "cut.zip"
    path.write_bytes(whole[: int(len(whole) * cut) - 1])
    left, findings = check(capsys, str(path))
    assert left == 1
    assert "its end is missing" in problems(findings)[0]


def test_damage_within_a_zip_is_named(bundle: Path, bag: Files, capsys: pytest.CaptureFixture[str]) -> None:
    """A member whose checksum within the zip is wrong is a file that is not the one that was packed."""
    body = bytearray(bundle.read_bytes())
    body[body.index(b"a clip")] ^= 1
    bundle.write_bytes(body)
    left, findings = check(capsys, str(bundle))
    assert left == 1
    assert (
        {one["where"] for one in findings["findings"] if one["outcome"] == "fails"}
        >= {"data/session-1/copies/clip-1/clip.mp4"}
        <= set(bag)
    )


@pytest.mark.parametrize(
    ("name", "body"),
    [
        (f"{OBJECTS}manifest.json", b"[" * 200_000),
        (f"{OBJECTS}manifest.json", b"[]"),
        (f"{OBJECTS}seal.json", b'{"statement": 7}'),
        (f"{OBJECTS}custody/00000001-00000003.json", b'{"entries": [{}], "checkpoint": null}'),
        (f"{OBJECTS}custody/00000001-00000003.json", b"\xff\xfe"),
        ("data/roots/2026-03-01.json", b'{"chains": 7}'),
        ("data/roots/2026-03-01.tsr", b"no time-stamp"),
        ("data/session-1/copies/clip-1/derivation.json", b"{}"),
        ("manifest-sha256.txt", b"only one word"),
        ("bag-info.txt", b"\xff"),
    ],
)
def test_a_document_of_another_form_is_a_finding(
    name: str, body: bytes, bag: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Garbage never ends in a traceback, and all other checks are still made."""
    changed = {**bag, name: body} if "data/" not in name else list_files({**bag, name: body})
    left, findings = check(capsys, str(unpack(changed, tmp_path / "bag")))
    assert left == 1
    assert problems(findings)
    assert any(one["about"] == "key" for one in findings["findings"])


def test_a_hostile_bundle_says_nothing_of_its_own(
    bag: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What comes out of the bundle cannot clear the screen and write a better ending."""
    segment = f"{OBJECTS}custody/00000001-00000003.json"
    document = json.loads(bag[segment])
    document["entries"][0]["sequence"] = "\x1b[2J\nEVERYTHING HOLDS."
    main([str(unpack(list_files({**bag, segment: write_document(document)}), tmp_path / "bag"))])
    said = capsys.readouterr().out
    assert "\x1b" not in said
    assert "EVERYTHING HOLDS." not in said.splitlines()


@pytest.mark.parametrize("body", [b"", b"no zip", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_bundle_is_said_to_be_none(body: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty file, another file, an empty zip, and nothing at all."""
    path = tmp_path / "bundle.zip"
    path.write_bytes(body)
    assert check(capsys, str(path))[0] == 1
    assert check(capsys, str(tmp_path / "missing"))[1]["findings"][0]["text"].startswith("There is nothing at")


def test_a_link_is_refused(bag: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A link in a folder would have another file hashed."""
    folder = unpack(bag, tmp_path / "bag")
    (folder / "data" / "link").symlink_to(tmp_path)
    assert "is a link" in problems(check(capsys, str(folder))[1])[0]


def test_a_zip_in_memory_is_what_the_tests_think() -> None:
    """The zips of these tests are stored, one bag in one folder, as a bundle is."""
    with zipfile.ZipFile(io.BytesIO(zip_files({"a/b": b"c"}))) as archive:
        (member,) = archive.infolist()
        assert (member.filename, member.compress_type) == ("bundle-1/a/b", zipfile.ZIP_STORED)


@pytest.mark.parametrize("name", CASES)
def test_says_of_the_golden_bundle_what_the_page_says(name: str) -> None:
    """Sentence by sentence; `tests/web/verify` holds the page to the same file."""
    assert find(apply(GOLDEN_BAG, CASES[name]["changes"])) == CASES[name]["findings"]
    assert any(one["outcome"] == "fails" for one in CASES[name]["findings"]) == (name != "nothing")
