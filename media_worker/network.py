"""Where legs may listen and to whom they may talk."""

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING

from aioice import Candidate
from aioice.candidate import candidate_foundation, candidate_priority

from media_worker.candidates import is_allowed

if TYPE_CHECKING:
    import socket


@dataclass(frozen=True)
class Network:
    """What the settings say of it."""

    allow_private: bool = False
    public_address: str | None = None
    own: frozenset[str] | None = None
    """The addresses that are offered; None for all that the machine has."""
    ports: range | None = None


def choose_addresses(found: Iterable[str], network: Network) -> list[str]:
    """Listen on loopback too on the laptop (aioice never does), on the NAT's inside, else on public addresses."""
    chosen = ["127.0.0.1"] if network.allow_private else []
    for text in found:
        if network.own is not None and text not in network.own:
            continue
        address = ip_address(text)
        behind_nat = network.public_address is not None and address.version == 4  # noqa: PLR2004 - IPv4
        if is_allowed(address, allow_private=network.allow_private or behind_nat):
            chosen.append(text)
    return chosen


def make_candidate(opened: "socket.socket", component: int) -> Candidate:
    """Describe a socket of ours as a host candidate (RFC 8445, 5.1.1)."""
    host, port = opened.getsockname()[:2]
    return Candidate(
        foundation=candidate_foundation("host", "udp", host)[:32],
        component=component,
        transport="udp",
        priority=candidate_priority(component, "host"),
        host=host,
        port=port,
        type="host",
    )
