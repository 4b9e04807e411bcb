"""The functions' code: one asset for all of them, made without Docker."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import aws_cdk as cdk
import jsii
from aws_cdk import aws_lambda as lambda_

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "functions"
LOCK = ROOT / "requirements" / "functions.lock"
NOT_CODE = ("__pycache__", "**/__pycache__", "*.md")

PIP_INSTALL = (
    sys.executable,
    "-m",
    "pip",
    "install",
    "--platform=manylinux2014_aarch64",
    "--platform=manylinux_2_28_aarch64",
    "--python-version=3.13",
    "--implementation=cp",
    "--only-binary=:all:",
    "--no-binary=docopt",  # pure Python, published as source only
    "--no-deps",
    "--no-compile",
    "--quiet",
    "--disable-pip-version-check",
    "--require-hashes",
)
"""The lock names everything, so nothing is resolved; what has no wheel for arm64 stops the build (glibc 2.34 there)."""


Runner = Callable[[Sequence[str]], None]


def run_command(command: Sequence[str]) -> None:
    """Run a command; one that fails stops the build."""
    subprocess.run(command, check=True)  # noqa: S603 every word comes from this file


@jsii.implements(cdk.ILocalBundling)
class PipBundling:
    """Installs the locked requirements for Lambda's machine next to a copy of the source."""

    def __init__(self, run: Runner = run_command) -> None:
        """Take what runs pip."""
        self._run = run

    def try_bundle(self, output_dir: str, *_: object, **__: object) -> bool:
        """Fill the directory; CDK's way into Docker is never taken."""
        self._run([*PIP_INSTALL, f"--target={output_dir}", f"--requirement={LOCK}"])
        shutil.copytree(SOURCE, output_dir, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__", "*.md"))
        return True


def functions_code() -> lambda_.Code:
    """Return the asset; with `aws:cdk:bundling-stacks` empty it is the bare source, and nothing is installed."""
    return lambda_.Code.from_asset(
        str(SOURCE),
        exclude=list(NOT_CODE),
        bundling=cdk.BundlingOptions(image=cdk.DockerImage.from_registry("scratch"), local=PipBundling()),
    )
