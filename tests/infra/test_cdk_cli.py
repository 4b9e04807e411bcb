"""The CDK's own command line, in the pinned version: what a deployment starts with works, without an account."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from moto.iam.models import iam_backends
from moto.server import ThreadedMotoServer

from infra.local.template.scope import ACCOUNT
from tests.infra.cloud import Cloud

ROOT = Path(__file__).parents[2]
CDK = ROOT / "web" / "node_modules" / ".bin" / "cdk"
APP = f"{sys.executable} -m infra.app"
STACK = "sightline-tables"
BARE = ("--no-version-reporting", "--no-path-metadata", "--no-asset-metadata")
"""What the command line would add to templates for itself."""


def _cdk(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run one command; nothing is asked of any network but what the environment names."""
    return subprocess.run(  # noqa: S603 every word is ours
        [str(CDK), *arguments, "--no-notices", "--no-color"],
        cwd=ROOT,
        env={**os.environ, "CI": "true", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def assembly(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Production as the command line synthesises it."""
    directory = tmp_path_factory.mktemp("cli")
    wanted = (STACK, "--exclusively", "--quiet", "--no-validation", "--output", str(directory), "--app", APP)
    ran = _cdk("synth", *wanted, "--context", "environment=prod", *BARE)
    assert ran.returncode == 0, ran.stderr
    return directory


@pytest.fixture
def cloud_of_moto() -> Iterator[str]:
    """The address of an account of moto's own."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


def _template(directory: Path) -> Path:
    return directory / f"{STACK}.template.json"


def test_the_command_line_makes_the_templates_that_are_tested(assembly: Path, prod: Cloud) -> None:
    """`cdk synth` and `python -m infra.app` write the same, so what these tests hold is what is deployed."""
    assert json.loads(_template(assembly).read_text()) == prod.assembly.stacks[STACK].template


def test_no_difference_is_seen_where_there_is_none(assembly: Path) -> None:
    """`cdk diff` against what is deployed already says so."""
    same = ("--app", str(assembly), "--template", str(_template(assembly)))
    ran = _cdk("diff", STACK, "--exclusively", "--fail", *same)
    assert ran.returncode == 0, ran.stderr
    assert "Number of stacks with differences: 0" in ran.stdout + ran.stderr


def test_a_difference_is_shown_before_it_is_deployed(assembly: Path, tmp_path: Path) -> None:
    """`cdk diff` names what would change, and fails where it is asked to."""
    deployed = tmp_path / "deployed.json"
    deployed.write_text(_template(assembly).read_text().replace("expires_at_epoch", "expires_at"))
    ran = _cdk("diff", STACK, "--exclusively", "--fail", "--app", str(assembly), "--template", str(deployed))
    assert ran.returncode == 1
    assert "TimeToLiveSpecification" in ran.stdout + ran.stderr


def test_bootstrap_makes_the_role_that_the_evidence_trusts(cloud_of_moto: str) -> None:
    """`cdk bootstrap` makes the one role by which the evidence's policies may be changed, by the name they know."""
    account = {"AWS_ENDPOINT_URL": cloud_of_moto, "AWS_REGION": "eu-west-2"}
    keys = {"AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing"}
    ran = _cdk("bootstrap", f"aws://{ACCOUNT}/eu-west-2", "--app", "", **account, **keys)
    assert ran.returncode == 0, ran.stderr
    names = {role.name for role in iam_backends[ACCOUNT]["aws"].roles.values()}
    assert f"cdk-hnb659fds-cfn-exec-role-{ACCOUNT}-eu-west-2" in names
