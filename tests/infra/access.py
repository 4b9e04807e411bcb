"""What IAM would answer: roles and policies of the templates, evaluated as AWS documents its policy logic.

A small evaluator for one account: an explicit denial wins, then an allowance of the caller's role counts
where the resource's own policy leaves it to roles. It knows the condition operators that the templates
use and refuses any other, so that a condition is never passed over.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

from infra.local.cloud.names import physical_name
from infra.local.cloud.physical import Exists
from infra.local.cloud.played import name_played
from infra.local.template.assembly import Assembly, Json, Resource
from infra.local.template.intrinsics import resolve
from infra.local.template.scope import ACCOUNT, StackScope

ROLE = "AWS::IAM::Role"
MANAGED: dict[str, list[Json]] = {
    "service-role/AWSLambdaBasicExecutionRole": [
        {
            "Effect": "Allow",
            "Action": ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
            "Resource": "*",
        }
    ]
}
"""AWS's own policies that roles of ours may carry, as AWS publishes them."""


@dataclass(frozen=True)
class Ask:
    """One action on one resource, with what AWS would know of the request."""

    action: str
    resource: str
    context: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Principal:
    """Who asks: an ARN, and the statements of its role."""

    arn: str
    statements: list[Json]

    def may(self, ask: Ask, resource_policy: list[Json]) -> bool:
        """Say whether a request is let through: allowed by the role, denied by neither."""
        known = {"aws:PrincipalArn": self.arn, "aws:SecureTransport": "true", "s3:TlsVersion": "1.3", **ask.context}
        asked = Ask(ask.action, ask.resource, known)
        met = [one["Effect"] for one in self.statements if _speaks_of(one, asked)]
        met += [
            one["Effect"] for one in resource_policy if one["Effect"] == "Deny" and _speaks_of(one, asked, self.arn)
        ]
        return "Deny" not in met and "Allow" in met


class Account:
    """Every role and policy of an environment, with all names resolved."""

    def __init__(self, assembly: Assembly) -> None:
        """Read the templates as if they were deployed."""
        self._assembly = assembly

    def physical(self, stack: str, logical_id: str) -> Exists:
        """Name a resource as its references would find it."""
        owner = self._assembly.stacks[stack]
        resource = owner.resource(logical_id)
        name = physical_name(resource, lambda given: self.resolved(stack, given))
        match resource.type:
            case "AWS::S3::Bucket":
                return Exists(name, {"Arn": f"arn:aws:s3:::{name}"}, stand_in=True)
            case "AWS::KMS::Key":
                return Exists(name, {"Arn": f"arn:aws:kms:{owner.region}:{ACCOUNT}:key/{name}"}, stand_in=True)
            case _:
                return name_played(resource, owner.region, name)

    def resolved(self, stack: str, value: Any) -> Any:
        """Resolve what stands in a stack's template."""
        return resolve(value, StackScope(self._assembly, self._assembly.stacks[stack], self))

    def roles(self) -> Iterator[Principal]:
        """Return every role that the templates make, with all that it may do."""
        for found in self._assembly.resources():
            if found.type == ROLE:
                name = found.properties.get("RoleName", found.logical_id)
                yield Principal(f"arn:aws:iam::{ACCOUNT}:role/{name}", list(self._statements(found)))

    def policy(self, stack: str, kind: str, logical_id: str) -> list[Json]:
        """Return the statements of the resource policy of a bucket or a key."""
        resource = self._assembly.stacks[stack].resource(logical_id)
        document = resource.properties["KeyPolicy" if kind == "AWS::KMS::Key" else "PolicyDocument"]
        return list(self.resolved(stack, document)["Statement"])

    def _statements(self, role: Resource) -> Iterator[Json]:
        for policy in role.properties.get("Policies", []):
            yield from self.resolved(role.stack, policy["PolicyDocument"])["Statement"]
        for arn in self.resolved(role.stack, role.properties.get("ManagedPolicyArns", [])):
            yield from MANAGED[arn.partition(":policy/")[2]]
        for found in self._assembly.stacks[role.stack].resources():
            if found.type == "AWS::IAM::Policy" and {"Ref": role.logical_id} in found.properties["Roles"]:
                yield from self.resolved(role.stack, found.properties["PolicyDocument"])["Statement"]


def _speaks_of(statement: Json, ask: Ask, caller: str | None = None) -> bool:
    """Say whether a statement is about a request; without a caller, it stands in the caller's own role."""
    if caller is not None and not _names(statement["Principal"], caller):
        return False
    if not any(fnmatchcase(ask.action.lower(), one.lower()) for one in _many(statement["Action"])):
        return False
    if "NotResource" in statement:
        about = not any(fnmatchcase(ask.resource, one) for one in _many(statement["NotResource"]))
    else:
        about = any(fnmatchcase(ask.resource, one) for one in _many(statement["Resource"]))
    return about and all(
        _holds(operator, ask.context.get(key), [str(one) for one in _many(wanted)])
        for operator, tests in statement.get("Condition", {}).items()
        for key, wanted in tests.items()
    )


def _names(principal: Any, caller: str) -> bool:
    return principal == "*" or any(fnmatchcase(caller, one) for one in _many(principal.get("AWS", [])))


def _holds(operator: str, value: str | None, wanted: list[str]) -> bool:
    """Evaluate a condition; a key that the request lacks makes only a negated operator true."""
    match operator:
        case "Null":
            return (value is None) == (wanted == ["true"])
        case "StringEquals" | "Bool":
            return value in wanted
        case "StringLike" | "ArnEquals" | "ArnLike":
            return value is not None and any(fnmatchcase(value, one) for one in wanted)
        case "StringNotEquals":
            return value not in wanted
        case "ArnNotEquals":
            return value is None or not any(fnmatchcase(value, one) for one in wanted)
        case "NumericLessThan":
            return value is not None and float(value) < float(wanted[0])
    message = f"The evaluator does not know {operator}."
    raise NotImplementedError(message)


def _many(one_or_many: Any) -> list[Any]:
    return one_or_many if isinstance(one_or_many, list) else [one_or_many]
