"""The most exact route wins, as API Gateway says."""

import pytest

from infra.local.gateway.routing import RouteTable

KEYS = [
    "GET /invites",
    "POST /invites",
    "GET /invites/{invite_id}",
    "POST /invites/{invite_id}/resend",
    "GET /invites/newest",
    "ANY /files/{path+}",
    "GET /files/{name}",
]
TABLE = RouteTable((key, key) for key in KEYS)


@pytest.mark.parametrize(
    ("method", "path", "key", "parameters"),
    [
        ("GET", "/invites", "GET /invites", {}),
        ("POST", "/invites", "POST /invites", {}),
        ("GET", "/invites/a%20b", "GET /invites/{invite_id}", {"invite_id": "a b"}),
        ("GET", "/invites/newest", "GET /invites/newest", {}),
        ("POST", "/invites/1/resend", "POST /invites/{invite_id}/resend", {"invite_id": "1"}),
        ("GET", "/files/a", "GET /files/{name}", {"name": "a"}),
        ("PUT", "/files/a/b.txt", "ANY /files/{path+}", {"path": "a/b.txt"}),
    ],
)
def test_a_request_meets_its_route(method: str, path: str, key: str, parameters: dict[str, str]) -> None:
    """Method and path decide; variables are taken out and decoded."""
    matched = TABLE.match(method, path)
    assert matched is not None
    assert (matched.key, matched.target, matched.parameters) == (key, key, parameters)


@pytest.mark.parametrize(("method", "path"), [("DELETE", "/invites"), ("GET", "/invites/"), ("GET", "/invites/1/2")])
def test_what_is_not_declared_is_not_found(method: str, path: str) -> None:
    """There is no route for another method, a trailing slash or a deeper path."""
    assert TABLE.match(method, path) is None


def test_a_default_route_takes_the_rest() -> None:
    """`$default` takes what no other route does."""
    table = RouteTable([("GET /a", "a"), ("$default", "rest")])
    matched = table.match("GET", "/b")
    assert matched is not None
    assert matched.target == "rest"
