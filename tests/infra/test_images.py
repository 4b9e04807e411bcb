"""The images: what they are made from. `make image` executes the worker's steps, and starts what they make."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.image.steps import ROOT, read_dockerfile

HADOLINT = Path(sys.executable).with_name("hadolint")
WORKER, RELAY = ROOT / "media_worker" / "Dockerfile", ROOT / "infra" / "turn" / "Dockerfile"
DOCKERFILES = pytest.mark.parametrize("dockerfile", [WORKER, RELAY], ids=lambda path: path.parent.name)


def lint(text: str) -> subprocess.CompletedProcess[str]:
    """Ask hadolint, whose binary PyPI's package carries."""
    return subprocess.run([HADOLINT, "-"], input=text, capture_output=True, text=True, check=False)  # noqa: S603 ours


@DOCKERFILES
def test_a_linter_finds_nothing(dockerfile: Path) -> None:
    """hadolint, with all of its rules."""
    assert lint(dockerfile.read_text()).stdout == ""


def test_the_linter_finds_what_is_wrong() -> None:
    """An image that moves, and packages without a version."""
    found = lint("FROM debian:latest\nRUN apt-get update && apt-get install -y coturn\n").stdout
    assert {"DL3007", "DL3008"} <= set(found.split())


@DOCKERFILES
def test_what_an_image_is_made_from_is_pinned(dockerfile: Path) -> None:
    """Bases to a point release and its digest, one for all stages; packages of Python by hash, of Debian by version."""
    steps = read_dockerfile(dockerfile)
    (base,) = {step.rest.split()[0] for step in steps if step.word == "FROM"}
    assert re.fullmatch(r"[a-z]+:\d+\.\d+(\.\d+)?-slim(-[a-z]+)?@sha256:[0-9a-f]{64}", base)
    installs = [step.rest for step in steps if step.word == "RUN" and "install " in step.rest]
    assert all("--require-hashes" in one for one in installs if "pip" in one)
    assert all("=" in one.split("coturn")[1][:2] for one in installs if "apt-get" in one)


@DOCKERFILES
def test_an_image_ends_as_nobody_without_what_built_it(dockerfile: Path) -> None:
    """What was only needed to build stays in its stage, or is removed in the same step."""
    steps = read_dockerfile(dockerfile)
    assert [step.rest for step in steps if step.word == "USER"] == ["65532:65532"]
    assert steps[-1].word == "ENTRYPOINT"
    stages = sum(step.word == "FROM" for step in steps)
    assert stages == 2 or any("rm -rf /var/lib/apt/lists/*" in step.rest for step in steps)
