"""One origin for everything a browser sees: the static site, `/api/*` and `/ws` behind one CloudFront."""

from pathlib import Path

from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_cloudfront_origins as origins
from aws_cdk import aws_route53 as route53
from aws_cdk import aws_route53_targets as route53_targets
from aws_cdk import aws_s3 as s3
from constructs import Construct

from infra.constructs.environment_stack import EnvironmentStack
from infra.constructs.findings import explain
from infra.constructs.keys import removal_policy
from infra.constructs.log_bucket import let_deliver, log_bucket
from infra.constructs.page_headers import page_headers
from infra.constructs.site_files import SiteFiles
from infra.settings import DeploymentSettings
from infra.stacks.api import ApiStack
from infra.stacks.edge import EdgeStack
from infra.stacks.identity import IdentityStack
from infra.stacks.surroundings import Surroundings

INDEX_DOCUMENT = Path(__file__).parents[1] / "constructs" / "index_document.js"


class WebStack(EnvironmentStack):
    """The site's bucket and the distribution before it and the APIs."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        edge: EdgeStack,
        surroundings: Surroundings,
        settings: DeploymentSettings,
    ) -> None:
        """Make the bucket, the distribution and the files."""
        super().__init__(scope, construct_id, settings)
        objects, others = _buckets(surroundings), _others(self, surroundings)
        self._headers = page_headers(self, "Headers", connect=[*objects, *others], media=objects)
        self.logs = log_bucket(self, "Logs", settings)
        let_deliver(self.logs, settings)
        self.bucket = _site_bucket(self, self.logs, settings)
        self.distribution = self._distribution(edge, surroundings.api, settings)
        if settings.hosted_zone_id:
            _write_name(self, self.distribution, settings.hosted_zone_id, settings.site_domain)
        SiteFiles(
            self,
            "Files",
            bucket=self.bucket,
            distribution=self.distribution,
            configuration=_configuration(surroundings.identity, settings),
        )

    def _distribution(self, edge: EdgeStack, api: ApiStack, settings: DeploymentSettings) -> cloudfront.Distribution:
        distribution = cloudfront.Distribution(
            self,
            "Distribution",
            default_behavior=self._pages(),
            additional_behaviors={
                "/api/*": self._passed_on(api.host_of(api.http_api)),
                "/ws": self._passed_on(api.host_of(api.websocket_api)),
            },
            default_root_object="index.html",
            minimum_protocol_version=cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
            http_version=cloudfront.HttpVersion.HTTP2_AND_3,
            price_class=cloudfront.PriceClass.PRICE_CLASS_100,
            domain_names=[settings.site_domain] if edge.certificate else None,
            certificate=edge.certificate,
            web_acl_id=edge.web_acl.attr_arn,
        )
        _explain_findings(distribution)
        return distribution

    def _pages(self) -> cloudfront.BehaviorOptions:
        index = cloudfront.Function(
            self,
            "IndexDocument",
            code=cloudfront.FunctionCode.from_file(file_path=str(INDEX_DOCUMENT)),
            runtime=cloudfront.FunctionRuntime.JS_2_0,
        )
        return cloudfront.BehaviorOptions(
            origin=origins.S3BucketOrigin.with_origin_access_control(self.bucket),
            viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
            response_headers_policy=self._headers,
            function_associations=[
                cloudfront.FunctionAssociation(function=index, event_type=cloudfront.FunctionEventType.VIEWER_REQUEST)
            ],
        )

    def _passed_on(self, host: str) -> cloudfront.BehaviorOptions:
        """Pass all of a request on but its Host, by which API Gateway would not know itself; keep no answer."""
        return cloudfront.BehaviorOptions(
            origin=origins.HttpOrigin(host, protocol_policy=cloudfront.OriginProtocolPolicy.HTTPS_ONLY),
            viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
            allowed_methods=cloudfront.AllowedMethods.ALLOW_ALL,
            cache_policy=cloudfront.CachePolicy.CACHING_DISABLED,
            origin_request_policy=cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
            response_headers_policy=self._headers,
        )


def _buckets(around: Surroundings) -> list[str]:
    """Name the origins from which pages fetch what is kept, and play copies of it."""
    buckets = [around.evidence.bucket, around.evidence.derived]
    return [f"https://{bucket.bucket_regional_domain_name}" for bucket in buckets]


def _others(stack: EnvironmentStack, around: Surroundings) -> list[str]:
    """Name the origins that pages reach besides: sign-in, and another map if there is one."""
    issuer = f"https://cognito-idp.{stack.region}.{stack.url_suffix}"
    sign_in = f"https://{around.identity.domain.domain_name}.auth.{stack.region}.amazoncognito.com"
    return [origin for origin in (issuer, sign_in, around.settings.map_origin) if origin]


def _write_name(
    scope: Construct, distribution: cloudfront.IDistribution, hosted_zone_id: str, site_domain: str
) -> None:
    """Let the site's name lead to the distribution, by both versions of IP."""
    zone = route53.HostedZone.from_hosted_zone_attributes(
        scope, "Zone", hosted_zone_id=hosted_zone_id, zone_name=site_domain
    )
    target = route53.RecordTarget.from_alias(route53_targets.CloudFrontTarget(distribution))
    route53.ARecord(scope, "Name", zone=zone, target=target)
    route53.AaaaRecord(scope, "NameV6", zone=zone, target=target)


def _explain_findings(distribution: cloudfront.Distribution) -> None:
    explain(
        distribution,
        "2026-11-21",
        "A caller in need may be abroad, or behind a relay that is; what is not let in is a matter of rates.",
        "CFR1",
    )
    explain(
        distribution,
        "2026-11-21",
        "The older log would hold addresses and tickets; `stacks/access_log.py` delivers the newer one.",
        "CFR3",
    )


def _site_bucket(scope: Construct, logs: s3.IBucket, settings: DeploymentSettings) -> s3.Bucket:
    return s3.Bucket(
        scope,
        "Site",
        encryption=s3.BucketEncryption.S3_MANAGED,
        block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
        enforce_ssl=True,
        minimum_tls_version=1.2,
        server_access_logs_bucket=logs,
        server_access_logs_prefix="site/",
        removal_policy=removal_policy(settings),
    )


def _configuration(identity: IdentityStack, settings: DeploymentSettings) -> dict[str, object]:
    """Say what the viewer cannot know when it is built."""
    return {
        "issuer": identity.issuer,
        "client_id": identity.client.user_pool_client_id,
        "map_style_url": settings.map_style_url,
        "force_name": settings.force_name,
        "time_zone": settings.time_zone,
        "keep_original": settings.keep_original,
        "blurred_purposes": list(settings.blurred_purposes),
    }
