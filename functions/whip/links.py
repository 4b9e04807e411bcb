"""ICE servers as Link headers (RFC 9725, section 4.6)."""

from collections.abc import Iterable

from sightline.messages.base import IceServer


def write_links(servers: Iterable[IceServer]) -> str:
    """Return one Link header's value that names all servers."""
    return ", ".join(_write_link(url, server) for server in servers for url in server.urls)


def _write_link(url: str, server: IceServer) -> str:
    parts = [f"<{url}>", 'rel="ice-server"']
    if server.username is not None and server.credential is not None:
        parts += [f'username="{server.username}"', f'credential="{server.credential}"', 'credential-type="password"']
    return "; ".join(parts)
