"""A bundle through the running system: recorded, sealed, asked for, made, fetched, and checked by whoever gets it."""

import asyncio
import subprocess
import sys
import zipfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import bagit
import pytest
import requests

from infra.local.signin.client import sign_in
from tests.e2e.laptop import Laptop, wait_for
from tests.e2e.verify import wait_for_seal
from tests.integration.http.programs import SECONDS, Program
from tests.integration.media_worker.film import EncodedTrack, film_h264, record_opus

INCIDENT = "CAD 7200"


@pytest.fixture(scope="module")
def api(laptop: Laptop) -> requests.Session:
    """An investigator who has just signed in."""
    session = requests.Session()
    session.headers["Authorization"] = f"Bearer {sign_in(laptop.addresses, 'investigator')}"
    return session


@pytest.fixture(scope="module")
def material(laptop: Laptop, officer: dict[str, str], api: requests.Session) -> str:
    """The address of a sealed recording of some seconds by a camera."""
    address = laptop.addresses["api"]
    asked = {"name": "Desk", "kind": "roadside", "incident_ref": INCIDENT, "purpose": "incident-assessment"}
    issued = requests.post(f"{address}/sources", json=asked, headers=officer, timeout=SECONDS).json()
    asyncio.run(_send(laptop, Program(f"{address}/whip", issued["token"])))
    wait_for_seal(laptop, laptop.session_id(INCIDENT))
    material = f"{address}/materials/{laptop.session_id(INCIDENT)}"
    wait_for(lambda: api.get(material, timeout=SECONDS).json().get("began_at"), "the material's times")
    return material


async def _send(laptop: Laptop, camera: Program) -> None:
    camera.send(EncodedTrack("video", film_h264(2)), EncodedTrack("audio", record_opus(2)))
    await camera.begin()
    await asyncio.to_thread(wait_for, lambda: _is_stored(laptop), "film")
    await camera.hang_up()


def _is_stored(laptop: Laptop) -> bool:
    session_id = laptop.session_id(INCIDENT)
    return len(laptop.fragments(session_id)) >= 2


def test_a_bundle_is_sound_for_everybody(laptop: Laptop, material: str, api: requests.Session, tmp_path: Path) -> None:
    """Verified by the verifier that came with it, alone; by bagit-python; and its playable copy plays in ffprobe."""
    _make_playable_copy(material, api)
    bundle = _make_bundle(laptop, material, api)
    path = tmp_path / "bundle.zip"
    address = f"{laptop.addresses['api']}/bundles/{bundle['bundle_id']}/download"
    fetched = requests.get(api.post(address, timeout=SECONDS).json()["url"], timeout=SECONDS)
    assert "attachment" in fetched.headers["Content-Disposition"]
    path.write_bytes(fetched.content)
    assert path.stat().st_size == bundle["byte_count"]

    with zipfile.ZipFile(path) as archive:
        archive.extractall(tmp_path)
    bag = tmp_path / bundle["bundle_id"]
    said = _run(sys.executable, "-I", str(bag / "verify.py"), str(path))
    assert said.endswith("EVERYTHING HOLDS.\n"), said
    assert "1 copy is made of these objects, and unchanged." in said
    bagit.Bag(str(bag)).validate()
    (playable,) = bag.glob("data/*/copies/*/*.mp4")
    probe = ("ffprobe", "-v", "error", "-show_entries", "stream=codec_name", "-of", "csv=p=0")
    assert _run(*probe, str(playable)).split() == ["h264", "aac"]
    assert "exported by" in (bag / "data" / Path(material).name / "custody.txt").read_text()
    actions = [each["action"] for each in api.get(f"{material}/custody", timeout=SECONDS).json()["entries"]]
    assert actions[-2:] == ["exported", "downloaded"]
    assert actions.count("exported") == 1


def test_a_call_handler_exports_nothing(material: str, officer: dict[str, str]) -> None:
    """Nor does anybody without a reason."""
    asked, headers = {"reason": "curiosity"}, {**officer, "Idempotency-Key": "one-click"}
    assert requests.post(f"{material}/bundle", json=asked, headers=headers, timeout=SECONDS).status_code == 403


def test_an_export_without_a_reason_is_refused(material: str, api: requests.Session) -> None:
    """The chain would have nothing to say of it."""
    key = {"Idempotency-Key": "another-click"}
    assert api.post(f"{material}/bundle", json={"reason": " "}, headers=key, timeout=SECONDS).status_code == 400


def _make_playable_copy(material: str, api: requests.Session) -> None:
    view = api.get(material, timeout=SECONDS).json()
    began = datetime.fromisoformat(view["began_at"])
    asked = {"kind": "playable", "began_at": began.isoformat(), "reason": "CPS"}
    asked["ended_at"] = (began + timedelta(seconds=2)).isoformat()
    copy = api.post(f"{material}/copies", json=asked, timeout=SECONDS).json()
    _wait_until_ready(api, f"{material}/copies/{copy['copy_id']}")


def _make_bundle(laptop: Laptop, material: str, api: requests.Session) -> dict[str, Any]:
    """Ask for a bundle, twice in one click, and wait for the checkpoint of the minute and then for the bundle."""
    key, asked = {"Idempotency-Key": "one-click"}, {"reason": "charging advice"}
    answer, repeated = (api.post(f"{material}/bundle", json=asked, headers=key, timeout=SECONDS) for _ in range(2))
    assert answer.status_code == 202, answer.text
    assert repeated.json() == answer.json()
    return _wait_until_ready(api, f"{laptop.addresses['api']}/bundles/{answer.json()['bundle_id']}")


def _wait_until_ready(api: requests.Session, address: str) -> dict[str, Any]:
    def settled() -> dict[str, Any] | None:
        view: dict[str, Any] = api.get(address, timeout=SECONDS).json()
        return view if view["state"] in {"ready", "failed"} else None

    view = wait_for(settled, address, 120)
    assert view["state"] == "ready", view["failure"]
    return view


def _run(*command: str) -> str:
    return subprocess.run(command, capture_output=True, check=False, text=True, timeout=SECONDS).stdout  # noqa: S603


def test_the_page_that_checks_bundles_is_served(laptop: Laptop) -> None:
    """Beside the one in each bundle, from the site itself, under its policy."""
    page = requests.get(f"{laptop.addresses['origin']}/verify/", timeout=SECONDS)
    assert "Check a bundle of evidence" in page.text
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
