"""The public addresses of network interfaces, from EC2: a task on Fargate can learn its own nowhere else."""

from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from sightline.domain.errors import ConfigurationError


class Ec2Interfaces:
    """A PublicAddresses."""

    def __init__(self, client: Any) -> None:
        """Take a client of EC2."""
        self._client = client

    def public_address_of(self, mac_address: str, private_address: str) -> str | None:
        """Return under which IPv4 address a NAT one to one shows an interface's address; None if under none."""
        filters = [{"Name": "mac-address", "Values": [mac_address]}]
        try:
            found = self._client.describe_network_interfaces(Filters=filters)["NetworkInterfaces"]
        except (ClientError, BotoCoreError) as error:
            message = "EC2 does not tell our network interface."
            raise ConfigurationError(message) from error
        shown = (one.get("Association") for one in found if one["PrivateIpAddress"] == private_address)
        return next((str(association["PublicIp"]) for association in shown if association), None)
