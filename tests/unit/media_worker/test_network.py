"""A worker listens where others can reach it, and nowhere else."""

from media_worker.network import Network, choose_addresses

FOUND = ["8.8.8.8", "10.0.0.5", "fd00::1", "2a00:1450:4009:80b::200e"]


def test_only_public_addresses_are_chosen() -> None:
    """Loopback neither."""
    assert choose_addresses(FOUND, Network()) == ["8.8.8.8", "2a00:1450:4009:80b::200e"]


def test_the_laptop_listens_on_loopback_too() -> None:
    """The ICE library never does."""
    assert choose_addresses(FOUND, Network(allow_private=True)) == ["127.0.0.1", *FOUND]


def test_behind_a_nat_the_inside_is_chosen() -> None:
    """IPv4 alone is behind it."""
    assert "10.0.0.5" in choose_addresses(FOUND, Network(public_address="8.8.4.4"))
    assert "fd00::1" not in choose_addresses(FOUND, Network(public_address="8.8.4.4"))


def test_a_task_listens_on_its_own_interface_alone() -> None:
    """What else the machine has belongs to whoever runs the task."""
    network = Network(public_address="8.8.4.4", own=frozenset({"10.0.0.5", "2a00:1450:4009:80b::200e"}))
    assert choose_addresses([*FOUND, "10.0.0.6", "169.254.172.2"], network) == ["10.0.0.5", "2a00:1450:4009:80b::200e"]
