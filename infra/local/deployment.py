"""Deploys the assembly to this laptop."""

import asyncio
from dataclasses import dataclass
from functools import cache

from infra.local.addresses import Addresses, Localiser, stand_ins
from infra.local.cloud.applier import Applier, passed_over
from infra.local.cloud.clients import Clients
from infra.local.content_credentials import ContentAuthority, certify_key
from infra.local.deployed import Deployed
from infra.local.events.topics import subscribe_functions
from infra.local.foundations import Foundations
from infra.local.sockets import port_of
from infra.local.template.assembly import read_assembly
from infra.settings import read_settings

ENVIRONMENT = "dev"
"""Whose settings the templates are synthesized with."""


@dataclass(frozen=True)
class Deployment:
    """What was deployed, where it is, and how to reach its data plane."""

    deployed: Deployed
    addresses: Addresses
    clients: Clients
    passed_over: list[str]
    content_chain: str
    """Certificates of the key that signs copies' credentials."""
    content_authority: str
    """Whom readers of these have to trust."""


async def deploy(foundations: Foundations) -> Deployment:
    """Apply the templates, off the event loop."""
    addresses = Addresses(
        origin=foundations.origin,
        inner=f"http://127.0.0.1:{port_of(foundations.sockets.inner)}",
        moto=foundations.cloud.address,
        phone=f"http://127.0.0.1:{port_of(foundations.sockets.phone)}/",
    )
    return await asyncio.to_thread(_apply, foundations, addresses)


def _apply(foundations: Foundations, addresses: Addresses) -> Deployment:
    settings = read_settings(ENVIRONMENT)
    assembly = read_assembly(foundations.assembly, settings.region)
    clients = cache(lambda region: Clients(addresses.moto, region))
    resources = Applier(assembly, clients).apply()
    localise = Localiser(stand_ins(resources, addresses, settings.site_domain, settings.region))
    deployed = Deployed(resources, localise, settings.region)
    here = clients(settings.region)
    subscribe_functions(deployed, here("sns"), addresses.inner)
    authority = ContentAuthority()
    chain = certify_key(authority, here("kms"), deployed.setting("SIGHTLINE_PROVENANCE_KEY_ID"))
    return Deployment(deployed, addresses, here, list(passed_over(assembly)), chain, authority.pem)
