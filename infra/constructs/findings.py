"""What a checker of the templates finds fault with and is right as it is: said beside the construct, with a date.

The rules are cdk-nag's AwsSolutions, which `tests/infra/test_checkers.py` runs over every template; a
finding that nobody has explained fails there.
"""

import aws_cdk as cdk
from constructs import IConstruct

PACK = "AwsSolutions"


def explain(construct: IConstruct, on: str, reason: str, *findings: str) -> None:
    """Say why findings, as in `IAM5[Resource::*]`, are right for a construct and all below it, as of a day."""
    for finding in findings:
        cdk.Validations.of(construct).acknowledge(
            cdk.Acknowledgment(id=f"{PACK}::{PACK}-{finding}", reason=f"{on}: {reason}")
        )


def below(value: str, owner: cdk.Stack, *paths: str) -> list[str]:
    """Name what a wildcard reaches under a value that another stack exports, in the checker's way."""
    exported = owner.resolve(owner.export_value(value))["Fn::ImportValue"]
    return [f"IAM5[Resource::{exported}{path}]" for path in paths]
