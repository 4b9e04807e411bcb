"""A task is protected from being ended while it holds something, and not longer."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web

from media_worker.protection import (
    EXPIRES_MINUTES,
    RENEW_SECONDS,
    RETRY_SECONDS,
    EcsAgent,
    Protection,
    ProtectionUnchangedError,
)


@dataclass
class Agent:
    """ECS's agent, in its own words; it refuses as often as it is told to."""

    asked: list[dict[str, Any]] = field(default_factory=list)
    refusals: int = 0
    url: str = ""
    is_busy: bool = False

    async def put(self, request: web.Request) -> web.Response:
        """Take a state, or answer as the agent does when it cannot change it."""
        self.asked.append(await request.json())
        if self.refusals:
            self.refusals -= 1
            return web.json_response({"failure": {"Arn": "task", "Reason": "TASK_NOT_VALID"}})
        return web.json_response({"protection": {"ProtectionEnabled": self.asked[-1]["ProtectionEnabled"]}})


@pytest.fixture
async def agent() -> AsyncIterator[Agent]:
    """Run an agent on loopback, where ECS's containers find theirs."""
    agent, app = Agent(), web.Application()
    app.router.add_put("/api/task/task-protection/v1/state", agent.put)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    agent.url = f"http://127.0.0.1:{runner.addresses[0][1]}/api/task"
    yield agent
    await runner.cleanup()


ON, OFF = {"ProtectionEnabled": True, "ExpiresInMinutes": EXPIRES_MINUTES}, {"ProtectionEnabled": False}


async def test_it_is_on_from_the_first_session_to_the_last(agent: Agent) -> None:
    """Nothing is asked before, nothing twice, and what is over is said at once."""
    protection = Protection(EcsAgent(agent.url), lambda: agent.is_busy)
    await protection.look(0)
    assert agent.asked == []
    agent.is_busy = True
    await protection.look(1)
    await protection.look(2)
    assert agent.asked == [ON]
    agent.is_busy = False
    await protection.look(3)
    await protection.look(4)
    assert agent.asked == [ON, OFF]


async def test_it_is_renewed_before_it_expires(agent: Agent) -> None:
    """A session may last longer than what is asked for."""
    protection = Protection(EcsAgent(agent.url), lambda: True)
    for seconds in range(0, EXPIRES_MINUTES * 60, 10):
        await protection.look(seconds)
    assert agent.asked == [ON] * 4
    assert RENEW_SECONDS + 2 * RETRY_SECONDS < EXPIRES_MINUTES * 60


async def test_what_is_refused_is_asked_again(agent: Agent) -> None:
    """After a pause: a worker must not press an agent that has trouble."""
    agent.refusals = 2
    protection = Protection(EcsAgent(agent.url), lambda: True)
    for seconds in (0, 1, RETRY_SECONDS, RETRY_SECONDS + 1, 2 * RETRY_SECONDS, 2 * RETRY_SECONDS + 1):
        await protection.look(seconds)
    assert agent.asked == [ON] * 3


async def test_a_release_that_fails_is_tried_again(agent: Agent) -> None:
    """Otherwise the task would hold its place until the protection expires."""
    protection = Protection(EcsAgent(agent.url), lambda: agent.is_busy)
    agent.is_busy = True
    await protection.look(0)
    agent.is_busy, agent.refusals = False, 1
    await protection.look(1)
    await protection.look(1 + RETRY_SECONDS)
    assert agent.asked == [ON, OFF, OFF]


async def test_an_agent_that_is_not_there_is_no_reason_to_stop() -> None:
    """The worker goes on, and asks again."""
    with pytest.raises(ProtectionUnchangedError):
        await EcsAgent("http://127.0.0.1:9").protect(1)
    await Protection(EcsAgent("http://127.0.0.1:9"), lambda: True).look(0)
