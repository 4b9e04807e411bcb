"""Who asked CloudFront for what, without who: where its log goes, and what of a request it holds.

CloudFront's older log cannot leave anything out, and a query may hold a ticket. The newer one is
configured in us-east-1 and writes to the bucket that it is told of, which lies in the force's own region.
"""

from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_logs as logs
from aws_cdk import aws_s3 as s3
from constructs import Construct

from infra.constructs.environment_stack import EnvironmentStack
from infra.settings import DeploymentSettings

FIELDS = (
    "date",
    "time",
    "x-edge-request-id",
    "x-edge-location",
    "cs-method",
    "cs-uri-stem",
    "sc-status",
    "sc-bytes",
    "time-taken",
    "time-to-first-byte",
    "x-edge-result-type",
    "x-edge-detailed-result-type",
    "cs-protocol-version",
    "ssl-protocol",
)
"""Neither address nor query, referrer, cookie or browser: nothing that leads to a person or opens anything."""


class AccessLogStack(EnvironmentStack):
    """The delivery of the distribution's log to a bucket."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        distribution: cloudfront.Distribution,
        bucket: s3.Bucket,
        settings: DeploymentSettings,
    ) -> None:
        """Connect the distribution with the bucket, which lets the delivery write (see `constructs/log_bucket.py`)."""
        super().__init__(scope, construct_id, settings, region=settings.edge_region)
        source = logs.CfnDeliverySource(
            self, "Source", name=construct_id, resource_arn=distribution.distribution_arn, log_type="ACCESS_LOGS"
        )
        destination = logs.CfnDeliveryDestination(
            self,
            "Destination",
            name=construct_id,
            destination_resource_arn=bucket.bucket_arn,
            output_format="json",
        )
        logs.CfnDelivery(
            self,
            "Delivery",
            delivery_source_name=source.ref,
            delivery_destination_arn=destination.attr_arn,
            record_fields=list(FIELDS),
            s3_suffix_path="{yyyy}/{MM}/{dd}",
        )
