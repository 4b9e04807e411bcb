"""A task's addresses are believed only if they can be its own, and others can reach them."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from aiohttp import web

from media_worker.public_address import TaskAddresses, find_task_addresses
from sightline.domain.errors import ConfigurationError

MAC, INSIDE, OUTSIDE = "0e:9e:32:c7:48:85", "10.0.0.7", "18.130.4.9"
OWN_IPV6 = "2a05:d01c:1::7"
LOCAL = ("127.0.0.1", "169.254.172.2", INSIDE, OWN_IPV6)


@dataclass
class Task:
    """What the metadata endpoint tells of a container, as ECS documents it, and what EC2 tells of its interface."""

    ipv4: list[str] = field(default_factory=lambda: [INSIDE])
    ipv6: list[str] = field(default_factory=lambda: [OWN_IPV6])
    outside: str | None = OUTSIDE
    body: str | None = None
    url: str = ""

    async def tell(self, _: web.Request) -> web.Response:
        """Answer."""
        if self.body is not None:
            return web.Response(text=self.body)
        interface = {
            "NetworkMode": "awsvpc",
            "IPv4Addresses": self.ipv4,
            "IPv6Addresses": self.ipv6,
            "AttachmentIndex": 0,
            "MACAddress": MAC,
            "IPv4SubnetCIDRBlock": "10.0.0.0/24",
            "PrivateDNSName": "ip-10-0-0-7.eu-west-2.compute.internal",
        }
        return web.json_response({"DockerId": "cd189a", "Name": "Worker", "Networks": [interface]})

    def public_address_of(self, mac_address: str, private_address: str) -> str | None:
        """Play EC2."""
        return self.outside if (mac_address, private_address) == (MAC, INSIDE) else None


@pytest.fixture
async def task() -> AsyncIterator[Task]:
    """Run the endpoint on loopback, at a path as ECS gives one."""
    task, app = Task(), web.Application()
    app.router.add_get("/v4/cd189a", task.tell)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    task.url = f"http://127.0.0.1:{runner.addresses[0][1]}/v4/cd189a"
    yield task
    await runner.cleanup()


async def test_ipv4_is_offered_by_its_other_side_and_ipv6_as_it_is(task: Task) -> None:
    """The interface of the metadata endpoint itself, 169.254.172.2, is not listened on."""
    assert await find_task_addresses(task.url, LOCAL, task) == TaskAddresses(OUTSIDE, frozenset({INSIDE, OWN_IPV6}))


@pytest.mark.parametrize("ipv6", [[], ["2a05:d01c:1::8"], ["fd00::7"]])
async def test_ipv6_is_left_out_where_it_is_not_ours_or_not_public(task: Task, ipv6: list[str]) -> None:
    """IPv4 alone is enough."""
    task.ipv6 = ipv6
    found = await find_task_addresses(task.url, (*LOCAL, "fd00::7"), task)
    assert found.own == {INSIDE}


@pytest.mark.parametrize("outside", [None, "10.0.0.7", "169.254.169.254", "2a05:d01c:1::7", "nonsense"])
async def test_a_task_without_a_public_address_stops(task: Task, outside: str | None) -> None:
    """A worker that nobody reaches would take sessions and show nothing."""
    task.outside = outside
    with pytest.raises(ConfigurationError, match="no public IPv4"):
        await find_task_addresses(task.url, LOCAL, task)


@pytest.mark.parametrize("ipv4", [[], ["10.0.0.8"]])
async def test_metadata_that_are_not_ours_stop_the_worker(task: Task, ipv4: list[str]) -> None:
    """An address that this machine does not have is another's."""
    task.ipv4 = ipv4
    with pytest.raises(ConfigurationError, match="no IPv4 address that is ours"):
        await find_task_addresses(task.url, LOCAL, task)


@pytest.mark.parametrize("body", ["", "<html></html>", "[]", '{"Networks": "none"}'])
async def test_metadata_that_make_no_sense_stop_the_worker(task: Task, body: str) -> None:
    """With a sentence, and nothing of what was answered."""
    task.body = body
    with pytest.raises(ConfigurationError, match="do not tell our addresses"):
        await find_task_addresses(task.url, LOCAL, task)


async def test_an_endpoint_that_is_not_there_stops_the_worker(task: Task) -> None:
    """So does one that does not answer."""
    with pytest.raises(ConfigurationError, match="do not tell our addresses"):
        await find_task_addresses("http://127.0.0.1:9/", LOCAL, task)
