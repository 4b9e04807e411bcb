"""What CloudFront takes from us-east-1 only: the firewall and the certificate. No data, no log, nothing personal."""

from aws_cdk import aws_certificatemanager as acm
from aws_cdk import aws_route53 as route53
from constructs import Construct

from infra.constructs.environment_stack import EnvironmentStack
from infra.constructs.firewall import firewall
from infra.settings import DeploymentSettings


class EdgeStack(EnvironmentStack):
    """The web ACL of the distribution, and its certificate where the site has a name."""

    def __init__(self, scope: Construct, construct_id: str, *, settings: DeploymentSettings) -> None:
        """Make both; a certificate that the force has already is taken as it is."""
        super().__init__(scope, construct_id, settings, region=settings.edge_region)
        self.web_acl = firewall(self, "Firewall", settings)
        self.certificate = self._certificate(settings)

    def _certificate(self, settings: DeploymentSettings) -> acm.ICertificate | None:
        if settings.certificate_arn:
            return acm.Certificate.from_certificate_arn(self, "Certificate", settings.certificate_arn)
        if settings.hosted_zone_id is None:
            return None
        zone = route53.HostedZone.from_hosted_zone_id(self, "Zone", settings.hosted_zone_id)
        return acm.Certificate(
            self,
            "Certificate",
            domain_name=settings.site_domain,
            validation=acm.CertificateValidation.from_dns(zone),
        )
