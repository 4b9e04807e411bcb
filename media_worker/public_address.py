"""Finds the address under which a 1:1 NAT shows this host, where no setting can know it (Fargate)."""

import asyncio
from ipaddress import ip_address

import aiohttp

from sightline.domain.errors import ConfigurationError

_SECONDS = 10.0
_BYTES_AT_MOST = 64


async def ask_for_public_address(url: str) -> str:
    """Ask a server that answers with its caller's address in plain text."""
    try:
        async with asyncio.timeout(_SECONDS), aiohttp.ClientSession() as web, web.get(url) as response:
            response.raise_for_status()
            text = (await response.content.read(_BYTES_AT_MOST)).decode("ascii").strip()
        return str(ip_address(text))
    except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
        message = f"{url} does not tell our public address: {error!r}"
        raise ConfigurationError(message) from error
