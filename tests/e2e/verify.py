"""Checks a sealed session as a stranger would: from the bucket's bytes, with nothing of ours but the keys' names."""

import base64
import hashlib
import io
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import av
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from tests.e2e.film import Stamp, read_frame
from tests.e2e.laptop import Laptop, wait_for


@dataclass(frozen=True)
class Sealed:
    """A manifest with its seal."""

    manifest: dict[str, Any]
    manifest_bytes: bytes
    seal: dict[str, Any]


def wait_for_seal(laptop: Laptop, session_id: str) -> Sealed:
    """Wait for the seal of a session's live recording in the bucket."""
    return _wait_for_signed(laptop, session_id, f"/{session_id}/seal.json")


def wait_for_original_seal(laptop: Laptop, session_id: str) -> Sealed:
    """Wait for the seal of what the phone itself recorded."""
    return _wait_for_signed(laptop, session_id, "/original/seal.json")


def _wait_for_signed(laptop: Laptop, session_id: str, ending: str) -> Sealed:
    keys = wait_for(lambda: [key for key in laptop.kept(session_id) if key.endswith(ending)], "the seal", 120)
    manifest_bytes = laptop.read(keys[0].replace("seal.json", "manifest.json"))
    return Sealed(json.loads(manifest_bytes), manifest_bytes, json.loads(laptop.read(keys[0])))


def check_signature(sealed: Sealed) -> None:
    """Raise unless the seal's signature holds and is over this manifest."""
    statement = sealed.seal["statement"]
    public_key = load_pem_public_key(sealed.seal["public_key"].encode())
    assert isinstance(public_key, ec.EllipticCurvePublicKey)
    public_key.verify(base64.b64decode(sealed.seal["signature"]), statement.encode(), ec.ECDSA(hashes.SHA256()))
    assert json.loads(statement)["manifest_sha256"] == hashlib.sha256(sealed.manifest_bytes).hexdigest()


def check_hashes(laptop: Laptop, manifest: dict[str, Any]) -> int:
    """Compare every named object's bytes with its SHA-256; return how many fragments there were."""
    fragments = 0
    for recording in manifest["recordings"]:
        for entry in [*recording["init_segments"], *recording["fragments"]]:
            assert hashlib.sha256(laptop.read(entry["key"])).hexdigest() == entry["sha256"], entry["key"]
        fragments += len(recording["fragments"])
    for still in manifest["stills"]:
        assert hashlib.sha256(laptop.read(still["key"])).hexdigest() == still["sha256"], still["key"]
    return fragments


def check_times(manifest: dict[str, Any]) -> None:
    """Raise unless every fragment has an init segment that says from when on it holds, and each report its place."""
    for recording in manifest["recordings"]:
        starts = {fragment["sequence"]: fragment["captured_at"] for fragment in recording["fragments"]}
        inits = recording["init_segments"]
        assert all(starts[init["sequence"]] == init["captured_at"] and init["codecs"] for init in inits)
        assert min(init["sequence"] for init in inits) <= min(starts)
        for report in recording["sender_reports"]:
            stored = datetime.fromisoformat(report["captured_at"]) - datetime.fromisoformat(min(starts.values()))
            assert timedelta(seconds=-5) < stored < timedelta(seconds=2 * len(starts) + 10)
            assert int(report["ntp_timestamp"]) > 0


def check_original(laptop: Laptop, manifest: dict[str, Any]) -> None:
    """Raise unless every piece has the bytes that were named, and the live fragments that it covers are there."""
    keys = set(laptop.keys(f"{manifest['force_id']}/{manifest['session_id']}/"))
    live = [key for key in keys if key.endswith("/manifest.json") and "/original/" not in key]
    assert manifest["supplements_manifest_sha256"] in {hashlib.sha256(laptop.read(key)).hexdigest() for key in live}
    for take in manifest["takes"]:
        for piece in take["pieces"]:
            assert hashlib.sha256(laptop.read(piece["key"])).hexdigest() == piece["sha256"], piece["key"]
        for cover in take["covers"]:
            prefix = f"{manifest['force_id']}/{manifest['session_id']}/{cover['recording_id']}/"
            covered = [key for number in cover["fragments"] for key in keys if key.startswith(f"{prefix}{number:08d}-")]
            assert len(covered) == len(cover["fragments"])


def join_take(laptop: Laptop, take: dict[str, Any]) -> bytes:
    """Put a take's pieces together."""
    return b"".join(laptop.read(piece["key"]) for piece in take["pieces"])


def join_recording(laptop: Laptop, recording: dict[str, Any]) -> list[bytes]:
    """Put each init segment and the fragments that it holds for together, as a player would."""
    inits = recording["init_segments"]
    ends = [*(init["sequence"] for init in inits[1:]), float("inf")]
    return [
        b"".join(
            laptop.read(entry["key"])
            for entry in (init, *(one for one in recording["fragments"] if init["sequence"] <= one["sequence"] < end))
        )
        for init, end in zip(inits, ends, strict=True)
    ]


def decode_recording(laptop: Laptop, recording: dict[str, Any]) -> list[Stamp]:
    """Decode all of a recording strictly and return what its frames say."""
    return [stamp for movie in join_recording(laptop, recording) for stamp in decode_stamps(movie)]


def decode_stamps(movie: bytes) -> list[Stamp]:
    """Decode a movie's video strictly and return what its frames say, of sound nothing; raises on a broken one."""
    with av.open(io.BytesIO(movie), "r") as container:
        if not container.streams.video:
            return []
        stream = container.streams.video[0]
        stream.codec_context.options = {"err_detect": "explode"}
        return [stamp for frame in container.decode(stream) if (stamp := read_frame(frame))]


def codecs_of(movie: bytes) -> set[str]:
    """Return the names of the codecs in a movie."""
    with av.open(io.BytesIO(movie)) as container:
        return {stream.codec_context.name for stream in container.streams}
