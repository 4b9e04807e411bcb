"""The relay for networks that let nothing else through: coturn on Fargate, behind load balancers.

It holds no list of users: it knows a credential by the secret that it shares with the functions, which draw one with
each ticket (`sightline.domain.relay`). Clients come by UDP 3478, by TCP 443, or by TLS on 443 of another name, which a
load balancer ends (decisions/0006); what they send goes on by UDP, to the media workers' ports alone.
"""

from pathlib import Path

from aws_cdk import aws_certificatemanager as acm
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_route53 as route53
from constructs import Construct

from infra.constructs.containers import Confined, arm_task, confine
from infra.constructs.environment_stack import EnvironmentStack
from infra.constructs.findings import explain
from infra.constructs.relay_door import RelayDoor
from infra.settings import TURN_PORT, TURN_WEB_PORT, DeploymentSettings
from infra.stacks.identity import IdentityStack
from infra.stacks.media import MEDIA_PORTS, MediaStack

HERE = Path(__file__).parents[1] / "turn"
DIRECTORY = "/run/turn"
TCP, UDP = ec2.Port.tcp(TURN_PORT), ec2.Port.udp(TURN_PORT)


class TurnStack(EnvironmentStack):
    """The relay's task and service, and the ways in to it."""

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
        service = self._serve(media, identity, settings)
        clients = _anybody(self, media.vpc)
        for port in (TCP, UDP):
            service.connections.allow_from(clients, port, "TURN to the relay")
        plain = RelayDoor(self, "Plain", domain=settings.turn_domain, vpc=media.vpc, clients=clients, settings=settings)
        plain.take_tcp(service)
        self.balancer, self.targets = plain.balancer, plain.take_udp(service)
        if settings.turn_takes_tls:
            by_tls = RelayDoor(
                self, "Tls", domain=settings.turn_tls_domain, vpc=media.vpc, clients=clients, settings=settings
            )
            by_tls.take_tls(service, _certificate(self, settings))

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


def _anybody(scope: Construct, vpc: ec2.IVpc) -> ec2.SecurityGroup:
    """Let phones and browsers reach the load balancers, by what these take."""
    group = ec2.SecurityGroup(
        scope, "Clients", vpc=vpc, description="TURN from phones and browsers", allow_all_outbound=False
    )
    group.add_ingress_rule(ec2.Peer.any_ipv4(), UDP, "TURN by UDP from anywhere")
    group.add_ingress_rule(ec2.Peer.any_ipv4(), ec2.Port.tcp(TURN_WEB_PORT), "TURN by TCP or TLS from anywhere")
    explain(group, "2026-11-21", "Phones and force networks have any address; two ports are open.", "EC23")
    return group


def _workers_only(scope: Construct, vpc: ec2.IVpc) -> ec2.SecurityGroup:
    """Let relays send to the media ports alone, and fetch image and secret, and write their log, by HTTPS."""
    group = ec2.SecurityGroup(scope, "Relay", vpc=vpc, description="The relay", allow_all_outbound=False)
    group.add_egress_rule(ec2.Peer.any_ipv4(), ec2.Port.udp_range(*MEDIA_PORTS), "To the media workers")
    group.add_egress_rule(ec2.Peer.any_ipv4(), ec2.Port.tcp(443), "To registry, secrets and logs")
    return group


def _certificate(scope: Construct, settings: DeploymentSettings) -> acm.ICertificate:
    """Take the certificate that the force has, or one of ACM's, which renews itself by its proof in the zone."""
    if settings.turn_certificate_arn:
        return acm.Certificate.from_certificate_arn(scope, "Certificate", settings.turn_certificate_arn)
    assert settings.hosted_zone_id is not None  # noqa: S101 `turn_takes_tls` holds
    zone = route53.HostedZone.from_hosted_zone_id(scope, "ProofZone", settings.hosted_zone_id)
    proof = acm.CertificateValidation.from_dns(zone)
    return acm.Certificate(scope, "Certificate", domain_name=settings.turn_tls_domain, validation=proof)
