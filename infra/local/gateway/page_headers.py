"""A ResponseHeadersPolicy of the template, as the headers that it adds."""

from typing import Any

Headers = tuple[tuple[str, str], ...]


def policy_headers(configuration: dict[str, Any]) -> Headers:
    """Return the headers of a ResponseHeadersPolicyConfig.

    Strict-Transport-Security is left out: a browser would keep it for two years, and refuse every
    other server on this machine that does without TLS.
    """
    security = configuration.get("SecurityHeadersConfig", {})
    custom = configuration.get("CustomHeadersConfig", {}).get("Items", [])
    return (
        *((name, value) for name, value in _security_headers(security) if value),
        *((item["Header"], item["Value"]) for item in custom),
    )


def _security_headers(security: dict[str, Any]) -> Headers:
    return (
        ("Content-Security-Policy", security.get("ContentSecurityPolicy", {}).get("ContentSecurityPolicy", "")),
        ("X-Content-Type-Options", "nosniff" if "ContentTypeOptions" in security else ""),
        ("X-Frame-Options", security.get("FrameOptions", {}).get("FrameOption", "")),
        ("Referrer-Policy", security.get("ReferrerPolicy", {}).get("ReferrerPolicy", "")),
    )
