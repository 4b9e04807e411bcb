"""Ways to change a bundle, with what is then found: read by the tests of both verifiers, so that they say the same.

`python -m tests.fakes.bundle_cases` writes `tests/golden/bundle.zip` and `bundle-cases.json` anew.
"""

import io
import json
import zipfile
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from bundles.verify import Bag, UnreadableError, verify
from tests.fakes.bundles import COPY, MATERIAL, OBJECTS, Files, list_files, make_bag, sign, write_document, zip_files
from tests.fakes.evidence import SignerInMemory

GOLDEN = Path(__file__).parents[1] / "golden"
FOLDER = "bundle-1/"
ROOT = "data/roots/2026-03-02.json"
SEGMENT = f"{OBJECTS}custody/00000004-00000005.json"


@dataclass(frozen=True)
class MemoryFiles:
    """A bag in memory."""

    files: Mapping[str, bytes]

    def names(self) -> list[str]:
        """Return the names."""
        return list(self.files)

    def open(self, name: str) -> IO[bytes]:
        """Open a file."""
        return io.BytesIO(self.files[name])


def find(files: Files) -> list[dict[str, str]]:
    """Return what the verifier finds in a bag."""
    return [asdict(finding) for finding in verify(Bag(MemoryFiles(files))).findings]


def holds(files: Mapping[str, bytes], trusted: frozenset[str] = frozenset()) -> bool:
    """Say whether the verifier finds nothing."""
    try:
        return verify(Bag(MemoryFiles(files)), trusted).holds
    except UnreadableError:
        return False


def apply(files: Files, changes: Mapping[str, str | None]) -> Files:
    """Return a bag with files put (base64) or dropped (None)."""
    put = {name: b64decode(body) for name, body in changes.items() if body is not None}
    return {name: body for name, body in {**files, **put}.items() if changes.get(name, "") is not None}


def make_cases(bag: Files) -> dict[str, dict[str, Any]]:
    """Return each case by its name: what is changed, and what is found."""
    changed = {
        "nothing": bag,
        "a fragment is changed": {**bag, _fragment(bag): b"forged"},
        "a fragment is exchanged, lists anew": list_files({**bag, _fragment(bag): b"forged"}),
        "a fragment is dropped, lists anew": _without(bag, _fragment(bag)),
        "a manifest is changed, lists anew": list_files(_edit(bag, f"{OBJECTS}manifest.json", incident_ref="another")),
        "a seal is by another key, lists anew": list_files(_sign_anew(bag)),
        "an entry is changed, lists anew": list_files(_edit_entry(bag)),
        "the chain is cut off, lists anew": _without(bag, SEGMENT),
        "the chain is cut off where no root has seen it, lists anew": _without_roots(_without(bag, SEGMENT)),
        "a root is dropped, lists anew": _without(bag, ROOT),
        "a copy is changed, lists anew": list_files({**bag, f"{COPY}clip.mp4": b"another"}),
        "something is added, lists anew": list_files({**bag, f"{MATERIAL}statement.txt": b"I saw it."}),
        "a version is missing, lists anew": _without(_without(bag, f"{OBJECTS}manifest.json"), f"{OBJECTS}seal.json"),
    }
    return {name: {"changes": _difference(bag, files), "findings": find(files)} for name, files in changed.items()}


def read_golden() -> tuple[Files, dict[str, dict[str, Any]]]:
    """Return the golden bag and its cases."""
    with zipfile.ZipFile(GOLDEN / "bundle.zip") as archive:
        bag = {name.removeprefix(FOLDER): archive.read(name) for name in archive.namelist()}
    cases: dict[str, dict[str, Any]] = json.loads((GOLDEN / "bundle-cases.json").read_text())
    return bag, cases


def _fragment(bag: Files) -> str:
    return next(name for name in bag if "/00000001-" in name and name.endswith(".m4s"))


def _without(bag: Files, name: str) -> Files:
    return list_files({each: body for each, body in bag.items() if each != name})


def _without_roots(bag: Files) -> Files:
    return list_files({each: body for each, body in bag.items() if not each.startswith("data/roots/")})


def _edit(bag: Files, name: str, **fields: Any) -> Files:
    return {**bag, name: write_document({**json.loads(bag[name]), **fields})}


def _sign_anew(bag: Files) -> Files:
    where = f"{OBJECTS}seal.json"
    statement = json.loads(json.loads(bag[where])["statement"])
    return {**bag, where: write_document(sign(statement, SignerInMemory()))}


def _edit_entry(bag: Files) -> Files:
    document = json.loads(bag[SEGMENT])
    document["entries"][0]["reason"] = "curiosity"
    return {**bag, SEGMENT: write_document(document)}


def _difference(bag: Files, files: Files) -> dict[str, str | None]:
    put: dict[str, str | None] = {
        name: b64encode(body).decode() for name, body in files.items() if bag.get(name) != body
    }
    return put | dict.fromkeys(bag.keys() - files.keys())


if __name__ == "__main__":
    made = make_bag()
    (GOLDEN / "bundle.zip").write_bytes(zip_files(made, FOLDER))
    (GOLDEN / "bundle-cases.json").write_text(json.dumps(make_cases(made), indent=1, ensure_ascii=False) + "\n")
