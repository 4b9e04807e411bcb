"""What all stacks have in common: the settings of their environment, and its region."""

from typing import ClassVar

import aws_cdk as cdk
from constructs import Construct

from infra.settings import DeploymentSettings


class EnvironmentStack(cdk.Stack):
    """A stack of one environment; of no particular account, so that it synthesises without credentials."""

    STATEFUL: ClassVar[bool] = False
    """Whether it holds what no deployment could make again; where data is kept, nobody deletes such a stack."""

    def __init__(
        self, scope: Construct, construct_id: str, settings: DeploymentSettings, *, region: str | None = None
    ) -> None:
        """Place the stack in the environment's region, or where CloudFront wants it."""
        super().__init__(
            scope,
            construct_id,
            env=cdk.Environment(region=region or settings.region),
            cross_region_references=True,
            termination_protection=self.STATEFUL and settings.keep_data,
        )
        self.settings = settings
