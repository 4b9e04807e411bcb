"""A function that works on whole files of copies: a disk for them, a log of JSON, a role of its own; not of the table.

Makers of copies and givers of credentials stand apart, in stacks and with rights of their own (infra/decisions/0007).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import aws_cdk as cdk
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from constructs import Construct

from infra.constructs.findings import explain

DISK = cdk.Size.gibibytes(10)
"""The most there is: a master, a copy, and what lies between the two."""


@dataclass(frozen=True)
class CopiesFunction:
    """What one of them is."""

    code: lambda_.Code
    handler: str
    memory_mb: int
    seconds: int
    environment: Mapping[str, str]

    def make(
        self,
        scope: Construct,
        role: iam.IRole,
        group: logs.ILogGroup,
        vpc: ec2.IVpc | None = None,
        walls: Sequence[ec2.ISecurityGroup] = (),
    ) -> lambda_.Function:
        """Make it; in a network, where it is given one, that leads nowhere but through these walls."""
        group.grant_write(role)
        function = lambda_.Function(
            scope,
            "Function",
            code=self.code,
            handler=self.handler,
            runtime=lambda_.Runtime.PYTHON_3_13,
            architecture=lambda_.Architecture.ARM_64,
            memory_size=self.memory_mb,
            ephemeral_storage_size=DISK,
            timeout=cdk.Duration.seconds(self.seconds),
            role=role,
            log_group=group,
            logging_format=lambda_.LoggingFormat.JSON,
            vpc=vpc,
            vpc_subnets=ec2.SubnetSelection(subnet_type=ec2.SubnetType.PRIVATE_ISOLATED) if vpc else None,
            security_groups=list(walls) or None,
            environment=dict(self.environment),
        )
        explain(function, "2026-11-21", "Python 3.13 as the other functions have; Lambda keeps it until 2029.", "L1")
        return function
