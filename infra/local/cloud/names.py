"""Physical names: those the template gives, else ones in the manner of CloudFormation."""

from collections.abc import Callable
from typing import Any

from infra.local.template.assembly import Resource

NAME_PROPERTIES = (
    "TableName",
    "BucketName",
    "QueueName",
    "TopicName",
    "FunctionName",
    "LogGroupName",
    "Domain",
)
S3_NAME_LIMIT = 63


def physical_name(resource: Resource, resolved: Callable[[Any], Any]) -> str:
    """Return the name of a resource; buckets and APIs take lower case only."""
    for name in NAME_PROPERTIES:
        if name in resource.properties:
            return str(resolved(resource.properties[name]))
    return STYLES.get(resource.type, _plain)(resource)


def _plain(resource: Resource) -> str:
    return f"{resource.stack}-{resource.logical_id}"


def _lower(resource: Resource) -> str:
    return _plain(resource).lower()[:S3_NAME_LIMIT]


def _identifier(resource: Resource) -> str:
    """Return a name in the manner of an id, without separators."""
    return "".join(character for character in _plain(resource).lower() if character.isalnum())


STYLES: dict[str, Callable[[Resource], str]] = {
    "AWS::S3::Bucket": _lower,
    "AWS::ApiGatewayV2::Api": _identifier,
    "AWS::CloudFront::Distribution": _identifier,
    "AWS::Cognito::UserPool": _identifier,
    "AWS::Cognito::UserPoolClient": _identifier,
}
