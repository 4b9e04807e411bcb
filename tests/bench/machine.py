"""What the figures were measured on."""

import os
import platform
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

_BEFORE_OTHERS = -10
_PACKAGES = ("aiortc", "aioice", "av", "pylibsrtp", "uvloop")
_PROGRAMS = {"Janus": ("janus", "--version"), "Chromium": ("chromium", "--version")}


def describe_machine() -> dict[str, Any]:
    """Return cores, processor, kernel, versions and date."""
    return {
        "cores": os.cpu_count(),
        "processor": _processor(),
        "kernel": platform.release(),
        "python": platform.python_version(),
        "versions": {name: version(name) for name in _PACKAGES}
        | {name: _ask(line) for name, line in _PROGRAMS.items()},
        "date": datetime.now(UTC).date().isoformat(),
    }


def go_before_others() -> bool:
    """Spare all processes of the bench what else the machine does; return whether that is allowed."""
    try:
        os.nice(_BEFORE_OTHERS)
    except PermissionError:
        return False
    return True


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def _ask(line: tuple[str, ...]) -> str:
    try:
        answered = subprocess.run(line, capture_output=True, text=True, check=False)  # noqa: S603 - a constant
    except FileNotFoundError:
        return "not installed"
    return (answered.stdout or answered.stderr).strip().splitlines()[0]
