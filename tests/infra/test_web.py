"""The site: one origin, one strict policy, one configuration file."""

import json
import re
import subprocess

import pytest

from infra.constructs.page_headers import content_security_policy
from infra.local.template.assembly import Json
from infra.stacks.web import INDEX_DOCUMENT
from tests.infra.cloud import Cloud

STACK = "sightline-web"
LOG_STACK = "sightline-access-log"


def _distribution(cloud: Cloud) -> Json:
    configuration: Json = cloud.only(STACK, "AWS::CloudFront::Distribution")["DistributionConfig"]
    return configuration


def _headers(cloud: Cloud) -> Json:
    configuration: Json = cloud.only(STACK, "AWS::CloudFront::ResponseHeadersPolicy")["ResponseHeadersPolicyConfig"]
    return configuration


def test_one_distribution_serves_site_api_and_websocket(dev: Cloud) -> None:
    """Pages, /api/* and /ws have one origin, so nothing needs CORS."""
    behaviours = {one["PathPattern"]: one for one in _distribution(dev)["CacheBehaviors"]}
    assert set(behaviours) == {"/api/*", "/ws"}
    for behaviour in behaviours.values():
        assert behaviour["ViewerProtocolPolicy"] == "https-only"
        assert "POST" in behaviour["AllowedMethods"]


def test_every_answer_carries_the_policy(dev: Cloud) -> None:
    """No behaviour is without the security headers."""
    (policy,) = dev.all(STACK, "AWS::CloudFront::ResponseHeadersPolicy")
    distribution = _distribution(dev)
    behaviours = [distribution["DefaultCacheBehavior"], *distribution["CacheBehaviors"]]
    assert [one["ResponseHeadersPolicyId"] for one in behaviours] == [{"Ref": policy.logical_id}] * 3


def test_pages_may_load_only_what_is_ours() -> None:
    """The policy begins with nothing and adds our own origin part by part; no inline code, no frames."""
    written = content_security_policy(["https://sign-in.example"], ["https://bucket.example"])
    policy = dict(part.split(" ", 1) for part in written.split("; "))
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["worker-src"] == "'self'"
    assert policy["connect-src"] == "'self' https://sign-in.example"
    assert policy["media-src"] == "'self' blob: https://bucket.example"
    assert "unsafe" not in " ".join(policy.values())
    assert "*" not in " ".join(policy.values())


def test_pages_may_connect_to_fragments_and_sign_in(dev: Cloud) -> None:
    """Besides its own origin a page reaches both buckets and the identity provider, no other host."""
    policy = json.dumps(_headers(dev)["SecurityHeadersConfig"]["ContentSecurityPolicy"]["ContentSecurityPolicy"])
    connect = policy.split("connect-src ")[1].split(";")[0]
    assert "RegionalDomainName" in connect
    assert "https://cognito-idp.eu-west-2." in connect
    assert ".auth.eu-west-2.amazoncognito.com" in connect
    assert connect.count("https://") == 4


def test_other_headers_close_what_a_policy_cannot(dev: Cloud) -> None:
    """No sniffing, no referrer, no shared window; camera and position for our own pages only; HTTPS for years."""
    security = _headers(dev)["SecurityHeadersConfig"]
    custom = {one["Header"]: one["Value"] for one in _headers(dev)["CustomHeadersConfig"]["Items"]}
    assert security["ContentTypeOptions"]["Override"] is True
    assert security["ReferrerPolicy"]["ReferrerPolicy"] == "no-referrer"
    assert security["FrameOptions"]["FrameOption"] == "DENY"
    assert security["StrictTransportSecurity"]["AccessControlMaxAgeSec"] >= 365 * 24 * 3600
    assert custom["Cross-Origin-Opener-Policy"] == "same-origin"
    assert {"camera=(self)", "microphone=(self)", "geolocation=(self)"} <= set(custom["Permissions-Policy"].split(", "))


def test_the_bucket_of_pages_is_private(dev: Cloud) -> None:
    """Only the distribution reads the site's bucket."""
    for bucket in dev.all(STACK, "AWS::S3::Bucket"):
        assert set(bucket.properties["PublicAccessBlockConfiguration"].values()) == {True}
    policies = [found.properties["PolicyDocument"]["Statement"] for found in dev.all(STACK, "AWS::S3::BucketPolicy")]
    allowed = [one for policy in policies for one in policy if one["Effect"] == "Allow"]
    assert all(one["Principal"] != {"AWS": "*"} for one in allowed)
    (reading,) = [one for one in allowed if one["Action"] == "s3:GetObject"]
    assert reading["Principal"] == {"Service": "cloudfront.amazonaws.com"}


def test_the_viewer_is_told_what_it_cannot_know(dev: Cloud) -> None:
    """`config.json` beside the pages names all that differs from force to force, and nothing secret."""
    (path,) = dev.assembly.stacks[STACK].directory.glob("asset.*/config.json")
    keys = re.findall(r'"(\w+)":', path.read_text())
    told = {"issuer", "client_id", "map_style_url", "force_name", "time_zone", "keep_original", "blurred_purposes"}
    assert set(keys) == told


def test_the_certificate_brings_the_name(dev: Cloud, prod: Cloud) -> None:
    """With a certificate the site answers by its own name; without one by CloudFront's."""
    assert _distribution(prod)["Aliases"] == ["video.example.police.uk"]
    assert "Aliases" not in _distribution(dev)


def test_the_name_leads_to_the_site_by_both_versions_of_ip(dev: Cloud, prod: Cloud) -> None:
    """Where the zone is known, the site's name is written into it."""
    records = [found.properties for found in prod.all(STACK, "AWS::Route53::RecordSet")]
    assert {one["Type"] for one in records} == {"A", "AAAA"}
    assert {one["Name"] for one in records} == {"video.example.police.uk."}
    assert not dev.all(STACK, "AWS::Route53::RecordSet")


def test_the_firewall_stands_before_the_site(dev: Cloud) -> None:
    """The distribution names the edge stack's web ACL."""
    assert "sightlineedgeuseast1FnGetAttFirewallArn" in json.dumps(_distribution(dev)["WebACLId"])


def test_the_log_holds_nothing_of_a_person(dev: Cloud) -> None:
    """CloudFront's log names neither address nor query, referrer, cookie or browser, and lies in our own region."""
    delivery = dev.only(LOG_STACK, "AWS::Logs::Delivery")
    assert not {"c-ip", "x-forwarded-for", "cs-uri-query", "cs(Referer)", "cs(Cookie)", "cs(User-Agent)"} & set(
        delivery["RecordFields"]
    )
    assert "Logging" not in _distribution(dev)
    assert {found.type for found in dev.assembly.stacks[LOG_STACK].resources()} == {
        *("AWS::Logs::DeliverySource", "AWS::Logs::DeliveryDestination", "AWS::Logs::Delivery"),
        *("Custom::CrossRegionExportReader", "AWS::IAM::Role", "AWS::Lambda::Function"),
    }


def test_only_deliveries_of_this_account_write_the_log(dev: Cloud) -> None:
    """The bucket of logs takes them from CloudFront's delivery of this account, and from S3."""
    policies = [found.properties["PolicyDocument"]["Statement"] for found in dev.all(STACK, "AWS::S3::BucketPolicy")]
    (delivering,) = [
        one for policy in policies for one in policy if one["Principal"] == {"Service": "delivery.logs.amazonaws.com"}
    ]
    assert delivering["Condition"]["StringEquals"]["aws:SourceAccount"] == {"Ref": "AWS::AccountId"}
    assert ":logs:us-east-1:" in json.dumps(delivering["Condition"]["ArnLike"])


@pytest.mark.parametrize(
    ("asked", "served"),
    [("/", "/index.html"), ("/j", "/j/index.html"), ("/j/", "/j/index.html"), ("/assets/a.js", "/assets/a.js")],
)
def test_a_folders_address_shows_its_index_page(asked: str, served: str) -> None:
    """The link in a text says /j: CloudFront's function finds the page behind it."""
    ask = f"{INDEX_DOCUMENT.read_text()}; console.log(handler({{request: {{uri: process.argv[1]}}}}).uri)"
    answer = subprocess.run(["node", "-e", ask, asked], capture_output=True, text=True, check=True)  # noqa: S603, S607
    assert answer.stdout.strip() == served
