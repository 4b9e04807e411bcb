"""Where copies of evidence are made: a function that decodes what strangers sent, so it stands behind walls.

Its network has no way but to S3, by a gateway endpoint that lets through two buckets and two actions; its role may read
masters and add copies. Its queue is emptied by Lambda itself, which needs no way in.
"""

from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_lambda_event_sources as event_sources
from constructs import Construct

from infra.constructs.code import derivations_code
from infra.constructs.copies_function import CopiesFunction
from infra.constructs.environment_stack import EnvironmentStack
from infra.constructs.findings import below, explain
from infra.constructs.function_table import DERIVATION_SECONDS
from infra.constructs.logs import log_group
from infra.settings import DeploymentSettings
from infra.stacks.evidence import EvidenceStack

HANDLER = "derivations.app.derive"
MEMORY_MB = 3008
"""The most that a new account allows: 1.7 processors, all of which an encoder takes."""
AT_ONCE = 5
S3_OF_LONDON = "pl-7ca54015"
"""AWS's own list of S3's addresses in eu-west-2, the only region that an environment may have."""
INTERFACES = (
    "ec2:AssignPrivateIpAddresses",
    "ec2:CreateNetworkInterface",
    "ec2:DeleteNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSubnets",
    "ec2:UnassignPrivateIpAddresses",
)
"""What Lambda itself does with the role, to place the function in its network."""


class DerivationsStack(EnvironmentStack):
    """The network, its one way out, and the function."""

    def __init__(
        self, scope: Construct, construct_id: str, *, evidence: EvidenceStack, settings: DeploymentSettings
    ) -> None:
        """Make it all; the evidence stack has the queue and both buckets."""
        super().__init__(scope, construct_id, settings)
        vpc = _isolated_network(self, settings)
        _open_way_to(vpc, evidence)
        self.function = self._make_function(vpc, evidence, settings)
        self.function.add_event_source(
            event_sources.SqsEventSource(evidence.derivations_queue, batch_size=1, max_concurrency=AT_ONCE)
        )

    def _make_function(self, vpc: ec2.IVpc, evidence: EvidenceStack, settings: DeploymentSettings) -> lambda_.Function:
        reached = {
            "POWERTOOLS_SERVICE_NAME": "derivations",
            "SIGHTLINE_EVIDENCE_BUCKET": evidence.bucket.bucket_name,
            "SIGHTLINE_DERIVED_BUCKET": evidence.derived.bucket_name,
        }
        made = CopiesFunction(derivations_code(), HANDLER, MEMORY_MB, DERIVATION_SECONDS, reached)
        return made.make(self, _role(self, evidence), log_group(self, "Log", settings), vpc, [_to_s3_only(self, vpc)])


def _isolated_network(scope: Construct, settings: DeploymentSettings) -> ec2.Vpc:
    """Make a network that leads nowhere."""
    vpc = ec2.Vpc(
        scope,
        "Network",
        max_azs=2,
        nat_gateways=0,
        create_internet_gateway=False,
        restrict_default_security_group=False,
        subnet_configuration=[
            ec2.SubnetConfiguration(name="Walled", subnet_type=ec2.SubnetType.PRIVATE_ISOLATED, cidr_mask=24)
        ],
    )
    vpc.add_flow_log(
        "Flows",
        destination=ec2.FlowLogDestination.to_cloud_watch_logs(log_group(scope, "FlowLog", settings)),
        traffic_type=ec2.FlowLogTrafficType.REJECT,
    )
    return vpc


def _open_way_to(vpc: ec2.Vpc, evidence: EvidenceStack) -> None:
    """Let through reading of masters and adding of copies, and no other bucket, of ours or a stranger's."""
    endpoint = vpc.add_gateway_endpoint("S3", service=ec2.GatewayVpcEndpointAwsService.S3)
    for actions, resources in _rights(evidence):
        endpoint.add_to_policy(
            iam.PolicyStatement(principals=[iam.AnyPrincipal()], actions=actions, resources=resources)
        )


def _to_s3_only(scope: Construct, vpc: ec2.IVpc) -> ec2.SecurityGroup:
    group = ec2.SecurityGroup(
        scope, "Walls", vpc=vpc, description="Derivations, which reach S3 alone", allow_all_outbound=False
    )
    group.add_egress_rule(ec2.Peer.prefix_list(S3_OF_LONDON), ec2.Port.tcp(443), "S3 of this region")
    return group


def _rights(evidence: EvidenceStack) -> list[tuple[list[str], list[str]]]:
    """Say what is allowed; listing tells an object that is not there from one that may not be read."""
    return [
        (["s3:ListBucket"], [evidence.bucket.bucket_arn]),
        (["s3:GetObject"], [evidence.bucket.arn_for_objects("*")]),
        (["s3:PutObject"], [evidence.derived.arn_for_objects("*")]),
    ]


def _role(scope: Construct, evidence: EvidenceStack) -> iam.Role:
    role = iam.Role(scope, "Role", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"))
    for actions, resources in _rights(evidence):
        role.add_to_policy(iam.PolicyStatement(actions=actions, resources=resources))
    through_s3 = {"StringEquals": {"kms:ViaService": f"s3.{evidence.region}.amazonaws.com"}}
    role.add_to_policy(
        iam.PolicyStatement(
            actions=["kms:Decrypt", "kms:GenerateDataKey"], resources=[evidence.key.key_arn], conditions=through_s3
        )
    )
    role.add_to_policy(iam.PolicyStatement(actions=list(INTERFACES), resources=["*"]))
    explain(
        role,
        "2026-11-21",
        "Masters and copies lie under prefixes that no policy can know before; the buckets are named.",
        *below(evidence.bucket.bucket_arn, evidence, "/*"),
        *below(evidence.derived.bucket_arn, evidence, "/*"),
    )
    explain(
        role,
        "2026-11-21",
        "Lambda places the function in its network with these, which know no resource before it is made.",
        "IAM5[Resource::*]",
    )
    return role
