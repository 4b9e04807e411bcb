"""All functions of the template, found by ARN."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from infra.local.cloud.applier import Applied
from infra.local.cloud.clients import aws_environment
from infra.local.deployed import variables
from infra.local.deployment import Deployment
from infra.local.lambdas.fork_server import ForkServer
from infra.local.lambdas.function import FunctionSpec, LambdaFunction
from infra.local.overrides import function_overrides
from infra.local.places import FUNCTIONS_CODE, Places
from infra.local.process.children import bare_environment

DEFAULT_TIMEOUT_SECONDS = 3


class UnknownFunctionError(Exception):
    """Something refers to a function that the template does not declare."""


class Fleet:
    """The functions."""

    def __init__(self, functions: Mapping[str, LambdaFunction]) -> None:
        """Take them by ARN."""
        self._functions = functions

    def function(self, arn: str) -> Callable[[Any], Awaitable[Any]]:
        """Return what invokes a function."""
        if arn not in self._functions:
            message = f"The template declares no function {arn}."
            raise UnknownFunctionError(message)
        return self._functions[arn].invoke


def make_fleet(deployment: Deployment, server: ForkServer, places: Places, report: Callable[[str, str], None]) -> Fleet:
    """Make every function, without an instance yet."""
    specs = [_spec(each, deployment, places) for each in deployment.deployed.of_type("AWS::Lambda::Function")]
    return Fleet({spec.arn: LambdaFunction(spec, server, report) for spec in specs})


def _spec(function: Applied, deployment: Deployment, places: Places) -> FunctionSpec:
    declared, addresses = variables(function), deployment.addresses
    shown = declared.get("POWERTOOLS_SERVICE_NAME", function.exists.ref)
    given = {
        **bare_environment(),
        **aws_environment(addresses.moto, deployment.deployed.region),
        "AWS_LAMBDA_FUNCTION_NAME": function.exists.ref,
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(function.properties.get("MemorySize", 128)),
        "LAMBDA_TASK_ROOT": str(FUNCTIONS_CODE),
        **declared,
        **function_overrides(declared, addresses, deployment.content_chain),
    }
    return FunctionSpec(
        name=function.exists.ref,
        arn=function.exists.attribute("Arn"),
        handler=function.properties["Handler"],
        timeout_seconds=float(function.properties.get("Timeout", DEFAULT_TIMEOUT_SECONDS)),
        environment=given,
        code=str(FUNCTIONS_CODE),
        log=str(places.logs / f"{shown}.jsonl"),
        errors=str(places.logs / f"{shown}.errors.log"),
    )
