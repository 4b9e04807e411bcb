"""The ports that the laptop listens at, taken before anything is started so that every address is known."""

import socket
from dataclasses import dataclass

from infra.local.options import Options


class PortTakenError(Exception):
    """Somebody else listens at the port that was asked for."""


@dataclass(frozen=True)
class Sockets:
    """Bound, not listening yet."""

    site: socket.socket
    phone: socket.socket
    inner: socket.socket


def bind_sockets(options: Options) -> Sockets:
    """Take the site's port where it was asked for, the phone's right after it if that is free, any for the APIs."""
    site = _bind(options.host, options.port)
    try:
        phone = _bind("127.0.0.1", port_of(site) + 1 if options.port else 0)
    except PortTakenError:
        phone = _bind("127.0.0.1", 0)
    return Sockets(site, phone, _bind("127.0.0.1", 0))


def port_of(bound: socket.socket) -> int:
    """Return the port that a socket is bound to."""
    return int(bound.getsockname()[1])


def _bind(host: str, port: int) -> socket.socket:
    bound = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
    except OSError as error:
        bound.close()
        message = f"Port {port} of {host} is taken. Choose another one with --port."
        raise PortTakenError(message) from error
    return bound
