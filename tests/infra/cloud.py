"""Reads the synthesised templates in the terms of the tests: resources by type, functions by name, what each may do."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from infra.local.template.assembly import Assembly, Json, Resource

POLICY = "AWS::IAM::Policy"


@dataclass(frozen=True)
class Cloud:
    """All stacks of one environment."""

    assembly: Assembly

    def all(self, stack: str, kind: str) -> list[Resource]:
        """Return a stack's resources of a type."""
        return [resource for resource in self.assembly.stacks[stack].resources() if resource.type == kind]

    def only(self, stack: str, kind: str) -> Json:
        """Return the properties of the one resource of a type."""
        (resource,) = self.all(stack, kind)
        return resource.properties

    def declared(self, stack: str, logical_id: str) -> Json:
        """Return a resource with what stands beside its properties."""
        declared: Json = self.assembly.stacks[stack].template["Resources"][logical_id]
        return declared

    def functions(self) -> dict[str, Json]:
        """Return the properties of our own functions by service name."""
        functions = (found.properties for found in self.all("sightline-functions", "AWS::Lambda::Function"))
        return {
            properties["Environment"]["Variables"]["POWERTOOLS_SERVICE_NAME"]: properties for properties in functions
        }

    def environment(self, function: str) -> dict[str, Any]:
        """Return a function's settings, by the names that `sightline.config` knows them by."""
        variables = self.functions()[function]["Environment"]["Variables"]
        prefix = "SIGHTLINE_"
        return {
            name.removeprefix(prefix).lower(): value for name, value in variables.items() if name.startswith(prefix)
        }

    def statements(self, stack: str, role: Any) -> list[Json]:
        """Return what a role, given as a template names it, may do."""
        logical_id = role["Fn::GetAtt"][0]
        return [
            statement
            for policy in self.all(stack, POLICY)
            if {"Ref": logical_id} in policy.properties["Roles"]
            for statement in policy.properties["PolicyDocument"]["Statement"]
        ]

    def allowed(self, function: str) -> set[str]:
        """Return every action that a function may take."""
        role = self.functions()[function]["Role"]
        return set(actions_of(self.statements("sightline-functions", role)))

    def bucket_policy(self, stack: str) -> list[Json]:
        """Return the statements of a stack's one bucket policy."""
        statements: list[Json] = self.only(stack, "AWS::S3::BucketPolicy")["PolicyDocument"]["Statement"]
        return statements


def as_list(one_or_many: Any) -> list[Any]:
    """Return a list where CloudFormation writes one thing without its brackets."""
    return one_or_many if isinstance(one_or_many, list) else [one_or_many]


def actions_of(statements: list[Json]) -> Iterator[str]:
    """Return the actions that statements allow."""
    for statement in statements:
        if statement["Effect"] == "Allow":
            yield from as_list(statement["Action"])
