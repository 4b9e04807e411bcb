"""The network of media: public addresses by both versions of IP, and no NAT, behind which nobody could be reached."""

from aws_cdk import aws_ec2 as ec2
from constructs import Construct

from infra.constructs.logs import log_group
from infra.settings import DeploymentSettings


def public_network(scope: Construct, settings: DeploymentSettings) -> ec2.Vpc:
    """Make a network over two data centres, and a log of what it turns away."""
    vpc = ec2.Vpc(
        scope,
        "Network",
        max_azs=2,
        nat_gateways=0,
        ip_protocol=ec2.IpProtocol.DUAL_STACK,
        restrict_default_security_group=False,
        subnet_configuration=[
            ec2.SubnetConfiguration(
                name="Media",
                subnet_type=ec2.SubnetType.PUBLIC,
                map_public_ip_on_launch=False,
                ipv6_assign_address_on_creation=True,
                cidr_mask=24,
            )
        ],
    )
    vpc.add_flow_log(
        "Flows",
        destination=ec2.FlowLogDestination.to_cloud_watch_logs(log_group(scope, "FlowLog", settings)),
        traffic_type=ec2.FlowLogTrafficType.REJECT,
    )
    return vpc
