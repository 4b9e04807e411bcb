"""A way in to the relays: a network load balancer with a name of its own.

A listener of such a balancer speaks one protocol a port, so TCP and TLS on 443 are two of them (decisions/0006).
"""

from aws_cdk import aws_certificatemanager as acm
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_elasticloadbalancingv2 as elb
from aws_cdk import aws_route53 as route53
from aws_cdk import aws_route53_targets as route53_targets
from constructs import Construct

from infra.constructs.findings import explain
from infra.settings import TURN_PORT, TURN_WEB_PORT, DeploymentSettings


class RelayDoor(Construct):
    """The balancer, its name where there is a zone for it, and a listener for each way that it is told to take."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        domain: str,
        vpc: ec2.IVpc,
        clients: ec2.ISecurityGroup,
        settings: DeploymentSettings,
    ) -> None:
        """Make the balancer; it takes nothing yet."""
        super().__init__(scope, construct_id)
        self.balancer = elb.NetworkLoadBalancer(
            self,
            "Balancer",
            vpc=vpc,
            internet_facing=True,
            cross_zone_enabled=True,
            security_groups=[clients],
            deletion_protection=settings.keep_data,
        )
        reason = "Its access log would keep callers' addresses; the relay's own log says who used how much of it."
        explain(self.balancer, "2026-11-21", reason, "ELB2")
        if settings.hosted_zone_id:
            self._write_name(domain, settings.hosted_zone_id, settings)

    def take_udp(self, service: ecs.FargateService) -> elb.NetworkTargetGroup:
        """Pass UDP on as it is; return the relays as UDP reaches them."""
        listener = self.balancer.add_listener("Udp", port=TURN_PORT, protocol=elb.Protocol.UDP)
        return _pass_on(listener, service, elb.Protocol.UDP, ecs.Protocol.UDP)

    def take_tcp(self, service: ecs.FargateService) -> None:
        """Pass TCP on as it is, from the port that a web page comes by."""
        listener = self.balancer.add_listener("Tcp", port=TURN_WEB_PORT, protocol=elb.Protocol.TCP)
        _pass_on(listener, service, elb.Protocol.TCP, ecs.Protocol.TCP)

    def take_tls(self, service: ecs.FargateService, certificate: acm.ICertificate) -> None:
        """End TLS at the port that a web page comes by, and pass on the TCP that was in it."""
        listener = self.balancer.add_listener(
            "Tls",
            port=TURN_WEB_PORT,
            protocol=elb.Protocol.TLS,
            certificates=[certificate],
            ssl_policy=elb.SslPolicy.RECOMMENDED_TLS,
        )
        _pass_on(listener, service, elb.Protocol.TCP, ecs.Protocol.TCP)

    def _write_name(self, domain: str, hosted_zone_id: str, settings: DeploymentSettings) -> None:
        zone = route53.HostedZone.from_hosted_zone_attributes(
            self, "Zone", hosted_zone_id=hosted_zone_id, zone_name=settings.site_domain
        )
        target = route53.RecordTarget.from_alias(route53_targets.LoadBalancerTarget(self.balancer))
        route53.ARecord(self, "Name", zone=zone, target=target, record_name=domain)


def _pass_on(
    listener: elb.NetworkListener, service: ecs.FargateService, protocol: elb.Protocol, container: ecs.Protocol
) -> elb.NetworkTargetGroup:
    """Let a listener's clients reach the relays; one that takes no TCP is not asked further, and is replaced."""
    return listener.add_targets(
        "Relays",
        port=TURN_PORT,
        protocol=protocol,
        targets=[service.load_balancer_target(container_name="Relay", container_port=TURN_PORT, protocol=container)],
        health_check=elb.HealthCheck(protocol=elb.Protocol.TCP, port=str(TURN_PORT)),
    )
