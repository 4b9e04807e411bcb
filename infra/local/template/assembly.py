"""The cloud assembly: the templates that synthesis has written, one a stack, and their resources."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Resource:
    """One resource as the template declares it; its properties are not resolved yet."""

    stack: str
    logical_id: str
    type: str
    properties: Json
    condition: str | None = None


@dataclass(frozen=True)
class Stack:
    """One template, and where it would be deployed."""

    name: str
    region: str
    template: Json
    directory: Path

    def resources(self) -> Iterator[Resource]:
        """Return every resource as declared."""
        return (self.resource(logical_id) for logical_id in self.template.get("Resources", {}))

    def resource(self, logical_id: str) -> Resource:
        """Return one resource as declared."""
        declared = self.template["Resources"][logical_id]
        properties = declared.get("Properties", {})
        return Resource(self.name, logical_id, declared["Type"], properties, declared.get("Condition"))


@dataclass(frozen=True)
class Assembly:
    """All stacks by name."""

    stacks: Mapping[str, Stack]

    def resources(self) -> Iterator[Resource]:
        """Return every resource of every stack."""
        for stack in self.stacks.values():
            yield from stack.resources()

    def exports(self) -> dict[str, tuple[str, Any]]:
        """Return each exported name with the stack that exports it and the value, not resolved."""
        return {
            output["Export"]["Name"]: (stack.name, output["Value"])
            for stack in self.stacks.values()
            for output in stack.template.get("Outputs", {}).values()
            if isinstance(output.get("Export", {}).get("Name"), str)
        }


def read_assembly(directory: Path, default_region: str) -> Assembly:
    """Read the manifest in a directory that the CDK has written, and the templates it names."""
    manifest = json.loads((directory / "manifest.json").read_text())
    stacks = (
        _read_stack(directory, artifact, default_region)
        for artifact in manifest["artifacts"].values()
        if artifact["type"] == "aws:cloudformation:stack"
    )
    return Assembly({stack.name: stack for stack in stacks})


def _read_stack(directory: Path, artifact: Json, default_region: str) -> Stack:
    properties = artifact["properties"]
    region = str(artifact["environment"]).rsplit("/", 1)[-1]
    return Stack(
        name=properties["stackName"] if "stackName" in properties else artifact["displayName"],
        region=default_region if region == "unknown-region" else region,
        template=json.loads((directory / properties["templateFile"]).read_text()),
        directory=directory,
    )
