"""Public addresses of network interfaces, from EC2."""

from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.exceptions import ClientError

from sightline.adapters.network_interfaces import Ec2Interfaces
from sightline.domain.errors import ConfigurationError

if TYPE_CHECKING:
    from sightline.ports import PublicAddresses


@pytest.fixture
def ec2(aws: None) -> Any:  # noqa: ARG001  it must come first
    """Return a client of an emulated EC2."""
    return boto3.client("ec2", region_name="eu-west-2")


def _interface(ec2: Any) -> tuple[str, str, str]:
    """Make an interface; return its id, MAC and private address."""
    subnet = ec2.describe_subnets()["Subnets"][0]["SubnetId"]
    made = ec2.create_network_interface(SubnetId=subnet)["NetworkInterface"]
    return made["NetworkInterfaceId"], made["MacAddress"], made["PrivateIpAddress"]


def test_an_interface_is_known_by_its_mac(ec2: Any) -> None:
    """Of several, each under the address that was given to it."""
    given = {}
    for _ in range(2):
        interface_id, mac, private = _interface(ec2)
        address = ec2.allocate_address(Domain="vpc")
        ec2.associate_address(AllocationId=address["AllocationId"], NetworkInterfaceId=interface_id)
        given[mac, private] = address["PublicIp"]
    addresses: PublicAddresses = Ec2Interfaces(ec2)
    assert {key: addresses.public_address_of(*key) for key in given} == given


def test_without_a_public_address_there_is_none(ec2: Any) -> None:
    """The interface's own address is none, and an interface that is not there has none."""
    _, mac, private = _interface(ec2)
    assert Ec2Interfaces(ec2).public_address_of(mac, private) is None
    assert Ec2Interfaces(ec2).public_address_of("02:00:00:00:00:01", private) is None


class Refusing:
    """EC2 without the right to ask."""

    def describe_network_interfaces(self, **_: Any) -> Any:
        """Refuse."""
        raise ClientError({"Error": {"Code": "UnauthorizedOperation"}}, "DescribeNetworkInterfaces")


def test_a_refusal_says_what_is_missing() -> None:
    """The worker ends with a sentence instead of a traceback."""
    with pytest.raises(ConfigurationError, match="EC2 does not tell"):
        Ec2Interfaces(Refusing()).public_address_of("02:00:00:00:00:01", "10.0.0.7")
