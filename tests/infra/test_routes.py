"""The routes: the table, the template and the Chalice apps say the same."""

import importlib

import pytest

from infra.constructs.route_table import ROUTES, Caller, RouteRow
from tests.infra.cloud import Cloud

STACK = "sightline-routes"
ROUTE = "AWS::ApiGatewayV2::Route"
APPS = {
    "invites": {"invites", "citizens"},
    "sessions": {"sessions"},
    "location": {"location"},
    "copies": {"copies"},
    "bundles": {"bundles"},
    "evidence": {"evidence"},
    "library": {"library"},
    "originals": {"originals"},
    "authorise": {"tickets"},
    "shares": {"shares", "recipients"},
    "sources": {"sources"},
    "uploads": {"uploads", "citizen-uploads"},
    "whip": {"whip"},
}
OPEN = {
    "POST /synthetic/invites",
    *("POST /citizen/look-up", "POST /citizen/accept", "POST /citizen/decline", "POST /receipts/notify"),
    *("POST /share/look-up", "POST /share/code", "POST /share/open"),
    *("GET /share/viewing", "GET /share/recording", "GET /share/playlist"),
    *("GET /share/fragments", "GET /share/stills", "GET /share/copies", "GET /share/copies/{copy_id}/files"),
    "GET /share/file",
    *("OPTIONS /whip", "POST /whip", "PATCH /whip/{leg_id}", "DELETE /whip/{leg_id}"),
    *("OPTIONS /whep/{session_id}", "POST /whep/{session_id}"),
    *("PATCH /whep/{session_id}/{leg_id}", "DELETE /whep/{session_id}/{leg_id}"),
}


def _http_routes(cloud: Cloud) -> dict[str, dict[str, object]]:
    routes = (dict(found.properties) for found in cloud.all(STACK, ROUTE))
    return {str(route["RouteKey"]): route for route in routes if not str(route["RouteKey"]).startswith("$")}


@pytest.mark.parametrize(("package", "functions"), APPS.items())
def test_an_apps_routes_are_the_tables(package: str, functions: set[str]) -> None:
    """What a Chalice app answers is declared, and what is declared is answered."""
    app = importlib.import_module(f"{package}.app").app
    answered = {f"{method} {path}" for path, methods in app.routes.items() for method in methods}
    assert answered == {row.key for row in ROUTES if row.function in functions}


def test_every_row_is_a_route_and_every_route_a_row(dev: Cloud) -> None:
    """The template declares the table, without a wildcard or a default."""
    assert set(_http_routes(dev)) == {row.key for row in ROUTES}


@pytest.mark.parametrize("row", ROUTES, ids=lambda row: row.key)
def test_a_route_asks_for_what_its_caller_has(dev: Cloud, row: RouteRow) -> None:
    """Officers' routes take a token of the user pool, citizens' and workers' ask a function."""
    route = _http_routes(dev)[row.key]
    kinds = {Caller.OFFICER: "JWT", Caller.ANYONE: "NONE"}
    assert route["AuthorizationType"] == kinds.get(row.caller, "CUSTOM")
    assert ("AuthorizerId" in route) is (row.caller is not Caller.ANYONE)


def test_only_these_routes_are_open_and_each_says_why() -> None:
    """A route without an authorizer is an exception with a written reason."""
    unguarded = {row.key: row.reason for row in ROUTES if row.caller is Caller.ANYONE}
    assert set(unguarded) == OPEN
    assert all(len(reason) > 40 for reason in unguarded.values())


def test_an_open_route_without_a_reason_is_refused() -> None:
    """Nobody can open a route by leaving its caller out."""
    with pytest.raises(ValueError, match="open to anyone"):
        RouteRow("GET /anything", "invites", Caller.ANYONE)


def test_chalice_gets_the_only_form_of_event_that_it_reads(dev: Cloud) -> None:
    """Every integration speaks payload 1.0: to 2.0 Chalice answers 500."""
    integrations = dev.all(STACK, "AWS::ApiGatewayV2::Integration")
    assert {found.properties["PayloadFormatVersion"] for found in integrations} == {"1.0"}
    assert {found.properties["IntegrationType"] for found in integrations} == {"AWS_PROXY"}


def test_an_authorizers_answer_is_kept_only_where_pieces_come_in_a_row(dev: Cloud) -> None:
    """Elsewhere a revoked credential is refused at once; a one-use ticket's answer can never be kept."""
    found = {one.properties["Name"]: one.properties for one in dev.all(STACK, "AWS::ApiGatewayV2::Authorizer")}
    assert set(found) == {"officers", "citizens", "uploaders", "workers", "tickets"}
    assert "AuthorizerResultTtlInSeconds" not in found["tickets"]
    assert [row.key for row in ROUTES if row.caller is Caller.UPLOADER] == [
        "POST /citizen/original/pieces",
        "POST /citizen/uploads/{upload_id}/parts",
    ]
    for name, seconds in {"citizens": 0, "uploaders": 60, "workers": 0}.items():
        assert found[name]["AuthorizerResultTtlInSeconds"] == seconds
        assert found[name]["AuthorizerPayloadFormatVersion"] == "2.0"
        assert found[name]["EnableSimpleResponses"] is True
        assert found[name]["IdentitySource"] == ["$request.header.Authorization"]


def test_officers_tokens_are_the_user_pools_for_the_viewer(dev: Cloud) -> None:
    """The JWT authorizer takes one issuer and one audience."""
    (officers,) = [
        one.properties
        for one in dev.all(STACK, "AWS::ApiGatewayV2::Authorizer")
        if one.properties["Name"] == "officers"
    ]
    assert "sightline-identity" in str(officers["JwtConfiguration"]["Issuer"])
    assert len(officers["JwtConfiguration"]["Audience"]) == 1


def test_a_websocket_opens_only_with_a_ticket(dev: Cloud) -> None:
    """`$connect` asks the ticket authorizer; AWS asks none on the other two."""
    routes = {str(found.properties["RouteKey"]): found.properties for found in dev.all(STACK, ROUTE)}
    sockets = {key: route for key, route in routes.items() if key.startswith("$")}
    (tickets,) = [one for one in dev.all(STACK, "AWS::ApiGatewayV2::Authorizer") if one.properties["Name"] == "tickets"]
    assert set(sockets) == {"$connect", "$default", "$disconnect"}
    assert sockets["$connect"]["AuthorizerId"] == {"Ref": tickets.logical_id}
    assert tickets.properties["IdentitySource"] == ["route.request.querystring.ticket"]
