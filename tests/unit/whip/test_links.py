"""ICE servers as Link headers."""

from sightline.messages.base import IceServer
from whip.links import write_links


def test_servers_are_named_as_rfc_9725_shows() -> None:
    """Each address by itself, with its credential where it needs one."""
    stun = IceServer(urls=["stun:stun.example.net"])
    turn = IceServer(urls=["turn:turn.example.net?transport=udp"], username="user", credential="secret")
    assert write_links([stun, turn]) == (
        '<stun:stun.example.net>; rel="ice-server", '
        '<turn:turn.example.net?transport=udp>; rel="ice-server"; username="user"; credential="secret"; '
        'credential-type="password"'
    )
    assert write_links([]) == ""
