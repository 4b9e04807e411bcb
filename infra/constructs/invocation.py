"""How API Gateway calls a function: as an integration, or as an authorizer."""

import aws_cdk as cdk
from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_lambda as lambda_
from constructs import Construct


def integrate(
    scope: Construct, construct_id: str, api: apigateway.CfnApi, function: lambda_.IFunction
) -> apigateway.CfnIntegration:
    """Let an API call a function with the first form of proxy event, which is the one that Chalice reads."""
    permit(scope, f"{construct_id}Permission", api, function)
    return apigateway.CfnIntegration(
        scope,
        construct_id,
        api_id=api.ref,
        integration_type="AWS_PROXY",
        integration_method="POST",
        integration_uri=invocation_uri(function),
        payload_format_version="1.0",
    )


def permit(scope: Construct, construct_id: str, api: apigateway.CfnApi, function: lambda_.IFunction) -> None:
    """Allow one API, and no other, to invoke a function."""
    stack = cdk.Stack.of(scope)
    lambda_.CfnPermission(
        scope,
        construct_id,
        action="lambda:InvokeFunction",
        function_name=function.function_arn,
        principal="apigateway.amazonaws.com",
        source_arn=stack.format_arn(service="execute-api", resource=api.ref, resource_name="*"),
    )


def invocation_uri(function: lambda_.IFunction) -> str:
    """Name a function in the way in which API Gateway wants it named."""
    stack = cdk.Stack.of(function)
    prefix = f"arn:{stack.partition}:apigateway:{stack.region}:lambda:path/2015-03-31/functions"
    return f"{prefix}/{function.function_arn}/invocations"
