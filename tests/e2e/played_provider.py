"""An identity provider that is played: whoever is sent to it comes back signed in, and nobody checks its signature."""

import base64
import json
import re
from typing import Any

from playwright.sync_api import Route

ORIGIN = "http://127.0.0.1:9"
ISSUER = f"{ORIGIN}/provider"
CLIENT = "viewer"
PLACES = {"authorization": "authorize", "token": "token"}
LIFE = 3600
"""Seconds for which a sign-in is good."""


def claims_at(now: float, role: str) -> dict[str, Any]:
    """Return what is said of the officer who signs in now; seconds."""
    who = {"sub": "officer-1", "name": "Priya Nair", "cognito:groups": [role]}
    return {"iss": ISSUER, "aud": CLIENT, **who, "iat": int(now), "auth_time": int(now), "exp": int(now) + LIFE}


def write_token(claims: dict[str, Any]) -> str:
    """Return claims as an ID token."""
    parts = [json.dumps(part).encode() for part in ({"alg": "RS256"}, claims)]
    return ".".join([*(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts), "signature"])


def answer_sign_in(route: Route, claims: dict[str, Any]) -> None:
    """Answer a request of the sign-in: where its places are, the way back at once, the token."""
    place = route.request.url.removeprefix(f"{ISSUER}/").partition("?")[0]
    if place == "authorize":
        (state,) = re.findall(r"[?&]state=([^&]+)", route.request.url)
        back = f"{ORIGIN}/?code=c&state={state}"
        route.fulfill(content_type="text/html", body=f"<script>location = '{back}'</script>")
    elif place == "token":
        token = {"id_token": write_token(claims), "access_token": "access"}
        route.fulfill(json={**token, "token_type": "Bearer", "expires_in": LIFE})
    else:
        places = {f"{name}_endpoint": f"{ISSUER}/{path}" for name, path in PLACES.items()}
        route.fulfill(json={"issuer": ISSUER, **places})
