"""The template once applied: every resource by type, with the laptop's addresses in place of the cloud's."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from infra.local.cloud.applier import Applied


class Deployed:
    """What the players are built from."""

    def __init__(self, resources: Sequence[Applied], localise: Callable[[Any], Any], region: str) -> None:
        """Replace addresses in all properties."""
        self._resources = [replace(each, properties=localise(each.properties)) for each in resources]
        self.localise = localise
        self.region = region

    def of_type(self, kind: str) -> list[Applied]:
        """Return all resources of a type, such as AWS::Lambda::Function."""
        return [each for each in self._resources if each.type == kind]

    def one(self, kind: str) -> Applied:
        """Return the only resource of a type."""
        (found,) = self.of_type(kind)
        return found

    def named(self, kind: str, ref: str) -> Applied:
        """Return the resource of a type that `Ref` gives as `ref`."""
        return next(each for each in self.of_type(kind) if each.exists.ref == ref)

    def setting(self, name: str) -> str:
        """Return a variable of the functions' environments that all who have it agree on."""
        (value,) = {
            environment[name]
            for each in self.of_type("AWS::Lambda::Function")
            if name in (environment := variables(each))
        }
        return str(value)

    def settings(self, suffix: str) -> dict[str, str]:
        """Return all variables of the functions' environments whose name ends in a suffix."""
        return {
            name: value
            for each in self.of_type("AWS::Lambda::Function")
            for name, value in variables(each).items()
            if name.endswith(suffix)
        }


def variables(function: Applied) -> dict[str, str]:
    """Return the environment of an AWS::Lambda::Function."""
    environment: dict[str, str] = function.properties.get("Environment", {}).get("Variables", {})
    return environment


def function_arn(text: str) -> str:
    """Return the function's ARN from an integration's or authorizer's URI, which holds it."""
    return text.partition("/functions/")[2].removesuffix("/invocations") or text
