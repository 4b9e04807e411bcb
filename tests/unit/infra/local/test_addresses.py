"""The laptop's addresses stand in for the cloud's, everywhere."""

from infra.local.addresses import Addresses, Localiser, stand_ins
from infra.local.cloud.applier import Applied
from infra.local.cloud.physical import Exists

HERE = Addresses(origin="https://10.0.0.7:8443", inner="http://127.0.0.1:1", moto="http://127.0.0.1:2", phone="x")
API = Exists("abc", {"ApiEndpoint": "https://abc.execute-api.eu-west-2.amazonaws.com"})
POOL = Exists("p", {"ProviderURL": "https://cognito-idp.eu-west-2.amazonaws.com/p"})
SITE = Exists("d", {"DomainName": "d.cloudfront.net"})
BUCKET = Exists("b", {"RegionalDomainName": "b.s3.eu-west-2.amazonaws.com"})
DOMAIN = Exists("force")


def localiser() -> Localiser:
    """Return one for a template with each kind of address."""
    kinds = {
        "AWS::ApiGatewayV2::Api": API,
        "AWS::Cognito::UserPool": POOL,
        "AWS::Cognito::UserPoolDomain": DOMAIN,
        "AWS::CloudFront::Distribution": SITE,
        "AWS::S3::Bucket": BUCKET,
    }
    resources = [Applied("stack", kind, kind, {}, exists) for kind, exists in kinds.items()]
    return Localiser(stand_ins(resources, HERE, "dev.sightline.example", "eu-west-2"))


def test_every_kind_of_address_has_a_stand_in() -> None:
    """Site, sockets, APIs, issuer, sign-in page and bucket are all found here."""
    found = localiser()(
        {
            "site": "https://dev.sightline.example/j",
            "socket": "wss://dev.sightline.example/ws",
            "cloudfront": "https://d.cloudfront.net",
            "connections": "https://abc.execute-api.eu-west-2.amazonaws.com/ws",
            "issuer": "https://cognito-idp.eu-west-2.amazonaws.com/p",
            "policy": "connect-src https://cognito-idp.eu-west-2.amazonaws.com https://b.s3.eu-west-2.amazonaws.com",
            "page": ["https://force.auth.eu-west-2.amazoncognito.com", 7, None],
        }
    )
    assert found == {
        "site": "https://10.0.0.7:8443/j",
        "socket": "wss://10.0.0.7:8443/ws",
        "cloudfront": "https://10.0.0.7:8443",
        "connections": "http://127.0.0.1:1/ws",
        "issuer": "https://10.0.0.7:8443/oidc",
        "policy": "connect-src https://10.0.0.7:8443 https://10.0.0.7:8443",
        "page": ["https://10.0.0.7:8443", 7, None],
    }
