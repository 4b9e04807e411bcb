"""The headers under which every page runs, from the first day and on every environment."""

from collections.abc import Sequence

import aws_cdk as cdk
from aws_cdk import aws_cloudfront as cloudfront
from constructs import Construct

PERMISSIONS = "camera=(self), microphone=(self), geolocation=(self), screen-wake-lock=(self), clipboard-write=(self)"


def content_security_policy(connect: Sequence[str], media: Sequence[str] = ()) -> str:
    """Return the policy; pages may connect to their own origin and to those named, and play from some of them."""
    directives = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data: blob:",
        "media-src": " ".join(["'self'", "blob:", *media]),
        "connect-src": " ".join(["'self'", *connect]),
        "worker-src": "'self'",
        "font-src": "'self'",
        "manifest-src": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())


def page_headers(
    scope: Construct, construct_id: str, *, connect: Sequence[str], media: Sequence[str]
) -> cloudfront.ResponseHeadersPolicy:
    """Make the policy that CloudFront adds to every answer."""
    return cloudfront.ResponseHeadersPolicy(
        scope,
        construct_id,
        security_headers_behavior=cloudfront.ResponseSecurityHeadersBehavior(
            content_security_policy=cloudfront.ResponseHeadersContentSecurityPolicy(
                content_security_policy=content_security_policy(connect, media), override=True
            ),
            content_type_options=cloudfront.ResponseHeadersContentTypeOptions(override=True),
            frame_options=cloudfront.ResponseHeadersFrameOptions(
                frame_option=cloudfront.HeadersFrameOption.DENY, override=True
            ),
            referrer_policy=cloudfront.ResponseHeadersReferrerPolicy(
                referrer_policy=cloudfront.HeadersReferrerPolicy.NO_REFERRER, override=True
            ),
            strict_transport_security=cloudfront.ResponseHeadersStrictTransportSecurity(
                access_control_max_age=cdk.Duration.days(730), include_subdomains=True, override=True
            ),
        ),
        custom_headers_behavior=cloudfront.ResponseCustomHeadersBehavior(
            custom_headers=[
                _header("Cross-Origin-Opener-Policy", "same-origin"),
                _header("Permissions-Policy", PERMISSIONS),
            ]
        ),
    )


def _header(name: str, value: str) -> cloudfront.ResponseCustomHeader:
    return cloudfront.ResponseCustomHeader(header=name, value=value, override=True)
