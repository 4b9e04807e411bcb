"""The worker sends to public addresses, and on the laptop to its own."""

import pytest
from aiortc import RTCIceCandidate

from media_worker.candidates import read_candidate, write_candidate


def candidate(address: str, kind: str = "host", protocol: str = "udp") -> str:
    """Write a candidate-attribute as browsers do."""
    return f"candidate:1 1 {protocol} 2122260223 {address} 50000 typ {kind} generation 0 ufrag x"


@pytest.mark.parametrize("address", ["8.8.8.8", "2a00:1450:4009:80b::200e"])
def test_public_addresses_pass(address: str) -> None:
    """Host and server-reflexive alike."""
    read = read_candidate(candidate(address, "srflx"), allow_private=False)
    assert read is not None
    assert (read.ip, read.port, read.type) == (address, 50000, "srflx")


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.1",
        "192.168.1.1",
        "172.16.0.1",
        "::1",
        "fd00::1",
        "100.64.0.1",
        "255.255.255.255",
    ],
)
def test_private_addresses_do_not_pass(address: str) -> None:
    """A browser cannot point the worker at the force's own network."""
    assert read_candidate(candidate(address), allow_private=False) is None


@pytest.mark.parametrize("address", ["127.0.0.1", "192.168.1.1"])
def test_private_addresses_pass_on_the_laptop(address: str) -> None:
    """By a setting."""
    assert read_candidate(candidate(address), allow_private=True) is not None


@pytest.mark.parametrize("address", ["169.254.169.254", "fe80::1", "224.0.0.1", "0.0.0.0", "ff02::1"])
def test_some_addresses_never_pass(address: str) -> None:
    """Metadata endpoints, link-local, multicast."""
    assert read_candidate(candidate(address), allow_private=True) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "candidate:1",
        candidate("8b3a0e9c.local"),
        candidate("8.8.8.8", protocol="tcp"),
        candidate("8.8.8.8", kind="prflx"),
        candidate("8.8.8.8").replace(" 1 udp", " 2 udp"),
        candidate("8.8.8.8").replace("50000", "70000"),
        candidate("8.8.8.8").replace("50000", "0"),
        candidate("999.8.8.8"),
    ],
)
def test_what_is_not_an_address_of_ours_to_try_is_left_out(text: str) -> None:
    """Names, TCP, other components, nonsense."""
    assert read_candidate(text, allow_private=True) is None


def test_behind_a_nat_the_public_address_is_offered() -> None:
    """The port is kept; IPv6 and loopback stay what they are."""
    ours = RTCIceCandidate(1, "f", "10.0.0.5", 40_000, 7, "udp", "host")
    assert write_candidate(ours, "203.0.113.9") == "f 1 udp 7 203.0.113.9 40000 typ host"
    ours.ip = "2a05:d01c:1::7"
    assert write_candidate(ours, "203.0.113.9") == "f 1 udp 7 2a05:d01c:1::7 40000 typ host"
    ours.ip = "127.0.0.1"
    assert write_candidate(ours, "203.0.113.9") == "f 1 udp 7 127.0.0.1 40000 typ host"
