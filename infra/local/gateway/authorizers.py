"""Who may pass: JWT authorizers and Lambda authorizers of an HTTP API."""

import time
from collections.abc import Awaitable, Callable, Sequence
from http import HTTPStatus
from typing import Any, Protocol

import jwt

from infra.local.gateway.answer import RefusedError
from infra.local.gateway.call import ApiCall, request_time
from infra.local.gateway.http_event import claims_as_text

Invoke = Callable[[Any], Awaitable[Any]]
CHALLENGE = ("www-authenticate", "Bearer")


class Authorizer(Protocol):
    """Decides about a request before its function sees it."""

    async def admit(self, call: ApiCall, route_key: str) -> dict[str, Any]:
        """Return what goes under `requestContext.authorizer`, or raise RefusedError."""
        ...


class Keys(Protocol):
    """An issuer's signing keys."""

    async def key_for(self, token: str) -> jwt.PyJWK:
        """Return the key that a token says it is signed with; raise jwt.PyJWTError if there is none."""
        ...


class NobodyAsks:
    """Admits everyone, for routes without an authorizer."""

    async def admit(self, _call: ApiCall, _route_key: str) -> dict[str, Any]:
        """Admit."""
        return {"claims": None, "scopes": None}


class JwtAuthorizer:
    """Verifies signature, issuer, audience and life of a bearer token."""

    def __init__(self, issuer: str, audience: Sequence[str], keys: Keys) -> None:
        """Take what the template's JwtConfiguration says."""
        self._issuer = issuer
        self._audience = list(audience)
        self._keys = keys

    async def admit(self, call: ApiCall, _route_key: str) -> dict[str, Any]:
        """Return the claims, as text."""
        token = bearer_of(call.header("authorization"))
        if token is None:
            raise RefusedError(HTTPStatus.UNAUTHORIZED, "Unauthorized", CHALLENGE)
        try:
            claims = await self._verified(token)
        except jwt.PyJWTError as error:
            raise RefusedError(HTTPStatus.UNAUTHORIZED, "Unauthorized", CHALLENGE) from error
        return {"claims": claims_as_text(claims), "scopes": None}

    async def _verified(self, token: str) -> dict[str, Any]:
        key = await self._keys.key_for(token)
        return jwt.decode(
            token,
            key,
            algorithms=["RS256"],
            issuer=self._issuer,
            audience=self._audience,
            options={"require": ["exp", "iss", "aud"]},
        )


class LambdaAuthorizer:
    """Asks a function, in payload 2.0 with simple responses; remembers its answer as long as the template says."""

    def __init__(self, invoke: Invoke, identity_sources: Sequence[str], arn: str, result_seconds: float) -> None:
        """`arn` begins the ARN of the routes that are asked for."""
        self._invoke = invoke
        self._sources = identity_sources
        self._arn = arn
        self._result_seconds = result_seconds
        self._remembered: dict[tuple[str, ...], tuple[float, dict[str, Any]]] = {}

    async def admit(self, call: ApiCall, route_key: str) -> dict[str, Any]:
        """Return the function's context."""
        identity = [identity_from(source, call) for source in self._sources]
        present = tuple(each for each in identity if each)
        if len(present) < len(identity):
            raise RefusedError(HTTPStatus.UNAUTHORIZED, "Unauthorized", CHALLENGE)
        response = await self._decision(present, self._event(call, route_key, present))
        if not response.get("isAuthorized"):
            raise RefusedError(HTTPStatus.FORBIDDEN, "Forbidden")
        return {name: _context_value(value) for name, value in (response.get("context") or {}).items()}

    async def _decision(self, identity: tuple[str, ...], event: dict[str, Any]) -> dict[str, Any]:
        until, remembered = self._remembered.get(identity, (0.0, {}))
        if time.monotonic() < until:
            return remembered
        response = await self._invoke(event)
        if not isinstance(response, dict) or not isinstance(response.get("isAuthorized"), bool):
            raise RefusedError(HTTPStatus.INTERNAL_SERVER_ERROR, "Internal Server Error")
        if self._result_seconds:
            self._remembered[identity] = (time.monotonic() + self._result_seconds, response)
        return response

    def _event(self, call: ApiCall, route_key: str, identity: tuple[str, ...]) -> dict[str, Any]:
        method, _, path = route_key.partition(" ")
        return {
            "version": "2.0",
            "type": "REQUEST",
            "routeArn": f"{self._arn}/{method}{path}",
            "identitySource": list(identity),
            "routeKey": route_key,
            "rawPath": call.path,
            "rawQueryString": call.raw_query,
            "headers": {name.lower(): ",".join(values) for name, values in call.header_values.items()},
            "queryStringParameters": {name: ",".join(values) for name, values in call.query_values.items()},
            "requestContext": {
                "http": {
                    "method": call.method,
                    "path": call.path,
                    "protocol": "HTTP/1.1",
                    "sourceIp": call.source_ip,
                    "userAgent": call.header("user-agent") or "",
                },
                "domainName": call.host,
                "requestId": call.request_id,
                "routeKey": route_key,
                "time": request_time(call.at)["requestTime"],
                "timeEpoch": request_time(call.at)["requestTimeEpoch"],
            },
            "pathParameters": {},
            "stageVariables": {},
        }


def bearer_of(header: str | None) -> str | None:
    """Return the token of an Authorization header; API Gateway takes it with and without the scheme's name."""
    if not header:
        return None
    scheme, _, token = header.strip().rpartition(" ")
    return token if scheme.lower() in {"", "bearer"} else None


def identity_from(source: str, call: ApiCall) -> str | None:
    """Return what an identity source names, in HTTP form (`$request.`) or WebSocket form (`route.request.`)."""
    kind, _, name = source.removeprefix("$request.").removeprefix("route.request.").partition(".")
    if kind == "header":
        return call.header(name)
    return next(iter(call.query_values.get(name, [])), None)


def _context_value(value: Any) -> Any:
    """Keep what a context may hold: text, numbers and booleans, which payload 1.0 carries as text."""
    return None if value is None else value if isinstance(value, str) else str(value).lower()
