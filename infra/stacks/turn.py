"""The relay for networks that let nothing else through: coturn on Fargate, behind a load balancer.

It holds no list of users: it knows a credential by the secret that it shares with the functions, which draw one with
each ticket (`sightline.domain.relay`). Clients come by UDP 3478, or by TLS on TCP 443, which the load balancer ends
(decisions/0006); what they send goes on by UDP, to the media workers' ports alone.
"""

from pathlib import Path

from aws_cdk import aws_certificatemanager as acm
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_elasticloadbalancingv2 as elb
from aws_cdk import aws_route53 as route53
from aws_cdk import aws_route53_targets as route53_targets
from constructs import Construct

from infra.constructs.containers import Confined, arm_task, confine
from infra.constructs.environment_stack import EnvironmentStack
from infra.constructs.findings import explain
from infra.settings import TURN_PORT, TURN_TLS_PORT, DeploymentSettings
from infra.stacks.identity import IdentityStack
from infra.stacks.media import MEDIA_PORTS, MediaStack

HERE = Path(__file__).parents[1] / "turn"
DIRECTORY = "/run/turn"
TCP, UDP = ec2.Port.tcp(TURN_PORT), ec2.Port.udp(TURN_PORT)


class TurnStack(EnvironmentStack):
    """The relay's task, service and load balancer."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        media: MediaStack,
        identity: IdentityStack,
        settings: DeploymentSettings,
    ) -> None:
        """Stand in the workers' network and cluster, as many tasks as the environment sets."""
        super().__init__(scope, construct_id, settings)
        self.balancer = self._balance(media.vpc, settings)
        service = self._serve(media, identity, settings)
        self._let_through(service)
        self.targets = self._listen(service, _certificate(self, settings))
        if settings.hosted_zone_id:
            _write_name(self, self.balancer, settings.hosted_zone_id, settings)

    def _balance(self, vpc: ec2.IVpc, settings: DeploymentSettings) -> elb.NetworkLoadBalancer:
        group = ec2.SecurityGroup(
            self, "Clients", vpc=vpc, description="TURN from phones and browsers", allow_all_outbound=False
        )
        group.add_ingress_rule(ec2.Peer.any_ipv4(), UDP, "TURN by UDP from anywhere")
        group.add_ingress_rule(ec2.Peer.any_ipv4(), ec2.Port.tcp(TURN_TLS_PORT), "TURN by TLS from anywhere")
        explain(group, "2026-11-21", "Phones and force networks have any address; two ports are open.", "EC23")
        balancer = elb.NetworkLoadBalancer(
            self,
            "Balancer",
            vpc=vpc,
            internet_facing=True,
            cross_zone_enabled=True,
            security_groups=[group],
            deletion_protection=settings.keep_data,
        )
        reason = "Its access log would keep callers' addresses; the relay's own log says who used how much of it."
        explain(balancer, "2026-11-21", reason, "ELB2")
        return balancer

    def _serve(self, media: MediaStack, identity: IdentityStack, settings: DeploymentSettings) -> ecs.FargateService:
        task = arm_task(self, "Task", cpu=512, memory_mib=1024)
        confine(task, self, _coturn(identity), settings)
        reason = "Its configuration stands in the environment; the one secret comes from Secrets Manager."
        explain(task, "2026-11-21", reason, "ECS2")
        reason = "Signing in to the registry of images is an action without a resource (ecr:GetAuthorizationToken)."
        explain(task.obtain_execution_role(), "2026-11-21", reason, "IAM5[Resource::*]")
        return ecs.FargateService(
            self,
            "Relays",
            cluster=media.cluster,
            task_definition=task,
            desired_count=settings.turn_count,
            assign_public_ip=True,
            security_groups=[_workers_only(self, media.vpc)],
            min_healthy_percent=100,
            max_healthy_percent=200,
            circuit_breaker=ecs.DeploymentCircuitBreaker(rollback=True),
        )

    def _let_through(self, service: ecs.FargateService) -> None:
        for port in (TCP, UDP):
            self.balancer.connections.allow_to(service, port, "TURN to the relay")

    def _listen(self, service: ecs.FargateService, certificate: acm.ICertificate | None) -> elb.NetworkTargetGroup:
        """Take UDP as it is, and TCP out of TLS where there is a certificate; return the relays as UDP reaches them."""
        by_tcp = self.balancer.add_listener(
            "Tls",
            port=TURN_TLS_PORT,
            protocol=elb.Protocol.TLS if certificate else elb.Protocol.TCP,
            certificates=[certificate] if certificate else None,
            ssl_policy=elb.SslPolicy.RECOMMENDED_TLS if certificate else None,
        )
        _pass_on(by_tcp, service, elb.Protocol.TCP, ecs.Protocol.TCP)
        by_udp = self.balancer.add_listener("Udp", port=TURN_PORT, protocol=elb.Protocol.UDP)
        return _pass_on(by_udp, service, elb.Protocol.UDP, ecs.Protocol.UDP)


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


def _coturn(identity: IdentityStack) -> Confined:
    """Start coturn with the one configuration file, which tests start it with too."""
    return Confined(
        name="Relay",
        image=ecs.ContainerImage.from_asset(str(HERE)),
        writable=DIRECTORY,
        entry_point=["/bin/sh", "-euc", (HERE / "start.sh").read_text(), "start.sh"],
        environment={
            "TURN_CONFIGURATION": (HERE / "turnserver.conf").read_text(),
            "TURN_DIRECTORY": DIRECTORY,
        },
        secrets={"TURN_SECRET": ecs.Secret.from_secrets_manager(identity.require_turn_secret())},
        ports=[
            ecs.PortMapping(container_port=TURN_PORT, protocol=protocol)
            for protocol in (ecs.Protocol.UDP, ecs.Protocol.TCP)
        ],
    )


def _workers_only(scope: Construct, vpc: ec2.IVpc) -> ec2.SecurityGroup:
    """Let relays send to the media ports alone, and fetch image and secret, and write their log, by HTTPS."""
    group = ec2.SecurityGroup(scope, "Relay", vpc=vpc, description="The relay", allow_all_outbound=False)
    group.add_egress_rule(ec2.Peer.any_ipv4(), ec2.Port.udp_range(*MEDIA_PORTS), "To the media workers")
    group.add_egress_rule(ec2.Peer.any_ipv4(), ec2.Port.tcp(443), "To registry, secrets and logs")
    return group


def _certificate(scope: Construct, settings: DeploymentSettings) -> acm.ICertificate | None:
    if settings.turn_certificate_arn:
        return acm.Certificate.from_certificate_arn(scope, "Certificate", settings.turn_certificate_arn)
    if settings.hosted_zone_id is None:
        return None
    zone = route53.HostedZone.from_hosted_zone_id(scope, "ProofZone", settings.hosted_zone_id)
    proof = acm.CertificateValidation.from_dns(zone)
    return acm.Certificate(scope, "Certificate", domain_name=settings.turn_domain, validation=proof)


def _write_name(
    scope: Construct, balancer: elb.INetworkLoadBalancer, hosted_zone_id: str, settings: DeploymentSettings
) -> None:
    zone = route53.HostedZone.from_hosted_zone_attributes(
        scope, "Zone", hosted_zone_id=hosted_zone_id, zone_name=settings.site_domain
    )
    target = route53.RecordTarget.from_alias(route53_targets.LoadBalancerTarget(balancer))
    route53.ARecord(scope, "Name", zone=zone, target=target, record_name=settings.turn_domain)
