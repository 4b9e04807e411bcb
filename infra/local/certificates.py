"""A certificate made on the spot, so that a real phone on the same network may open its camera."""

import ipaddress
import socket
import ssl
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import trustme

LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Certificate:
    """A server's certificate, and the authority to trust for it."""

    ca_file: Path
    context: ssl.SSLContext

    def trust(self) -> ssl.SSLContext:
        """Return a client's context that trusts the authority besides the usual ones."""
        context = ssl.create_default_context()
        context.load_verify_locations(self.ca_file)
        return context


def make_certificate(directory: Path, *names: str) -> Certificate:
    """Make one for this machine's names and addresses and those given."""
    authority = trustme.CA(organization_name="Sightline on this laptop")
    ca_file = directory / "ca.pem"
    authority.cert_pem.write_to_path(str(ca_file))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    wanted = dict.fromkeys([*LOOPBACK, socket.gethostname(), *names])
    authority.issue_cert(*filter(_can_be_named, wanted)).configure_cert(context)
    return Certificate(ca_file, context)


def _can_be_named(name: str) -> bool:
    """Leave out what stands for every address."""
    try:
        return not ipaddress.ip_address(name).is_unspecified
    except ValueError:
        return bool(name)


def lan_address() -> str:
    """Return the address by which the local network reaches this machine; nothing is sent to find out."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, suppress(OSError):
        probe.connect(("192.0.2.1", 9))  # TEST-NET-1 (RFC 5737): only the choice of route is wanted
        return str(probe.getsockname()[0])
    return "127.0.0.1"
