"""The laptop is one process tree: it starts when told, mends its workers, and leaves nothing behind."""

import json
import os
import signal
import ssl
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.local.signin.client import sign_in
from tests.e2e.laptop import Laptop, run_laptop, wait_for


def family(pid: int) -> set[int]:
    """Return the processes that a process has started, and those that they have."""
    try:
        children = {int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()}
    except FileNotFoundError:
        return set()
    return children.union(*(family(child) for child in children))


def is_running(pid: int) -> bool:
    """Say whether a process is there and not merely waiting to be reaped."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.fixture
def https(tmp_path: Path) -> Iterator[Laptop]:
    """Return a laptop with a certificate of its own."""
    with run_laptop(tmp_path, "--https") as running:
        yield running


def test_https_is_trusted_by_its_authority(https: Laptop) -> None:
    """Pages, sign-in and API answer under the certificate; the worker is connected through it."""
    trust = ssl.create_default_context(cafile=https.addresses["ca_file"])
    with urllib.request.urlopen(https.addresses["viewer"], context=trust) as page:  # noqa: S310 - our own server
        assert page.status == 200
    asked = urllib.request.Request(  # noqa: S310 - our own server
        f"{https.addresses['api']}/invites", headers={"Authorization": f"Bearer {sign_in(https.addresses)}"}
    )
    with urllib.request.urlopen(asked, context=trust) as answer:  # noqa: S310 - our own server
        assert json.load(answer) == {"invites": []}
    with urllib.request.urlopen(https.addresses["workers"][0]["health"]) as health:  # noqa: S310 - our own server
        assert json.load(health)["connected"]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_process_is_left_behind(tmp_path: Path, how: signal.Signals) -> None:
    """However the laptop ends, all that it has started ends too."""
    with run_laptop(tmp_path) as laptop:
        started = family(laptop.process.pid)
        assert laptop.worker_pid() in started
        laptop.process.send_signal(how)
        laptop.process.wait(20)
        wait_for(lambda: not any(map(is_running, started)), "all processes to end")
    assert laptop.process.returncode == (-how if how is signal.SIGKILL else 0)


def test_a_worker_that_dies_is_started_again(tmp_path: Path) -> None:
    """As a service would, the laptop starts another worker, which connects by itself."""
    with run_laptop(tmp_path) as laptop:
        health = laptop.addresses["workers"][0]["health"]
        os.kill(laptop.worker_pid(), signal.SIGKILL)
        wait_for(lambda: not is_running(laptop.worker_pid()), "the worker to die")

        def is_connected() -> bool:
            try:
                with urllib.request.urlopen(health) as answer:  # noqa: S310 - our own server
                    return bool(json.load(answer)["connected"])
            except OSError:
                return False

        wait_for(is_connected, "the next worker to connect")
