"""Where things are on this laptop, and which address of the cloud each stands for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from infra.local.cloud.applier import Applied


@dataclass(frozen=True)
class Addresses:
    """What the laptop's servers listen at."""

    origin: str
    """Of everything that browsers see."""
    inner: str
    """Of the APIs themselves, for functions: only there is @connections."""
    moto: str
    phone: str

    @property
    def issuer(self) -> str:
        """The OIDC issuer, at the browsers' origin."""
        return f"{self.origin}/oidc"

    @property
    def socket_origin(self) -> str:
        """The origin for WebSockets."""
        return "ws" + self.origin.removeprefix("http")


class Localiser:
    """Replaces addresses of the cloud by the laptop's in whatever the template resolved to."""

    def __init__(self, replacements: Mapping[str, str]) -> None:
        """Take what replaces what; a longer address is looked for first."""
        self._pairs = sorted(replacements.items(), key=lambda pair: -len(pair[0]))

    def __call__(self, value: Any) -> Any:
        """Return a value with every address in it replaced."""
        if isinstance(value, str):
            for cloud, local in self._pairs:
                value = value.replace(cloud, local)
            return value
        if isinstance(value, list):
            return [self(each) for each in value]
        if isinstance(value, dict):
            return {key: self(each) for key, each in value.items()}
        return value


def stand_ins(resources: list[Applied], addresses: Addresses, site_domain: str, region: str) -> dict[str, str]:
    """Say which of the laptop's addresses stands for which of the cloud's."""
    found = {f"https://{site_domain}": addresses.origin, f"wss://{site_domain}": addresses.socket_origin}
    for resource in resources:
        match resource.type:
            case "AWS::CloudFront::Distribution":
                found[f"https://{resource.exists.attribute('DomainName')}"] = addresses.origin
            case "AWS::ApiGatewayV2::Api":
                found[resource.exists.attribute("ApiEndpoint")] = addresses.inner
            case "AWS::Cognito::UserPool":
                found[resource.exists.attribute("ProviderURL")] = addresses.issuer
                found[f"https://{urlsplit(resource.exists.attribute('ProviderURL')).netloc}"] = addresses.origin
            case "AWS::Cognito::UserPoolDomain":
                found[f"https://{resource.exists.ref}.auth.{region}.amazoncognito.com"] = addresses.origin
            case "AWS::S3::Bucket":
                found[f"https://{resource.exists.attribute('RegionalDomainName')}"] = addresses.origin
    return found
