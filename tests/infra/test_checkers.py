"""What independent checkers say of production's templates: nothing that is not explained beside its construct."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from infra.local.template.assembly import Json
from tests.infra.cloud import Cloud

CFN_LINT = Path(sys.executable).with_name("cfn-lint")
WRITTEN_BY_CDK = "W3005"
"""CDK writes DependsOn beside a reference that says the same: harmless, and not ours to change."""


@pytest.fixture(scope="module")
def findings(prod: Cloud) -> Json:
    """What cdk-nag's AwsSolutions wrote while production was synthesised."""
    report = json.loads((prod.assembly.stacks["sightline-api"].directory / "validation-report.json").read_text())
    (pack,) = report["pluginReports"]
    assert pack["pluginName"] == "AwsSolutions"
    return dict(pack)


def test_every_finding_is_mended_or_explained(findings: Json) -> None:
    """No rule of AwsSolutions is broken without a word."""
    assert {
        finding["ruleName"]: [one["constructPath"] for one in finding["violatingConstructs"]]
        for finding in findings["violations"]
    } == {}


def test_every_explanation_has_a_date_and_a_reason(findings: Json) -> None:
    """Whoever reads an exception learns since when and why it stands."""
    reasons = {finding["reason"] for finding in findings["suppressedViolations"]}
    assert reasons
    assert [reason for reason in reasons if not re.fullmatch(r"20\d\d-\d\d-\d\d: .{30,}\.", reason)] == []


def test_cloudformation_would_take_every_template(prod: Cloud) -> None:
    """cfn-lint finds no property, value or reference that CloudFormation would refuse."""
    directory = prod.assembly.stacks["sightline-api"].directory
    templates = [str(path) for path in directory.glob("*.template.json")]
    command = [str(CFN_LINT), "--regions", "eu-west-2", "--ignore-checks", WRITTEN_BY_CDK, "--", *templates]
    linted = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 every word is ours
    assert (linted.returncode, linted.stdout) == (0, "")
