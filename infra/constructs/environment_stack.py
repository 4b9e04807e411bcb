"""What all stacks have in common: the settings of their environment, and its region."""

import aws_cdk as cdk
from constructs import Construct

from infra.settings import DeploymentSettings


class EnvironmentStack(cdk.Stack):
    """A stack of one environment; of no particular account, so that it synthesises without credentials."""

    def __init__(self, scope: Construct, construct_id: str, settings: DeploymentSettings) -> None:
        """Place the stack in the environment's region."""
        super().__init__(scope, construct_id, env=cdk.Environment(region=settings.region))
        self.settings = settings
