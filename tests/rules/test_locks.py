"""The locks: every package by hash, from wherever the machine's own settings say."""

import json
import re
import tomllib

import pytest

from tests.rules.sources import ROOT

LOCKS = ("dev", "derivations", "functions", "provenance", "run", "worker")
CHECKER = "checkov"
"""Stands in an environment of its own, whose versions need not agree with ours."""
PIN = re.compile(r"^(?P<name>[a-z0-9._-]+)==(?P<version>\S+)", re.MULTILINE)


def _lock(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.lock").read_text()


def _pins(name: str) -> set[tuple[str, str]]:
    return {(match["name"], match["version"]) for match in PIN.finditer(_lock(name))}


@pytest.mark.parametrize("name", [*LOCKS, CHECKER])
def test_a_lock_has_hashes_and_no_address(name: str) -> None:
    """Each requirement is pinned with hashes; no registry's address is written down."""
    requirements = re.split(r"\n(?=[a-z0-9])", _lock(name).strip())
    assert [one.split()[0] for one in requirements if "--hash=sha256:" not in one] == []
    assert "--index-url" not in _lock(name)
    assert "://" not in _lock(name)


@pytest.mark.parametrize("name", LOCKS[1:])
def test_locks_agree(name: str) -> None:
    """What is deployed has the versions that were tested."""
    assert _pins(name) <= _pins("dev")


def test_the_lock_follows_the_project() -> None:
    """Every version that pyproject.toml pins is the locked one."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"].values()
    asked = [*project["dependencies"], *(requirement for extra in extras for requirement in extra)]
    pinned = {re.sub(r"\[.*\]|;.*", "", one).lower().replace("_", "-") for one in asked if "==" in one}
    assert pinned - {f"{package}=={version}" for package, version in _pins("dev")} == set()


def test_the_webs_lock_records_no_address() -> None:
    """Npm takes packages from the machine's own registry and checks their hashes."""
    packages = json.loads((ROOT / "web" / "package-lock.json").read_text())["packages"]
    assert [name for name, package in packages.items() if "resolved" in package and name] == []
    assert [name for name, package in packages.items() if "integrity" not in package and name] == []
