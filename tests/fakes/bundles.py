"""A small signed bag in memory, as the documents describe it: sealed by the product, chained and listed here.

The chain, its checkpoints and the roots are written anew here, after `functions/evidence/README.md`.
"""

import hashlib
import io
import json
import zipfile
from base64 import b64encode
from collections.abc import Iterable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import rfc8785

from sightline.domain.still import name_still
from sightline.usecases.original_seals import seal_original
from sightline.usecases.originals import declare_original
from sightline.usecases.seals import seal_session
from tests.fakes.clock import NOON
from tests.fakes.evidence import SignerInMemory
from tests.fakes.exchange import ExchangeInMemory, a_citizen
from tests.fakes.jpegs import make_jpeg
from tests.fakes.originals import a_declaration, end, keep_original, store_piece
from tests.fakes.recordings import store_recording
from tests.fakes.subjects import make_position

Files = dict[str, bytes]
"""A bag: bytes by name."""

MATERIAL = "data/session-1/"
OBJECTS = f"{MATERIAL}objects/"
COPY = f"{MATERIAL}copies/clip-1/"
PREFIX = "avon/session-1/"
DAYS = ("2026-03-01", "2026-03-02")


def make_bag(signer: SignerInMemory | None = None) -> Files:
    """Return a bag of one recording in two versions, its original, a copy, a chain of five entries and two roots."""
    signer = signer or SignerInMemory()
    stored = _seal_recording(signer)
    files = {OBJECTS + key.removeprefix(PREFIX): body for key, body in stored.items()}
    entries = make_chain(_events(files))
    files |= write_segment(entries[:3], signer) | write_segment(entries[3:], signer)
    files |= write_roots([entries[:4], entries], signer)
    copy = {f"{MATERIAL}copies/{key.removeprefix(PREFIX)}": body for key, body in make_copy(stored).items()}
    derived = {"action": "derived", "details": {"derivation_sha256": sha256(copy[f"{COPY}derivation.json"])}}
    files |= copy | write_segment(make_chain([derived], "clip-1"), signer)
    files |= {f"{MATERIAL}{name}": b"to be read" for name in ("trail.geojson", "trail.gpx", "chat.txt", "custody.txt")}
    return list_files(files)


def list_files(files: Mapping[str, bytes]) -> Files:
    """Return the files with all that a bag says of them (RFC 8493), made anew."""
    payload = {name: body for name, body in files.items() if name.startswith("data/")}
    tags = {
        "bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        "bag-info.txt": _describe(payload),
        "manifest-sha256.txt": _sums(payload),
    }
    return payload | tags | {"tagmanifest-sha256.txt": _sums(tags)}


def zip_files(files: Mapping[str, bytes], folder: str = "bundle-1/") -> bytes:
    """Return a bag as a zip, stored."""
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(folder + name), content)
    return body.getvalue()


def unpack(files: Files, folder: Path) -> Path:
    """Write a bag into a folder, and return that."""
    for name, body in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
    return folder


def write_document(document: Mapping[str, Any]) -> bytes:
    """Return a document in its canonical form."""
    return rfc8785.dumps(dict(document))


def sign(said: Mapping[str, Any], signer: SignerInMemory) -> dict[str, str]:
    """Return a statement with its signature."""
    statement = write_document(said)
    key_id, public_key = signer.public_key()
    return {
        "statement": statement.decode(),
        "signature": b64encode(signer.sign(statement)).decode(),
        "key_id": key_id,
        "public_key": public_key,
    }


def make_chain(events: Iterable[Mapping[str, Any]], chain_id: str = "session-1") -> list[dict[str, Any]]:
    """Return the entries of a chain."""
    entries: list[dict[str, Any]] = []
    for sequence, event in enumerate(events, 1):
        entry = {
            "format": "sightline-custody/1",
            "force_id": "avon",
            "chain_id": chain_id,
            "sequence": sequence,
            "previous_hash": entries[-1]["hash"] if entries else "0" * 64,
            "at": f"2026-03-01T12:00:0{sequence}.000Z",
            "actor": {"participant_id": "officer-1", "name": "PC Łukasz Khan 👮", "role": "investigator"},
            "reason": "charging advice",
            **event,
        }
        entries.append({**entry, "hash": sha256(write_document(entry))})
    return entries


def write_segment(entries: list[dict[str, Any]], signer: SignerInMemory) -> Files:
    """Return a run of entries under a checkpoint, under its name."""
    last = {name: entries[-1][name] for name in ("chain_id", "sequence", "hash")}
    checkpoint = sign({**last, "at": "2026-03-01T12:01:00.000Z"}, signer)
    name = f"data/{last['chain_id']}/objects/custody/{entries[0]['sequence']:08}-{entries[-1]['sequence']:08}.json"
    return {name: write_document({"entries": entries, "checkpoint": checkpoint})}


def write_roots(chains: Iterable[list[dict[str, Any]]], signer: SignerInMemory) -> Files:
    """Return a root a day, each of where the chain stood then, among the chain of somebody else's material."""
    files: Files = {}
    before: str | None = None
    for day, entries in zip(DAYS, chains, strict=True):
        heads = [
            {"chain_id": "another", "sequence": 9, "hash": "f" * 64},
            {name: entries[-1][name] for name in ("chain_id", "sequence", "hash")},
        ]
        root = {"format": "sightline-root/1", "force_id": "avon", "day": day, "chains": heads}
        body = write_document({**root, "previous_sha256": before})
        before = sha256(body)
        said = {"force_id": "avon", "day": day, "root_sha256": before, "at": f"{day}T23:59:00.000Z"}
        files |= {f"data/roots/{day}.json": body, f"data/roots/{day}.seal.json": write_document(sign(said, signer))}
    return files


def sha256(body: bytes) -> str:
    """Return a SHA-256 in hex."""
    return hashlib.sha256(body).hexdigest()


def _describe(payload: Mapping[str, bytes]) -> bytes:
    size = f"{sum(map(len, payload.values()))}.{len(payload)}"
    return f"Internal-Sender-Identifier: bundle-1\nPayload-Oxum: {size}\n".encode()


def _sums(files: Mapping[str, bytes]) -> bytes:
    return "".join(f"{sha256(body)}  {name}\n" for name, body in sorted(files.items())).encode()


def _seal_recording(signer: SignerInMemory) -> Files:
    """Return what the bucket holds of a session that was sealed, once more after a late fragment, and its original."""
    exchange = ExchangeInMemory(signer=signer)
    exchange.begin_session()
    keep_original(exchange)
    store_recording(exchange.evidence, "r1", NOON, 2, finished=False)
    jpeg = make_jpeg()
    exchange.evidence.put_still(name_still("avon/session-1", 0, NOON, sha256(jpeg)), jpeg, {})
    exchange.positions.add_all([make_position(0)])
    store_piece(exchange, 0)
    end(exchange)
    exchange.clock.advance(timedelta(hours=3))
    seal_session(exchange, "session-1")
    exchange.clock.advance(timedelta(minutes=1))
    store_recording(exchange.evidence, "r1", NOON, 3)
    seal_session(exchange, "session-1")
    declare_original(exchange, a_citizen(), a_declaration(1, complete=True))
    seal_original(exchange, "session-1")
    return {key: body for key, body in exchange.evidence.objects.items() if "/custody/" not in key}


def _events(files: Files) -> list[dict[str, Any]]:
    first, second = (sha256(files[f"{OBJECTS}{folder}manifest.json"]) for folder in ("", "version-2/"))
    return [
        {"action": "consented", "actor": None, "reason": None, "details": {"wording_version": "2026-01"}},
        {"action": "sealed", "actor": None, "reason": None, "details": {"manifest_sha256": first, "version": 1}},
        {"action": "sealed", "actor": None, "reason": None, "details": {"manifest_sha256": second, "version": 2}},
        {"action": "viewed", "details": {}},
        {"action": "exported", "details": {"bundle_id": "bundle-1"}},
    ]


def make_copy(evidence: Mapping[str, bytes]) -> Files:
    """Return a finished clip of session-1 as it lies in the derived bucket, made of what the evidence bucket holds."""
    film = b"a clip"
    newest = max((key for key in evidence if key.endswith("manifest.json") and "original" not in key), key=len)
    derivation = {
        "format": "sightline-derivation/1",
        "copy_id": "clip-1",
        "kind": "clip",
        "manifest": {"key": newest, "sha256": sha256(evidence[newest])},
        "objects": [{"key": key, "sha256": sha256(evidence[key])} for key in sorted(evidence) if key.endswith(".m4s")],
        "files": [{"file": "clip.mp4", "bytes": len(film), "sha256": sha256(film)}],
    }
    return {f"{PREFIX}clip-1/clip.mp4": film, f"{PREFIX}clip-1/derivation.json": json.dumps(derivation).encode()}
