"""Keeps ECS from ending this task, to scale in or to deploy, while it holds what would be lost with it.

ECS's agent is asked through an address that it gives to each container ("Amazon ECS task scale-in protection
endpoint"). Protection is for a time, so that a worker that hangs cannot hold its place for ever.
"""

import asyncio
import logging
from collections.abc import Callable
from typing import Protocol

import aiohttp

EXPIRES_MINUTES = 20
RENEW_SECONDS = 300.0
"""Well before it expires: three tries more are left when one fails."""
RETRY_SECONDS = 5.0
LOOK_SECONDS = 0.5
_ANSWER_SECONDS = 5.0

_log = logging.getLogger(__name__)


class ProtectionUnchangedError(Exception):
    """Whoever runs this task has not changed its protection."""


class TaskKeeper(Protocol):
    """Who may end this task."""

    async def protect(self, minutes: int) -> None:
        """Ask not to be ended for so long; raise ProtectionUnchangedError if that is not granted."""

    async def release(self) -> None:
        """Say that it may be ended; raise ProtectionUnchangedError if that is not taken in."""


class EcsAgent:
    """The agent of ECS that looks after this task."""

    def __init__(self, url: str) -> None:
        """Take the address that ECS puts into ECS_AGENT_URI."""
        self._url = f"{url}/task-protection/v1/state"

    async def protect(self, minutes: int) -> None:
        """Turn protection on, or renew it."""
        await self._put({"ProtectionEnabled": True, "ExpiresInMinutes": minutes})

    async def release(self) -> None:
        """Turn protection off."""
        await self._put({"ProtectionEnabled": False})

    async def _put(self, state: dict[str, bool | int]) -> None:
        """Ask; a refusal comes with status 200 too, and then names a failure in the place of the protection."""
        try:
            async with (
                asyncio.timeout(_ANSWER_SECONDS),
                aiohttp.ClientSession() as web,
                web.put(self._url, json=state) as response,
            ):
                answer = await response.json()
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
            raise ProtectionUnchangedError from error
        if "protection" not in answer:
            raise ProtectionUnchangedError(answer)


class Protection:
    """What this task has asked for, and when it has to ask again."""

    def __init__(self, keeper: TaskKeeper, is_needed: Callable[[], bool]) -> None:
        """Begin unprotected, as every task does."""
        self._keeper = keeper
        self._is_needed = is_needed
        self._is_on = False
        self._change_at = self._renew_at = 0.0

    async def look(self, now: float) -> None:
        """Turn protection on, off, or renew it, where it is time to; `now` is in seconds of a steady clock."""
        is_needed = self._is_needed()
        due_at = self._renew_at if is_needed == self._is_on else self._change_at
        if now < due_at or not (is_needed or self._is_on):
            return
        try:
            await (self._keeper.protect(EXPIRES_MINUTES) if is_needed else self._keeper.release())
        except ProtectionUnchangedError:
            _log.warning("This task's protection could not be changed", exc_info=True)
            self._change_at = self._renew_at = now + RETRY_SECONDS
        else:
            self._is_on, self._renew_at = is_needed, now + RENEW_SECONDS

    async def run(self) -> None:
        """Look again and again, for as long as the process lives."""
        while True:
            await self.look(asyncio.get_running_loop().time())
            await asyncio.sleep(LOOK_SECONDS)
