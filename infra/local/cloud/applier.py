"""Applies an assembly: makes what moto can hold, names the rest, and keeps all properties resolved.

A resource is made when something first refers to it, so the order follows the references.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from infra.local.cloud.buckets import make_bucket, set_bucket_policy
from infra.local.cloud.clients import Clients
from infra.local.cloud.keys import make_alias, make_key
from infra.local.cloud.kinds import PASSED_OVER, PLAYED
from infra.local.cloud.mail_sender import make_mail_sender
from infra.local.cloud.names import physical_name
from infra.local.cloud.physical import Exists
from infra.local.cloud.played import name_played
from infra.local.cloud.queues import make_queue, make_topic
from infra.local.cloud.secrets import make_secret
from infra.local.cloud.tables import make_table
from infra.local.template.assembly import Assembly, Resource
from infra.local.template.intrinsics import resolve
from infra.local.template.scope import StackScope

Maker = Callable[[Clients, str, dict[str, Any]], Exists]
Key = tuple[str, str]

MAKERS: Mapping[str, Maker] = {
    "AWS::DynamoDB::Table": make_table,
    "AWS::KMS::Alias": make_alias,
    "AWS::KMS::Key": make_key,
    "AWS::S3::Bucket": make_bucket,
    "AWS::S3::BucketPolicy": set_bucket_policy,
    "AWS::SES::ConfigurationSet": make_mail_sender,
    "AWS::SNS::Topic": make_topic,
    "AWS::SQS::Queue": make_queue,
    "AWS::SecretsManager::Secret": make_secret,
}


class UnknownTypeError(Exception):
    """The template holds a type of resource about which nobody has decided what the laptop does."""


@dataclass(frozen=True)
class Applied:
    """A resource that is made or played, with its properties resolved."""

    stack: str
    logical_id: str
    type: str
    properties: dict[str, Any]
    exists: Exists


class Applier:
    """Applies one assembly to one moto."""

    def __init__(self, assembly: Assembly, clients: Callable[[str], Clients]) -> None:
        """Take the clients by region."""
        self._assembly = assembly
        self._clients = clients
        self._exists: dict[Key, Exists] = {}
        self._properties: dict[Key, dict[str, Any]] = {}

    def apply(self) -> list[Applied]:
        """Make and name everything; return what is made or played."""
        refuse_unknown_types(self._assembly)
        wanted = [resource for resource in self._assembly.resources() if self._is_wanted(resource)]
        return [self._applied(resource) for resource in wanted]

    def physical(self, stack: str, logical_id: str) -> Exists:
        """Return a resource as it exists, making it first if need be."""
        key = (stack, logical_id)
        if key not in self._exists:
            self._exists[key] = self._bring_about(self._assembly.stacks[stack].resource(logical_id))
        return self._exists[key]

    def _is_wanted(self, resource: Resource) -> bool:
        if resource.type in PASSED_OVER:
            return False
        return resource.condition is None or self._scope(resource).condition(resource.condition)

    def _applied(self, resource: Resource) -> Applied:
        exists = self.physical(resource.stack, resource.logical_id)
        return Applied(resource.stack, resource.logical_id, resource.type, self._resolved(resource), exists)

    def _bring_about(self, resource: Resource) -> Exists:
        region = self._assembly.stacks[resource.stack].region
        name = physical_name(resource, lambda given: resolve(given, self._scope(resource)))
        if maker := MAKERS.get(resource.type):
            return maker(self._clients(region), name, self._resolved(resource))
        return name_played(resource, region, name)

    def _resolved(self, resource: Resource) -> dict[str, Any]:
        key = (resource.stack, resource.logical_id)
        if key not in self._properties:
            self._properties[key] = resolve(resource.properties, self._scope(resource))
        return self._properties[key]

    def _scope(self, resource: Resource) -> StackScope:
        return StackScope(self._assembly, self._assembly.stacks[resource.stack], self)


def refuse_unknown_types(assembly: Assembly) -> None:
    """Raise UnknownTypeError if a type is neither made, played nor passed over."""
    unknown = sorted({resource.type for resource in assembly.resources()} - MAKERS.keys() - PLAYED - PASSED_OVER)
    if unknown:
        message = f"Decide in infra/local/cloud/kinds.py what the laptop does with: {', '.join(unknown)}."
        raise UnknownTypeError(message)


def passed_over(assembly: Assembly) -> Iterator[str]:
    """Return the types in the assembly that the laptop passes over, in order."""
    yield from sorted({resource.type for resource in assembly.resources()} & PASSED_OVER)
