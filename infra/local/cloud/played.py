"""The names of resources that are played rather than made: what their `Ref` and `Fn::GetAtt` give."""

from collections.abc import Callable

from infra.local.cloud.physical import Exists
from infra.local.template.assembly import Resource
from infra.local.template.scope import ACCOUNT

Namer = Callable[[str, str], Exists]


def _function(name: str, region: str) -> Exists:
    return Exists(name, {"Arn": f"arn:aws:lambda:{region}:{ACCOUNT}:function:{name}"})


def _api(name: str, region: str) -> Exists:
    host = api_host(name, region)
    return Exists(name, {"ApiId": name, "ApiEndpoint": f"https://{host}"})


def _distribution(name: str, _region: str) -> Exists:
    return Exists(name, {"Id": name, "DomainName": f"{name}.cloudfront.net"})


def _user_pool(name: str, region: str) -> Exists:
    pool = f"{region}_{name}"
    provider = f"cognito-idp.{region}.amazonaws.com/{pool}"
    attributes = {"UserPoolId": pool, "ProviderName": provider, "ProviderURL": f"https://{provider}"}
    return Exists(pool, {**attributes, "Arn": f"arn:aws:cognito-idp:{region}:{ACCOUNT}:userpool/{pool}"})


def _user_pool_client(name: str, _region: str) -> Exists:
    return Exists(name, {"ClientId": name})


def _log_group(name: str, region: str) -> Exists:
    return Exists(name, {"Arn": f"arn:aws:logs:{region}:{ACCOUNT}:log-group:{name}:*"})


NAMERS: dict[str, Namer] = {
    "AWS::ApiGatewayV2::Api": _api,
    "AWS::CloudFront::Distribution": _distribution,
    "AWS::Cognito::UserPool": _user_pool,
    "AWS::Cognito::UserPoolClient": _user_pool_client,
    "AWS::Lambda::Function": _function,
    "AWS::Logs::LogGroup": _log_group,
}


def api_host(api_id: str, region: str) -> str:
    """Return the host name that an API would have."""
    return f"{api_id}.execute-api.{region}.amazonaws.com"


def name_played(resource: Resource, region: str, name: str) -> Exists:
    """Name a resource that is played or passed over."""
    namer = NAMERS.get(resource.type)
    return namer(name, region) if namer else Exists(name, stand_in=True)
