"""The laptop is one process tree: it starts when told, mends its workers, and leaves nothing behind."""

import json
import os
import signal
import ssl
import urllib.request
from pathlib import Path

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


def end(laptop: Laptop, how: signal.Signals) -> int:
    """End the laptop, see that nothing of it is left, and return its status."""
    started = family(laptop.process.pid)
    assert len(started) > 3
    laptop.process.send_signal(how)
    laptop.process.wait(30)
    wait_for(lambda: not any(map(is_running, started)), "all processes to end")
    return int(laptop.process.returncode)


def worker_is_connected(laptop: Laptop) -> bool:
    """Ask the worker whether it hears the server."""
    try:
        with urllib.request.urlopen(laptop.addresses["workers"][0]["health"]) as answer:
            return bool(json.load(answer)["connected"])
    except OSError:
        return False


def test_https_is_trusted_by_its_authority_and_ends_when_told(tmp_path: Path) -> None:
    """Pages, sign-in, API and the worker's way in stand under the certificate; SIGTERM leaves no process behind."""
    with run_laptop(tmp_path, "--https") as laptop:
        trust = ssl.create_default_context(cafile=laptop.addresses["ca_file"])
        with urllib.request.urlopen(laptop.addresses["viewer"], context=trust) as page:
            assert page.status == 200
        asked = urllib.request.Request(
            f"{laptop.addresses['api']}/invites", headers={"Authorization": f"Bearer {sign_in(laptop.addresses)}"}
        )
        with urllib.request.urlopen(asked, context=trust) as answer:
            assert json.load(answer) == {"invites": []}
        assert worker_is_connected(laptop)
        assert end(laptop, signal.SIGTERM) == 0


def test_a_dead_worker_is_replaced_and_a_killed_laptop_takes_all_along(tmp_path: Path) -> None:
    """As a service would, the laptop starts another worker; SIGKILL of the laptop leaves no process behind."""
    with run_laptop(tmp_path) as laptop:
        os.kill(laptop.worker_pid(), signal.SIGKILL)
        wait_for(lambda: not is_running(laptop.worker_pid()), "the worker to die")
        wait_for(lambda: worker_is_connected(laptop), "the next worker to connect")
        assert end(laptop, signal.SIGKILL) == -signal.SIGKILL
