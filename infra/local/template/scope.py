"""What names in one stack's template stand for while the assembly is applied."""

from typing import Any, Protocol

from infra.local.template.assembly import Assembly, Stack
from infra.local.template.intrinsics import UnresolvableError, resolve

ACCOUNT = "123456789012"
"""moto's account."""


class Physical(Protocol):
    """A resource that exists: what `Ref` and `Fn::GetAtt` give for it."""

    @property
    def ref(self) -> str:
        """What `Ref` gives."""
        ...

    def attribute(self, name: str) -> Any:
        """Return what `Fn::GetAtt` gives."""
        ...


class Deployment(Protocol):
    """Where the resources are made when they are first asked for."""

    def physical(self, stack: str, logical_id: str) -> Physical:
        """Return a resource as it exists, making it if need be."""
        ...


class StackScope:
    """The scope of one stack."""

    def __init__(self, assembly: Assembly, stack: Stack, deployment: Deployment) -> None:
        """Look names up in the stack first, then in what the other stacks export."""
        self._assembly = assembly
        self._stack = stack
        self._deployment = deployment

    def ref(self, name: str) -> Any:
        """Return what `Ref` of a pseudo parameter, a resource or a parameter gives."""
        if name.startswith("AWS::"):
            return self._pseudo(name)
        if name in self._stack.template.get("Resources", {}):
            return self._deployment.physical(self._stack.name, name).ref
        return self._parameter(name)

    def attribute(self, logical_id: str, name: str) -> Any:
        """Return an attribute of a resource."""
        return self._deployment.physical(self._stack.name, logical_id).attribute(name)

    def imported(self, export: str) -> Any:
        """Resolve an export in the scope of the stack that exports it."""
        try:
            stack, value = self._assembly.exports()[export]
        except KeyError:
            message = f"No stack exports {export}."
            raise UnresolvableError(message) from None
        return resolve(value, StackScope(self._assembly, self._assembly.stacks[stack], self._deployment))

    def condition(self, name: str) -> bool:
        """Evaluate a condition of the template."""
        return bool(resolve(self._stack.template["Conditions"][name], self))

    def mapped(self, mapping: str, first: str, second: str) -> Any:
        """Return an entry of the template's Mappings."""
        return self._stack.template["Mappings"][mapping][first][second]

    def _pseudo(self, name: str) -> str:
        known = {
            "AWS::AccountId": ACCOUNT,
            "AWS::Region": self._stack.region,
            "AWS::Partition": "aws",
            "AWS::URLSuffix": "amazonaws.com",
            "AWS::StackName": self._stack.name,
            "AWS::StackId": f"arn:aws:cloudformation:{self._stack.region}:{ACCOUNT}:stack/{self._stack.name}/local",
        }
        if name not in known:
            message = f"The pseudo parameter {name} is not known here."
            raise UnresolvableError(message)
        return known[name]

    def _parameter(self, name: str) -> Any:
        declared = self._stack.template.get("Parameters", {}).get(name)
        if declared is None or "Default" not in declared:
            message = f"{self._stack.name} refers to {name}, which is no resource and no parameter with a default."
            raise UnresolvableError(message)
        return declared["Default"]
