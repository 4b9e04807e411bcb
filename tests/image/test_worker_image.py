"""The worker's image without an engine: its steps make it, and it starts as nobody, with one folder to write."""

import json
import os
import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.stacks.media import LOOK_AT_HEALTH, SPOOL
from tests.image.steps import ROOT, Image, read_dockerfile

WORKER = ROOT / "media_worker" / "Dockerfile"
PYTHON = shutil.which("python3.11", path=os.defpath)
"""The image's, as whoever runs the container may execute it too."""
HEALTH = "http://127.0.0.1:8090/health"
NOBODY = ["setpriv", "--reuid=65532", "--regid=65532", "--clear-groups", "--bounding-set=-all", "--no-new-privs"]
CONTAINER = {
    "SIGHTLINE_WORKER_API_URL": "http://127.0.0.1:9/api",
    "SIGHTLINE_WORKER_WS_URL": "ws://127.0.0.1:9/ws",
    "SIGHTLINE_WORKER_KEY": "key",
    "SIGHTLINE_EVIDENCE_BUCKET": "evidence",
    "AWS_REGION": "eu-west-2",
}
START_SECONDS = 30

pytestmark = [
    pytest.mark.skipif(PYTHON is None, reason="the image's Python is 3.11, as Debian 12 has it"),
    pytest.mark.skipif(os.geteuid() != 0, reason="only root can become nobody"),
]


@pytest.fixture
def image() -> Iterator[Image]:
    """A folder that whoever the container runs as can read, with the Python that the base image has."""
    folder = Path(tempfile.mkdtemp(prefix="image-"))
    folder.chmod(0o755)
    for name in ("tmp", "usr/local/bin"):
        (folder / name).mkdir(parents=True)
    (folder / "usr/local/bin/python").symlink_to(PYTHON or "")
    yield Image(folder)
    shutil.rmtree(folder)


def test_its_steps_make_a_worker_that_starts(image: Image) -> None:
    """The lock alone is installed, hash by hash; the entry point answers for its health, and ends when told to."""
    steps = read_dockerfile(WORKER)
    image.build(steps)
    spool = {"SIGHTLINE_WORKER_SPOOL_DIRECTORY": image.at(SPOOL)}
    environment = {**image.environment(steps), **CONTAINER, **spool}
    entry_point, health_check = image.command(steps, "ENTRYPOINT"), image.command(steps, "HEALTHCHECK")
    process = subprocess.Popen([*NOBODY, *entry_point], env=environment, cwd="/")  # noqa: S603 ours
    try:
        health = _wait_for_health(process)
        for look in (health_check, ["python", "-c", LOOK_AT_HEALTH]):
            subprocess.run([*NOBODY, *look], env=environment, cwd="/", check=True)  # noqa: S603 ours
        assert _rights(process.pid) == {"Uid": "65532", "CapEff": "0" * 16, "CapBnd": "0" * 16, "NoNewPrivs": "1"}
    finally:
        process.terminate()
    assert process.wait(20) == 0
    assert health["free_places"] == health["places"]


def _wait_for_health(process: subprocess.Popen[bytes]) -> dict[str, int]:
    """Return what the worker says of itself as soon as it says anything."""
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            with urllib.request.urlopen(HEALTH) as response:
                health: dict[str, int] = json.load(response)
                return health
        except urllib.error.URLError:
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.2)


def _rights(pid: int) -> dict[str, str]:
    """Return what the kernel lets a process do."""
    lines = (line.split() for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    known = {words[0].rstrip(":"): words[1] for words in lines if len(words) > 1}
    return {name: known[name] for name in ("Uid", "CapEff", "CapBnd", "NoNewPrivs")}
