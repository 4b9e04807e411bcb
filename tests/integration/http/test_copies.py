"""Copies of a recording through the running system: recorded, sealed, asked for, made, fetched and played."""

import asyncio
import hashlib
import json
import subprocess
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import requests

from infra.local.signin.client import sign_in
from provenance.claims import DERIVATION
from tests.e2e.laptop import Laptop, wait_for
from tests.e2e.verify import wait_for_seal
from tests.fakes.content import assertion, read_credentials
from tests.integration.http.programs import SECONDS, Program
from tests.integration.media_worker.film import EncodedTrack, film_h264, record_opus

Headers = dict[str, str]


@pytest.fixture(scope="module")
def investigator(laptop: Laptop) -> Headers:
    """The headers of an officer who may have copies made."""
    return {"Authorization": f"Bearer {sign_in(laptop.addresses, 'investigator')}"}


def _record(laptop: Laptop, officer: Headers) -> str:
    """Let a camera send for some seconds; return its session."""
    api = laptop.addresses["api"]
    asked = {"name": "Desk", "kind": "roadside", "incident_ref": "CAD 7100", "purpose": "incident-assessment"}
    issued = requests.post(f"{api}/sources", json=asked, headers=officer, timeout=SECONDS).json()
    asyncio.run(_send(laptop, Program(f"{api}/whip", issued["token"])))
    return laptop.session_id("CAD 7100")


async def _send(laptop: Laptop, camera: Program) -> None:
    camera.send(EncodedTrack("video", film_h264(2)), EncodedTrack("audio", record_opus(2)))
    await camera.begin()
    await asyncio.to_thread(_wait_for_fragments, laptop, laptop.session_id("CAD 7100"))
    await camera.hang_up()


def _wait_for_fragments(laptop: Laptop, session_id: str) -> None:
    wait_for(lambda: len(laptop.fragments(session_id)) >= 3, "film")


def test_copies_are_made_and_play(laptop: Laptop, officer: Headers, investigator: Headers, tmp_path: Path) -> None:
    """A clip as it is, one to the very picture, a snapshot, and a copy for every player: each says what it is."""
    session_id = _record(laptop, officer)
    wait_for_seal(laptop, session_id)
    copies = f"{laptop.addresses['api']}/materials/{session_id}/copies"
    began = _began(laptop, session_id, investigator) + timedelta(seconds=1)

    def make(**asked: Any) -> dict[str, Any]:
        return _make(copies, investigator, {"reason": "CPS", "began_at": began.isoformat(), **asked})

    def fetch(copy: dict[str, Any]) -> list[dict[str, Any]]:
        path = _fetch(copies, investigator, copy, tmp_path)
        _check_credentials(laptop, copy, path)
        return _probe(path)

    ended_at = (began + timedelta(seconds=2)).isoformat()
    clip, exact = make(kind="clip", ended_at=ended_at), make(kind="clip", exact=True, ended_at=ended_at)
    snapshot, playable = make(kind="snapshot"), make(kind="playable", ended_at=ended_at)
    assert [one["codec_name"] for one in fetch(clip)] == ["h264", "opus"]
    assert [one["codec_name"] for one in fetch(playable)] == ["h264", "aac"]
    assert [one["codec_name"] for one in fetch(snapshot)] == ["png"]
    pictures, sound = fetch(exact)
    assert (pictures["codec_name"], sound["codec_name"]) == ("h264", "aac")
    assert float(pictures["duration"]) == pytest.approx(2.0, abs=0.1)
    assert abs(datetime.fromisoformat(exact["files"][0]["began_at"]) - began) < timedelta(seconds=0.1)
    listed = requests.get(copies, headers=investigator, timeout=SECONDS).json()["copies"]
    assert [one["copy_id"] for one in listed] == [one["copy_id"] for one in (playable, snapshot, exact, clip)]


def _began(laptop: Laptop, session_id: str, headers: Headers) -> datetime:
    """Wait until the library knows the sealed session's times; return when it began."""
    address = f"{laptop.addresses['api']}/materials/{session_id}"

    def began() -> str | None:
        answer = requests.get(address, headers=headers, timeout=SECONDS)
        return answer.json()["began_at"] if answer.ok else None

    return datetime.fromisoformat(wait_for(began, "the material"))


def _make(copies: str, headers: Headers, asked: dict[str, Any]) -> dict[str, Any]:
    """Ask for a copy and wait until it is ready."""
    answer = requests.post(copies, json=asked, headers=headers, timeout=SECONDS)
    assert answer.status_code == 202, answer.text
    address = f"{copies}/{answer.json()['copy_id']}"

    def settled() -> dict[str, Any] | None:
        view: dict[str, Any] = requests.get(address, headers=headers, timeout=SECONDS).json()
        return view if view["state"] in {"ready", "failed"} else None

    view = wait_for(settled, "the copy", 60)
    assert view["state"] == "ready", view["failure"]
    return view


def _fetch(copies: str, headers: Headers, copy: dict[str, Any], folder: Path) -> Path:
    """Say why, and fetch a copy's one file by its address."""
    viewings = copies.removesuffix("copies") + "viewings"
    requests.post(viewings, json={"reason": "CPS"}, headers=headers, timeout=SECONDS).raise_for_status()
    answer = requests.get(f"{copies}/{copy['copy_id']}/files", headers=headers, timeout=SECONDS)
    (file,) = answer.json()["files"]
    path = folder / str(file["file"])
    path.write_bytes(requests.get(file["url"], timeout=SECONDS).content)
    assert path.stat().st_size == file["bytes"]
    assert hashlib.sha256(path.read_bytes()).hexdigest() == file["sha256"]
    return path


def _check_credentials(laptop: Laptop, copy: dict[str, Any], path: Path) -> None:
    """See what C2PA's own reader makes of a file, which trusts this laptop's authority."""
    (file,) = copy["files"]
    reader = read_credentials(path.read_bytes(), file["media_type"], laptop.addresses["content_authority"])
    assert (file["credentials"], reader.get_validation_state()) == (True, "Trusted")
    said = assertion(reader, DERIVATION)
    assert (said["copy_id"], said["parent_id"]) == (copy["copy_id"], copy["parent_id"])


def _probe(path: Path) -> list[dict[str, Any]]:
    """Return a file's streams as ffprobe sees them."""
    command = ["ffprobe", "-v", "error", "-show_streams", "-of", "json", str(path)]
    said = subprocess.run(command, capture_output=True, check=True, timeout=SECONDS)  # noqa: S603 ours alone
    assert said.stderr == b""
    streams: list[dict[str, Any]] = json.loads(said.stdout)["streams"]
    return streams
