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
LOCKS = ROOT / "requirements"
NOT_CODE = ("__pycache__", "**/__pycache__", "*.md")

PIP_INSTALL = (
    sys.executable,
    "-m",
    "pip",
    "install",
    "--no-deps",
    "--no-compile",
    "--quiet",
    "--disable-pip-version-check",
    "--require-hashes",
)
"""The lock names everything, so nothing is resolved."""

FOR_LAMBDA = (
    "--platform=manylinux2014_aarch64",
    "--platform=manylinux_2_28_aarch64",
    "--python-version=3.13",
    "--implementation=cp",
    "--only-binary=:all:",
    "--no-binary=docopt",  # pure Python, published as source only
)
"""What has no wheel for arm64 stops the build (glibc 2.34 there)."""

SERVICES = frozenset(
    {
        *("apigatewaymanagementapi", "dynamodb", "kms", "pinpoint-sms-voice-v2"),
        *("s3", "secretsmanager", "sesv2", "sns", "sqs"),
    }
)
"""What functions speak with, by botocore's names (`sightline/adapters`)."""

RUNTIME = "python3.13"
"""The interpreter of the functions' runtime: bytecode is read by its own version only."""
UNCOMPILED = (
    f"There is no {RUNTIME} here to compile the functions with: each of their cold starts will take a second longer.\n"
)


def compile_command(python: str, directory: str) -> tuple[str, ...]:
    """Return the command that puts bytecode beside the source: /var/task cannot be written to, so nobody else will.

    Bytecode that is never checked against its source (PEP 552) says the same wherever and whenever it is made.
    """
    return python, "-m", "compileall", "-q", "--invalidation-mode=unchecked-hash", directory


def find_interpreter(name: str = RUNTIME) -> str | None:
    """Return where an interpreter is that really runs: pyenv's stand-in is on the path of versions it does not have."""
    found = shutil.which(name)
    if found is None:
        return None
    asked = subprocess.run([found, "--version"], capture_output=True, check=False)  # noqa: S603 found by its name
    return found if asked.returncode == 0 else None


Runner = Callable[[Sequence[str]], None]


def run_command(command: Sequence[str]) -> None:
    """Run a command; one that fails stops the build."""
    subprocess.run(command, check=True)  # noqa: S603 every word comes from this file


def leave_out_services(data: Path) -> None:
    """Remove what botocore knows of the 400 services that no function speaks with.

    Whoever makes a first client lists all of them twice, which takes a third of that time; what stays is as it was.
    """
    for service in (each for each in data.glob("*/") if each.name not in SERVICES):
        shutil.rmtree(service)


@jsii.implements(cdk.ILocalBundling)
class PipBundling:
    """Installs the locked requirements next to a copy of the source, and compiles both."""

    def __init__(
        self,
        run: Runner = run_command,
        machine: Sequence[str] = FOR_LAMBDA,
        python: str | None = find_interpreter(),
        lock: str = "functions",
    ) -> None:
        """Take what runs pip, pip's words for the machine, the interpreter that compiles, and the lock by name."""
        self._run = run
        self._lock = LOCKS / f"{lock}.lock"
        self._machine = machine
        self._python = python

    def try_bundle(self, output_dir: str, *_: object, **__: object) -> bool:
        """Fill the directory; CDK's way into Docker is never taken."""
        self._run([*PIP_INSTALL, *self._machine, f"--target={output_dir}", f"--requirement={self._lock}"])
        leave_out_services(Path(output_dir, "botocore", "data"))
        shutil.copytree(SOURCE, output_dir, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__", "*.md"))
        if self._python:
            self._run(compile_command(self._python, output_dir))
        else:
            sys.stderr.write(UNCOMPILED)
        return True


def functions_code() -> lambda_.Code:
    """Return the asset; with `aws:cdk:bundling-stacks` empty it is the bare source, and nothing is installed."""
    return _code(PipBundling())


def derivations_code() -> lambda_.Code:
    """Return the same source with codecs beside it, which no other function has."""
    return _code(PipBundling(lock="derivations"))


def provenance_code() -> lambda_.Code:
    """Return the same source with C2PA's own library beside it."""
    return _code(PipBundling(lock="provenance"))


def _code(bundling: PipBundling) -> lambda_.Code:
    return lambda_.Code.from_asset(
        str(SOURCE),
        exclude=list(NOT_CODE),
        bundling=cdk.BundlingOptions(image=cdk.DockerImage.from_registry("scratch"), local=bundling),
    )
