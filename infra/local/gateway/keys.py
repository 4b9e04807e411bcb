"""An issuer's signing keys, fetched from where its discovery document says, as API Gateway does."""

import asyncio
import ssl
from typing import Any

import aiohttp
import jwt


class IssuerKeys:
    """Keys by id; fetched again when a token names one that is not known."""

    def __init__(self, issuer: str, trust: ssl.SSLContext | None) -> None:
        """`trust` verifies an issuer at an https address."""
        self._issuer = issuer
        self._trust = trust
        self._keys: dict[str | None, jwt.PyJWK] = {}
        self._fetching = asyncio.Lock()

    async def key_for(self, token: str) -> jwt.PyJWK:
        """Return the key that a token says it is signed with; a token may name none if there is only one."""
        key_id = jwt.get_unverified_header(token).get("kid")
        async with self._fetching:
            if key_id not in self._keys:
                self._keys = await self._fetch()
        if key_id not in self._keys:
            message = "The token names a key that the issuer does not have."
            raise jwt.InvalidTokenError(message)
        return self._keys[key_id]

    async def _fetch(self) -> dict[str | None, jwt.PyJWK]:
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=self._trust or True)) as session:
            discovery = await _get(session, f"{self._issuer}/.well-known/openid-configuration")
            found = await _get(session, discovery["jwks_uri"])
        keys = [jwt.PyJWK(key, algorithm="RS256") for key in found["keys"]]
        unnamed = {None: keys[0]} if len(keys) == 1 else {}
        return {key.key_id: key for key in keys} | unnamed


async def _get(session: aiohttp.ClientSession, url: str) -> Any:
    async with session.get(url, raise_for_status=True) as response:
        return await response.json()
