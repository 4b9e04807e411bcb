"""Commands that the documents tell people to type are ones that the AWS CLI knows: most are typed in a hurry."""

import re
from pathlib import Path

import botocore.session
import pytest
from botocore import xform_name

from tests.rules.sources import ROOT

DEPLOY, RUNBOOK = ROOT / "docs" / "deploy.md", ROOT / "docs" / "runbook.md"
DOCUMENTS = pytest.mark.parametrize("document", [DEPLOY, RUNBOOK], ids=lambda path: path.stem)
COMMAND = re.compile(r"\baws (?P<service>[a-z0-9-]+) (?P<operation>[a-z0-9-]+)(?P<rest>[^`\n]*)")
OPTION = re.compile(r"--([a-z0-9-]+)")
FOR_ALL = {"query", "output"}
"""Options that every command takes."""
OWN = {("logs", "tail")}
"""What the command line adds to the services' operations."""
RENAMED = {"s3api": "s3"}
"""Services that the command line calls otherwise than the models do."""


def _options(service: str, operation: str) -> set[str]:
    """Return the options of one operation as the command line derives them from the service's model."""
    model = botocore.session.get_session().get_service_model(RENAMED.get(service, service))
    named = {xform_name(name, "-"): name for name in model.operation_names}
    shape = model.operation_model(named[operation]).input_shape
    return {xform_name(member, "-") for member in (shape.members if shape else ())} | FOR_ALL


@DOCUMENTS
def test_every_command_of_aws_exists_with_its_options(document: Path) -> None:
    """A service, operation or option that was misspelt is found here and not at night."""
    typed = [found for found in COMMAND.finditer(document.read_text()) if found.group(1, 2) not in OWN]
    assert typed
    unknown = {
        found[0]: surplus
        for found in typed
        if (surplus := set(OPTION.findall(found["rest"])) - _options(found["service"], found["operation"]))
    }
    assert unknown == {}


def test_every_name_in_a_command_is_set_beforehand() -> None:
    """`$CLUSTER` and the like, which the runbook sets at its head and both documents use."""
    text = RUNBOOK.read_text()
    names = set(re.findall(r"^([A-Z_]+)=", text, re.MULTILINE)) | set(re.findall(r"\b([A-Z]+)=", DEPLOY.read_text()))
    used = set(re.findall(r"\$([A-Z_]+)", text + DEPLOY.read_text())) - {"PWD"}
    assert {"CLUSTER", "RELAYS", "CDK"} <= used
    assert used - names == set()


def test_a_service_is_named_without_its_arn() -> None:
    """CloudFormation's id of a service is its ARN, which no `--resource-id` takes: only what follows its last slash."""
    assigned = re.findall(r"^(?:SERVICE|RELAYS)=.*$", RUNBOOK.read_text(), re.MULTILINE)
    assert len(assigned) == 2
    assert all(line.endswith("| sed 's|.*/||')") for line in assigned)
