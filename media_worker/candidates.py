"""ICE candidates (RFC 8839): which of a peer's we try, and how ours are written.

A peer's candidate makes the worker send to an address of the peer's choosing, so only public unicast
addresses pass; names (`.local`) and TCP never do. A peer behind such a candidate is still found: its own
checks reach us, and we answer where they came from.
"""

import re
from ipaddress import IPv4Address, IPv6Address, ip_address

from aiortc import RTCIceCandidate

_CANDIDATE = re.compile(
    r"^(?:candidate:)?(?P<foundation>[A-Za-z0-9+/]{1,32}) 1 (?P<protocol>udp) (?P<priority>\d{1,10})"
    r" (?P<address>[0-9A-Fa-f.:]{2,45}) (?P<port>\d{1,5}) typ (?P<type>host|srflx|relay)(?: .*)?$",
    re.IGNORECASE,
)
_PORTS = range(1, 65_536)


def read_candidate(text: str, *, allow_private: bool) -> RTCIceCandidate | None:
    """Read a candidate-attribute; None if it is one that we do not try."""
    match = _CANDIDATE.match(text)
    if match is None or int(match["port"]) not in _PORTS:
        return None
    try:
        address = ip_address(match["address"])
    except ValueError:
        return None
    if not is_allowed(address, allow_private=allow_private):
        return None
    return RTCIceCandidate(
        component=1,
        foundation=match["foundation"],
        ip=str(address),
        port=int(match["port"]),
        priority=int(match["priority"]),
        protocol="udp",
        type=match["type"].lower(),
    )


def is_allowed(address: IPv4Address | IPv6Address, *, allow_private: bool) -> bool:
    """Tell whether we would send to an address, or offer it as ours."""
    if address.is_multicast or address.is_unspecified or address.is_link_local:
        return False
    return address.is_global or (allow_private and (address.is_loopback or address.is_private))


def write_candidate(candidate: RTCIceCandidate, public_address: str | None) -> str:
    """Write a candidate of ours; behind a 1:1 NAT, which IPv6 knows none of, it stands under the public address."""
    address, own = candidate.ip, ip_address(candidate.ip)
    if public_address is not None and own.version == ip_address(public_address).version and not own.is_loopback:
        address = public_address
    return f"{candidate.foundation} 1 udp {candidate.priority} {address} {candidate.port} typ host"
