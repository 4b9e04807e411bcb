"""Finds under which addresses this task on Fargate is reached, and believes none that cannot be.

The task's metadata name its interface and its addresses on it: IPv6 is public as it is, IPv4 lies behind a NAT one to
one, whose other side only EC2 knows ("Amazon ECS task metadata endpoint version 4"). No stranger is asked: what a STUN
server says would be where its answer was sent from, and a candidate of ours would hang on it.
"""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address

import aiohttp
from pydantic import BaseModel, Field, ValidationError

from sightline.domain.errors import ConfigurationError
from sightline.ports import PublicAddresses

_SECONDS = 10.0
_BYTES_AT_MOST = 256 * 1024


@dataclass(frozen=True)
class TaskAddresses:
    """Where a task listens, and under which address its IPv4 is reached."""

    public_address: str
    own: frozenset[str]
    """Addresses of its interface: the private IPv4, and IPv6 if it has any."""


class _Interface(BaseModel):
    mac: str = Field("", alias="MACAddress")
    ipv4: list[IPv4Address] = Field([], alias="IPv4Addresses")
    ipv6: list[IPv6Address] = Field([], alias="IPv6Addresses")


class _Container(BaseModel):
    interfaces: list[_Interface] = Field([], alias="Networks")


async def find_task_addresses(metadata_url: str, local: Collection[str], interfaces: PublicAddresses) -> TaskAddresses:
    """Ask for them, or raise ConfigurationError; `local` are the addresses that this machine really has."""
    interface = await _ask(metadata_url)
    private = next((str(address) for address in interface.ipv4 if str(address) in local), None)
    if private is None:
        message = "The task's metadata name no IPv4 address that is ours."
        raise ConfigurationError(message)
    public = await asyncio.to_thread(interfaces.public_address_of, interface.mac, private)
    if public is None or not _is_public_ipv4(public):
        message = "The task has no public IPv4 address: nobody could send it a picture."
        raise ConfigurationError(message)
    ipv6 = {str(address) for address in interface.ipv6 if address.is_global and str(address) in local}
    return TaskAddresses(public, frozenset({private, *ipv6}))


async def _ask(metadata_url: str) -> _Interface:
    """Return the interface of this container, which is its task's."""
    try:
        async with asyncio.timeout(_SECONDS), aiohttp.ClientSession() as web, web.get(metadata_url) as response:
            response.raise_for_status()
            container = _Container.model_validate_json(await response.content.read(_BYTES_AT_MOST))
    except (aiohttp.ClientError, OSError, TimeoutError, ValidationError) as error:
        message = f"The task's metadata do not tell our addresses: {type(error).__name__}"
        raise ConfigurationError(message) from error
    return next((one for one in container.interfaces if one.mac and one.ipv4), _Interface())


def _is_public_ipv4(text: str) -> bool:
    try:
        address = ip_address(text)
    except ValueError:
        return False
    return isinstance(address, IPv4Address) and address.is_global
