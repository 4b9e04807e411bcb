"""A child does not outlive its parent, however the parent ends."""

import os
import signal
import subprocess
import sys
import time

CHILD = """
import time
from infra.local.process.parent import die_with_parent
die_with_parent()
print("up", flush=True)
time.sleep(60)
"""
PARENT = f"""
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", {CHILD!r}], stdout=subprocess.PIPE, text=True)
child.stdout.readline()
print(child.pid, flush=True)
child.wait()
"""


def is_running(pid: int) -> bool:
    """Say whether a process is there and not merely waiting to be reaped."""
    try:
        with open(f"/proc/{pid}/stat") as stat:  # noqa: PTH123 - /proc is no ordinary file
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_killed_parent_takes_its_child_along() -> None:
    """SIGKILL leaves the parent no chance to end its child; the kernel does."""
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True) as parent:  # noqa: S603
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert is_running(child)
        os.kill(parent.pid, signal.SIGKILL)
        parent.wait()
    deadline = time.monotonic() + 10
    while is_running(child) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not is_running(child)
