"""An assembly is read from the manifest that synthesis writes."""

import json
from pathlib import Path

from infra.local.template.assembly import read_assembly

TEMPLATE = {
    "Resources": {"Table": {"Type": "AWS::DynamoDB::Table", "Properties": {"A": 1}, "Condition": "Maybe"}},
    "Outputs": {"Out": {"Value": {"Ref": "Table"}, "Export": {"Name": "one:Table"}}, "Plain": {"Value": "x"}},
}


def write_assembly(directory: Path, environment: str = "aws://unknown-account/unknown-region") -> None:
    """Write a manifest with one stack and one asset."""
    stack = {
        "type": "aws:cloudformation:stack",
        "environment": environment,
        "properties": {"templateFile": "one.template.json"},
        "displayName": "one",
    }
    manifest = {"artifacts": {"one": stack, "one.assets": {"type": "cdk:asset-manifest"}}}
    (directory / "manifest.json").write_text(json.dumps(manifest))
    (directory / "one.template.json").write_text(json.dumps(TEMPLATE))


def test_stacks_resources_and_exports_are_found(tmp_path: Path) -> None:
    """Every resource comes with its stack, type, properties and condition; exports name their stack."""
    write_assembly(tmp_path)
    assembly = read_assembly(tmp_path, "eu-west-2")
    (table,) = assembly.resources()
    assert (table.stack, table.logical_id, table.type) == ("one", "Table", "AWS::DynamoDB::Table")
    assert (table.properties, table.condition) == ({"A": 1}, "Maybe")
    assert assembly.exports() == {"one:Table": ("one", {"Ref": "Table"})}


def test_a_stack_without_a_region_gets_the_default(tmp_path: Path) -> None:
    """A stack for any region is deployed to the default one, another to its own."""
    write_assembly(tmp_path)
    assert read_assembly(tmp_path, "eu-west-2").stacks["one"].region == "eu-west-2"
    write_assembly(tmp_path, "aws://unknown-account/us-east-1")
    assert read_assembly(tmp_path, "eu-west-2").stacks["one"].region == "us-east-1"
